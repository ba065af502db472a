import { StatusTag } from "@/components/ui/status-tag";
import {
  MEASURE_STATE_LABELS,
  MEASURE_STATE_TONES,
  REVIEW_STATE_LABELS,
  REVIEW_STATE_TONES,
  VIOLATION_STATE_LABELS,
  VIOLATION_STATE_TONES,
} from "@/lib/features/penalties/labels";
import type { MeasureState, ReviewState, ViolationState } from "@/prisma/generated/enums";

/** The state of a violation in words. */
export function ViolationStateTag({ state }: { state: ViolationState }) {
  return <StatusTag tone={VIOLATION_STATE_TONES[state]}>{VIOLATION_STATE_LABELS[state]}</StatusTag>;
}

/** The state of a review in words. */
export function ReviewStateTag({ state }: { state: ReviewState }) {
  return <StatusTag tone={REVIEW_STATE_TONES[state]}>{REVIEW_STATE_LABELS[state]}</StatusTag>;
}

/** The state of a measure in words. */
export function MeasureStateTag({ state }: { state: MeasureState }) {
  return <StatusTag tone={MEASURE_STATE_TONES[state]}>{MEASURE_STATE_LABELS[state]}</StatusTag>;
}
