import { StatusTag } from "@/components/ui/status-tag";
import { TEMPLATE_STATE_LABELS, TEMPLATE_STATE_TONES } from "@/lib/features/inspections/templates/labels";
import type { ChecklistState } from "@/prisma/generated/enums";

/** Where a version of a form stands. */
export function TemplateStateTag({ state }: { state: ChecklistState }) {
  return <StatusTag tone={TEMPLATE_STATE_TONES[state]}>{TEMPLATE_STATE_LABELS[state]}</StatusTag>;
}
