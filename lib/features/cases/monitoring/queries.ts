import { createHash } from "node:crypto";
import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { lastDayOfMonth, type PlainDate } from "@/lib/rules/plain-date";
import type { Monitoring } from "@/prisma/generated/client";
import type { MonitoringRecord, UsedItem } from "./types";

/** The statuses of a plan whose home visit stands as AA01. */
export const AA01_STATUSES = ["submitted", "approved", "superseded"] as const;

/** The first and the last day of a month `YYYY-MM`. */
export function daysOf(month: string): { first: PlainDate; last: PlainDate } {
  const first = `${month}-01` as PlainDate;
  return { first, last: lastDayOfMonth(first) };
}

/** The day of the home visit on which AA01 of a month stands; null when the month has none. */
export async function aa01Of(
  tx: Tx,
  jurisdictionId: string,
  caseId: string,
  month: string,
): Promise<PlainDate | null> {
  const { first, last } = daysOf(month);
  const plan = await tx.carePlan.findFirst({
    where: {
      ...{ jurisdictionId, caseId, status: { in: [...AA01_STATUSES] } },
      visitedOn: { gte: toDbDate(first), lte: toDbDate(last) },
    },
    select: { visitedOn: true },
    orderBy: { visitedOn: "asc" },
  });
  return fromDbDate(plan?.visitedOn ?? null);
}

/** Since when a case is with its A unit: the centre's dispatch that the unit took, else the application. */
export async function withUnitSince(
  tx: Tx,
  file: { id: string; jurisdictionId: string; aUnitId: string | null; appliedOn: Date },
): Promise<PlainDate> {
  const taken = await tx.dispatch.findFirst({
    where: {
      ...{ jurisdictionId: file.jurisdictionId, caseId: file.id, service: "case_management" },
      ...{ state: "accepted", toUnitId: file.aUnitId ?? undefined },
    },
    select: { dispatchedOn: true },
    orderBy: { dispatchedAt: "desc" },
  });
  return fromDbDate(taken?.dispatchedOn ?? file.appliedOn);
}

/** The items of the plan that stands for a case, each code once. */
export async function plannedItems(tx: Tx, jurisdictionId: string, caseId: string) {
  const items = await tx.planItem.findMany({
    where: { jurisdictionId, plan: { caseId, status: "approved" } },
    select: { code: true, name: true, quantity: true, goal: true },
    orderBy: { sortOrder: "asc" },
  });
  return items.filter((item, place) => items.findIndex(({ code }) => code === item.code) === place);
}

/** A record that was read. */
export function recordOf(row: Monitoring, staff: ReadonlyMap<string, string>): MonitoringRecord {
  const { id, contactKind, problems, planChangeNeeded, cStationInformed, note, createdAt } = row;
  const kept = {
    ...{ id, contactKind, problems, planChangeNeeded, cStationInformed, note },
    contactOn: fromDbDate(row.contactOn),
    usage: row.usage as unknown as UsedItem[],
  };
  return {
    ...{ ...kept, createdAt, month: fromDbDate(row.month).slice(0, 7) },
    staff: staff.get(row.staffId) ?? null,
    mark: createHash("sha256").update(JSON.stringify(kept)).digest("hex"),
  };
}

/** The names of the people who recorded, as far as the reader may see them. */
export async function staffNames(
  tx: Tx,
  jurisdictionId: string,
  rows: readonly Monitoring[],
): Promise<Map<string, string>> {
  const people = await tx.staff.findMany({
    where: { jurisdictionId, id: { in: [...new Set(rows.map((row) => row.staffId))] } },
    select: { id: true, name: true },
  });
  return new Map(people.map(({ id, name }) => [id, name]));
}
