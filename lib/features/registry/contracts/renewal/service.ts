import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, officeDate, systemClock, toDbDate } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import { formatRocDate } from "@/lib/platform/roc-date";
import { citationText } from "@/lib/rules/citations";
import type { Renewal } from "@/lib/rules/contract";
import type { Outcome } from "@/lib/rules/outcome";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Prisma } from "@/prisma/generated/client";
import { changesOf } from "../changes/queries";
import { mayContract } from "../policy";
import type { RenewalNotice, RenewalReplyInput } from "../schema";
import type { ContractRef } from "../service";
import { lockContract } from "../terms/service";
import type { ContractRow } from "../types";
import { renewalOf } from "./queries";

const ONLY_OFFICE = "續約由本府長照科登錄；您的角色只能查看。";

/** Records that the unit was told in writing to renew. A late notice is recorded too, and said to be late. */
export async function recordRenewalNotice(
  actor: Actor,
  input: RenewalNotice,
  clock: Clock = systemClock,
): Promise<Result<ContractRef & { late: boolean }>> {
  if (!mayContract(actor, "contract.record_renewal")) return refuse("forbidden", ONLY_OFFICE);
  const today = officeDate(clock.now());
  return withActor(actor, async (tx) => {
    const row = await lockContract(tx, actor, input.id, input.version);
    const outcome = openRenewal(actor, row, today);
    refuseDay("noticeOn", "通知日", input.noticeOn, row.startsOn, today);
    if (row.renewalReply) throw new Refusal(refuse("replied", "單位已回覆續約，通知日不得再變更。"));
    const late = input.noticeOn > outcome.noticeDueOn;
    const version = row.version + 1;
    await tx.contract.update({
      where: { id: row.id },
      data: { renewalNoticeOn: toDbDate(input.noticeOn), version },
    });
    await audit(tx, actor, clock.now(), {
      action: "contract.renewal_noticed",
      subject: { kind: "contract", id: row.id },
      unitId: row.unit.id,
      detail: {
        ...{ version, late, rule: ruleForAudit(outcome) },
        changes: changesOf({ renewalNoticeOn: row.renewalNoticeOn }, { renewalNoticeOn: input.noticeOn }),
      },
    });
    return ok({ id: row.id, unitId: row.unit.id, late });
  });
}

/** Records the unit's answer. After the last day to agree, silence has already counted as a refusal. */
export async function recordRenewalReply(
  actor: Actor,
  input: RenewalReplyInput,
  clock: Clock = systemClock,
): Promise<Result<ContractRef>> {
  if (!mayContract(actor, "contract.record_renewal")) return refuse("forbidden", ONLY_OFFICE);
  const today = officeDate(clock.now());
  return withActor(actor, async (tx) => {
    const row = await lockContract(tx, actor, input.id, input.version);
    const outcome = openRenewal(actor, row, today);
    refuseReply(row, outcome, input, today);
    const version = row.version + 1;
    await tx.contract.update({
      where: { id: row.id },
      data: { renewalReply: input.reply, renewalReplyOn: toDbDate(input.replyOn), version },
    });
    const before = { renewalReply: row.renewalReply, renewalReplyOn: row.renewalReplyOn };
    await audit(tx, actor, clock.now(), {
      action: "contract.renewal_replied",
      subject: { kind: "contract", id: row.id },
      unitId: row.unit.id,
      detail: {
        ...{ version, rule: ruleForAudit(outcome) },
        changes: changesOf(before, { renewalReply: input.reply, renewalReplyOn: input.replyOn }),
      },
    });
    return ok({ id: row.id, unitId: row.unit.id });
  });
}

function refuseReply(
  row: ContractRow,
  outcome: Outcome<Renewal>,
  { replyOn }: RenewalReplyInput,
  today: PlainDate,
): void {
  if (!row.renewalNoticeOn) {
    throw new Refusal(refuse("no_notice", "尚未登錄續約通知，請先登錄通知日。"));
  }
  if (row.followUp) {
    throw new Refusal(refuse("followed", `已有接續特約 ${row.followUp.number}，續約回覆不得再變更。`));
  }
  refuseDay("replyOn", "回覆日", replyOn, row.renewalNoticeOn, today);
  if (replyOn <= outcome.silenceOn) return;
  const because = outcome.citations.map(citationText).join("、");
  throw new Refusal(
    refuse(
      "deemed_declined",
      `逾 ${formatRocDate(outcome.silenceOn)} 未同意，依法視為不同意續約（${because}）。`,
      {
        replyOn: `最後可同意續約之日為 ${formatRocDate(outcome.silenceOn)}。`,
      },
    ),
  );
}

/** The renewal of a contract that is neither closed nor over. */
function openRenewal(actor: Actor, row: ContractRow, today: PlainDate): Outcome<Renewal> {
  const renewal = renewalOf(actor.jurisdictionId, row, today);
  if (renewal.kind === "closed") throw new Refusal(refuse("closed", "特約已登錄提前終止，不辦理續約。"));
  if (renewal.kind === "no_rule") throw new Refusal(refuse("no_parameter", `${renewal.message}。`));
  if (row.endsOn < today) throw new Refusal(refuse("ended", `特約已於 ${formatRocDate(row.endsOn)} 期滿。`));
  return renewal.outcome;
}

function refuseDay(field: string, name: string, day: PlainDate, from: PlainDate, today: PlainDate): void {
  if (day >= from && day <= today) return;
  const why = day > today ? "不得晚於今日" : `不得早於 ${formatRocDate(from)}`;
  throw new Refusal(refuse("day", `${name}需要更正。`, { [field]: `${name}${why}。` }));
}

function ruleForAudit(outcome: Outcome<Renewal>): Prisma.InputJsonObject {
  const { noticeDueOn, silenceOn, state, citations, steps } = outcome;
  return {
    ...{ rule: "contract.renewal", noticeDueOn, silenceOn, state },
    citations: citations.map(citationText),
    steps: steps.map((step) => step.text),
  };
}
