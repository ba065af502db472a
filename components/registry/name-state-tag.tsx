import { StatusTag } from "@/components/ui/status-tag";
import type { Tone } from "@/components/ui/tone";
import { NAME_STATE_LABELS } from "@/lib/features/registry/units/labels";
import type { NameState } from "@/prisma/generated/enums";

const TONES: Partial<Record<NameState, Tone>> = {
  damaged: "bad",
  doubtful: "warn",
  inferred: "warn",
  corrected: "good",
};

/** Says that a name is damaged, doubtful or inferred; with `all` also that it was corrected. Else nothing. */
export function NameStateTag({ state, all = false }: { state: NameState; all?: boolean }) {
  const tone = TONES[state];
  if (!tone || (state === "corrected" && !all)) return null;
  return <StatusTag tone={tone}>{NAME_STATE_LABELS[state]}</StatusTag>;
}
