import { v7 as uuid } from "uuid";
import { lockCase, moveCase } from "@/lib/features/cases/status/service";
import { rulesOf } from "@/lib/features/registry/closures/queries";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { citationText } from "@/lib/rules/citations";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { CaseFile, Dispatch, Staff } from "@/prisma/generated/client";
import { EMPLOYMENT_LABELS } from "../labels";
import { caseLoad } from "../loads/queries";
import { managedScope, mayManage } from "../policy";
import type { AssignCase } from "../schema";

const ONLY_MANAGER = "個案由承接的 A 單位主管分派；您的角色只能查看。";

/**
 * Accepts a case that the centre sent, by giving it to a case manager of the unit. The person's row is locked while the load is
 * counted, so that two assignments do not share the last place. Refusals: `over_cap` with the citation, `not_standing`,
 * `not_waiting`, `stale`, `not_found`.
 */
export async function assignManager(
  actor: Actor,
  input: AssignCase,
  clock: Clock = systemClock,
): Promise<Result<{ caseId: string; staffId: string }>> {
  if (!mayManage(actor, "manager.assign")) return refuse("forbidden", ONLY_MANAGER);
  return withActor(actor, async (tx) => {
    const day = officeDate(clock.now());
    const { row, dispatch } = await lockOwnWaiting(tx, actor, input.caseId, input.version);
    const person = await lockManager(tx, actor, input.staffId, day);
    await refuseOverCap(tx, person, 1, day);
    await tx.dispatch.updateMany({
      where: { id: dispatch.id },
      data: {
        state: "accepted",
        answeredOn: dispatch.answeredOn ?? toDbDate(day),
        version: { increment: 1 },
      },
    });
    await moveCase(tx, row, "assigned", { managerId: person.id });
    await tx.managerAssignment.create({
      data: {
        ...{ id: uuid(), jurisdictionId: actor.jurisdictionId, caseId: row.id, staffId: person.id },
        ...{ aUnitId: person.unitId, fromOn: toDbDate(day) },
        ...{ createdAt: clock.now(), createdById: actor.accountId },
      },
    });
    await audit(tx, actor, clock.now(), {
      action: "case.manager_assigned",
      subject: { kind: "case", id: row.id },
      unitId: person.unitId,
      detail: { dispatchId: dispatch.id, staffId: person.id, name: person.name },
    });
    return ok({ caseId: row.id, staffId: person.id });
  });
}

/** Locks a case that waits at the actor's unit for its manager, with the centre's dispatch. Refusals (thrown) as above. */
export async function lockOwnWaiting(
  tx: Tx,
  actor: Actor,
  caseId: string,
  version: number,
): Promise<{ row: CaseFile; dispatch: Dispatch }> {
  const scope = managedScope(actor);
  const row = await lockCase(tx, actor, caseId);
  if (!scope || row.aUnitId !== scope.aUnitId) {
    throw new Refusal(refuse("not_found", "找不到這個個案，或不是派給貴單位的個案。"));
  }
  // Asked again with the version, so that a foreign case is not told to be stale.
  await lockCase(tx, actor, caseId, version);
  const dispatch = await tx.dispatch.findFirst({
    where: {
      ...{ jurisdictionId: actor.jurisdictionId, caseId, service: "case_management" },
      state: { in: ["waiting", "accepted"] },
    },
  });
  if (row.status !== "dispatched" || !dispatch) {
    throw new Refusal(refuse("not_waiting", "這個個案已分派或已不在待分派清單，請重新整理。"));
  }
  return { row, dispatch };
}

/** Locks a case manager of the actor's unit who stands in it on the day. */
export async function lockManager(tx: Tx, actor: Actor, staffId: string, day: PlainDate): Promise<Staff> {
  const { jurisdictionId, unitId } = actor;
  await tx.$queryRaw`SELECT id FROM staff WHERE id = ${staffId}::uuid AND jurisdiction_id = ${jurisdictionId} FOR UPDATE`;
  const person = await tx.staff.findFirst({
    where: { id: staffId, jurisdictionId, unitId: unitId ?? "", duty: "case_manager" },
  });
  if (!person) throw new Refusal(notStanding("請由清單選擇本單位的個案管理員。"));
  const first = toDbDate(day);
  if (person.startedOn > first) throw new Refusal(notStanding(`${person.name}尚未到職，不能分派個案。`));
  if (person.endedOn && person.endedOn < first) {
    throw new Refusal(notStanding(`${person.name}已離職，不能分派個案。`));
  }
  return person;
}

function notStanding(message: string) {
  return refuse("not_standing", message, { staffId: message, toStaffId: message });
}

/** Refuses (thrown, `over_cap`) where a locked manager has no place for this many more cases, saying how many fit and by what rule. */
export async function refuseOverCap(tx: Tx, person: Staff, more: number, day: PlainDate): Promise<void> {
  const { jurisdictionId, id: managerId, employment, name } = person;
  const activeCases = await tx.caseFile.count({
    where: { jurisdictionId, managerId, status: { in: ["assigned", "in_service"] } },
  });
  const { cap, headroom, citations } = caseLoad(rulesOf(jurisdictionId), employment, activeCases, day);
  if (headroom >= more) return;
  const place = citations.map(citationText).join("、");
  const wanted = more === 1 ? "不能再分派" : `只能再接 ${headroom} 案，不能一次接 ${more} 案；全部未交接`;
  const message = `${name}（${EMPLOYMENT_LABELS[employment]}）現有 ${activeCases} 案，上限 ${cap} 案，${wanted}。依據：${place}。`;
  throw new Refusal(refuse("over_cap", message, { staffId: message, toStaffId: message }));
}
