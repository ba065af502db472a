import { beforeAll, describe, expect, it } from "vitest";
import { saveAnswers } from "@/lib/features/inspections/visits/answers/service";
import { HEADER, RESULT } from "@/lib/features/inspections/visits/form/types";
import { listInspections } from "@/lib/features/inspections/visits/list/queries";
import { inspectionListParams } from "@/lib/features/inspections/visits/list/schema";
import { exportInspections } from "@/lib/features/inspections/visits/list/service";
import { inspectionById } from "@/lib/features/inspections/visits/queries";
import { planSchema, type SignInspection, signSchema } from "@/lib/features/inspections/visits/schema";
import {
  cancelInspection,
  planInspection,
  replanInspection,
  startInspection,
} from "@/lib/features/inspections/visits/service";
import { addAddendum, signInspection } from "@/lib/features/inspections/visits/signing/service";
import { type InspectionDetail, standingOf } from "@/lib/features/inspections/visits/types";
import type { Actor } from "@/lib/platform/actor";
import { draw } from "@/lib/rules/sampling";
import { aClock, actionsOn, code, done } from "../support/accounts";
import { aCase, aManager } from "../support/cases";
import { aCity, ownerSql, type TestCity } from "../support/fixtures";
import { anInspection, aTemplate, type TestInspection } from "../support/inspections";

const clock = aClock(new Date("2026-11-10T02:00:00Z"));
const MET = "met";

let city: TestCity;
let taoyuan: TestCity;
let officer: Actor;
let supervisor: Actor;

beforeAll(async () => {
  city = await aCity("taichung");
  taoyuan = await aCity("taoyuan");
  officer = city.actors.bureau_officer;
  supervisor = city.actors.care_supervisor;
});

async function opened(actor: Actor, id: string): Promise<InspectionDetail> {
  const detail = await inspectionById(actor, id);
  if (!detail) throw new Error("the inspection is not seen");
  return detail;
}

const answer = (
  itemKey: string,
  raw: Record<string, string[]>,
  version = 0,
  caseId: string | null = null,
) => ({
  ...{ itemKey, caseId, raw, version },
});

async function save(actor: Actor, id: string, ...answers: ReturnType<typeof answer>[]) {
  return done(await saveAnswers(actor, id, { answers }, clock));
}

const signatures = (
  changes: Partial<SignInspection["signatures"][number]> = {},
): SignInspection["signatures"] => [
  { party: "unit", name: "示範人員", strokes: "M1 1L20 20", refusedReason: null, ...changes },
  { party: "officer", name: "測試承辦", strokes: "typed", refusedReason: null },
];

async function signing(actor: Actor, id: string, given = signatures()): Promise<SignInspection> {
  const detail = await opened(actor, id);
  return {
    id,
    version: detail.version,
    standing: standingOf(detail.answers, detail.photos),
    signatures: given,
  };
}

/** Answers every item of a form with one result; where `not` names the item, with another. */
async function fillIn(actor: Actor, inspection: TestInspection, not: Record<string, string> = {}) {
  const items = inspection.template.content.sections.flatMap((section) => section.items);
  const { cases, answers } = await opened(actor, inspection.id);
  const head = answers.find(({ itemKey }) => itemKey === HEADER);
  const header = inspection.template.content.header.map(({ key, kind }) => [key, sample(kind)]);
  const sent = items.flatMap((item) => {
    const raw = Object.fromEntries(item.questions.map(({ key }) => [key, [not[item.key] ?? MET]]));
    const on = item.isPerCase && cases.length > 0 ? cases.map(({ id }) => id) : [null];
    return on.map((caseId) => answer(item.key, raw, 0, caseId));
  });
  const result: Record<string, string[]> =
    inspection.template.content.outcomes.length > 0 ? { outcome: [MET] } : {};
  await save(
    ...[actor, inspection.id],
    ...[answer(HEADER, Object.fromEntries(header), head?.version ?? 0), answer(RESULT, result)],
    ...sent,
  );
}

