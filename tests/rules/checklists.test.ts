import { describe, expect, it } from "vitest";
import { templateSchema } from "@/lib/features/inspections/templates/schema";
import type { RevisionDate } from "@/lib/features/inspections/templates/types";
import {
  cellsOf,
  checklistFiles,
  EXTRACTS,
  itemsOf,
  numbersOf,
  PRINTED_FORMS,
  printedNumbers,
  readChecklist,
  readExtract,
  runsOf,
} from "../support/checklists";

// 28 items means 28. The left side of each comparison is counted in the extract of the plan, never in the data.

const ALL = checklistFiles().map((file) => file.replace(/\.json$/u, ""));
const countsBySection = (id: string) => readChecklist(id).sections.map(({ items }) => items.length);
const numbersBySection = (id: string) => readChecklist(id).sections.map(({ items }) => numbersOf(items));

/** 114年2月 or 112.04.19 as a day; of a month its first. */
function dayOfRoc(text: string): string {
  const [year, month, day] = [...text.matchAll(/\d+/gu)].map((match) => Number(match[0]));
  const two = (number: number | undefined) => String(number ?? 1).padStart(2, "0");
  return `${(year ?? 0) + 1911}-${two(month)}-${two(day)}`;
}

describe("The checklists as a whole", () => {
  it("are eleven: the nine forms, of which the survey and the plan audit stand once for each city", () => {
    expect(ALL.map((id) => `${readChecklist(id).jurisdiction} ${readChecklist(id).form}`).sort()).toEqual([
      "taichung a_unit_check",
      "taichung b_quality_check",
      "taichung c_station_check",
      "taichung home_visit",
      "taichung meal_check",
      "taichung plan_audit",
      "taichung spot_check",
      "taichung telephone_survey",
      "taoyuan a_unit_check",
      "taoyuan plan_audit",
      "taoyuan telephone_survey",
    ]);
  });

  it.each(ALL)("hold %s as a template without fault, in a file of its name", (id) => {
    const read = templateSchema.safeParse(readChecklist(id));
    expect(read.error?.issues ?? []).toEqual([]);
    const { jurisdiction, form, version } = readChecklist(id);
    expect(id).toBe(`${jurisdiction}-${form.replaceAll("_", "-")}-${version.id}`);
    expect(readChecklist(id).id).toBe(id);
  });

  it.each(ALL)("give %s the version that its revision date spells", (id) => {
    const { version } = readChecklist(id);
    const revisions: RevisionDate[] = [...version.earlier, version];
    expect(revisions.map(({ roc }) => dayOfRoc(roc))).toEqual(revisions.map(({ date }) => date));
    expect(revisions.map(({ date }) => date)).toEqual(revisions.map(({ date }) => date).sort());
    const digits = version.precision === "month" ? 7 : 10;
    expect(dayOfRoc(version.id).slice(0, digits)).toBe(version.date.slice(0, digits));
  });

  it.each(PRINTED_FORMS)(
    "take the revision dates of %s from the form, or from the cover of the plan",
    (id) => {
      const { version } = readChecklist(id);
      const extract = version.datedBy === "form" ? EXTRACTS[id] : "taichung-contents";
      const text = readExtract(extract).replace(/\s/gu, "");
      const printed = [...version.earlier, version].map(({ roc }) => roc.replace(/\s/gu, ""));
      expect(printed.filter((roc) => !text.includes(roc))).toEqual([]);
    },
  );

  it("say of every item where it is written and of every item what counts as its result", () => {
    const items = ALL.flatMap((id) => itemsOf(readChecklist(id)));
    expect(items.length).toBeGreaterThan(150);
    expect(items.filter(({ citation, questions }) => !citation.place || questions.length === 0)).toEqual([]);
  });
});

describe("Taoyuan's check of an A unit", () => {
  const id = "taoyuan-a-unit-check-114-02";
  const text = readExtract(EXTRACTS[id]);

  it("has the eight items that the form numbers, each with the three steps", () => {
    const numbers = [...text.matchAll(/^\s*(\d)\s*$/gmu)].map((match) => Number(match[1]));
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(numbersBySection(id)).toEqual([numbers]);
    for (const box of ["□完全符合", "□部分符合", "□不符合"]) expect(text.split(box)).toHaveLength(9);
    const kinds = itemsOf(readChecklist(id)).flatMap(({ questions }) => questions.map(({ kind }) => kind));
    expect(kinds).toEqual(Array(8).fill("three_step"));
  });

  it("prints the nine indicator codes in the order of the form", () => {
    const codes = [...text.matchAll(/^\s*(\d-[\d-]+\d)\s*$/gmu)].map((match) => match[1]);
    expect(codes).toHaveLength(9);
    expect(itemsOf(readChecklist(id)).flatMap(({ indicatorCodes }) => indicatorCodes)).toEqual(codes);
    expect(itemsOf(readChecklist(id))[2]?.indicatorCodes).toEqual(["1-2-1-3", "1-2-1-4"]);
  });
});

