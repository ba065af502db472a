import { StatusTag } from "@/components/ui/status-tag";
import { INSPECTION_STATE_LABELS, INSPECTION_STATE_TONES } from "@/lib/features/inspections/visits/labels";
import type { InspectionState } from "@/prisma/generated/enums";

/** How far an inspection is. */
export function InspectionStateTag({ state }: { state: InspectionState }) {
  return <StatusTag tone={INSPECTION_STATE_TONES[state]}>{INSPECTION_STATE_LABELS[state]}</StatusTag>;
}
