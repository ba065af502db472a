import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { decideViolation } from "@/lib/features/penalties/deciding/service";
import { violationById } from "@/lib/features/penalties/queries";
import type { ProposeViolation } from "@/lib/features/penalties/schema";
import type { ViolationDetail } from "@/lib/features/penalties/types";
import { proposeViolation, startHearing } from "@/lib/features/penalties/violations/service";
import type { Actor } from "@/lib/platform/actor";
import { addDays, plainDate } from "@/lib/rules/plain-date";
import { done } from "./accounts";
import { noonOf } from "./dispatch";
import { ownerSql, type TestUnit } from "./fixtures";

// Violations for tests, taken through the product's own services: proposed, heard, decided.

/** Keeps the letters of a test file in a folder of its own. */
export async function ownLetters(): Promise<void> {
  process.env.DOCUMENTS_DIR = await mkdtemp(path.join(tmpdir(), "letters-"));
}

export type Given = Partial<Omit<ProposeViolation, "happenedOn">> & { happenedOn?: string };

/** What a proposal by hand says: clause 17 of a B unit (false claims, no time to correct) in July, unless told. */
export function charge(unit: TestUnit, given: Given = {}): ProposeViolation {
  const { happenedOn = "2026-07-01", ...rest } = given;
  return {
    ...{ unitId: unit.id, findingId: null, contractId: null, clause: 17, corrected: null },
    facts: "抽查紀錄與申報不符。",
    ...rest,
    happenedOn: plainDate(happenedOn),
  };
}

/** A violation as it stands; throws where the actor does not see it. */
export async function violation(actor: Actor, id: string): Promise<ViolationDetail> {
  const found = await violationById(actor, id);
  if (!found) throw new Error("this violation is out of sight");
  return found;
}

/** A violation at each stage of its life. `on` is the day in the office; the hearing ends three days later. */
export function aViolation(officer: Actor, unit: TestUnit, given: Given = {}, on = "2026-08-03") {
  const hearingDueOn = addDays(plainDate(on), 3);
  const proposed = async () => done(await proposeViolation(officer, charge(unit, given), noonOf(on))).id;
  const heard = async () => {
    const id = await proposed();
    done(await startHearing(officer, { id, version: 1, hearingDueOn }, noonOf(on)));
    return id;
  };
  return {
    proposed,
    heard,
    /** Decided as the law proposes, on the day after the hearing's end. */
    decided: async () => {
      const id = await heard();
      const { proposalNow, version } = await violation(officer, id);
      const points = proposalNow?.points ?? 1;
      const input = { id, version, points, article: "契約書第20條", grounds: "事證明確，依法記點。" };
      done(await decideViolation(officer, input, noonOf(addDays(hearingDueOn, 1))));
      return id;
    },
  };
}

/** The points letter of a violation is told to have arrived. */
export async function arrived(violationId: string, on: string): Promise<void> {
  await ownerSql("UPDATE letter SET arrived_on = $2 WHERE violation_id = $1 AND kind = 'points'", [
    violationId,
    on,
  ]);
}

/** The open proposal of a measure of a unit. */
export async function proposedMeasure(unit: TestUnit) {
  const [row] = await ownerSql<{ id: string; kind: string; version: number }>(
    "SELECT id, kind::text AS kind, version FROM measure WHERE unit_id = $1 AND state = 'proposed'",
    [unit.id],
  );
  return row ?? null;
}
