import { rulesOf } from "@/lib/features/registry/closures/queries";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { Refusal, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import { RuleError } from "@/lib/rules/errors";
import { pointRegime } from "@/lib/rules/penalty-regime";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Violation } from "@/prisma/generated/client";
import type { PointScheme, Tier, ViolationState } from "@/prisma/generated/enums";
import { VIOLATION_STATE_LABELS } from "../labels";
import { violationScope } from "../policy";

/** One after another in a contract: what a violation costs depends on those before it. */
export async function lockContractPoints(tx: Tx, contractId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`points ${contractId}`}, 0))::text`;
}

/** Locks a violation that the actor sees; checks the version and that it stands in one of the states. */
export async function lockViolation(
  tx: Tx,
  actor: Actor,
  { id, version }: { id: string; version: number },
  states: readonly ViolationState[],
): Promise<Violation> {
  const scope = violationScope(actor);
  await tx.$queryRaw`SELECT id FROM violation
    WHERE id = ${id}::uuid AND jurisdiction_id = ${actor.jurisdictionId} FOR UPDATE`;
  const row = scope && (await tx.violation.findFirst({ where: { AND: [scope, { id }] } }));
  if (!row) throw new Refusal(refuse("not_found", "找不到這筆違約案，或不在您的職務範圍內。"));
  if (row.version !== version) {
    throw new Refusal(refuse("stale", "這筆違約案在您開啟後已有變更，請重新整理後再送出；尚未儲存。"));
  }
  if (!states.includes(row.state)) {
    const words = `這筆違約案目前為「${VIOLATION_STATE_LABELS[row.state]}」，不能辦理這個動作。`;
    throw new Refusal(refuse("state", words));
  }
  return row;
}

export interface ContractOnDay {
  id: string;
  number: string;
  startsOn: PlainDate;
  scheme: PointScheme;
}

/** The scheme that a contract names; null where none is known. */
export function schemeOf(actor: Actor, tier: Tier, startsOn: PlainDate): PointScheme | null {
  try {
    return pointRegime(rulesOf(actor.jurisdictionId), { tier, contractFrom: startsOn }).regime;
  } catch (error) {
    if (error instanceof RuleError && error.code === "no_parameter") return null;
    throw error;
  }
}

/** The contract in which a violation happened, and its scheme. Codes: `no_contract`, `which_contract`, `no_scheme`. */
export async function contractOn(
  tx: Tx,
  actor: Actor,
  unit: { id: string; tier: Tier },
  on: PlainDate,
  chosen: string | null,
): Promise<ContractOnDay> {
  const day = toDbDate(on);
  const rows = await tx.contract.findMany({
    where: {
      ...{ jurisdictionId: actor.jurisdictionId, unitId: unit.id },
      ...{ startsOn: { lte: day }, effectiveUntil: { gte: day } },
    },
    select: { id: true, number: true, startsOn: true },
    orderBy: { startsOn: "desc" },
  });
  const row = chosen ? rows.find(({ id }) => id === chosen) : rows[0];
  if (!row || rows.length === 0) {
    const words = `${formatRocDate(on)} 這個單位沒有有效的特約，不能依特約記點。`;
    throw new Refusal(refuse("no_contract", words, { happenedOn: words }));
  }
  if (!chosen && rows.length > 1) {
    const numbers = rows.map(({ number }) => number).join("、");
    const words = `當日有多筆特約（${numbers}），請選擇違反哪一筆。`;
    throw new Refusal(refuse("which_contract", words, { contractId: words }));
  }
  const startsOn = fromDbDate(row.startsOn);
  const scheme = schemeOf(actor, unit.tier, startsOn);
  if (!scheme) throw new Refusal(refuse("no_scheme", "這類單位在本市沒有已知的記點規定，不能記點。"));
  return { id: row.id, number: row.number, startsOn, scheme };
}
