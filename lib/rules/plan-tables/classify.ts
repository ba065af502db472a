import type { Exact } from "../exact";

/** How a printed figure compares with its recomputation. */
export const CHECK_RESULTS = ["exact", "rounding", "mismatch", "not_recomputable"] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];

/** In which way a figure that agrees only by rounding was rounded. */
export const ROUNDINGS = [
  "component_rounding",
  "unrounded_input",
  "double_rounding",
  "trunc",
  "ceil",
] as const;
export type Rounding = (typeof ROUNDINGS)[number];

/** What a printed figure is compared with. */
export interface Recomputation {
  readonly value: Exact;
  /** The plan drops fractions here and says so: no other rounding will do. */
  readonly isCut: boolean;
  /** How many parts were rounded one by one before they were added. */
  readonly roundedParts: number;
  /** The span of values that the figures before their own rounding would give; ends included. */
  readonly unrounded?: { readonly least: Exact; readonly most: Exact };
}

export type Comparison =
  | { readonly result: "exact" | "mismatch" }
  | { readonly result: "rounding"; readonly rounding: Rounding };

function agreesUnrounded(printed: Exact, decimals: number, { unrounded }: Recomputation): boolean {
  if (unrounded === undefined) return false;
  return (
    printed.compare(unrounded.least.rounded(decimals)) >= 0 &&
    printed.compare(unrounded.most.rounded(decimals)) <= 0
  );
}

function roundingOf(printed: Exact, decimals: number, from: Recomputation): Rounding | undefined {
  const { value, isCut, roundedParts } = from;
  const distance = printed.minus(value).absolute();
  if (roundedParts > 0 && distance.plus(distance).toNumber() <= roundedParts) return "component_rounding";
  if (agreesUnrounded(printed, decimals, from)) return "unrounded_input";
  if (isCut) return undefined;
  if (printed.equals(value.rounded(decimals + 1).rounded(decimals))) return "double_rounding";
  if (printed.equals(value.cut(decimals))) return "trunc";
  return printed.equals(value.roundedUp(decimals)) ? "ceil" : undefined;
}

/** Compares at the printed number of decimals, half up; what differs only by a way of rounding is told apart. */
export function compared(printed: Exact, decimals: number, from: Recomputation): Comparison {
  if (printed.equals(from.value.rounded(decimals))) return { result: "exact" };
  const rounding = roundingOf(printed, decimals, from);
  return rounding === undefined ? { result: "mismatch" } : { result: "rounding", rounding };
}
