import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import { inScope } from "../../policy";
import { lockCase } from "../../status/service";
import { REFERRAL_KIND_LABELS } from "../labels";
import { mayMonitor, recordScope } from "../policy";
import { withUnitSince } from "../queries";
import type { AddOutward, FollowUp } from "../schema";

export interface OutwardRef {
  id: string;
  caseId: string;
}

const NOT_FOUND = "找不到這個個案，或不在您的職務範圍內。";
const ONLY_A_UNIT = "轉介由 A 單位登錄與追蹤。";

/** Refers a case of the own unit to another resource, outside AA02. Codes: `forbidden`, `not_found`, `closed`, `day`. */
export async function addOutward(
  actor: Actor,
  input: AddOutward,
  clock: Clock = systemClock,
): Promise<Result<OutwardRef>> {
  if (!mayMonitor(actor, "outward.write")) return refuse("forbidden", ONLY_A_UNIT);
  const now = clock.now();
  return withActor(actor, async (tx) => {
    const file = await lockCase(tx, actor, input.caseId);
    if (!inScope(recordScope(actor), file)) throw new Refusal(refuse("not_found", NOT_FOUND));
    if (file.status === "closed") throw new Refusal(refuse("closed", "個案已結案，不能再登錄轉介。"));
    const since = await withUnitSince(tx, file);
    const why = dayWrong(input.referredOn, since, officeDate(now));
    if (why) throw new Refusal(refuse("day", "轉介日需要更正。", { referredOn: `轉介日${why}。` }));
    const { kind, receiver, note } = input;
    const id = uuid();
    await tx.outwardReferral.create({
      data: {
        ...{ id, jurisdictionId: actor.jurisdictionId, caseId: file.id, kind, receiver, note },
        ...{ referredOn: toDbDate(input.referredOn), createdAt: now, createdById: actor.accountId },
      },
    });
    await audit(tx, actor, now, {
      action: "outward_referral.added",
      subject: { kind: "case", id: file.id },
      unitId: file.aUnitId,
      detail: {
        outwardId: id,
        kind: REFERRAL_KIND_LABELS[kind],
        receiver,
        referredOn: input.referredOn,
        note,
      },
    });
    return ok({ id, caseId: file.id });
  });
}

/** Keeps what became of a referral; once kept it stands. Codes: `forbidden`, `not_found`, `followed`, `day`. */
export async function followUpOutward(
  actor: Actor,
  input: FollowUp,
  clock: Clock = systemClock,
): Promise<Result<OutwardRef>> {
  if (!mayMonitor(actor, "outward.write")) return refuse("forbidden", ONLY_A_UNIT);
  const now = clock.now();
  return withActor(actor, async (tx) => {
    const { jurisdictionId } = actor;
    await tx.$queryRaw`
      SELECT id FROM outward_referral WHERE id = ${input.id}::uuid AND jurisdiction_id = ${jurisdictionId} FOR UPDATE`;
    const row = await tx.outwardReferral.findFirst({
      where: { id: input.id, jurisdictionId },
      include: { caseFile: true },
    });
    if (!row || !inScope(recordScope(actor), row.caseFile)) {
      throw new Refusal(refuse("not_found", "找不到這筆轉介，或不在您的職務範圍內。"));
    }
    if (row.followedUpOn) {
      const on = formatRocDate(fromDbDate(row.followedUpOn));
      const words = `這筆轉介已登錄 ${on} 的追蹤結果：「${row.result ?? ""}」；本次未儲存，請重新整理後查看。`;
      throw new Refusal(refuse("followed", words));
    }
    const why = dayWrong(input.followedUpOn, fromDbDate(row.referredOn), officeDate(now));
    if (why) throw new Refusal(refuse("day", "追蹤日需要更正。", { followedUpOn: `追蹤日${why}。` }));
    await tx.outwardReferral.updateMany({
      where: { id: row.id, jurisdictionId },
      data: { followedUpOn: toDbDate(input.followedUpOn), result: input.result },
    });
    await audit(tx, actor, now, {
      action: "outward_referral.followed_up",
      subject: { kind: "case", id: row.caseId },
      unitId: row.caseFile.aUnitId,
      detail: { outwardId: row.id, followedUpOn: input.followedUpOn, result: input.result },
    });
    return ok({ id: row.id, caseId: row.caseId });
  });
}

function dayWrong(day: string, from: string, today: string): string | null {
  if (day > today) return "不得晚於今日";
  return day < from ? `不得早於 ${formatRocDate(from)}` : null;
}
