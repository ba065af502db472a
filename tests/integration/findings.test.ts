import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { answerFinding, openEvidence } from "@/lib/features/inspections/findings/answering/service";
import { listFindings } from "@/lib/features/inspections/findings/list/queries";
import { findingById } from "@/lib/features/inspections/findings/queries";
import { findingListParams } from "@/lib/features/inspections/findings/schema";
import { findingsFromAnswers } from "@/lib/features/inspections/findings/service";
import {
  closeFinding,
  extendFinding,
  failFinding,
  returnFinding,
  setReinspection,
} from "@/lib/features/inspections/findings/settling/service";
import { queuesOf } from "@/lib/features/today/queries";
import type { Actor } from "@/lib/platform/actor";
import { withActor } from "@/lib/platform/db";
import { ok } from "@/lib/platform/result";
import { plainDate } from "@/lib/rules/plain-date";
import { code, done } from "../support/accounts";
import { noonOf } from "../support/dispatch";
import { finding, findingsOf } from "../support/findings";
import { aCity, ownerSql, type TestCity } from "../support/fixtures";
import { anInspection, aTemplate, checklistContent, type TestTemplate } from "../support/inspections";

let city: TestCity;
let officer: Actor;
let manager: Actor;
/** The form of meals: at most thirty calendar days. */
let mealForm: TestTemplate;

beforeAll(async () => {
  process.env.DOCUMENTS_DIR = await mkdtemp(path.join(tmpdir(), "findings-"));
  city = await aCity("taichung");
  officer = city.actors.bureau_officer;
  manager = city.actors.a_unit_manager;
  mealForm = await aTemplate("taichung", checklistContent("taichung", "taichung-meal-check-113-11"));
});

const clock = noonOf("2026-10-06");
const PLAN = "已補正照會紀錄，並訂定每週抽查。";
const aPng = (name: string) =>
  new File([Buffer.from("89504e470d0a1a0a0000000d", "hex")], name, { type: "image/png" });

async function answered(id: string, at = clock) {
  const { version } = await finding(officer, id);
  return done(await answerFinding(manager, { id, version, text: PLAN, files: [] }, at));
}

const versionOf = async (id: string) => (await finding(officer, id)).version;

describe("Opening findings", () => {
  it("takes every item that the form counts, with its words, its place in the form and what was written", async () => {
    const { ids } = await findingsOf(officer, city.aUnit, {
      items: ["address_as_approved", "claims_in_time"],
      correctionDueOn: "2026-10-20",
    });
    expect(ids).toHaveLength(2);
    const [first] = await Promise.all(ids.map((id) => finding(officer, id)));
    expect(first?.basis).toMatchObject({
      form: "a_unit_check",
      itemNumber: "1",
      itemLabel: "服務地址與核定地址符合。",
      answer: "不符合",
      citation: { annex: "附錄五" },
    });
    expect(first?.facts).toBe("現場未見相關紀錄。");
    expect(first?.number).toMatch(/^F115-\d{4}$/);
    expect([first?.dueOn, first?.dueOutcome.source]).toEqual(["2026-10-20", "set"]);
  });

  it("counts the form's own limit in calendar days and rolls it over a Sunday", async () => {
    const item = mealForm.content.sections
      .flatMap(({ items }) => items)
      .find(({ questions }) =>
        questions.some(({ findings }) => findings.some(({ level }) => level === "finding")),
      );
    const { ids } = await findingsOf(officer, city.bUnit, {
      ...{ template: mealForm, items: [item?.key ?? ""], visitedOn: "2026-10-02" },
    });
    const row = await finding(officer, ids[0] ?? "");
    expect([row.dueOn, row.dueOutcome.source]).toEqual(["2026-11-02", "form"]);
    expect(row.dueOutcome.steps.map((step) => step.code)).toContain("rolled");
  });

  it("refuses a day later than the form allows, at its field, and opens nothing", async () => {
    const inspection = await anInspection(city.bUnit, {
      ...{ template: mealForm, state: "signed", visitedOn: "2026-10-02", inspectors: [officer] },
    });
    const question = mealForm.content.sections
      .flatMap(({ items }) => items)
      .flatMap(({ key, questions }) => questions.map((each) => ({ item: key, ...each })))
      .find(({ findings }) => findings.some(({ level }) => level === "finding"));
    const answer = question?.findings.find(({ level }) => level === "finding")?.answers[0] ?? "";
    const result = await withActor(officer, async (tx) =>
      ok(
        await findingsFromAnswers(
          tx,
          officer,
          {
            ...{ id: inspection.id, unitId: city.bUnit.id, template: mealForm.content },
            ...{ visitedOn: plainDate("2026-10-02"), correctionDueOn: plainDate("2026-12-01") },
            answers: [
              {
                ...{ itemKey: question?.item ?? "", caseId: null, note: null },
                value: { [question?.key ?? ""]: answer },
              },
            ],
          },
          clock.now(),
        ),
      ),
    );
    expect(code(result)).toBe("correction_due");
    expect(result.ok ? {} : result.fieldErrors).toHaveProperty("correctionDueOn");
    expect(await ownerSql("SELECT 1 FROM finding WHERE inspection_id = $1", [inspection.id])).toEqual([]);
  });

  it("opens none for what conforms", async () => {
    const { ids } = await findingsOf(officer, city.aUnit, { items: [] });
    expect(ids).toEqual([]);
  });
});

