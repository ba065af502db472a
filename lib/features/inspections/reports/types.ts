import type { PlainDate } from "@/lib/rules/plain-date";
import type { FindingState } from "@/prisma/generated/enums";

/** An item over all inspections of a form: how often each answer was given and how often it was a finding. */
export interface ItemReport {
  key: string;
  number: string | null;
  label: string;
  section: string;
  answered: number;
  failed: number;
  /** `failed` of `answered`, 0…1; 0 where nothing was answered. */
  share: number;
  counts: { value: string; label: string; count: number; isFinding: boolean }[];
}

export interface UnitOfReport {
  id: string;
  code: string;
  name: string;
}

/** A signed inspection of the span, with how many of its answers were findings. */
export interface VisitRow {
  id: string;
  number: string;
  unit: UnitOfReport;
  visitedOn: PlainDate;
  failed: number;
}

/** One answer behind a number. */
export interface AnswerRow {
  /** Number and text of the item. */
  item: string;
  inspectionId: string;
  number: string;
  unit: UnitOfReport;
  visitedOn: PlainDate;
  /** The case's number; null for the whole unit or where the case is none of the actor's. */
  caseNumber: string | null;
  answer: string;
  isFinding: boolean;
  by: string;
}

/** What somebody found of an item of a unit; what was overwritten by somebody else counts too. */
export interface Opinion {
  inspectionId: string;
  number: string;
  unit: UnitOfReport;
  itemKey: string;
  caseId: string | null;
  byId: string;
  by: string;
  at: string;
  value: string;
}

/** Two inspectors on the same item of the same unit, one after the other. */
export interface OpinionPair {
  unit: UnitOfReport;
  itemKey: string;
  first: Opinion;
  second: Opinion;
  isAgreed: boolean;
}

export interface AgreementReport {
  key: string;
  number: string | null;
  label: string;
  pairs: number;
  agreed: number;
  share: number;
}

export const CLOSURE_BUCKETS = ["week", "fortnight", "month", "longer", "open"] as const;
export type ClosureBucket = (typeof CLOSURE_BUCKETS)[number];

/** A finding with how long it took; days count from the day it was found to the day it was settled. */
export interface ClosureRow {
  id: string;
  number: string;
  unit: UnitOfReport;
  itemLabel: string;
  foundOn: PlainDate;
  dueOn: PlainDate;
  settledOn: PlainDate | null;
  state: FindingState;
  inTime: boolean | null;
  /** Until today where it is open. */
  days: number;
  bucket: ClosureBucket;
}

export interface ClosureReport {
  found: number;
  settled: number;
  inTime: number;
  open: number;
  /** Of the settled ones; null where there is none. */
  meanDays: number | null;
  medianDays: number | null;
  buckets: { bucket: ClosureBucket; count: number }[];
}

/** Into which span a finding falls. */
export function bucketOf(days: number, isSettled: boolean): ClosureBucket {
  if (!isSettled) return "open";
  if (days <= 7) return "week";
  if (days <= 14) return "fortnight";
  return days <= 30 ? "month" : "longer";
}

/** The middle of the numbers; between two, their mean. */
export function medianOf(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[half - 1] ?? 0, sorted[half] ?? 0];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/** The mean, to one decimal. */
export function meanOf(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  return Math.round((numbers.reduce((sum, each) => sum + each, 0) / numbers.length) * 10) / 10;
}

/** Opinions on the same item, unit and case, two and two in order of time, where two people said something. */
export function pairsOf(opinions: readonly Opinion[]): OpinionPair[] {
  const groups = new Map<string, Opinion[]>();
  for (const opinion of [...opinions].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
    const key = `${opinion.unit.id} ${opinion.itemKey} ${opinion.caseId ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), opinion]);
  }
  return [...groups.values()].flatMap((group) =>
    group.slice(1).flatMap((second, index) => {
      const first = group[index];
      if (!first || first.byId === second.byId) return [];
      const { unit, itemKey } = second;
      return [{ unit, itemKey, first, second, isAgreed: first.value === second.value }];
    }),
  );
}
