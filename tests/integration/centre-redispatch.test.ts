import { beforeAll, describe, expect, it } from "vitest";
import { reopenCase } from "@/lib/features/cases/closing/service";
import { applySchema } from "@/lib/features/cases/intake/schema";
import { centreBoard } from "@/lib/features/dispatch/centre/queries";
import { redispatchCase } from "@/lib/features/dispatch/centre/redispatching/service";
import { redispatchSchema } from "@/lib/features/dispatch/centre/schema";
import { dispatchToAUnit } from "@/lib/features/dispatch/centre/service";
import { takeBackCase } from "@/lib/features/dispatch/centre/taking-back/service";
import { assignManager } from "@/lib/features/dispatch/managers/assigning/service";
import type { Actor } from "@/lib/platform/actor";
import { plainDate } from "@/lib/rules/plain-date";
import type { CaseSource } from "@/prisma/generated/enums";
import { code, done } from "../support/accounts";
import { aCase, type TestCase } from "../support/cases";
import { aCentreOrder, aTakingUnit, caseRow, clocksOf, type TakingUnit } from "../support/centre";
import { noonOf } from "../support/dispatch";
import { aCity, ownerSql, type TestCity } from "../support/fixtures";

const DAY = "2026-09-15";
/** Past the limit of the plan that starts on the day. */
const LATE = "2026-10-15";

let city: TestCity;
let supervisor: Actor;
let districts: string[];

beforeAll(async () => {
  city = await aCity("taichung");
  supervisor = city.actors.care_supervisor;
  const rows = await ownerSql<{ id: string }>(
    "SELECT id FROM district WHERE jurisdiction_id = 'taichung' ORDER BY id DESC",
  );
  districts = rows.map((row) => row.id);
});

/** A district of its own with two A units in order, and a case of it that was sent to the first and is late. */
async function aLateCase(source: CaseSource = "hotline_1966") {
  const districtId = districts.pop() ?? "";
  const units: TakingUnit[] = [];
  for (let index = 0; index < 2; index += 1) units.push(await aTakingUnit("taichung", districtId));
  const order = await aCentreOrder("taichung", districtId, units);
  const [u1, u2] = units as [TakingUnit, TakingUnit];
  const row = await aCase(city, { districtId, source }).assessed();
  done(await send(row, { basis: "rotation", unitId: null }));
  const { version } = await caseRow(row.id);
  done(await assignManager(u1.leader, { caseId: row.id, version, staffId: u1.manager.id }, noonOf(DAY)));
  return { row, u1, u2, order, districtId };
}

type Sending = Pick<Parameters<typeof dispatchToAUnit>[1], "basis" | "unitId">;

async function send(row: TestCase, how: Sending, day = DAY) {
  const { version } = await caseRow(row.id);
  return dispatchToAUnit(supervisor, { caseId: row.id, version, ...how }, noonOf(day));
}

async function again(row: TestCase, how: Sending, day = LATE) {
  const { version } = await caseRow(row.id);
  return redispatchCase(supervisor, { caseId: row.id, version, reason: "逾期未擬計畫", ...how }, noonOf(day));
}

const BY_TURN: Sending = { basis: "rotation", unitId: null };

