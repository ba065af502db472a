import { MEASURE_LABELS, SUBJECT_LABELS } from "@/lib/features/registry/units/map/labels";
import type { MapSubject } from "@/lib/features/registry/units/map/schema";
import type { DistrictFigure, MapFigures } from "@/lib/features/registry/units/map/types";
import { rateText } from "./district-table";

/** What the map shows, for who does not look at it. */
export function MapSummary({ figures, subject }: { figures: MapFigures; subject: MapSubject }) {
  const { city, rows, totals, measure } = figures;
  const without = rows.filter((row) => row.units === 0).map((row) => row.name);
  const ranked = rows
    .flatMap((row) => {
      const value = measureOf(row, measure);
      return value === null ? [] : [{ row, value }];
    })
    .sort((one, other) => other.value - one.value);
  const [most, least] = [ranked[0], ranked.at(-1)];
  return (
    <p>
      {city}
      {SUBJECT_LABELS[subject]}共 {totals.units.toLocaleString("zh-TW")} 個單位（清冊登錄{" "}
      {totals.listings.toLocaleString("zh-TW")} 筆），分布於 {rows.length - without.length} 個行政區
      {totals.per1000 !== null && `；全市每千名需求人口 ${rateText(totals.per1000)} 個單位`}。
      {most && least && most.value > least.value && (
        <>
          {MEASURE_LABELS[measure]}以{most.row.name}最高（{valueText(most.row, measure)}）、{least.row.name}
          最低（{valueText(least.row, measure)}）。
        </>
      )}
      {without.length > 0 && without.length < rows.length && (
        <>
          沒有單位的行政區（{without.length} 區）：{without.join("、")}。
        </>
      )}
    </p>
  );
}

/** The figure of a district under a measure. */
export function measureOf(row: DistrictFigure, measure: MapFigures["measure"]): number | null {
  return measure === "per_1000" ? row.per1000 : row[measure];
}

/** The same in words. */
export function valueText(row: DistrictFigure, measure: MapFigures["measure"]): string {
  if (measure === "per_1000")
    return row.per1000 === null ? "無需求人口資料" : `${rateText(row.per1000)} 個／千人`;
  return measure === "units" ? `${row.units} 個單位` : `${row.listings} 筆`;
}
