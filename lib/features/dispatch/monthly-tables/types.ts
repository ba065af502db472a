import type { Concentration } from "@/lib/rules/dispatch";
import type { Outcome } from "@/lib/rules/outcome";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { MonthlyTableState, Service } from "@/prisma/generated/enums";

/** A month as `YYYY-MM`. */
export type Month = string;

export type Flag = "concentrated" | "related" | "related_top3";

export interface NamedUnit {
  id: string;
  code: string;
  name: string;
}

export interface Counts {
  /** Dispatches made: by choice, rotation, deviation and otherwise; those withdrawn stand beside. */
  dispatches: number;
  choice: number;
  rotation: number;
  deviations: number;
  other: number;
  declined: number;
  withdrawn: number;
}

export interface TableRow extends Counts {
  unit: NamedUnit;
  service: Service;
  /** Why the turn was left, each deviation once, in order of the day. */
  reasons: { on: PlainDate; reason: string }[];
}

/** A B unit over all services: what share and flags are told of. */
export interface UnitRow extends Counts {
  unit: NamedUnit;
  share: number;
  flags: Flag[];
}

/** The monthly table as it is filed and frozen. */
export interface TableContent {
  format: 1;
  month: Month;
  madeOn: PlainDate;
  aUnit: NamedUnit;
  principles: string;
  rows: TableRow[];
  units: UnitRow[];
  total: Counts;
  concentration: Outcome<Concentration>;
}

/** Why a flag stands, by `flagKey`. */
export type Explanations = Record<string, string>;

/** The name of a flag of a unit, in forms and among the explanations. */
export function flagKey(unitId: string, flag: Flag): string {
  return `${flag}:${unitId}`;
}

/** The flags that want an explanation, in the order of the table. */
export function flagsOf(content: TableContent): { key: string; unit: NamedUnit; flag: Flag }[] {
  return content.units.flatMap(({ unit, flags }) =>
    flags.map((flag) => ({ key: flagKey(unit.id, flag), unit, flag })),
  );
}

/** What may become of a table. An accepted one may be filed again too; its review then starts anew. */
export const TABLE_TRANSITIONS: Readonly<Record<MonthlyTableState, readonly MonthlyTableState[]>> = {
  filed: ["accepted", "returned", "replaced"],
  returned: ["replaced"],
  accepted: ["replaced"],
  replaced: [],
};

/** A table as filed, one version of its month. */
export interface FiledTable {
  id: string;
  versionNo: number;
  state: MonthlyTableState;
  content: TableContent;
  explanations: Explanations;
  refileReason: string | null;
  filedAt: Date;
  reviewedAt: Date | null;
  reviewRemark: string | null;
  version: number;
}

export interface TableClock {
  dueOn: PlainDate;
  doneOn: PlainDate | null;
  movedFrom: PlainDate | null;
}

/** Names the version that stands, for a form that files again; `none` before the first. */
export function standingMark(standing: { versionNo: number; version: number } | null | undefined): string {
  return standing ? `${standing.versionNo}.${standing.version}` : "none";
}

/** What a page of an A unit and month shows. */
export interface MonthView {
  aUnit: NamedUnit;
  month: Month;
  clock: TableClock | null;
  /** The newest first. */
  versions: FiledTable[];
}

/** A table that is not filed yet, as the dispatches stand, with what the form sends back so that nothing is filed unseen. */
export interface Draft {
  content: TableContent;
  digest: string;
}

export type ListState = "missing" | "missing_late" | "filed" | "returned" | "accepted";

/** An A unit's table of a month in the centre's list, or one month in the unit's own. */
export interface ListedTable {
  aUnit: NamedUnit;
  month: Month;
  state: ListState;
  /** Filed after the limit. */
  late: boolean;
  dueOn: PlainDate | null;
  firstFiledOn: PlainDate | null;
  versionNo: number | null;
  dispatches: number | null;
  flags: { concentrated: number; related: number; relatedTop3: number };
}

/** The counts of a draft as its form carries them, so that a refusal can say which of them changed since. */
export function seenCounts(content: TableContent): string {
  return content.rows
    .map(({ unit, service, dispatches, declined, withdrawn }) =>
      [unit.code, service, dispatches, declined, withdrawn].join(" "),
    )
    .join(";");
}

/** The lines of a table whose counts are not those that a form carried, as code, service, before and after; at most some. */
export function changedCounts(seen: string, content: TableContent, most = 5): string[][] {
  const before = new Map(seen.split(";").map((line) => [lineKey(line), line]));
  const after = new Map(
    seenCounts(content)
      .split(";")
      .map((line) => [lineKey(line), line]),
  );
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => key !== "" && before.get(key) !== after.get(key))
    .slice(0, most)
    .map((key) => [...key.split(" "), countOf(before.get(key)), countOf(after.get(key))]);
}

const lineKey = (line: string) => line.split(" ").slice(0, 2).join(" ");
const countOf = (line: string | undefined) => line?.split(" ")[2] ?? "0";
