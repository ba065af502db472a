import { createHash } from "node:crypto";
import { rulesOf } from "@/lib/features/registry/closures/queries";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import type { PlainDate } from "@/lib/rules/plain-date";
import { firstDayOf, lastDayOf } from "../schema";
import type { Draft, Month, NamedUnit, TableContent } from "../types";
import { type DispatchFact, tableContent } from "./types";

const NAMED = { id: true, code: true, name: true } as const;

/** What the table of the actor's own unit and month would hold if it were filed now. */
export async function draftIn(tx: Tx, actor: Actor, month: Month, madeOn: PlainDate): Promise<Draft | null> {
  const { jurisdictionId, unitId } = actor;
  if (unitId === null) return null;
  const aUnit = await tx.unit.findFirst({
    where: { jurisdictionId, id: unitId },
    select: { ...NAMED, organisationId: true },
  });
  if (!aUnit) return null;
  const { organisationId, ...named } = aUnit;
  const principles = await tx.dispatchPrinciples.findFirst({ where: { jurisdictionId, aUnitId: unitId } });
  const dispatches = await dispatchesOf(tx, jurisdictionId, named, month);
  const content = tableContent({
    ...{ rules: rulesOf(jurisdictionId), month, madeOn, dispatches, aUnit: named },
    on: lastDayOf(month),
    principles: principles?.text ?? "",
    related: await relatedUnits(
      tx,
      jurisdictionId,
      organisationId,
      dispatches.map(({ unit }) => unit.id),
    ),
  });
  return { content, digest: digestOf(content) };
}

/** Tells two drafts apart by what they hold; the day on which one was made does not matter. */
function digestOf({ rows, units, principles, aUnit }: TableContent): string {
  return createHash("sha256")
    .update(JSON.stringify([rows, units, principles, aUnit]))
    .digest("hex");
}

async function dispatchesOf(
  tx: Tx,
  jurisdictionId: string,
  aUnit: NamedUnit,
  month: Month,
): Promise<DispatchFact[]> {
  const rows = await tx.dispatch.findMany({
    where: {
      ...{ jurisdictionId, fromUnitId: aUnit.id, toUnit: { tier: "b" } },
      dispatchedOn: { gte: toDbDate(firstDayOf(month)), lte: toDbDate(lastDayOf(month)) },
    },
    select: {
      ...{ service: true, basis: true, state: true, reason: true, dispatchedOn: true },
      toUnit: { select: NAMED },
    },
    orderBy: [{ dispatchedAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ toUnit, dispatchedOn, ...row }) => ({
    ...row,
    unit: toUnit,
    on: fromDbDate(dispatchedOn),
  }));
}

/** Of these units, those of the A unit's own organisation or of one that stands connected with it. */
async function relatedUnits(
  tx: Tx,
  jurisdictionId: string,
  organisationId: string,
  unitIds: readonly string[],
): Promise<string[]> {
  const pairs = await tx.relatedParty.findMany({
    where: {
      ...{ jurisdictionId, endedAt: null },
      OR: [{ organisationAId: organisationId }, { organisationBId: organisationId }],
    },
    select: { organisationAId: true, organisationBId: true },
  });
  const connected = pairs.flatMap((pair) => [pair.organisationAId, pair.organisationBId]);
  const units = await tx.unit.findMany({
    where: {
      ...{ jurisdictionId, id: { in: [...new Set(unitIds)] } },
      organisationId: { in: [organisationId, ...connected] },
    },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  return units.map(({ id }) => id);
}
