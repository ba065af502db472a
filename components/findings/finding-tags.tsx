import { StatusTag } from "@/components/ui/status-tag";
import type { Tone } from "@/components/ui/tone";
import {
  FINDING_STATE_LABELS,
  FINDING_STATE_TONES,
  URGENCY_LABELS,
} from "@/lib/features/inspections/findings/labels";
import type { FindingRow, FindingUrgency } from "@/lib/features/inspections/findings/types";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { FindingState } from "@/prisma/generated/enums";

const URGENCY_TONES: Record<FindingUrgency, Tone> = {
  overdue: "bad",
  due_soon: "warn",
  open: "info",
  settled: "neutral",
};

/** The state of a finding in words. */
export function FindingStateTag({ state }: { state: FindingState }) {
  return <StatusTag tone={FINDING_STATE_TONES[state]}>{FINDING_STATE_LABELS[state]}</StatusTag>;
}

type Limit = Pick<FindingRow, "dueOn" | "urgency" | "daysLeft" | "inTime">;

/** The limit of a correction and how far off it is. */
export function FindingLimit({ limit }: { limit: Limit }) {
  const { dueOn, urgency, daysLeft, inTime } = limit;
  const days = daysLeft === null ? "" : daysLeft < 0 ? ` ${-daysLeft} 日` : `，餘 ${daysLeft} 日`;
  const settled = inTime === true ? "期限內改善" : "逾期或未改善";
  return (
    <span className="cluster">
      <time className="nowrap" dateTime={dueOn}>
        {formatRocDate(dueOn)}
      </time>
      <StatusTag tone={urgency === "settled" && inTime ? "good" : URGENCY_TONES[urgency]}>
        {urgency === "settled" ? settled : `${URGENCY_LABELS[urgency]}${days}`}
      </StatusTag>
    </span>
  );
}
