import type { Actor } from "@/lib/platform/actor";
import { toDbDate } from "@/lib/platform/clock";
import { readAs } from "@/lib/platform/db";
import type { PlainDate } from "@/lib/rules/plain-date";
import { isId } from "../../../registry/units/queries";
import { caseWhere } from "../../policy";
import { readScope, recordScope } from "../policy";
import { aa01Of, plannedItems, recordOf, staffNames, withUnitSince } from "../queries";
import type { EntryView, MonitoringRecord } from "../types";

/** What the form of a case's AA02 of a month shows; null where the actor does not record for the case. */
export async function monitoringEntry(
  actor: Actor,
  caseId: string,
  month: string,
): Promise<EntryView | null> {
  const scope = recordScope(actor);
  if (!scope || !isId(caseId)) return null;
  return readAs(actor, async (tx) => {
    const { jurisdictionId } = actor;
    const file = await tx.caseFile.findFirst({
      where: { AND: [caseWhere(scope), { id: caseId }] },
      include: { district: { select: { name: true } } },
    });
    if (!file) return null;
    const where = { jurisdictionId, caseId };
    const own = await tx.monitoring.findFirst({
      where: { ...where, month: toDbDate(`${month}-01` as PlainDate) },
    });
    const last = await tx.monitoring.findFirst({
      where: { ...where, month: { lt: toDbDate(`${month}-01` as PlainDate) } },
      orderBy: { month: "desc" },
    });
    const names = await staffNames(
      tx,
      jurisdictionId,
      [own, last].flatMap((row) => row ?? []),
    );
    const problems = await tx.careProblem.findMany({
      where,
      orderBy: [
        { assessment: { assessedOn: "desc" } },
        { assessment: { createdAt: "desc" } },
        { sortOrder: "asc" },
      ],
      select: { text: true, assessmentId: true },
    });
    const { number, needLevel, status } = file;
    return {
      ...{ caseId, number, month, needLevel, status, district: file.district.name },
      withUnitSince: await withUnitSince(tx, file),
      items: await plannedItems(tx, jurisdictionId, caseId),
      problems: problems
        .filter((problem) => problem.assessmentId === problems[0]?.assessmentId)
        .map(({ text }) => text),
      last: last && recordOf(last, names),
      record: own && recordOf(own, names),
      aa01On: await aa01Of(tx, jurisdictionId, caseId, month),
      cStation: jurisdictionId === "taichung" && (needLevel === 2 || needLevel === 3),
    };
  });
}

const SHOWN = 120;

/** Every AA02 of a case that the actor carries or watches over, latest first. */
export async function monitoringsOfCase(actor: Actor, caseId: string): Promise<MonitoringRecord[]> {
  const scope = readScope(actor);
  if (!scope || !isId(caseId)) return [];
  return readAs(actor, async (tx) => {
    const { jurisdictionId } = actor;
    const rows = await tx.monitoring.findMany({
      where: { jurisdictionId, caseId, caseFile: { is: caseWhere(scope) } },
      orderBy: { month: "desc" },
      take: SHOWN,
    });
    const names = await staffNames(tx, jurisdictionId, rows);
    return rows.map((row) => recordOf(row, names));
  });
}