describe("Taichung's check of an A unit", () => {
  const id = "taichung-a-unit-check-112-01-16";
  const rows = cellsOf(EXTRACTS[id]);
  const printed = rows.flatMap(([label, content, boxes]) => {
    const number = /^(\d+)\. /u.exec(content ?? "")?.[1];
    return number
      ? [{ number: Number(number), label: label ?? "", content: content ?? "", boxes: boxes ?? "" }]
      : [];
  });

  it("has the 28 items that the form numbers, in four sections of 4, 9, 10 and 5", () => {
    expect(printed.map(({ number }) => number)).toEqual(Array.from({ length: 28 }, (_, place) => place + 1));
    expect(numbersBySection(id).flat()).toEqual(printed.map(({ number }) => number));
    expect(countsBySection(id)).toEqual([4, 9, 10, 5]);
  });

  it("puts each heading beside items of its section", () => {
    const headings = printed.flatMap(({ label, number }) => {
      const heading = /^\(([一二三四])\)/u.exec(label)?.[1];
      return heading ? [{ heading: `(${heading})`, number }] : [];
    });
    const sections = readChecklist(id).sections;
    // The scan reads (三) a second time as (二)派录四員: only a heading with its right name is followed.
    const readable = headings.filter(({ number }) => number !== 18);
    const found = readable.map(
      ({ number }) => sections.find(({ items }) => numbersOf(items).includes(number))?.number,
    );
    expect(found).toEqual(readable.map(({ heading }) => heading));
    expect(new Set(found)).toEqual(new Set(["(一)", "(二)", "(三)", "(四)"]));
  });

  it("answers for each sampled case what is marked 抽案: the second section and items 16, 17 and 18", () => {
    const marked = printed.filter(({ content }) => content.includes("(抽案)")).map(({ number }) => number);
    expect(marked).toEqual([16, 17, 18]);
    const heading = readExtract(EXTRACTS[id]).replace(/\s/gu, "");
    expect(heading).toContain("(二)個案管理品質(抽案)");
    const second = numbersBySection(id)[1] ?? [];
    const perCase = itemsOf(readChecklist(id)).filter(({ isPerCase }) => isPerCase);
    expect(numbersOf(perCase)).toEqual([...second, ...marked]);
  });

  it("offers 不適用 where the form does", () => {
    const printedNa = printed.filter(({ boxes }) => boxes.replace(/\s/gu, "").includes("□不適用"));
    expect(printedNa.map(({ number }) => number)).toEqual([12, 13, 17, 22, 23]);
    // Item 11's box is broken by the end of the page, of which only 用 is left; item 28's is read as □不,適 用辨理.
    const withNa = itemsOf(readChecklist(id)).filter(({ questions }) => questions[0]?.kind === "two_step_na");
    expect(numbersOf(withNa)).toEqual([11, 12, 13, 17, 22, 23, 28]);
  });

  it("draws two cases up to 300 and three from 301", () => {
    const text = readExtract(EXTRACTS[id]).replace(/\s/gu, "");
    expect(text).toMatch(/總案量300\(含\)以下,抽查2人;301\(含.*\)以上,抽查3人/u);
    expect(readChecklist(id).sampling?.steps).toEqual([
      { upTo: 300, cases: 2 },
      { upTo: null, cases: 3 },
    ]);
  });
});

describe("Taichung's quality check of B units", () => {
  const id = "taichung-b-quality-check-113-11";

  it("has the eleven items of the scan, whose turned page is read from right to left, in lists of 3, 3, 3 and 2", () => {
    const lines = readExtract(EXTRACTS[id]).split("\n");
    const turned = lines.findIndex((line) => line.includes("確實掌握服務個案出席"));
    const upright = lines.slice(0, turned).join("\n");
    const columns = (lines[turned] ?? "").split("\t").reverse();
    const numbers = [...printedNumbers(upright), ...columns.flatMap(printedNumbers)];
    expect(runsOf(numbers)).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
      [1, 2],
    ]);
    expect(numbersBySection(id)).toEqual(runsOf(numbers));
  });

  it("is marked as restored, and so is each item of the turned page", () => {
    const template = readChecklist(id);
    expect(template.isRestored).toBe(true);
    expect(template.restoration).toContain("橫置");
    const turned = itemsOf(template).slice(4);
    expect(turned.map(({ restored }) => restored?.includes("橫置"))).toEqual(Array(7).fill(true));
  });

  it("asks for missing papers by a date and for the cases that deviate", () => {
    const kinds = itemsOf(readChecklist(id)).map(({ fields }) => fields.map(({ kind }) => kind).join(" "));
    expect(new Set(kinds)).toEqual(new Set(["choices date cases cases", "choices date cases"]));
  });
});

