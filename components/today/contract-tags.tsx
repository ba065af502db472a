import { StatusTag } from "@/components/ui/status-tag";
import type { Tone } from "@/components/ui/tone";
import { PHASE_LABELS, type Phase } from "@/lib/features/registry/contracts/labels";
import type { StandingContract } from "@/lib/features/registry/contracts/types";
import { formatRocDate } from "@/lib/platform/roc-date";
import { RENEWAL_STATE_LABELS, type RenewalState } from "@/lib/rules/contract";

const PHASE_TONES: Record<Phase, Tone> = {
  upcoming: "info",
  running: "good",
  ended: "neutral",
  closed: "neutral",
};

/** Whether a contract runs. */
export function PhaseTag({ phase }: { phase: Phase }) {
  return <StatusTag tone={PHASE_TONES[phase]}>{PHASE_LABELS[phase]}</StatusTag>;
}

const RENEWAL_TONES: Record<RenewalState, Tone> = {
  not_due: "neutral",
  notice_due_soon: "warn",
  notice_overdue: "bad",
  awaiting_reply: "info",
  agreed: "good",
  declined: "warn",
  deemed_declined: "bad",
  ended: "neutral",
};

/** How a contract's renewal stands; nothing where there is nothing to renew. */
export function RenewalTag({ contract }: { contract: StandingContract }) {
  const { renewal } = contract;
  if (contract.followUp) return <StatusTag tone="good">已接續 {contract.followUp.number}</StatusTag>;
  if (renewal.kind !== "renewal" || contract.phase === "upcoming") return null;
  const { state } = renewal.outcome;
  if (state === "ended" || state === "not_due") return null;
  return <StatusTag tone={RENEWAL_TONES[state]}>{RENEWAL_STATE_LABELS[state]}</StatusTag>;
}

/** The days that are left of a contract, in words. */
export function daysLeftText(contract: StandingContract): string {
  const { phase, daysLeft, startsOn } = contract;
  if (phase === "upcoming") return `${formatRocDate(startsOn)} 起`;
  if (phase === "running") return daysLeft === 0 ? "今日屆滿" : `餘 ${daysLeft} 日`;
  return `已屆滿 ${-daysLeft} 日`;
}
