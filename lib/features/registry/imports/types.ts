import type { ImportKind, ImportState } from "@/prisma/generated/enums";
import type { Counts, ImportReport, Preview } from "./comparison/types";

/** An import as the list shows it. */
export interface ImportRow {
  id: string;
  kind: ImportKind;
  state: ImportState;
  fileName: string;
  encoding: string;
  counts: Counts;
  createdAt: Date;
  createdBy: string;
  appliedAt: Date | null;
}

/** An import as its own page shows it. */
export interface ImportDetail extends Omit<ImportRow, "counts"> {
  fileSha256: string;
  preview: Preview;
  report: ImportReport | null;
  appliedBy: string | null;
}
