import { StatusTag } from "@/components/ui/status-tag";
import type { Tone } from "@/components/ui/tone";
import { STATE_LABELS } from "@/lib/features/accounts/labels";
import { formatRocInstant } from "@/lib/platform/roc-date";
import type { AccountState } from "@/prisma/generated/enums";

const TONES: Record<AccountState, Tone> = { invited: "info", active: "good", closed: "neutral" };

/** The state of an account, and its lock where there is one. */
export function AccountTags({ state, lockedUntil }: { state: AccountState; lockedUntil: Date | null }) {
  const isLocked = lockedUntil !== null && lockedUntil > new Date();
  return (
    <span className="cluster">
      <StatusTag tone={TONES[state]}>{STATE_LABELS[state]}</StatusTag>
      {isLocked && <StatusTag tone="bad">鎖定至 {formatRocInstant(lockedUntil)}</StatusTag>}
    </span>
  );
}