describe("Taichung's visit to a case", () => {
  const id = "taichung-home-visit-113-11";
  const lines = readExtract(EXTRACTS[id]).split("\n");
  const first = lines.findIndex((line) => line.includes("對於長照服務"));
  const results = lines.findIndex((line) => line.includes("是否確實提供服務"));
  const notes = lines.findIndex((line) => line.startsWith("備註"));

  it("has the five kinds of service that the form lists", () => {
    const boxes = lines.slice(0, first).filter((line) => /\t□/u.test(line));
    expect(boxes).toHaveLength(5);
    expect(countsBySection(id)[0]).toBe(5);
  });

  it("has the five questions to the person", () => {
    const numbers = lines.slice(first, results).flatMap((line) => printedNumbers(line.replaceAll("\t", " ")));
    expect(numbers).toEqual([1, 2, 3, 4, 5]);
    expect(numbersBySection(id)[1]).toEqual(numbers);
  });

  it("has six results, of which the scan has lost the numbers 1 and 3", () => {
    const numbers = lines.slice(results, notes).flatMap((line) => printedNumbers(line.replaceAll("\t", " ")));
    expect(numbers).toEqual([2, 4, 5, 6]);
    expect(numbersBySection(id)[2]).toEqual([1, 2, 3, 4, 5, 6]);
    const lost = readChecklist(id).sections[2]?.items.filter(
      ({ number }) => !numbers.includes(Number(number)),
    );
    expect(lost?.map(({ restored }) => restored !== null)).toEqual([true, true]);
  });

  it("notes when inspector, unit and staff came and went", () => {
    const presence = readChecklist(id).sections[2]?.items[2]?.questions.map(({ key }) => key);
    expect(presence).toEqual([
      "presence_result",
      "inspector_arrived",
      "inspector_left",
      "b_unit_arrived",
      "b_unit_left",
      "staff_arrived",
      "staff_left",
    ]);
  });
});

describe("Taichung's irregular spot check", () => {
  it("keeps the points of the damaged result: the second, and the third with its two parts", () => {
    const id = "taichung-spot-check-113-11";
    const text = readExtract(EXTRACTS[id]);
    for (const left of ["二、現場由", "三、現場查核", "(一)現場複印", "二)其他", "是否屬實,有無需要補充?"]) {
      expect(text).toContain(left);
    }
    const items = itemsOf(readChecklist(id));
    expect(items.map(({ number }) => number)).toEqual(["一", "二", "三", null]);
    expect(items[2]?.questions.map(({ number }) => number)).toEqual(["(一)", "(一)", "(二)"]);
    expect(readChecklist(id).isRestored).toBe(true);
  });
});

describe("Taichung's check of C stations", () => {
  const id = "taichung-c-station-check-112-04-19";
  const text = readExtract(EXTRACTS[id]);
  const table = text.slice(text.indexOf("訪視面向"), text.indexOf("接獲陳情經查"));

  it("has six groups of basic management and four of service, as the form numbers them", () => {
    const { sections } = readChecklist(id);
    const heads = sections.map(({ heading, number }) => `${heading} ${number}`);
    expect(heads).toEqual([
      ...["(一)", "(二)", "(三)", "(四)", "(五)", "(六)"].map((number) => `一、基礎管理面 ${number}`),
      ...["(一)", "(二)", "(三)", "(四)"].map((number) => `二、服務執行面 ${number}`),
    ]);
    expect(countsBySection(id)).toEqual([7, 4, 4, 1, 3, 2, 7, 1, 1, 3]);
  });

  it("has every number that the scan shows; only 3 and 6 of the basic services are lost in it", () => {
    const shown = runsOf(printedNumbers(table.replace(/(COVID- 19|註:)/gu, "")));
    expect(shown).toEqual([
      [1, 2, 3, 4, 5, 6, 7],
      [1, 2, 3, 4],
      [1, 2, 3, 4],
      [1, 2, 3],
      [1, 2],
      [1, 2, 4, 5, 7],
      [1, 2, 3],
    ]);
    const numbered = numbersBySection(id).filter((numbers) => numbers.length > 0);
    const lost = numbered.map((numbers, place) =>
      numbers.filter((number) => !shown[place]?.includes(number)),
    );
    expect(lost).toEqual([[], [], [], [], [], [3, 6], []]);
  });

  it("marks with * what the form marks, and only that becomes a finding", () => {
    const items = itemsOf(readChecklist(id));
    const marked = items.filter(({ mark }) => mark === "*");
    const stars = table.replace(/(?:\* ){3,}\*/gu, "").split("*").length - 1;
    expect(stars).toBe(9);
    expect(marked).toHaveLength(stars);
    expect(marked.every(({ label }) => label.endsWith("*"))).toBe(true);
    const findings = items.filter(({ questions }) =>
      questions.some(({ findings: rules }) => rules.some(({ level }) => level === "finding")),
    );
    expect(findings).toEqual(marked);
  });

  it("allows thirty calendar days, and a missed one costs a point and half a month's grant", () => {
    expect(text).toContain("(至多 30 個日曆天),倘未完成改善者,將列計 1 點,並自獎助業務費扣除 0.5 個月");
    expect(text).toContain("列計達 3 點者");
    const { correction } = readChecklist(id);
    expect(correction).toMatchObject({
      maxDays: 30,
      days: "calendar",
      ifMissed: { points: 1, grantMonthsWithheld: 0.5, endsContractAtPoints: 3 },
    });
  });

  it("divides those who checked in by those who are there", () => {
    const rate = itemsOf(readChecklist(id))
      .flatMap(({ questions }) => questions)
      .find(({ kind }) => kind === "percentage");
    expect(rate?.ratio).toEqual({ numerator: "real_name_checked_in", denominator: "present_elders" });
  });
});

