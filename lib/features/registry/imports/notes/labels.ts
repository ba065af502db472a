import type { NoteKind } from "./types";

/** How a printed name was read, as the screen says it. */
export const NOTE_KIND_LABELS: Record<NoteKind, string> = {
  completed: "補足缺字",
  "look-alike corrected": "形近更正",
  reconstructed: "重建",
  inferred: "推定",
  damaged: "損壞",
  doubtful: "存疑",
};

/** Other words that a file may use for a kind. */
export const NOTE_KIND_ALIASES: Record<string, NoteKind> = { 修復: "completed", 補字: "completed" };