describe("The unit's answer", () => {
  it("carries a plan and evidence that only those who see the finding open", async () => {
    const { ids } = await findingsOf(officer, city.aUnit);
    const id = ids[0] ?? "";
    const files = [aPng("改善後.png"), aPng("會議紀錄.png")];
    done(await answerFinding(manager, { id, version: 1, text: PLAN, files }, clock));
    const row = await finding(officer, id);
    expect([row.state, row.answeredOn]).toEqual(["answered", "2026-10-06"]);
    const [step] = row.steps;
    expect(step?.files.map(({ fileName }) => fileName)).toEqual(["改善後.png", "會議紀錄.png"]);
    const fileId = step?.files[0]?.id ?? "";
    expect(done(await openEvidence(officer, fileId)).bytes.length).toBe(12);
    expect(done(await openEvidence(manager, fileId)).mediaType).toBe("image/png");
    expect(code(await openEvidence(city.otherManager, fileId))).toBe("not_found");
    expect(code(await openEvidence(city.actors.bureau_admin, fileId))).toBe("forbidden");
  });

  it("is refused with a file that is not what it says, and nothing is kept", async () => {
    const { ids } = await findingsOf(officer, city.aUnit);
    const id = ids[0] ?? "";
    const fake = new File(["not a picture"], "照片.png", { type: "image/png" });
    const refused = await answerFinding(manager, { id, version: 1, text: PLAN, files: [fake] }, clock);
    expect(code(refused)).toBe("file");
    expect(refused.ok ? {} : refused.fieldErrors).toHaveProperty("files");
    expect((await finding(officer, id)).steps).toEqual([]);
  });

  it("may come on paper and is entered by the officer, who is named", async () => {
    const { ids } = await findingsOf(officer, city.aUnit);
    const id = ids[0] ?? "";
    done(await answerFinding(officer, { id, version: 1, text: PLAN, files: [] }, clock));
    const row = await finding(officer, id);
    expect([row.state, row.steps[0]?.kind, row.steps[0]?.by]).toEqual([
      "answered",
      "answered_on_paper",
      officer.name,
    ]);
  });

  it("is refused from a form that is older than the finding", async () => {
    const { ids } = await findingsOf(officer, city.aUnit);
    const id = ids[0] ?? "";
    await answered(id);
    expect(code(await answerFinding(manager, { id, version: 1, text: PLAN, files: [] }, clock))).toBe(
      "stale",
    );
  });
});