describe("Taichung's check of meal providers", () => {
  const id = "taichung-meal-check-113-11";
  const printed: { number: number; pieces: number }[] = [];
  for (const [item = "", pieces = ""] of cellsOf(EXTRACTS[id])) {
    const number = /^(\d+)\. /u.exec(item)?.[1];
    const found = pieces.split("。").length - 1;
    if (number) printed.push({ number: Number(number), pieces: found });
    else if (item === "" && found > 0) (printed.at(-1) ?? { pieces: 0 }).pieces += found;
  }

  it("has the fourteen items that the form numbers", () => {
    expect(printed.map(({ number }) => number)).toEqual(Array.from({ length: 14 }, (_, place) => place + 1));
    expect(numbersBySection(id)).toEqual([printed.map(({ number }) => number)]);
  });

  it("asks 符合 or 不符合 of each piece of evidence", () => {
    const items = itemsOf(readChecklist(id));
    expect(printed.map(({ pieces }) => pieces)).toEqual([2, 2, 5, 2, 3, 3, 3, 5, 2, 2, 2, 2, 1, 1]);
    expect(items.map(({ questions }) => questions.length)).toEqual(printed.map(({ pieces }) => pieces));
    expect(new Set(items.flatMap(({ questions }) => questions.map(({ kind }) => kind)))).toEqual(
      new Set(["two_step"]),
    );
  });

  it("allows thirty calendar days", () => {
    expect(readExtract(EXTRACTS[id])).toContain("(至多 30 個日曆天)前完成改善");
    expect(readChecklist(id).correction).toMatchObject({ maxDays: 30, days: "calendar", ifMissed: null });
  });
});

describe("The forms of our own", () => {
  const own = ALL.filter((id) => readChecklist(id).origin === "own");

  it("are the telephone survey and the plan audit of each city, and say so at their foot", () => {
    expect(own.map((id) => readChecklist(id).form).sort()).toEqual([
      "plan_audit",
      "plan_audit",
      "telephone_survey",
      "telephone_survey",
    ]);
    expect(own.every((id) => readChecklist(id).notes.some((note) => note.includes("本市未公布")))).toBe(true);
  });

  it("end a survey that reached nobody in three calls with an outcome of its own", () => {
    const surveys = own.map(readChecklist).filter(({ form }) => form === "telephone_survey");
    expect(surveys.map(({ callAttempts }) => callAttempts)).toEqual([3, 3]);
    for (const { outcomes } of surveys) {
      expect(outcomes.find(({ value }) => value === "unreachable")?.level).toBe("not_done");
    }
  });

  it("open an incident for every anomaly of a plan, with its reason", () => {
    const audits = own.map(readChecklist).filter(({ form }) => form === "plan_audit");
    const questions = audits.flatMap(itemsOf).flatMap((item) => item.questions);
    expect(questions).toHaveLength(21);
    for (const question of questions) {
      expect(question.kind).toBe("conform_anomaly");
      expect(question.findings).toEqual([{ answers: ["anomaly"], level: "incident" }]);
      expect(question.fields).toMatchObject([{ kind: "text", when: ["anomaly"], isRequired: true }]);
    }
  });

  it("sample 1 % of an A unit in Taoyuan, and 10 new and 8 reassessed cases a month in Taichung", () => {
    for (const { jurisdiction, sampling } of own.map(readChecklist)) {
      if (jurisdiction === "taoyuan") expect(sampling?.rule).toBe("system_audit");
      else
        expect(sampling?.perAuditor).toEqual([
          { role: "care_supervisor", cases: 10, of: "new" },
          { role: "care_specialist", cases: 8, of: "reassessed" },
        ]);
    }
  });
});
