import type { ImportKind } from "@/prisma/generated/enums";

/** A row of the file by the keys of its columns; texts are trimmed. */
export interface RawRow {
  line: number;
  values: Record<string, string>;
  /** The row is no whole row: cells are missing, or there are cells beyond the header. */
  shape?: "short" | "surplus";
}

/** A file whose header was recognised. It is kept with the import, so that applying judges it anew. */
export interface RawTable {
  kind: ImportKind;
  columns: string[];
  unknownColumns: string[];
  rows: RawRow[];
}
