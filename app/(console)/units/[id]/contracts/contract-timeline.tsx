import { daysLeftText, PhaseTag, RenewalTag } from "@/components/today/contract-tags";
import { Why } from "@/components/today/why";
import { Timeline, type TimelineItem } from "@/components/ui/timeline";
import { REPLY_LABELS } from "@/lib/features/registry/contracts/labels";
import type { RenewalStanding, StandingContract } from "@/lib/features/registry/contracts/types";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";

type ContractTimelineProps = { contract: StandingContract; asOf: PlainDate };
type Mark = { on: PlainDate; title: string; detail?: string; tone?: TimelineItem["tone"] };

/** The days of a contract in their order, with how it stands and why. */
export function ContractTimeline({ contract, asOf }: ContractTimelineProps) {
  const { renewal } = contract;
  const items = marksOf(contract)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .map(({ on, title, detail, tone }) => ({
      id: `${on} ${title}`,
      time: formatRocDate(on),
      dateTime: on,
      title,
      detail,
      tone: tone ?? (on > asOf ? ("neutral" as const) : ("info" as const)),
    }));
  return (
    <div className="stack-s">
      <p className="cluster">
        <PhaseTag phase={contract.phase} />
        <RenewalTag contract={contract} />
        <span>{daysLeftText(contract)}</span>
      </p>
      <Timeline label={`${contract.number} 期程`} items={items} />
      {renewal.kind === "renewal" && <Why {...renewal.outcome} />}
      {renewal.kind === "no_rule" && <p className="muted small">{renewal.message}</p>}
    </div>
  );
}

function marksOf(contract: StandingContract): Mark[] {
  const { startsOn, endsOn, closedOn, closedReason, followUp, renewal } = contract;
  const marks: Mark[] = [{ on: startsOn, title: "特約起日" }];
  if (renewal.kind === "renewal") marks.push(...limitsOf(contract, renewal));
  marks.push(...renewalMarks(contract));
  if (closedOn) {
    marks.push({ on: closedOn, title: "提前終止", detail: closedReason ?? undefined, tone: "bad" });
    marks.push({ on: endsOn, title: "原訂迄日" });
  } else {
    marks.push({ on: endsOn, title: "特約迄日" });
  }
  if (followUp)
    marks.push({ on: followUp.startsOn, title: `接續特約 ${followUp.number} 起日`, tone: "good" });
  return marks;
}

function limitsOf(
  { renewalNoticeOn, renewalReply, followUp }: StandingContract,
  { outcome }: Extract<RenewalStanding, { kind: "renewal" }>,
): Mark[] {
  const overdue = outcome.state === "notice_overdue";
  const silent = outcome.state === "deemed_declined" && !followUp;
  return [
    {
      on: outcome.noticeDueOn,
      title: "最後應通知續約日",
      detail: !renewalNoticeOn && !followUp && overdue ? "已逾期，尚未登錄通知" : undefined,
      tone: overdue && !followUp ? "bad" : undefined,
    },
    {
      on: outcome.silenceOn,
      title: silent ? "逾期未同意，視為不同意續約" : "最後同意續約日",
      detail: silent && !renewalReply && !renewalNoticeOn ? "機關尚未登錄續約通知" : undefined,
      tone: silent ? "bad" : undefined,
    },
  ];
}

function renewalMarks(contract: StandingContract): Mark[] {
  const { renewalNoticeOn, renewalReply, renewalReplyOn, renewal } = contract;
  const marks: Mark[] = [];
  if (renewalNoticeOn) {
    const late = renewal.kind === "renewal" && renewalNoticeOn > renewal.outcome.noticeDueOn;
    marks.push({
      on: renewalNoticeOn,
      title: late ? "通知續約（逾期）" : "通知續約",
      tone: late ? "warn" : "good",
    });
  }
  if (renewalReply && renewalReplyOn) {
    const tone = renewalReply === "agreed" ? "good" : "warn";
    marks.push({ on: renewalReplyOn, title: `單位回覆：${REPLY_LABELS[renewalReply]}`, tone });
  }
  return marks;
}
