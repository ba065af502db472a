import { DISTRICT_INDICATORS } from "./definitions/districts/schema";
import { MONEY_INDICATORS } from "./definitions/money/schema";
import { SERVICE_INDICATORS } from "./definitions/services/schema";
import { SUPPLY_INDICATORS } from "./definitions/supply/schema";
import type { IndicatorDefinition } from "./types";

/** Every indicator of the store: what it is, and where its values come from. */
export const INDICATORS: readonly IndicatorDefinition[] = [
  ...DISTRICT_INDICATORS,
  ...SUPPLY_INDICATORS,
  ...SERVICE_INDICATORS,
  ...MONEY_INDICATORS,
];

const BY_KEY = new Map(INDICATORS.map((definition) => [definition.key, definition]));

/** The definition of an indicator; undefined when there is none of that key. */
export function indicatorDefinition(key: string): IndicatorDefinition | undefined {
  return BY_KEY.get(key);
}
