import { StatusTag } from "@/components/ui/status-tag";
import { PLAN_STATUS_LABELS, PLAN_STATUS_TONES } from "@/lib/features/care-plans/labels";
import type { PlanStatus } from "@/prisma/generated/enums";

/** Where a plan stands. */
export function PlanStatusTag({ status }: { status: PlanStatus }) {
  return <StatusTag tone={PLAN_STATUS_TONES[status]}>{PLAN_STATUS_LABELS[status]}</StatusTag>;
}
