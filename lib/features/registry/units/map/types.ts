import type { MapMeasure } from "./schema";

/** A district on the map and in the table beside it. */
export interface DistrictFigure {
  id: string;
  name: string;
  zone: string | null;
  units: number;
  listings: number;
  /** People in need in the plan year; null where no plan gives a figure. */
  need: number | null;
  /** Units per 1,000 people in need; null without a need figure. */
  per1000: number | null;
}

export interface MapFigures {
  city: string;
  rows: DistrictFigure[];
  totals: { units: number; listings: number; need: number | null; per1000: number | null };
  /** The measure that can be shown: `per_1000` falls back to `units` where the city has no need figures. */
  measure: MapMeasure;
  measureFellBack: boolean;
  year: number | null;
  years: number[];
  needSource: string | null;
  /** `real`: demo units are left out; `demo`: the city has nothing else. */
  source: "real" | "demo";
}
