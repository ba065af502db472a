import type { Service, Tier } from "@/prisma/generated/enums";

/** The kinds of a note as the public file names them. */
export const NOTE_KINDS = [
  "completed",
  "look-alike corrected",
  "reconstructed",
  "inferred",
  "damaged",
  "doubtful",
] as const;

export type NoteKind = (typeof NOTE_KINDS)[number];

export interface NoteRow {
  line: number;
  file: string;
  sourceLine: number;
  district: string | null;
  tier: Tier | null;
  service: Service | null;
  kind: NoteKind;
  textInSource: string;
  reading: string | null;
  evidence: string;
}