function sample(kind: string): string[] {
  if (kind === "date_time") return ["115/11/10 10:00"];
  return [kind === "date" ? "115/11/10" : kind === "count" ? "3" : "示範"];
}

describe("Planning an inspection", () => {
  const plan = async (changes: Record<string, unknown> = {}) =>
    planSchema.parse({
      ...{ unitId: city.aUnit.id, templateId: (await aTemplate("taichung")).id, purpose: "routine" },
      ...{ plannedWeek: "115/11/11", inspectorIds: officer.accountId },
      ...changes,
    });

  it("gives it a number of the year, puts it into the week of the day and names the inspectors", async () => {
    const both = [officer.accountId, city.actors.care_specialist.accountId];
    const first = done(await planInspection(officer, await plan({ inspectorIds: both }), clock));
    const second = done(await planInspection(supervisor, await plan(), clock));
    expect(first.number).toMatch(/^I115-\d{4}$/);
    expect(Number(second.number.slice(-4))).toBe(Number(first.number.slice(-4)) + 1);
    const detail = await opened(officer, first.id);
    expect([detail.state, detail.plannedWeek, detail.inspectors.length]).toEqual([
      "planned",
      "2026-11-09",
      2,
    ]);
    expect(detail.inspectors.map(({ name }) => name)).toContain(officer.name);
    expect(await actionsOn(first.id)).toEqual(["inspection.planned"]);
  });

  it("keeps a Sunday with the week that it ends", async () => {
    expect((await plan({ plannedWeek: "115/11/15" })).plannedWeek).toBe("2026-11-09");
  });

  it("refuses a form of another kind of unit, a form not in force and an inspector of another city", async () => {
    const other = { unitId: city.bUnit.id };
    expect(code(await planInspection(officer, await plan(other), clock))).toBe("not_for_unit");
    const foreignForm = { templateId: (await aTemplate("taoyuan")).id };
    expect(code(await planInspection(officer, await plan(foreignForm), clock))).toBe("not_found");
    const stranger = { inspectorIds: [taoyuan.actors.bureau_officer.accountId] };
    expect(code(await planInspection(officer, await plan(stranger), clock))).toBe("inspector");
  });

  it("is changed and cancelled with the reason until it is signed", async () => {
    const { id } = await anInspection(city.aUnit, { inspectors: [officer] });
    const inspectorIds = [supervisor.accountId ?? ""];
    const change = { id, version: 1, plannedWeek: (await plan({ plannedWeek: "115/11/18" })).plannedWeek };
    expect(code(await replanInspection(officer, { ...change, version: 9, inspectorIds }, clock))).toBe(
      "stale",
    );
    done(await replanInspection(officer, { ...change, inspectorIds }, clock));
    const moved = await opened(officer, id);
    expect([moved.plannedWeek, moved.inspectors.map((each) => each.id)]).toEqual([
      "2026-11-16",
      inspectorIds,
    ]);
    done(await cancelInspection(officer, { id, version: 2, reason: "單位歇業" }, clock));
    expect(await opened(officer, id)).toMatchObject({ state: "cancelled", cancelReason: "單位歇業" });
    expect(code(await startInspection(officer, { id, version: 3 }, clock))).toBe("transition_refused");
  });
});

