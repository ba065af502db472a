import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SMALLEST_TOLD, suppressed } from "./types";

const unitOf = (index: number) => ({ code: `B${String(index).padStart(3, "0")}`, name: `示範單位${index}` });

/** Counts of up to twelve units, of which the first `ordered` stand in the order. */
const months = fc.record({
  counts: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 }),
  ordered: fc.integer({ min: 0, max: 12 }),
});

function publish(counts: readonly number[], ordered: number) {
  const order = counts.slice(0, ordered).map((_count, index) => unitOf(index));
  return suppressed(
    counts.map((count, index) => ({ unit: unitOf(index), count })),
    order,
  );
}

describe("Published counts", () => {
  it("tell the same whatever the numbers below three are: none can be computed from the others", () => {
    fc.assert(
      fc.property(months, fc.infiniteStream(fc.integer({ min: 0, max: 2 })), ({ counts, ordered }, small) => {
        const changed = counts.map((count, index) => {
          if (count >= SMALLEST_TOLD) return count;
          const other = small.next().value ?? 0;
          // Outside the order a unit is listed for having had a case at all.
          return index < ordered ? other : count === 0 ? 0 : Math.max(1, other);
        });
        expect(publish(changed, ordered)).toEqual(publish(counts, ordered));
      }),
    );
  });

  it("tell every number from three on, none below, and a sum of those alone", () => {
    fc.assert(
      fc.property(months, ({ counts, ordered }) => {
        const { counts: shown, toldTotal, isComplete } = publish(counts, ordered);
        const told = counts.filter((count) => count >= SMALLEST_TOLD);
        const numbers = shown.flatMap(({ count }) => (count === null ? [] : [count]));
        expect(numbers.toSorted()).toEqual(told.toSorted());
        expect(toldTotal ?? 0).toBe(told.reduce((sum, count) => sum + count, 0));
        expect(isComplete).toBe(shown.every(({ count }) => count !== null));
      }),
    );
  });

  it("stand in the order of the codes, which tells nothing of the numbers", () => {
    fc.assert(
      fc.property(months, ({ counts, ordered }) => {
        const codes = publish(counts, ordered).counts.map(({ unit }) => unit.code);
        expect(codes).toEqual(codes.toSorted());
      }),
    );
  });

  it("hold a unit of the order that had no case as one that had two", () => {
    expect(publish([0, 2, 3], 2).counts.map(({ count }) => count)).toEqual([null, null, 3]);
    expect(publish([0, 1, 3], 0).counts.map(({ unit, count }) => [unit.code, count])).toEqual([
      ["B001", null],
      ["B002", 3],
    ]);
  });
});
