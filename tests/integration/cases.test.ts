import { beforeAll, describe, expect, it } from "vitest";
import { assessSchema } from "@/lib/features/cases/assessment/schema";
import { assessCase } from "@/lib/features/cases/assessment/service";
import { knownClient, openSeal, sealPerson } from "@/lib/features/cases/intake/queries";
import { applySchema, identifySchema } from "@/lib/features/cases/intake/schema";
import { applyForCare, identifyPerson } from "@/lib/features/cases/intake/service";
import type { Actor } from "@/lib/platform/actor";
import type { Clock } from "@/lib/platform/clock";
import { plainDate } from "@/lib/rules/plain-date";
import { actionsOn, code, done, holds } from "../support/accounts";
import { aCase, inventedId } from "../support/cases";
import { aCity, anActor, aUnitOf, ownerSql, type TestCity } from "../support/fixtures";

let city: TestCity;
let supervisor: Actor;
let specialist: Actor;

const NORTH = "66000060";
const SOUTH = "66000010";

beforeAll(async () => {
  city = await aCity("taichung");
  supervisor = city.actors.care_supervisor;
  specialist = { ...city.actors.care_specialist, districtIds: [NORTH] };
  const covering = await anActor("taichung", "care_specialist", null);
  await ownerSql(
    "INSERT INTO account_district (account_id, district_id, jurisdiction_id) VALUES ($1, $2, 'taichung')",
    [covering.accountId, SOUTH],
  );
  await ownerSql("UPDATE account SET name = '示範照專南' WHERE id = $1", [covering.accountId]);
});

const day = (text: string) => plainDate(text);
const on = (date: string): Clock => ({ now: () => new Date(`${date}T04:00:00Z`) });
const NOW = on("2026-07-15");

function application(nationalId: string, actor: Actor, changes: object = {}) {
  return {
    ...{ person: sealPerson(actor, nationalId), source: "hotline_1966" as const, name: "示範申請人" },
    ...{ sex: "female" as const, appliedOn: day("2026-07-14"), bornOn: day("1940-05-06"), districtId: NORTH },
    ...{ address: "示範路 2 號", phone: "04-0000-0001", contactName: "示範女兒" },
    ...{ contactRelation: "女兒", contactPhone: null },
    ...changes,
  };
}