describe("A late case", () => {
  it("is taken back and given to the next unit in one step, with both on record and a new limit", async () => {
    const { row, u1, u2 } = await aLateCase();
    expect(done(await again(row, BY_TURN))).toMatchObject({ unitId: u2.id, turn: 2 });
    expect(await caseRow(row.id)).toMatchObject({ status: "dispatched", a_unit_id: u2.id, manager_id: null });
    const plans = (await clocksOf(row.id)).filter((clock) => clock.kind === "plan");
    expect(plans.map(({ unit, cancelled }) => [unit, cancelled])).toEqual([
      [u1.id, true],
      [u2.id, false],
    ]);
    const history = await ownerSql<{ to_unit_id: string; state: string; answer_reason: string | null }>(
      "SELECT to_unit_id, state, answer_reason FROM dispatch WHERE case_id = $1 ORDER BY dispatched_at",
      [row.id],
    );
    expect(history).toEqual([
      { to_unit_id: u1.id, state: "taken_back", answer_reason: "逾期未擬計畫" },
      { to_unit_id: u2.id, state: "waiting", answer_reason: null },
    ]);
    const entries = await ownerSql<{ action: string }>(
      "SELECT action FROM audit_entry WHERE subject_id = $1 AND action IN ('case.taken_back', 'case.dispatched_to_a_unit') AND at >= $2",
      [row.id, `${LATE}T00:00:00Z`],
    );
    expect(entries.map((entry) => entry.action).sort()).toEqual([
      "case.dispatched_to_a_unit",
      "case.taken_back",
    ]);
  });

  it("is not given to the unit that lost it, by turn or by name; then it stays where it is", async () => {
    const { row, u1, u2 } = await aLateCase();
    expect(code(await again(row, { basis: "client_choice", unitId: u1.id }))).toBe("same_unit");
    await ownerSql("UPDATE rotation_entry SET paused = true, paused_reason = 'x' WHERE unit_id = $1", [
      u2.id,
    ]);
    expect(code(await again(row, BY_TURN))).toBe("rotation_exhausted");
    expect(await caseRow(row.id)).toMatchObject({ status: "assigned", a_unit_id: u1.id });
    const [standing] = await ownerSql<{ state: string }>("SELECT state FROM dispatch WHERE case_id = $1", [
      row.id,
    ]);
    expect(standing?.state).toBe("accepted");
  });

  it("is not taken from its unit before the limit has passed, or from an old form", async () => {
    const { row, u1 } = await aLateCase();
    expect(code(await again(row, BY_TURN, DAY))).toBe("not_yet");
    const stale = { caseId: row.id, version: 1, reason: "逾期未擬計畫", ...BY_TURN };
    expect(code(await redispatchCase(supervisor, stale, noonOf(LATE)))).toBe("stale");
    expect((await caseRow(row.id)).a_unit_id).toBe(u1.id);
  });

  it("shows on its page whose turn it would be, and why the unit that has it is passed over", async () => {
    const { row, u1, u2 } = await aLateCase();
    const board = await centreBoard(supervisor, row.id, plainDate(LATE));
    expect(board?.takingBack?.allowed).toBe(true);
    expect(board?.next?.id).toBe(u2.id);
    expect(board?.inOrder.find((unit) => unit.id === u1.id)).toMatchObject({
      ...{ skip: "declined", pausedReason: null, lost: "本案目前的單位，計畫逾期" },
    });
  });

  it("that was taken back for itself is passed over by the turn at the former unit, which the family may still name", async () => {
    const { row, u1, u2 } = await aLateCase();
    const { version } = await caseRow(row.id);
    done(await takeBackCase(supervisor, { caseId: row.id, version, reason: "逾期" }, noonOf(LATE)));
    await ownerSql("UPDATE rotation SET cursor = 0 WHERE district_id = $1", [row.districtId]);
    const byTurn = await centreBoard(supervisor, row.id, plainDate(LATE));
    expect(byTurn?.next?.id).toBe(u2.id);
    expect(byTurn?.inOrder.find((unit) => unit.id === u1.id)?.lost).toBe("本案曾因計畫逾期收回");
    expect(done(await send(row, { basis: "client_choice", unitId: u1.id }, LATE)).unitId).toBe(u1.id);
  });

  it("needs a reason, said at its field", () => {
    const form = { caseId: "0190a000-0000-7000-8000-000000000001", version: "1", basis: "rotation" };
    const parsed = redispatchSchema.safeParse(form);
    expect(parsed.success ? [] : parsed.error.issues.map((issue) => issue.path[0])).toEqual(["reason"]);
  });
});

describe("A case that an A unit found by itself", () => {
  it("has the unit on record with the dispatch, where the application did not say", async () => {
    const districtId = districts.pop() ?? "";
    const unit = await aTakingUnit("taichung", districtId);
    const row = await aCase(city, { districtId, source: "a_unit_outreach" }).assessed();
    done(await send(row, { basis: "own_development", unitId: unit.id }));
    const board = await centreBoard(supervisor, row.id, plainDate(DAY));
    expect(board?.case.sourceUnit).toMatchObject({ id: unit.id, name: unit.name });
    const [entry] = await ownerSql<{ detail: { sourceUnitId: string } }>(
      "SELECT detail FROM audit_entry WHERE subject_id = $1 AND action = 'case.dispatched_to_a_unit'",
      [row.id],
    );
    expect(entry?.detail.sourceUnitId).toBe(unit.id);
  });

  it("goes as own development to no other unit than the one on record", async () => {
    const districtId = districts.pop() ?? "";
    const found = await aTakingUnit("taichung", districtId);
    const other = await aTakingUnit("taichung", districtId);
    const row = await aCase(city, { districtId, source: "a_unit_outreach" }).assessed();
    await ownerSql("UPDATE case_file SET source_unit_id = $2 WHERE id = $1", [row.id, found.id]);
    const refused = await send(row, { basis: "own_development", unitId: other.id });
    expect(code(refused)).toBe("not_source_unit");
    expect(refused.ok ? "" : refused.message).toContain(found.name);
    done(await send(row, { basis: "own_development", unitId: found.id }));
  });

  it("gives the unit up when the person applies again by another way", async () => {
    const row = await aCase(city, { districtId: districts.pop() ?? "", source: "a_unit_outreach" }).closed();
    await ownerSql("UPDATE case_file SET source_unit_id = $2 WHERE id = $1", [row.id, city.aUnit.id]);
    const { version } = await caseRow(row.id);
    const today = plainDate(DAY);
    const input = { id: row.id, version, appliedOn: today, source: "walk_in" as const, reason: "再次申請" };
    done(await reopenCase(supervisor, input, noonOf(DAY)));
    const [after] = await ownerSql("SELECT source, source_unit_id FROM case_file WHERE id = $1", [row.id]);
    expect(after).toEqual({ source: "walk_in", source_unit_id: null });
  });

  it("is applied for with the unit that found it, asked for at its field", () => {
    const missing = (source: string, sourceUnitId: string) => {
      const parsed = applySchema.safeParse({ source, sourceUnitId });
      return parsed.success ? [] : parsed.error.issues.filter((issue) => issue.path[0] === "sourceUnitId");
    };
    expect(missing("a_unit_outreach", "x").map((issue) => issue.message)).toEqual([
      "請由清單選擇開發的 A 單位。",
    ]);
    expect(missing("walk_in", "")).toEqual([]);
  });
});
