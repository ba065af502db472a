/** Class borders given, or as many classes of equal size as asked for. */
export type ClassRule = { breaks: readonly number[] } | { quantiles: number };

export const STEPS = 5;

/** Borders between classes, rising. A value equal to a border belongs to the class above it. */
export function classBreaks(rule: ClassRule, values: readonly number[]): number[] {
  if ("breaks" in rule) return [...rule.breaks].sort((a, b) => a - b).slice(0, STEPS - 1);
  const sorted = [...values].sort((a, b) => a - b);
  const classes = Math.min(rule.quantiles, STEPS);
  const borders: number[] = [];
  for (let index = 1; index < classes; index++) {
    const border = sorted[Math.floor((sorted.length * index) / classes)];
    // Ties can put the same border twice, or one below which nothing lies; fewer classes then say the same.
    if (border !== undefined && border > (sorted[0] ?? border) && !borders.includes(border))
      borders.push(border);
  }
  return borders;
}

/** Which class a value falls into, from 0. */
export function classOf(value: number, breaks: readonly number[]): number {
  return breaks.filter((border) => value >= border).length;
}

/** The shade (1 to 5) of a class: few classes spread over the whole scale. */
export function stepOf(index: number, breaks: readonly number[]): number {
  if (breaks.length === 0) return 3;
  return 1 + Math.round((index * (STEPS - 1)) / breaks.length);
}

/** The range of a class in words. */
export function classText(
  index: number,
  breaks: readonly number[],
  format: (value: number) => string,
): string {
  const low = breaks[index - 1];
  const high = breaks[index];
  if (low === undefined && high === undefined) return "全部";
  if (low === undefined && high !== undefined) return `未滿 ${format(high)}`;
  if (low !== undefined && high === undefined) return `${format(low)} 以上`;
  return `${format(low ?? 0)} 至未滿 ${format(high ?? 0)}`;
}
