import type { Actor } from "@/lib/platform/actor";
import type { Tx } from "@/lib/platform/db";
import type { Service, Tier } from "@/prisma/generated/enums";
import type { LIST_LABELS, MARK_LABELS, REASON_LABELS } from "./labels";

export type Reason = keyof typeof REASON_LABELS;

/** What is wrong or doubtful in a row. */
export interface Finding {
  /** The line or row number of the file; null when it concerns no single row. */
  line: number | null;
  /** The heading of the column, in Chinese. */
  column: string | null;
  reason: Reason;
  /** The text of the cell, or what the reason speaks of. */
  value: string;
  /** The name in the row, to recognise it by. */
  name: string;
}

export interface FieldChange {
  field: string;
  from: string;
  to: string;
}

export type EntryMark = keyof typeof MARK_LABELS | null;

/** A row of the file, or of the registry, that applying adds, changes or takes off the list. */
export interface Entry {
  line: number | null;
  name: string;
  district: string;
  tier: Tier | null;
  service: Service | null;
  mark: EntryMark;
  /** The unit that stands already. */
  unitId: string | null;
  changes: FieldChange[];
}

export interface Counts {
  rows: number;
  added: number;
  /** Of the added: were listed before, went, and are back. */
  returned: number;
  changed: number;
  gone: number;
  unchanged: number;
  doubtful: number;
  wrong: number;
  newUnits: number;
  newOrganisations: number;
}

/** What applying a file would do, and what is wrong with it; kept as it was shown. */
export interface Preview {
  /** What the reader decided: encoding, sheet, columns left out. */
  notes: string[];
  counts: Counts;
  added: Entry[];
  changed: Entry[];
  gone: Entry[];
  doubtful: Finding[];
  wrong: Finding[];
  /** More than a tenth of the registry would go: a person has to confirm it. */
  goneNeedsConfirmation: boolean;
  /** Hash of what would be done; applying stops when it has become another. */
  digest: string;
}

/** What applying did. */
export interface ImportReport {
  counts: Counts;
  /** Codes given to new units, first and last of each tier: `A001–A107`. */
  codes: string[];
  /** Names that got another state because a note speaks of them. */
  namesMarked: number;
}

export type FindingList = keyof typeof LIST_LABELS;

export const FINDING_LISTS = [
  "added",
  "changed",
  "gone",
  "doubtful",
  "wrong",
] as const satisfies readonly FindingList[];

/** What an import writes with: the running transaction and who, when and which import. */
export interface WriteContext {
  tx: Tx;
  actor: Actor;
  now: Date;
  importId: string;
}

/** A file judged against the registry of this moment. */
export interface Judged {
  added: Entry[];
  changed: Entry[];
  gone: Entry[];
  doubtful: Finding[];
  wrong: Finding[];
  unchanged: number;
  newUnits: number;
  newOrganisations: number;
  /** What stands now and could go; 0 where nothing goes. */
  standing: number;
  apply: (context: WriteContext) => Promise<Pick<ImportReport, "codes" | "namesMarked">>;
}
