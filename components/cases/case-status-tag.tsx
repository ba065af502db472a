import { StatusTag } from "@/components/ui/status-tag";
import { CASE_STATUS_LABELS, CASE_STATUS_TONES } from "@/lib/features/cases/status/labels";
import type { CaseStatus } from "@/prisma/generated/enums";

/** Where a case stands. */
export function CaseStatusTag({ status }: { status: CaseStatus }) {
  return <StatusTag tone={CASE_STATUS_TONES[status]}>{CASE_STATUS_LABELS[status]}</StatusTag>;
}