describe("Beginning the visit", () => {
  it("fills the head from the registry: the caseload now and the staff in full and part time", async () => {
    for (const employment of ["full_time", "full_time", "part_time"] as const) {
      await aManager(city.aUnit, { employment });
    }
    const waiting = await aCase(city).dispatched(city.aUnit);
    await aCase(city).inService(city.aUnit);
    await aCase(city).inService(city.otherAUnit);
    await ownerSql("UPDATE unit SET address = '示範路 9 號' WHERE id = $1", [city.aUnit.id]);
    const { id } = await anInspection(city.aUnit);
    done(await startInspection(officer, { id, version: 1 }, clock, "seed"));
    const detail = await opened(officer, id);
    expect(detail.visitedOn).toBe("2026-11-10");
    const standing = await ownerSql<{ n: number }>(
      `SELECT count(*)::int AS n FROM case_file WHERE a_unit_id = $1 AND status IN ('dispatched', 'assigned', 'in_service')`,
      [city.aUnit.id],
    );
    expect(detail.header.values).toMatchObject({
      ...{ unit_name: city.aUnit.name, address: "示範路 9 號", visited_at: "2026-11-10T10:00" },
      ...{ clients: standing[0]?.n, part_time: 1 },
    });
    expect(waiting.aUnitId).toBe(city.aUnit.id);
    expect(Number(detail.header.values.full_time)).toBeGreaterThanOrEqual(2);
    expect(detail.answers.map(({ itemKey, version }) => [itemKey, version])).toEqual([[HEADER, 1]]);
  });

  it("draws the cases by the rule, with seed and population, so that anyone can draw them again", async () => {
    for (const _ of [1, 2, 3, 4]) await aCase(city).inService(city.aUnit);
    const { id } = await anInspection(city.aUnit);
    done(await startInspection(officer, { id, version: 1 }, clock, "abc123"));
    const { sample, cases } = await opened(officer, id);
    expect(sample?.size).toBe(2);
    const again = draw({ seed: "abc123", ids: sample?.population ?? [], size: 2 });
    expect(sample?.drawn).toEqual(again.ids);
    expect(cases.map(({ number }) => number)).toEqual(again.ids);
    expect(cases.every(({ name }) => name.length > 0)).toBe(true);
  });

  it("shows a specialist whose inspection it is the whole caseload, though it lies outside their districts", async () => {
    const specialist = city.actors.care_specialist;
    const { id } = await anInspection(city.aUnit, { inspectors: [specialist] });
    done(await startInspection(specialist, { id, version: 1 }, clock, "abc123"));
    const detail = await opened(specialist, id);
    expect(detail.cases.length).toBe(2);
    expect(Number(detail.header.values.clients)).toBe(detail.sample?.population.length);
  });

  it("chooses another seed each time", async () => {
    const seeds = [];
    for (const _ of [1, 2]) {
      const { id } = await anInspection(city.aUnit);
      done(await startInspection(officer, { id, version: 1 }, clock));
      seeds.push((await opened(officer, id)).sample?.seed);
    }
    expect(seeds[0]).not.toBe(seeds[1]);
  });

  it("begins once: the second of two who press is told so and nothing is drawn anew", async () => {
    const { id } = await anInspection(city.aUnit);
    const both = await Promise.all(
      [officer, supervisor].map((actor) => startInspection(actor, { id, version: 1 }, clock)),
    );
    expect(both.map((each) => each.ok).sort()).toEqual([false, true]);
    expect(both.flatMap((each) => (each.ok ? [] : [each.code]))).toEqual(["stale"]);
  });

  it("draws no case where the form has no such items", async () => {
    const { id } = await anInspection(taoyuan.aUnit);
    done(await startInspection(taoyuan.actors.bureau_officer, { id, version: 1 }, clock));
    const detail = await opened(taoyuan.actors.bureau_officer, id);
    expect([detail.sample, detail.cases]).toEqual([null, []]);
    expect(detail.header.values.counted_on).toBe("2026-11-10");
  });
});

