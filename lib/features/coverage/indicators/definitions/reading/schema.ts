import type { IndicatorDefinition, Reading } from "../../types";

// How the definitions of indicators by district are written.

const PLAN = "臺中市114年長照2.0整合型計畫";
const AUGUST = "2024-08-31";

/** Values that were counted by the end of August 113. */
export const counted = (table: string, column: string, division?: string): Reading => ({
  table,
  column,
  year: 113,
  kind: "actual",
  district: "district",
  asOf: AUGUST,
  ...(division === undefined ? {} : { division }),
});

type About = Pick<IndicatorDefinition, "key" | "name" | "formula" | "unit" | "direction" | "source">;

/** An indicator of the plan with values per district. */
export const byDistrict = (
  about: About,
  readings: readonly Reading[],
  more: Partial<IndicatorDefinition> = {},
): IndicatorDefinition => ({
  ...about,
  source: about.source === "" ? PLAN : `${PLAN} ${about.source}`,
  divisions: null,
  byDistrict: true,
  readings,
  ...more,
});
