import type { Service } from "@/prisma/generated/enums";
import type { Month, TableContent } from "../monthly-tables/types";

/** Counts below this are not told. */
export const SMALLEST_TOLD = 3;

/** A unit as the public knows it. */
export interface PublicUnit {
  code: string;
  name: string;
}

export interface PublishedOrder {
  service: Service;
  area: string;
  units: PublicUnit[];
}

export interface PublishedCount {
  unit: PublicUnit;
  /** Null: fewer than three, perhaps none. */
  count: number | null;
}

/** What is published of an A unit and month. */
export interface PublishedContent {
  format: 1;
  month: Month;
  unit: PublicUnit;
  principles: string;
  orders: PublishedOrder[];
  /** In order of the units' codes: an order by number would tell more than the numbers shown. */
  counts: PublishedCount[];
  /** The sum of the counts that are told; null where none is. */
  toldTotal: number | null;
  /** Whether `toldTotal` is all there was: nothing is held back. */
  isComplete: boolean;
}

/** One line of the list of what a city publishes. */
export interface PublishedUnit extends PublicUnit {
  /** The newest first. */
  months: Month[];
}

/**
 * Counts so that nobody can be recognised: a unit that was given fewer than three cases shows no number.
 *
 * Why there is no total beside them: with a total, one count held back is what is missing from the sum; several of them can be
 * told too (two units and a difference of 2 are 1 and 1), and a rounded total still gives some away where the rounding
 * changes between the possible sums. So the only sum shown is that of the counts that are shown, which says nothing new.
 * No shares, no counts by ground or service either: each would be a second equation for the same unknown.
 *
 * A unit of the order is listed whether it had cases or not, so that being listed does not tell none from some. Outside the
 * order a unit is listed for having had a case at all. What is published does not change when a number below three becomes
 * another number below three (from one up, outside the order): the test of this function holds it to that.
 */
export function suppressed(
  counts: readonly { unit: PublicUnit; count: number }[],
  inOrder: readonly PublicUnit[],
): Pick<PublishedContent, "counts" | "toldTotal" | "isComplete"> {
  const units = new Map([...inOrder, ...counts.map(({ unit }) => unit)].map((unit) => [unit.code, unit]));
  const ordered = new Set(inOrder.map(({ code }) => code));
  const countOf = new Map(counts.map(({ unit, count }) => [unit.code, count]));
  const shown = [...units.values()]
    .filter(({ code }) => ordered.has(code) || (countOf.get(code) ?? 0) > 0)
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
    .map(({ code, name }) => {
      const count = countOf.get(code) ?? 0;
      return { unit: { code, name }, count: count < SMALLEST_TOLD ? null : count };
    });
  const told = shown.flatMap(({ count }) => (count === null ? [] : [count]));
  return {
    counts: shown,
    toldTotal: told.length === 0 ? null : told.reduce((sum, count) => sum + count, 0),
    isComplete: told.length === shown.length,
  };
}

/** What is published of a table: never a reason, an explanation, a flag or a share. */
export function publishedContent(table: TableContent, orders: PublishedOrder[]): PublishedContent {
  const publicUnit = ({ code, name }: PublicUnit): PublicUnit => ({ code, name });
  return {
    format: 1,
    month: table.month,
    unit: publicUnit(table.aUnit),
    principles: table.principles,
    orders,
    ...suppressed(
      table.units.map(({ unit, dispatches }) => ({ unit: publicUnit(unit), count: dispatches })),
      orders.flatMap(({ units }) => units),
    ),
  };
}
