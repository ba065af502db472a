import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, officeDate } from "@/lib/platform/clock";
import { readAs } from "@/lib/platform/db";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Prisma } from "@/prisma/generated/client";
import type { PlanKind } from "@/prisma/generated/enums";
import { mayPlan } from "../policy";

/** A plan that came back from the centre and waits to be corrected. */
export interface ReturnedPlan {
  id: string;
  caseId: string;
  number: string;
  name: string;
  kind: PlanKind;
  versionNo: number;
  remark: string | null;
  returnedOn: PlainDate | null;
  /** The limit of the plan that still runs from the dispatch; none for a plan that changes one in force. */
  dueOn: PlainDate | null;
}

/** The plans that came back to the actor's A unit, or of one case manager's cases; the longest waiting first. */
export async function returnedPlans(
  actor: Actor,
  staffId: string | null,
  take: number,
): Promise<{ items: ReturnedPlan[]; total: number }> {
  const { jurisdictionId, unitId } = actor;
  if (!mayPlan(actor, "plan.draft") || unitId === null) return { items: [], total: 0 };
  const where: Prisma.CarePlanWhereInput = {
    ...{ jurisdictionId, aUnitId: unitId, status: "returned" },
    caseFile: { aUnitId: unitId, ...(staffId ? { managerId: staffId } : {}) },
  };
  return readAs(actor, async (tx) => {
    const rows = await tx.carePlan.findMany({
      where,
      include: {
        caseFile: {
          select: {
            ...{ number: true, client: { select: { name: true } } },
            clocks: { where: { kind: "plan", doneOn: null, cancelledOn: null }, select: { dueOn: true } },
          },
        },
      },
      orderBy: [{ decidedAt: "asc" }, { id: "asc" }],
      take,
    });
    return {
      items: rows.map(({ id, caseId, kind, versionNo, remark, decidedAt, caseFile }) => ({
        ...{ id, caseId, kind, versionNo, remark, number: caseFile.number, name: caseFile.client.name },
        returnedOn: decidedAt && officeDate(decidedAt),
        dueOn: fromDbDate(caseFile.clocks[0]?.dueOn ?? null),
      })),
      total: await tx.carePlan.count({ where }),
    };
  });
}
