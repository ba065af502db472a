import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import { readAs, type Tx } from "@/lib/platform/db";
import { isId } from "../../registry/units/queries";
import { caseWhere, workScope } from "../policy";
import type { AssessmentRow, CStation } from "./types";

/** The assessments of a case that the actor carries, newest first. */
export async function assessmentsOf(actor: Actor, caseId: string): Promise<AssessmentRow[]> {
  const scope = workScope(actor);
  if (!scope || !isId(caseId)) return [];
  return readAs(actor, async (tx) => {
    const own = await tx.caseFile.findFirst({
      where: { AND: [caseWhere(scope), { id: caseId }] },
      select: { id: true },
    });
    return own ? readAssessments(tx, actor, caseId) : [];
  });
}

/** The same inside a transaction that has begun, of a case that was found in the actor's scope. */
export async function readAssessments(tx: Tx, actor: Actor, caseId: string): Promise<AssessmentRow[]> {
  const rows = await tx.assessment.findMany({
    where: { jurisdictionId: actor.jurisdictionId, caseId },
    include: { problems: { orderBy: { sortOrder: "asc" }, select: { text: true } } },
    orderBy: [{ assessedOn: "desc" }, { createdAt: "desc" }],
  });
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, assessedOn: fromDbDate(row.assessedOn), note: row.note },
    ...{ needLevel: row.needLevel, copayClass: row.copayClass, hasForeignCaregiver: row.hasForeignCaregiver },
    problems: row.problems.map((problem) => problem.text),
  }));
}

/** The C stations of a district of the own city that stand in the registry. */
export async function cStationsIn(actor: Actor, districtId: string): Promise<CStation[]> {
  return readAs(actor, (tx) =>
    tx.unit.findMany({
      where: {
        ...{ jurisdictionId: actor.jurisdictionId, districtId, tier: "c", mergedIntoId: null },
        listings: { some: { service: "c_station", state: "listed" } },
      },
      select: { id: true, code: true, name: true, address: true, phone: true },
      orderBy: { code: "asc" },
    }),
  );
}
