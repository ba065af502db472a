import { StatusTag } from "@/components/ui/status-tag";
import { STATE_LABELS } from "@/lib/features/registry/imports/labels";
import type { ImportState } from "@/prisma/generated/enums";

/** Where an import stands; one with errors waits for a better file, not for a decision. */
export function ImportStateTag({ state, wrong }: { state: ImportState; wrong: number }) {
  if (state === "previewed" && wrong > 0) return <StatusTag tone="bad">有錯誤，不能套用</StatusTag>;
  const tone = ({ previewed: "warn", applied: "good", discarded: "neutral" } as const)[state];
  return <StatusTag tone={tone}>{STATE_LABELS[state]}</StatusTag>;
}