describe("Judging a correction", () => {
  it("closes one finding and leaves the other of the same inspection open", async () => {
    const { ids } = await findingsOf(officer, city.aUnit, {
      items: ["address_as_approved", "sign_and_hours"],
      correctionDueOn: "2026-10-20",
    });
    const [one = "", other = ""] = ids;
    await answered(one);
    const input = {
      id: one,
      version: await versionOf(one),
      mendedOn: plainDate("2026-10-06"),
      remark: "已檢視佐證。",
    };
    done(await closeFinding(officer, input, clock));
    expect(await finding(officer, one)).toMatchObject({
      state: "closed",
      inTime: true,
      settledOn: "2026-10-06",
    });
    expect((await finding(officer, other)).state).toBe("open");
  });

  it("tells what was mended after the limit from what was mended within it", async () => {
    const { ids } = await findingsOf(officer, city.aUnit, { correctionDueOn: "2026-10-05" });
    const id = ids[0] ?? "";
    await answered(id);
    const late = {
      id,
      version: await versionOf(id),
      mendedOn: plainDate("2026-10-06"),
      remark: "逾期改善。",
    };
    done(await closeFinding(officer, late, clock));
    expect((await finding(officer, id)).inTime).toBe(false);
  });

  it("returns an answer with a remark, takes a second one, and extends the limit for a reason", async () => {
    const { ids } = await findingsOf(officer, city.aUnit, { correctionDueOn: "2026-10-20" });
    const id = ids[0] ?? "";
    await answered(id);
    const reason = "佐證未含日期，請補正。";
    done(await returnFinding(officer, { id, version: await versionOf(id), reason }, clock));
    expect((await finding(manager, id)).state).toBe("returned");
    const earlier = { id, version: await versionOf(id), dueOn: plainDate("2026-10-19"), reason };
    const refused = await extendFinding(officer, earlier, clock);
    expect(refused.ok ? {} : refused.fieldErrors).toHaveProperty("dueOn");
    const dueOn = plainDate("2026-10-30");
    done(await extendFinding(officer, { id, version: await versionOf(id), dueOn, reason }, clock));
    await answered(id);
    const row = await finding(officer, id);
    expect([row.state, row.dueOn]).toEqual(["answered", "2026-10-30"]);
    expect(row.steps.map(({ kind }) => kind)).toEqual(["answered", "returned", "extended", "answered"]);
  });

  it("finds it failed only once the limit is over: not on its last day, on the next", async () => {
    const { ids } = await findingsOf(officer, city.aUnit, { correctionDueOn: "2026-10-20" });
    const id = ids[0] ?? "";
    const input = { id, version: 1, reason: "屆期未提出改善。" };
    expect(code(await failFinding(officer, input, noonOf("2026-10-20")))).toBe("too_early");
    done(await failFinding(officer, input, noonOf("2026-10-21")));
    expect(await finding(officer, id)).toMatchObject({ state: "failed", inTime: false });
    expect(code(await failFinding(officer, { ...input, version: 2 }, noonOf("2026-10-22")))).toBe("state");
  });
});