describe("Answers", () => {
  const ITEM = "leaflets";
  const RESULT_OF = `${ITEM}_result`;
  const started = () => anInspection(city.aUnit, { state: "under_way" });

  it("are kept item by item, so that two inspectors on one form both keep theirs", async () => {
    const { id } = await started();
    const [one, two] = await Promise.all([
      save(officer, id, answer(ITEM, { [RESULT_OF]: ["met"] })),
      save(supervisor, id, answer("sign_and_hours", { sign_and_hours_result: ["not_met"] })),
    ]);
    expect([one.saved, two.saved].map((saved) => saved.length)).toEqual([1, 1]);
    const { answers } = await opened(officer, id);
    expect(answers.map(({ itemKey, by }) => [itemKey, by]).sort()).toEqual([
      [ITEM, officer.name],
      ["sign_and_hours", supervisor.name],
    ]);
  });

  it("are not overwritten by an older view of the same item: both are shown, and the inspector chooses", async () => {
    const { id } = await started();
    await save(officer, id, answer(ITEM, { [RESULT_OF]: ["met"], leaflets_note: ["單張充足"] }));
    const late = await save(supervisor, id, answer(ITEM, { [RESULT_OF]: ["not_met"] }, 0));
    expect(late.saved).toEqual([]);
    expect(late.conflicts).toMatchObject([
      {
        ...{ partId: ITEM, version: 1, by: officer.name, at: "115/11/10 10:00" },
        raw: { [RESULT_OF]: ["met"], leaflets_note: ["單張充足"] },
      },
    ]);
    const chosen = await save(supervisor, id, answer(ITEM, { [RESULT_OF]: ["not_met"] }, 1));
    expect(chosen.saved).toEqual([{ partId: ITEM, version: 2 }]);
    const rows = await ownerSql<{ value: object; history: { value: object; by: string; version: number }[] }>(
      "SELECT value, history FROM inspection_answer WHERE inspection_id = $1",
      [id],
    );
    expect(rows[0]?.value).toEqual({ [RESULT_OF]: "not_met" });
    expect(rows[0]?.history).toMatchObject([
      { by: officer.name, version: 1, value: { [RESULT_OF]: "met", leaflets_note: "單張充足" } },
    ]);
    expect(await actionsOn(id)).toContain("inspection.answer_overwritten");
  });

  it("count once when they are sent again because the answer got lost on the way", async () => {
    const { id } = await started();
    const sent = answer(ITEM, { [RESULT_OF]: ["met"] });
    const twice = [await save(officer, id, sent), await save(officer, id, sent)];
    expect(twice.map(({ saved, conflicts }) => [saved, conflicts])).toEqual([
      [[{ partId: ITEM, version: 1 }], []],
      [[{ partId: ITEM, version: 1 }], []],
    ]);
  });

  it("keep what can be read and name what cannot", async () => {
    const { id } = await started();
    const { errors } = await save(
      ...([officer, id] as const),
      answer(HEADER, { full_time: ["三"], part_time: ["2"], visited_at: ["115/2/30 10:00"] }),
    );
    expect(errors.map(({ key }) => key).sort()).toEqual(["full_time", "visited_at"]);
    const { answers } = await opened(officer, id);
    expect(answers[0]?.value).toEqual({ part_time: 2 });
    const refused = await save(officer, id, answer(ITEM, { [RESULT_OF]: ["perfect"] }));
    expect(refused.errors).toEqual([{ partId: ITEM, key: RESULT_OF, message: "請選擇表上的選項。" }]);
  });

  it("are those of the form alone", async () => {
    const { id } = await started();
    const nothing = await save(officer, id, answer("no_such_item", { x: ["1"] }));
    expect(nothing).toEqual({ saved: [], conflicts: [], errors: [] });
  });

  it("are given for each sampled case", async () => {
    const cases = [await aCase(city).inService(city.aUnit), await aCase(city).inService(city.aUnit)];
    const { id } = await anInspection(city.aUnit, {
      ...{ state: "under_way", caseIds: cases.map((each) => each.id) },
    });
    const key = "plan_in_time_result";
    await save(
      ...([officer, id] as const),
      ...cases.map((each, at) =>
        answer("plan_in_time", { [key]: [at === 0 ? "met" : "not_met"] }, 0, each.id),
      ),
    );
    const { answers } = await opened(officer, id);
    expect(cases.map((each) => answers.find(({ caseId }) => caseId === each.id)?.value)).toEqual([
      { [key]: "met" },
      { [key]: "not_met" },
    ]);
  });

  it("wait for the visit to begin, and end with its cancelling", async () => {
    const sent = { answers: [answer(ITEM, { [RESULT_OF]: ["met"] })] };
    const planned = await anInspection(city.aUnit);
    const cancelled = await anInspection(city.aUnit, { state: "cancelled" });
    expect(code(await saveAnswers(officer, planned.id, sent, clock))).toBe("not_started");
    expect(code(await saveAnswers(officer, cancelled.id, sent, clock))).toBe("cancelled");
  });
});