describe("An application", () => {
  it("opens a case with a running number, encrypts ID and contact data, and is in the audit log", async () => {
    const nationalId = inventedId();
    const first = done(await applyForCare(specialist, application(nationalId, specialist), NOW));
    const next = done(await applyForCare(specialist, application(inventedId(), specialist), NOW));
    expect(first.number).toMatch(/^C\d{7}$/);
    expect(Number(next.number.slice(1))).toBe(Number(first.number.slice(1)) + 1);
    const rows = await ownerSql<{ stored: string }>(
      `SELECT c::text || f::text AS stored FROM client c JOIN case_file f ON f.client_id = c.id WHERE f.id = $1
       UNION ALL SELECT e::text FROM audit_entry e WHERE subject_id = $1::text`,
      [first.id],
    );
    expect(rows.length).toBe(2);
    for (const { stored } of rows) {
      expect(holds(stored, nationalId)).toBe(false);
      expect(stored).not.toContain("04-0000-0001");
    }
    expect(await actionsOn(first.id)).toEqual(["case.applied"]);
  });

  it("of a person who has a file gives that file and writes nothing, open or closed, in whatever district", async () => {
    for (const earlier of [
      await aCase(city).applied(),
      await aCase(city).closed("died"),
      await aCase(city, { districtId: SOUTH }).inService(),
    ]) {
      const before = await ownerSql<{ n: number }>("SELECT count(*)::int AS n FROM case_file");
      const again = done(await applyForCare(specialist, application(earlier.nationalId, specialist), NOW));
      expect(again).toMatchObject({ id: earlier.id, number: earlier.number, known: true });
      expect(await ownerSql("SELECT count(*)::int AS n FROM case_file")).toEqual(before);
      expect(await actionsOn(earlier.id)).toEqual([]);
    }
  });

  it("is taken once when eight clerks enter the same person in the same second", async () => {
    const nationalId = inventedId();
    const results = await Promise.all(
      Array.from({ length: 8 }, () => applyForCare(supervisor, application(nationalId, supervisor), NOW)),
    );
    const answers = results.map(done);
    expect(answers.filter((answer) => !answer.known)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
  });

  it("gives every case its own number when eight different people apply in the same second", async () => {
    const results = await Promise.all(
      Array.from({ length: 8 }, () => applyForCare(supervisor, application(inventedId(), supervisor), NOW)),
    );
    expect(new Set(results.map((result) => done(result).number)).size).toBe(8);
  });

  it("for a district of another is refused with who covers it; a supervisor takes it", async () => {
    const elsewhere = application(inventedId(), specialist, { districtId: SOUTH });
    const refused = await applyForCare(specialist, elsewhere, NOW);
    expect(refused).toMatchObject({ ok: false, code: "other_district" });
    expect(refused.ok || refused.fieldErrors.districtId?.[0]).toContain("示範照專南");
    const foreign = application(inventedId(), supervisor, { districtId: "68000010" });
    expect(code(await applyForCare(supervisor, foreign, NOW))).toBe("other_district");
    const taken = application(inventedId(), supervisor, { districtId: SOUTH });
    expect(code(await applyForCare(supervisor, taken, NOW))).toBe("ok");
  });

  it("of tomorrow, and of a person born after it, is a message at the field, and nothing is stored", async () => {
    const count = () => ownerSql("SELECT count(*)::int AS n FROM client");
    const before = await count();
    const tomorrow = application(inventedId(), supervisor, { appliedOn: day("2026-07-16") });
    const refused = await applyForCare(supervisor, tomorrow, NOW);
    expect(refused.ok || refused.fieldErrors.appliedOn?.[0]).toContain("不得晚於今日");
    const unborn = application(inventedId(), supervisor, { bornOn: day("2026-07-15") });
    expect(code(await applyForCare(supervisor, unborn, NOW))).toBe("day");
    expect(await count()).toEqual(before);
  });
});

describe("The first step of an application", () => {
  it("names a wrong check digit and a wrong form; takes national and resident numbers in any writing", () => {
    for (const nationalId of ["A123456789", "ａ１２３４５６７８９", "A800000014", "AC01234567"]) {
      expect(identifySchema.safeParse({ nationalId }).success, nationalId).toBe(true);
    }
    const wrong = identifySchema.safeParse({ nationalId: "A123456788" });
    expect(wrong.error?.issues[0]?.message).toContain("檢查碼");
    expect(identifySchema.safeParse({ nationalId: "A1" }).error?.issues[0]?.message).toContain("格式");
    const huge = identifySchema.safeParse({ nationalId: "A".repeat(1_000_000) });
    expect(huge.error?.issues[0]?.message).toContain("格式");
  });

  it("seals the person: the address holds no ID, and another account cannot open it", async () => {
    const nationalId = inventedId();
    const { person } = done(await identifyPerson(supervisor, { nationalId }));
    expect(holds(Buffer.from(person, "base64url").toString("latin1"), nationalId)).toBe(false);
    expect(openSeal(supervisor, person)).toBe(nationalId);
    expect(openSeal(specialist, person)).toBeNull();
    expect(openSeal(supervisor, `${person.slice(0, -2)}AA`)).toBeNull();
    const broken = { ...application(nationalId, supervisor), person: "nothing" };
    expect(code(await applyForCare(supervisor, broken, NOW))).toBe("unknown_person");
  });

  it("offers a known person's file to who may open it, and names who covers the district to others", async () => {
    const own = await aCase(city).closed("moved");
    expect(await knownClient(specialist, own.nationalId)).toMatchObject({
      ...{ caseId: own.id, name: own.name, status: "closed", mayOpen: true, mayReopen: true, version: 1 },
    });
    const other = await aCase(city, { districtId: SOUTH }).applied();
    expect(await knownClient(specialist, other.nationalId)).toMatchObject({
      ...{ number: other.number, mayOpen: false, mayReopen: false, version: null },
      specialists: ["示範照專南"],
    });
    expect(await knownClient(specialist, inventedId())).toBeNull();
  });
});

describe("The form of an application", () => {
  const typed = {
    ...{ person: "x", source: "walk_in", appliedOn: "115/7/1", name: "示範", sex: "male", bornOn: "30/1/1" },
    ...{ districtId: NORTH, address: "示範路 3 號", phone: "0900-000-000" },
  };
  const complaint = (changes: object, field: string) =>
    applySchema.safeParse({ ...typed, ...changes }).error?.issues.find((issue) => issue.path[0] === field)
      ?.message;

  it("is read with ROC dates", () => {
    expect(applySchema.parse(typed)).toMatchObject({ appliedOn: "2026-07-01", bornOn: "1941-01-01" });
  });

  it("answers a text of one megabyte, a day that is to come and a strange choice at the field in Chinese", () => {
    const megabyte = "字".repeat(1_000_000);
    expect(complaint({ name: megabyte }, "name")).toBe("姓名最多 60 字。");
    expect(complaint({ address: megabyte }, "address")).toBe("居住地址最多 200 字。");
    expect(complaint({ phone: "<script>" }, "phone")).toContain("電話只能");
    expect(complaint({ appliedOn: "199/1/1" }, "appliedOn")).toBe("申請日不得晚於今日。");
    expect(complaint({ bornOn: "199/1/1" }, "bornOn")).toBe("出生日期不得晚於今日。");
    expect(complaint({ source: "x" }, "source")).toBe("請選擇申請來源。");
    expect(complaint({ districtId: "1" }, "districtId")).toBe("請選擇行政區。");
  });
});

describe("The form of an assessment", () => {
  const typed = {
    ...{ id: "019a0000-0000-7000-8000-000000000000", version: "1", kind: "initial", assessedOn: "115/7/1" },
    ...{ needLevel: "4", copayClass: "3", problem_1: "洗澡問題", problem_3: " 跌倒風險 ", problem_2: "" },
  };
  const complaint = (changes: object, field: string) =>
    assessSchema.safeParse({ ...typed, ...changes }).error?.issues.find((issue) => issue.path[0] === field)
      ?.message;

  it("gathers the rows and the lines of problems, each once", () => {
    const read = assessSchema.parse({ ...typed, moreProblems: "自己寫的問題\r\n\r\n洗澡問題" });
    expect(read.problems).toEqual(["洗澡問題", "跌倒風險", "自己寫的問題"]);
    expect(read.hasForeignCaregiver).toBe(false);
  });

  it("names level 9, level 0, class 4, a day that is to come, and problems that are missing or too long", () => {
    expect(complaint({ needLevel: "9" }, "needLevel")).toBe("長照需要等級為第 1 級至第 8 級。");
    expect(complaint({ needLevel: "0" }, "needLevel")).toBe("長照需要等級為第 1 級至第 8 級。");
    expect(complaint({ needLevel: "" }, "needLevel")).toBe("長照需要等級為第 1 級至第 8 級。");
    expect(complaint({ copayClass: "4" }, "copayClass")).toBe("長照身分別為第一類至第三類。");
    expect(complaint({ assessedOn: "199/1/1" }, "assessedOn")).toBe("評估日不得晚於今日。");
    expect(complaint({ problem_1: "", problem_3: "" }, "problem_1")).toContain("至少填一項");
    expect(complaint({ problem_1: "字".repeat(1_000_000) }, "problem_1")).toContain("最多 100 字");
    expect(complaint({ moreProblems: "字".repeat(1_000_000) }, "moreProblems")).toContain("最多");
    expect(complaint({ note: "字".repeat(1_000_000) }, "note")).toBe("備註最多 1000 字。");
    expect(assessSchema.safeParse({ ...typed, needLevel: "1", problem_1: "", problem_3: "" }).success).toBe(
      true,
    );
  });
});

function assessment(row: { id: string; version: number }, changes: object = {}) {
  return {
    ...{ id: row.id, version: row.version, kind: "initial" as const, assessedOn: day("2026-07-15") },
    ...{
      needLevel: 4,
      copayClass: 2,
      hasForeignCaregiver: true,
      note: null,
      problems: ["洗澡問題", "跌倒風險"],
    },
    ...changes,
  };
}

const stored = async (id: string) =>
  (
    await ownerSql<Record<string, unknown>>(
      "SELECT *, next_reassessment_on::text AS next, closed_on::text AS closed FROM case_file WHERE id = $1",
      [id],
    )
  )[0];

describe("An assessment", () => {
  it("makes an application assessed, keeps its problems in their order and starts the reassessment clock", async () => {
    const row = await aCase(city).applied();
    const result = done(await assessCase(supervisor, assessment(row), NOW));
    expect(result).toMatchObject({ status: "assessed", nextReassessmentOn: "2027-07-15" });
    expect(await stored(row.id)).toMatchObject({
      ...{ status: "assessed", need_level: 4, copay_class: 2, has_foreign_caregiver: true, version: 2 },
      next: "2027-07-15",
    });
    const problems = await ownerSql<{ text: string }>(
      "SELECT text FROM care_problem WHERE case_id = $1 ORDER BY sort_order",
      [row.id],
    );
    expect(problems.map(({ text }) => text)).toEqual(["洗澡問題", "跌倒風險"]);
    const clocks = await ownerSql<{ kind: string; due: string; unit_id: string | null }>(
      "SELECT kind, due_on::text AS due, unit_id FROM clock WHERE case_id = $1",
      [row.id],
    );
    expect(clocks).toEqual([{ kind: "reassessment", due: "2027-07-15", unit_id: null }]);
  });

  it("at level 1 makes the case not eligible and starts no clock", async () => {
    const row = await aCase(city).applied();
    const result = done(await assessCase(supervisor, assessment(row, { needLevel: 1, problems: [] }), NOW));
    expect(result).toMatchObject({ status: "not_eligible", nextReassessmentOn: null });
    expect(await ownerSql("SELECT 1 FROM clock WHERE case_id = $1", [row.id])).toEqual([]);
  });

  it("again stops the clock before it and starts the next; the status and the A unit stay", async () => {
    const row = await aCase(city).applied();
    const first = assessment(row, { assessedOn: day("2026-07-01") });
    done(await assessCase(supervisor, first, NOW));
    const again = assessment({ id: row.id, version: 2 }, { kind: "reassessment", needLevel: 6 });
    expect(done(await assessCase(supervisor, again, NOW)).status).toBe("assessed");
    const clocks = await ownerSql<{ done: string | null; due: string }>(
      "SELECT done_on::text AS done, due_on::text AS due FROM clock WHERE case_id = $1 ORDER BY started_on",
      [row.id],
    );
    expect(clocks.map(({ done: doneOn }) => doneOn)).toEqual(["2026-07-15", null]);
    const served = await aCase(city).inService();
    const raised = assessment(served, { kind: "reassessment", needLevel: 7 });
    expect(done(await assessCase(supervisor, raised, NOW)).status).toBe("in_service");
    expect(await stored(served.id)).toMatchObject({ need_level: 7, a_unit_id: city.aUnit.id });
  });

  it("of somebody in service at level 1 ends the way: unit, manager, plan, dispatches and clocks", async () => {
    const row = await aCase(city).inService();
    const lowered = assessment(row, { kind: "reassessment", needLevel: 1, problems: [] });
    expect(done(await assessCase(supervisor, lowered, NOW)).status).toBe("not_eligible");
    expect(await stored(row.id)).toMatchObject({ status: "not_eligible", a_unit_id: null, manager_id: null });
    const [standing] = await ownerSql<{ n: number }>(
      `SELECT ((SELECT count(*) FROM dispatch WHERE case_id = $1 AND state IN ('waiting', 'accepted'))
             + (SELECT count(*) FROM care_plan WHERE case_id = $1 AND status IN ('draft', 'submitted', 'returned', 'approved'))
             + (SELECT count(*) FROM manager_assignment WHERE case_id = $1 AND until_on IS NULL)
             + (SELECT count(*) FROM clock WHERE case_id = $1 AND done_on IS NULL AND cancelled_on IS NULL))::int AS n`,
      [row.id],
    );
    expect(standing?.n).toBe(0);
  });

  it("is refused where its kind, its day or the status does not fit, and nothing is stored", async () => {
    const row = await aCase(city, { appliedOn: "2026-07-10" }).applied();
    const attempt = (changes: object) => assessCase(supervisor, assessment(row, changes), NOW);
    expect(code(await attempt({ kind: "reassessment" }))).toBe("kind");
    expect(code(await attempt({ assessedOn: day("2026-07-16") }))).toBe("day");
    expect(code(await attempt({ assessedOn: day("2026-07-09") }))).toBe("day");
    expect(code(await attempt({ version: 7 }))).toBe("stale");
    expect(await ownerSql("SELECT 1 FROM assessment WHERE case_id = $1", [row.id])).toEqual([]);
    const assessed = await aCase(city).assessed();
    expect(code(await assessCase(supervisor, assessment(assessed), NOW))).toBe("kind");
    const closed = await aCase(city).closed();
    expect(code(await assessCase(supervisor, assessment(closed), NOW))).toBe("closed");
  });

  it("made from an old form says who changed the case since, also to a specialist", async () => {
    const row = await aCase(city).applied();
    done(await assessCase(supervisor, assessment(row), NOW));
    const late = await assessCase(specialist, assessment(row), NOW);
    expect(late).toMatchObject({ ok: false, code: "stale" });
    expect(late.ok || late.message).toContain(supervisor.name);
  });

  it("in Taoyuan starts the reassessment clock too", async () => {
    const taoyuan = await aCity("taoyuan");
    const row = await aCase(taoyuan).applied();
    const result = await assessCase(taoyuan.actors.care_supervisor, assessment(row), NOW);
    expect(done(result).nextReassessmentOn).toBe("2027-07-15");
  });
});

describe("C stations", () => {
  it("of the district are told to a person at level 1, those of other districts are not", async () => {
    const near = await aUnitOf("taichung", { tier: "c", districtId: NORTH, name: "示範巷弄長照站近" });
    await aUnitOf("taichung", { tier: "c", districtId: SOUTH, name: "示範巷弄長照站遠" });
    const { cStationsIn } = await import("@/lib/features/cases/assessment/queries");
    const found = (await cStationsIn(supervisor, NORTH)).map((station) => station.id);
    expect(found).toContain(near.id);
    expect(new Set(found).size).toBe(found.length);
    const names = (await cStationsIn(supervisor, NORTH)).map((station) => station.name);
    expect(names).not.toContain("示範巷弄長照站遠");
  });
});
