import { StatusTag } from "@/components/ui/status-tag";
import { RESULT_LABELS, RESULT_SIGNS, TONES } from "@/lib/features/coverage/recompute/labels";
import type { CheckResult } from "@/lib/rules/plan-tables/classify";

/** What a comparison found: sign and word, with the colour of its tone. */
export function ResultTag({ result }: { result: CheckResult }) {
  return (
    <StatusTag tone={TONES[result]}>
      <span aria-hidden="true">{RESULT_SIGNS[result]} </span>
      {RESULT_LABELS[result]}
    </StatusTag>
  );
}
