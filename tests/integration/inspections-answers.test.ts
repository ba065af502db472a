import { beforeAll, describe, expect, it } from "vitest";
import { saveAnswers } from "@/lib/features/inspections/visits/answers/service";
import { HEADER } from "@/lib/features/inspections/visits/form/types";
import { inspectionById } from "@/lib/features/inspections/visits/queries";
import { signSchema } from "@/lib/features/inspections/visits/schema";
import { addAddendum, signInspection } from "@/lib/features/inspections/visits/signing/service";
import type { Actor } from "@/lib/platform/actor";
import { actionsOn, code, done } from "../support/accounts";
import { aCase } from "../support/cases";
import { aCity, ownerSql, type TestCity } from "../support/fixtures";
import { anInspection } from "../support/inspections";
import { answer, clock, fillIn, opened, save, signatures, signing } from "../support/visits";

let city: TestCity;
let officer: Actor;
let supervisor: Actor;

beforeAll(async () => {
  city = await aCity("taichung");
  officer = city.actors.bureau_officer;
  supervisor = city.actors.care_supervisor;
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