describe("Looking again", () => {
  it("adds the result of the re-inspection to the finding, opens no second one, and is then judged", async () => {
    const { ids } = await findingsOf(officer, city.aUnit, { correctionDueOn: "2026-10-20" });
    const id = ids[0] ?? "";
    const again = await anInspection(city.aUnit, {
      state: "under_way",
      visitedOn: "2026-10-12",
      purpose: "re_inspection",
    });
    done(await setReinspection(officer, { id, version: 1, inspectionId: again.id }, clock));
    expect((await finding(officer, id)).state).toBe("re_inspecting");
    const early = { id, version: 2, mendedOn: plainDate("2026-10-06"), remark: "已改善。" };
    expect(code(await closeFinding(officer, early, clock))).toBe("re_inspection");

    const answers = [
      {
        itemKey: "address_as_approved",
        caseId: null,
        value: { address_as_approved_result: "not_met" },
        note: "仍未改善",
      },
    ];
    const day = plainDate("2026-10-12");
    const signed = {
      id: again.id,
      unitId: city.aUnit.id,
      template: again.template.content,
      visitedOn: day,
      correctionDueOn: null,
      answers,
    };
    const opened = await withActor(officer, async (tx) =>
      ok(await findingsFromAnswers(tx, officer, signed, noonOf("2026-10-12").now())),
    );
    expect(done(opened)).toBe(0);
    await ownerSql("UPDATE inspection SET state = 'signed', signed_at = now() WHERE id = $1", [again.id]);
    const row = await finding(manager, id);
    expect(row.steps.at(-1)).toMatchObject({ kind: "re_inspected", text: "複查結果：不符合。仍未改善" });
    expect(row.reinspections.map(({ id: seen }) => seen)).toEqual([again.id]);
    done(await failFinding(officer, { id, version: 2, reason: "複查仍未改善。" }, noonOf("2026-10-13")));
  });

  it("takes no inspection of another unit, and none that is signed", async () => {
    const { ids } = await findingsOf(officer, city.aUnit);
    const id = ids[0] ?? "";
    const foreign = await anInspection(city.otherAUnit);
    const signed = await anInspection(city.aUnit, { state: "signed" });
    for (const inspectionId of [foreign.id, signed.id]) {
      expect(code(await setReinspection(officer, { id, version: 1, inspectionId }, clock))).toBe(
        "inspection",
      );
    }
  });

  it("is not told to the unit before the re-inspection is signed", async () => {
    const { ids } = await findingsOf(officer, city.aUnit);
    const id = ids[0] ?? "";
    const again = await anInspection(city.aUnit, { purpose: "re_inspection" });
    done(await setReinspection(officer, { id, version: 1, inspectionId: again.id }, clock));
    expect((await finding(officer, id)).reinspections).toHaveLength(1);
    expect((await finding(manager, id)).reinspections).toEqual([]);
  });
});

describe("The list of findings", () => {
  it("tells the overdue from the due soon by the day, and counts what it shows", async () => {
    const place = await aCity("taoyuan");
    const own = place.actors.bureau_officer;
    const { ids } = await findingsOf(own, place.aUnit, { correctionDueOn: "2026-10-10" });
    const unit = place.aUnit.id;
    const shown = async (filter: string, asOf: string) =>
      (await listFindings(own, findingListParams({ filter, unit }), plainDate(asOf))).rows.map(
        ({ id }) => id,
      );
    expect(await shown("overdue", "2026-10-10")).toEqual([]);
    expect(await shown("due_soon", "2026-10-07")).toEqual(ids);
    expect(await shown("due_soon", "2026-10-06")).toEqual([]);
    expect(await shown("overdue", "2026-10-11")).toEqual(ids);
    const row = await findingById(own, ids[0] ?? "", plainDate("2026-10-11"));
    expect([row?.urgency, row?.daysLeft]).toEqual(["overdue", -1]);
  });

  it("stands on the home page: overdue with the bureau, to be answered with the unit, to be reviewed once answered", async () => {
    const place = await aCity("taoyuan");
    const [own, unitManager] = [place.actors.bureau_officer, place.actors.a_unit_manager];
    const { ids } = await findingsOf(own, place.aUnit, { correctionDueOn: "2026-10-10" });
    const id = ids[0] ?? "";
    const href = `/inspections/findings/${id}`;
    const on = async (actor: Actor, key: string, day: string) => {
      const queue = (await queuesOf(actor, plainDate(day))).find((each) => each.key === key);
      return queue?.items.find((item) => item.href === href)?.urgency ?? null;
    };
    expect(await on(unitManager, "finding_answer", "2026-10-06")).toBe("open");
    expect(await on(own, "finding_overdue", "2026-10-10")).toBeNull();
    expect(await on(own, "finding_overdue", "2026-10-11")).toBe("overdue");
    expect(await on(unitManager, "finding_answer", "2026-10-11")).toBe("overdue");
    done(await answerFinding(unitManager, { id, version: 1, text: PLAN, files: [] }, clock));
    expect(await on(own, "finding_review", "2026-10-07")).toBe("due_soon");
    expect(await on(unitManager, "finding_answer", "2026-10-07")).toBeNull();
  });
});