describe("Signing", () => {
  it("keeps both signatures, opens a finding for every deviation and shows the record to the unit", async () => {
    const inspection = await anInspection(city.aUnit, { state: "under_way" });
    const { id } = inspection;
    await fillIn(officer, inspection, { leaflets: "not_met", staff_training: "not_met" });
    expect(await inspectionById(city.actors.a_unit_manager, id)).toBeNull();
    const result = done(await signInspection(officer, await signing(officer, id), clock));
    expect(result.findings).toBe(2);
    const seen = await opened(city.actors.a_unit_manager, id);
    expect([seen.state, seen.findings, seen.outcome]).toEqual(["signed", { all: 2, open: 2 }, "符合"]);
    expect(seen.signatures.map(({ party, strokes }) => [party, strokes])).toEqual([
      ["unit", "M1 1L20 20"],
      ["officer", "typed"],
    ]);
  });

  it("notes a refusal in the place of the unit's signature", async () => {
    const inspection = await anInspection(city.aUnit, { state: "under_way" });
    await fillIn(officer, inspection);
    const refused = signatures({ strokes: null, refusedReason: "負責人表示不同意第 4 項" });
    done(await signInspection(officer, await signing(officer, inspection.id, refused), clock));
    const { signatures: kept } = await opened(officer, inspection.id);
    expect(kept[0]).toMatchObject({ party: "unit", strokes: null, refusedReason: "負責人表示不同意第 4 項" });
  });

  it("happens once: of two at the same time one is told who signed", async () => {
    const inspection = await anInspection(city.aUnit, { state: "under_way" });
    await fillIn(officer, inspection, { leaflets: "not_met" });
    const form = await signing(officer, inspection.id);
    const both = await Promise.all([officer, supervisor].map((actor) => signInspection(actor, form, clock)));
    expect(both.filter((each) => each.ok)).toHaveLength(1);
    const refused = both.find((each) => !each.ok);
    expect(refused && !refused.ok && [refused.code, refused.message]).toEqual([
      "signed",
      expect.stringContaining("已由測試承辦於 115/11/10 10:00 簽署"),
    ]);
    const { findings } = await opened(officer, inspection.id);
    expect(findings.all).toBe(1);
  });

  it("is refused when something was answered since the page was shown", async () => {
    const inspection = await anInspection(city.aUnit, { state: "under_way" });
    await fillIn(officer, inspection);
    const form = await signing(officer, inspection.id);
    await save(supervisor, inspection.id, answer("leaflets", { leaflets_result: ["not_met"] }, 1));
    expect(code(await signInspection(officer, form, clock))).toBe("stale");
  });

  it("is refused while required answers or a signature are missing", async () => {
    const inspection = await anInspection(city.aUnit, { state: "under_way" });
    expect(code(await signInspection(officer, await signing(officer, inspection.id), clock))).toBe(
      "incomplete",
    );
    await fillIn(officer, inspection);
    const without = signatures({ strokes: null });
    const refused = await signInspection(officer, await signing(officer, inspection.id, without), clock);
    expect(!refused.ok && [refused.code, Object.keys(refused.fieldErrors)]).toEqual([
      "signature",
      ["unit_name"],
    ]);
    const officerRefuses = signatures().map((each) =>
      each.party === "officer" ? { ...each, strokes: null, refusedReason: "不簽" } : each,
    );
    const form = await signing(officer, inspection.id, officerRefuses);
    expect(code(await signInspection(officer, form, clock))).toBe("signature");
    expect((await opened(officer, inspection.id)).signatures).toEqual([]);
  });

  it("ends all changes, also behind the application's back; what comes later is an addendum", async () => {
    const inspection = await anInspection(city.aUnit, { state: "under_way" });
    await fillIn(officer, inspection);
    expect(code(await addAddendum(officer, { id: inspection.id, text: "太早" }, clock))).toBe("not_signed");
    done(await signInspection(officer, await signing(officer, inspection.id), clock));
    const late = { answers: [answer("leaflets", { leaflets_result: ["not_met"] }, 1)] };
    expect(code(await saveAnswers(officer, inspection.id, late, clock))).toBe("signed");
    for (const table of ["inspection_answer", "inspection_signature", "inspection_photo"]) {
      const rows = ownerSql(`UPDATE ${table} SET inspection_id = inspection_id WHERE inspection_id = $1`, [
        inspection.id,
      ]);
      if (table === "inspection_photo") expect(await rows).toEqual([]);
      else await expect(rows).rejects.toThrow(/signed or cancelled/);
    }
    await expect(
      ownerSql("UPDATE inspection SET outcome = 'not_met' WHERE id = $1", [inspection.id]),
    ).rejects.toThrow(/is signed/);
    done(await addAddendum(officer, { id: inspection.id, text: "補充：單張已補齊。" }, clock));
    const { addenda, answers } = await opened(city.actors.case_manager, inspection.id);
    expect(addenda.map(({ text, createdByName }) => [text, createdByName])).toEqual([
      ["補充：單張已補齊。", officer.name],
    ]);
    expect(answers.find(({ itemKey }) => itemKey === "leaflets")?.value).toMatchObject({
      leaflets_result: "met",
    });
  });

  it("reads each way of signing from the form, and only the chosen one", () => {
    const form = {
      ...{
        id: "0190a000-0000-7000-8000-000000000001",
        version: "2",
        standing: "1.1.0",
        party: ["unit", "officer"],
      },
      ...{ unit_name: "王", unit_way: "refused", unit_refused: "不同意", unit_strokes: "M1 1L2 2" },
      ...{ officer_name: "李", officer_way: "typed", officer_confirmed: "on", officer_refused: "x" },
    };
    expect(signSchema.parse(form).signatures).toEqual([
      { party: "unit", name: "王", strokes: null, refusedReason: "不同意" },
      { party: "officer", name: "李", strokes: "typed", refusedReason: null },
    ]);
    const drawn = { ...form, officer_way: "drawn", officer_strokes: "M1 1L600 200L3 4M5 5L6 6" };
    expect(signSchema.parse(drawn).signatures[1]?.strokes).toBe("M1 1L600 200L3 4M5 5L6 6");
    for (const odd of ["M1 1", "<svg>", "M1 1L2", "Z"]) {
      expect(signSchema.safeParse({ ...drawn, officer_strokes: odd }).success).toBe(false);
    }
  });
});

describe("The list of inspections", () => {
  it("is narrowed, sorted and exported, which is written down", async () => {
    const own = await anInspection(city.otherAUnit, { inspectors: [officer], plannedWeek: "2026-12-07" });
    const earlier = await anInspection(city.otherAUnit, { state: "signed", plannedWeek: "2026-10-05" });
    const list = async (query: Record<string, string>) => {
      const params = inspectionListParams({ unit: city.otherAUnit.id, ...query });
      return (await listInspections(officer, params)).rows.map(({ id }) => id);
    };
    expect(await list({})).toEqual([own.id, earlier.id]);
    expect(await list({ dir: "asc" })).toEqual([earlier.id, own.id]);
    expect(await list({ state: "signed" })).toEqual([earlier.id]);
    expect(await list({ own: "1" })).toEqual([own.id]);
    expect(await list({ q: own.number })).toEqual([own.id]);
    expect(await list({ tier: "b" })).toEqual([]);
    const params = inspectionListParams({ unit: city.otherAUnit.id });
    expect((await exportInspections(officer, params, clock)).rows).toHaveLength(2);
    expect(await actionsOn("taichung")).toContain("inspection.list_exported");
  });
});
