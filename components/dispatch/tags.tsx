import { StatusTag } from "@/components/ui/status-tag";
import {
  BASIS_LABELS,
  BASIS_TONES,
  DISPATCH_STATE_LABELS,
  DISPATCH_STATE_TONES,
} from "@/lib/features/dispatch/providers/labels";
import type { RunningClock } from "@/lib/features/dispatch/providers/types";
import {
  ROTATION_STANDING_LABELS,
  ROTATION_STANDING_TONES,
  ROTATION_STATE_LABELS,
  ROTATION_STATE_TONES,
} from "@/lib/features/dispatch/rotations/labels";
import type { RotationRow } from "@/lib/features/dispatch/rotations/types";
import { CLOCK_STATE_LABELS, CLOCK_STATE_TONES } from "@/lib/features/timeliness/labels";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { DispatchBasis, DispatchState } from "@/prisma/generated/enums";

/** On what ground a unit was given the case. */
export function BasisTag({ basis }: { basis: DispatchBasis }) {
  return <StatusTag tone={BASIS_TONES[basis]}>{BASIS_LABELS[basis]}</StatusTag>;
}

/** What became of a dispatch. */
export function DispatchStateTag({ state }: { state: DispatchState }) {
  return <StatusTag tone={DISPATCH_STATE_TONES[state]}>{DISPATCH_STATE_LABELS[state]}</StatusTag>;
}

/** How an order stands: where it is in the review, or how long it still holds. */
export function RotationTag({ row }: { row: Pick<RotationRow, "state" | "standing"> }) {
  if (row.standing)
    return (
      <StatusTag tone={ROTATION_STANDING_TONES[row.standing]}>
        {ROTATION_STANDING_LABELS[row.standing]}
      </StatusTag>
    );
  return <StatusTag tone={ROTATION_STATE_TONES[row.state]}>{ROTATION_STATE_LABELS[row.state]}</StatusTag>;
}

/** A limit with its state and its last day. */
export function ClockTag({ clock, name }: { clock: RunningClock; name: string }) {
  return (
    <span className="cluster">
      <StatusTag tone={CLOCK_STATE_TONES[clock.state]}>{CLOCK_STATE_LABELS[clock.state]}</StatusTag>
      <span className="small">
        {name}期限 {formatRocDate(clock.dueOn)}
      </span>
    </span>
  );
}
