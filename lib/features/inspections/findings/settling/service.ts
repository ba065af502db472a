import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, fromDbDate, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { type Tx, violates, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { Finding, Prisma } from "@/prisma/generated/client";
import { mayFinding } from "../policy";
import type { CloseFinding, ExtendFinding, FailFinding, ReturnFinding, SetReinspection } from "../schema";
import { addStep } from "../service";
import { type FindingDeed, lockFinding } from "../state/service";

const ONLY_REVIEW = "缺失由本府承辦人或照管督導審認；您的角色只能查看。";

export interface FindingRef {
  id: string;
}

type Judged = (tx: Tx, row: Finding) => Promise<{ data: Prisma.FindingUpdateInput; step: JudgedStep }>;

interface JudgedStep {
  kind: string;
  text: string;
  dueOn?: ReturnType<typeof officeDate>;
  action: string;
  detail?: Prisma.InputJsonObject;
}

/** Permission, lock, the judgement, its step and its audit entry: what every judgement of a finding has in common. */
async function judge(
  actor: Actor,
  input: { id: string; version: number },
  deed: FindingDeed,
  now: Date,
  judged: Judged,
): Promise<Result<FindingRef>> {
  if (!mayFinding(actor, "finding.review")) return refuse("forbidden", ONLY_REVIEW);
  return withActor(actor, async (tx) => {
    const row = await lockFinding(tx, actor, input, deed);
    const { data, step } = await judged(tx, row);
    await tx.finding.update({ where: { id: row.id }, data: { ...data, version: { increment: 1 } } });
    const { kind, text, dueOn, action, detail } = step;
    await addStep(tx, actor, { findingId: row.id, kind, text, now, ...(dueOn ? { dueOn } : {}) });
    await audit(tx, actor, now, {
      action,
      subject: { kind: "finding", id: row.id },
      unitId: row.unitId,
      detail: { number: row.number, reason: text, ...detail },
    });
    return ok({ id: row.id });
  });
}

/** Sends the unit's answer back; the limit runs on. Codes: `forbidden`, `not_found`, `stale`, `state`. */
export async function returnFinding(
  actor: Actor,
  input: ReturnFinding,
  clock: Clock = systemClock,
): Promise<Result<FindingRef>> {
  return judge(actor, input, "return", clock.now(), async () => ({
    data: { state: "returned" },
    step: { kind: "returned", text: input.reason, action: "finding.returned" },
  }));
}

/** Moves the limit to a later day for a reason. Codes: as `returnFinding`, and `due` at `dueOn`. */
export async function extendFinding(
  actor: Actor,
  input: ExtendFinding,
  clock: Clock = systemClock,
): Promise<Result<FindingRef>> {
  return judge(actor, input, "extend", clock.now(), async (_tx, row) => {
    const before = fromDbDate(row.dueOn);
    const today = officeDate(clock.now());
    if (input.dueOn <= before || input.dueOn < today) {
      const words = `展延後的期限須晚於 ${formatRocDate(before)}，且不得早於今日。`;
      throw new Refusal(refuse("due", "展延期限需要更正。", { dueOn: words }));
    }
    return {
      data: { dueOn: toDbDate(input.dueOn) },
      step: {
        ...{ kind: "extended", text: input.reason, dueOn: input.dueOn, action: "finding.extended" },
        detail: { changes: { dueOn: { from: before, to: input.dueOn } } },
      },
    };
  });
}

/** Names the inspection that looks again. Codes: as `returnFinding`, and `inspection` at `inspectionId`. */
export async function setReinspection(
  actor: Actor,
  input: SetReinspection,
  clock: Clock = systemClock,
): Promise<Result<FindingRef>> {
  return judge(actor, input, "re_inspect", clock.now(), async (tx, row) => {
    const { jurisdictionId } = actor;
    const inspection = await tx.inspection.findFirst({
      where: {
        jurisdictionId,
        id: input.inspectionId,
        unitId: row.unitId,
        state: { in: ["planned", "under_way"] },
      },
      select: { id: true, number: true },
    });
    if (!inspection || inspection.id === row.inspectionId) {
      const words = "請選擇同一單位尚未簽署的查核。";
      throw new Refusal(refuse("inspection", "複查的查核需要更正。", { inspectionId: words }));
    }
    await link(tx, jurisdictionId, row.id, inspection.id);
    return {
      data: { state: "re_inspecting" },
      step: {
        ...{ kind: "re_inspection_set", text: `複查：查核 ${inspection.number}` },
        action: "finding.re_inspection_set",
      },
    };
  });
}

async function link(tx: Tx, jurisdictionId: string, findingId: string, inspectionId: string): Promise<void> {
  try {
    await tx.findingReinspection.create({ data: { jurisdictionId, findingId, inspectionId } });
  } catch (error) {
    if (!violates(error, "finding_reinspection_pkey") && !violates(error, "finding_id")) throw error;
    const words = "這次查核已排定複查這筆缺失。";
    throw new Refusal(refuse("inspection", words, { inspectionId: words }));
  }
}

/** Confirms that it was mended, and when: within the limit or late. Codes: as `returnFinding`, and `day` at `mendedOn`. */
export async function closeFinding(
  actor: Actor,
  input: CloseFinding,
  clock: Clock = systemClock,
): Promise<Result<FindingRef>> {
  const today = officeDate(clock.now());
  return judge(actor, input, "close", clock.now(), async (tx, row) => {
    const { mendedOn } = input;
    const from = fromDbDate(row.createdOn);
    if (mendedOn < from || mendedOn > today) {
      const words = `改善完成日須在 ${formatRocDate(from)} 至 ${formatRocDate(today)} 之間。`;
      throw new Refusal(refuse("day", "改善完成日需要更正。", { mendedOn: words }));
    }
    await refuseOpenReinspection(tx, row);
    const inTime = mendedOn <= fromDbDate(row.dueOn);
    const text = `${formatRocDate(mendedOn)} 改善完成（${inTime ? "期限內" : "逾期"}）。${input.remark}`;
    return {
      data: { state: "closed", settledOn: toDbDate(today), inTime },
      step: { kind: "closed", text, action: "finding.closed", detail: { mendedOn, inTime } },
    };
  });
}

/** While a re-inspection is set and not signed, nobody knows whether it was mended. */
async function refuseOpenReinspection(tx: Tx, row: Finding): Promise<void> {
  if (row.state !== "re_inspecting" || (await isLookedAtAgain(tx, row))) return;
  throw new Refusal(
    refuse("re_inspection", "複查尚未簽署，簽署後再審認；如不再複查，請先取消該次查核並退回補正。"),
  );
}

async function isLookedAtAgain(tx: Tx, row: Finding): Promise<boolean> {
  const waiting = await tx.findingReinspection.count({
    where: { findingId: row.id, inspection: { state: { in: ["planned", "under_way"] } } },
  });
  return waiting === 0;
}

/** Confirms that it was not mended within the limit, or not at the re-inspection. Codes: as `returnFinding`, and `too_early`. */
export async function failFinding(
  actor: Actor,
  input: FailFinding,
  clock: Clock = systemClock,
): Promise<Result<FindingRef>> {
  const today = officeDate(clock.now());
  return judge(actor, input, "fail", clock.now(), async (tx, row) => {
    const dueOn = fromDbDate(row.dueOn);
    const looked = await tx.findingReinspection.count({
      where: { findingId: row.id, inspection: { state: "signed" } },
    });
    if (today <= dueOn && looked === 0) {
      const words = `改善期限至 ${formatRocDate(dueOn)} 止，期限內不得認定屆期未改善；已複查者不在此限。`;
      throw new Refusal(refuse("too_early", words));
    }
    return {
      data: { state: "failed", settledOn: toDbDate(today), inTime: false },
      step: { kind: "failed", text: input.reason, action: "finding.failed" },
    };
  });
}
