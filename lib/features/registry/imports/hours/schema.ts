import { foldText } from "@/lib/platform/fold-text";
import { CellReader } from "../cells/schema";
import type { RawRow, RawTable } from "../columns/types";
import type { Finding } from "../comparison/types";
import type { HoursRow } from "./types";

const SPAN = /^\d{2}:\d{2}-\d{2}:\d{2}$/;

/** The cells of `day_care_hours` as operating hours. */
export function parseHours(table: RawTable): { rows: HoursRow[]; wrong: Finding[]; doubtful: Finding[] } {
  const parsed = { rows: [] as HoursRow[], wrong: [] as Finding[], doubtful: [] as Finding[] };
  const seen = new Map<string, RawRow>();
  for (const raw of table.rows) {
    const cells = new CellReader("day_care_hours", raw, "name");
    const row = readRow(cells, raw);
    refuseSecond(cells, raw, row, seen);
    parsed.wrong.push(...cells.wrong);
    if (cells.wrong.length > 0) continue;
    parsed.rows.push(row);
    if (row.opens !== null && row.closes !== null && row.closes <= row.opens)
      parsed.doubtful.push(cells.finding("closes", "closes_before_opens", `${row.opens}–${row.closes}`));
  }
  return parsed;
}

function readRow(cells: CellReader, raw: RawRow): HoursRow {
  return {
    line: raw.line,
    name: cells.required("name", 100),
    opens: cells.time("opens"),
    closes: cells.time("closes"),
    halfDayHours: cells.hours("half_day_hours"),
    fullDayHours: cells.hours("full_day_hours"),
    extendedHours: spans(cells),
    extendedHoursText: cells.text("extended_hours_text", 200),
    feeMode: cells.text("fee_mode", 100),
    feeStandard: cells.text("fee_standard", 200),
  };
}

function spans(cells: CellReader): string | null {
  const value = cells.text("extended_hours", 200)?.normalize("NFKC").replace(/\s+/gu, "") ?? null;
  if (value === null || value.split(";").every((span) => SPAN.test(span))) return value;
  cells.reject("extended_hours", "not_time_spans", value);
  return null;
}

function refuseSecond(cells: CellReader, raw: RawRow, row: HoursRow, seen: Map<string, RawRow>): void {
  const key = foldText(row.name);
  const before = seen.get(key);
  if (before) {
    const isTwin = Object.entries(before.values).every(([column, value]) => raw.values[column] === value);
    cells.reject(
      isTwin ? null : "name",
      isTwin ? "duplicate_row" : "duplicate_key",
      `見第 ${before.line} 列`,
    );
  } else if (key !== "") seen.set(key, raw);
}
