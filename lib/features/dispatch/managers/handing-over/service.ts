import { v7 as uuid } from "uuid";
import { CASE_STATUS_LABELS } from "@/lib/features/cases/status/labels";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import type { CaseFile } from "@/prisma/generated/client";
import { lockManager, refuseOverCap } from "../assigning/service";
import { managedScope, mayManage } from "../policy";
import type { HandOver } from "../schema";

const ONLY_MANAGER = "個案交接由 A 單位主管辦理；您的角色只能查看。";

/**
 * Hands cases of one case manager over to another, all of them or none. The limits of the cases run on as they did. Refusals:
 * `over_cap` (says how many fit), `not_managed` (a case is no longer the person's), `nothing`, `same_person`, `not_standing`.
 */
export async function handOver(
  actor: Actor,
  input: HandOver,
  clock: Clock = systemClock,
): Promise<Result<{ fromStaffId: string; toStaffId: string; count: number }>> {
  if (!mayManage(actor, "manager.hand_over")) return refuse("forbidden", ONLY_MANAGER);
  const { fromStaffId, toStaffId } = input;
  if (fromStaffId === toStaffId) {
    const message = "接手的人與原個案管理員相同，請選擇另一位。";
    return refuse("same_person", message, { toStaffId: message });
  }
  return withActor(actor, async (tx) => {
    const day = officeDate(clock.now());
    const cases = await lockCasesOf(tx, actor, input);
    const receiver = await lockManager(tx, actor, toStaffId, day);
    await refuseOverCap(tx, receiver, cases.length, day);
    const caseIds = cases.map((row) => row.id);
    const { jurisdictionId } = actor;
    await tx.managerAssignment.updateMany({
      where: { jurisdictionId, caseId: { in: caseIds }, untilOn: null },
      data: { untilOn: toDbDate(day) },
    });
    await tx.managerAssignment.createMany({
      data: caseIds.map((caseId) => ({
        ...{ id: uuid(), jurisdictionId, caseId, aUnitId: receiver.unitId, staffId: receiver.id },
        ...{ fromOn: toDbDate(day), reason: input.reason },
        ...{ createdAt: clock.now(), createdById: actor.accountId },
      })),
    });
    await tx.caseFile.updateMany({
      where: { jurisdictionId, id: { in: caseIds } },
      data: { managerId: receiver.id, version: { increment: 1 } },
    });
    for (const id of caseIds) {
      await audit(tx, actor, clock.now(), {
        action: "case.handed_over",
        subject: { kind: "case", id },
        unitId: receiver.unitId,
        detail: { fromStaffId, toStaffId, name: receiver.name, reason: input.reason, together: cases.length },
      });
    }
    return ok({ fromStaffId, toStaffId, count: cases.length });
  });
}

/** Locks the cases in one order for everybody, and refuses the whole where one is not the person's any more. */
async function lockCasesOf(tx: Tx, actor: Actor, input: HandOver): Promise<CaseFile[]> {
  const scope = managedScope(actor);
  if (!scope) throw new Refusal(refuse("not_found", "找不到這些個案，或不在您的職務範圍內。"));
  const { jurisdictionId, aUnitId } = scope;
  const theirs = {
    ...{ jurisdictionId, aUnitId, managerId: input.fromStaffId },
    status: { in: ["assigned" as const, "in_service" as const] },
  };
  const wanted =
    input.scope === "all"
      ? (await tx.caseFile.findMany({ where: theirs, select: { id: true } })).map((row) => row.id)
      : [...new Set(input.caseIds)];
  if (wanted.length === 0) throw new Refusal(refuse("nothing", "這位個案管理員沒有可交接的個案。"));
  await tx.$queryRaw`SELECT id FROM case_file
    WHERE jurisdiction_id = ${jurisdictionId} AND id = ANY(${wanted}::uuid[]) ORDER BY id FOR UPDATE`;
  const cases = await tx.caseFile.findMany({ where: { AND: [theirs, { id: { in: wanted } }] } });
  if (cases.length < wanted.length) {
    const gone = wanted.filter((id) => !cases.some((row) => row.id === id));
    const message = `有 ${gone.length} 案已不是這位個案管理員的個案（${await whereTheyAre(tx, actor, gone)}），全部未交接；請重新整理後再送出。`;
    throw new Refusal(refuse("not_managed", message, { caseIds: message }));
  }
  return cases;
}

/** What became of cases since the form was shown, as far as the unit still sees them. */
async function whereTheyAre(tx: Tx, actor: Actor, caseIds: readonly string[]): Promise<string> {
  const rows = await tx.caseFile.findMany({
    where: { jurisdictionId: actor.jurisdictionId, id: { in: [...caseIds] } },
    select: { number: true, status: true, manager: { select: { name: true } } },
    orderBy: { number: "asc" },
    take: MOST_NAMED,
  });
  const named = rows.map(({ number, status, manager }) =>
    manager ? `${number} 現由${manager.name}辦理` : `${number} ${CASE_STATUS_LABELS[status]}`,
  );
  const others = caseIds.length - rows.length;
  return [...named, ...(others > 0 ? [`另 ${others} 案已不在本單位`] : [])].join("；");
}

/** More than this nobody reads in one sentence. */
const MOST_NAMED = 5;
