import { foldText } from "@/lib/platform/fold-text";
import { CellReader, type DistrictIndex } from "../cells/schema";
import type { RawRow, RawTable } from "../columns/types";
import type { Finding } from "../comparison/types";
import { nameDoubt } from "../names/schema";
import type { UnitRow } from "./types";

export interface ParsedUnits {
  rows: UnitRow[];
  wrong: Finding[];
  doubtful: Finding[];
}

/** The cells of `units` as rows of the registry; what cannot be one is named with row, column and reason. */
export function parseUnits(table: RawTable, districts: DistrictIndex): ParsedUnits {
  const parsed: ParsedUnits = { rows: [], wrong: [], doubtful: [] };
  const seen = new Map<string, RawRow[]>();
  for (const raw of table.rows) {
    const cells = new CellReader("units", raw, "name");
    const row = readRow(cells, raw, districts);
    if (row) row.occurrence = occurrenceOf(row, raw, seen, cells, parsed.doubtful);
    if (cells.wrong.length > 0 || !row) parsed.wrong.push(...cells.wrong);
    else {
      parsed.rows.push(row);
      parsed.doubtful.push(...doubtsOf(row, cells));
    }
  }
  return parsed;
}

function readRow(cells: CellReader, raw: RawRow, districts: DistrictIndex): UnitRow | null {
  const district = cells.district(districts, true);
  const tier = cells.tier(true);
  const service = cells.service(tier);
  const name = cells.required("name", 100);
  const row = {
    line: raw.line,
    name,
    nameFolded: foldText(name),
    occurrence: 1,
    dementia: cells.flag("dementia_type"),
    contractType: cells.text("contract_type", 50),
    vehiclesTotal: cells.count("vehicles_total", 10_000),
    vehiclesDedicated: cells.count("vehicles_dedicated", 10_000),
    vehiclesShared: cells.count("vehicles_shared", 10_000),
    vehiclesTaxi: cells.count("vehicles_taxi", 10_000),
    sourceLine: cells.count("source_line"),
  };
  const total = row.vehiclesTotal;
  if (total !== null && partsOf(row) > total) {
    cells.reject("vehicles_total", "parts_over_total", `${partsOf(row)} > ${total}`);
  }
  return district && tier && service && name !== "" ? { ...row, district, tier, service } : null;
}

type Parts = Pick<UnitRow, "vehiclesDedicated" | "vehiclesShared" | "vehiclesTaxi">;

function partsOf(row: Parts): number {
  return (row.vehiclesDedicated ?? 0) + (row.vehiclesShared ?? 0) + (row.vehiclesTaxi ?? 0);
}

/** Where a row stands among those of its name in one list. Equal in every column it is a mistake, else it is kept. */
function occurrenceOf(
  row: UnitRow,
  raw: RawRow,
  seen: Map<string, RawRow[]>,
  cells: CellReader,
  doubtful: Finding[],
): number {
  const key = `${row.district.id}|${row.tier}|${row.service}|${row.nameFolded}`;
  const before = seen.get(key) ?? [];
  const twin = before.find((each) => isSame(each, raw));
  if (twin) cells.reject(null, "duplicate_row", `同第 ${twin.line} 列`);
  else if (before.length > 0)
    doubtful.push(cells.finding("name", "printed_twice", `另見第 ${before[0]?.line} 列`));
  seen.set(key, [...before, raw]);
  return before.length + 1;
}

function isSame(one: RawRow, other: RawRow): boolean {
  return Object.entries(one.values).every(
    ([key, value]) => foldText(value) === foldText(other.values[key] ?? ""),
  );
}

function doubtsOf(row: UnitRow, cells: CellReader): Finding[] {
  const doubts: Finding[] = [];
  const doubt = nameDoubt(row.name);
  if (doubt) doubts.push(cells.finding("name", doubt.reason, doubt.value));
  const parts = [row.vehiclesDedicated, row.vehiclesShared, row.vehiclesTaxi];
  if (parts.some((part) => part !== null) && partsOf(row) !== row.vehiclesTotal) {
    const total = row.vehiclesTotal ?? "空白";
    doubts.push(cells.finding("vehicles_total", "parts_under_total", `合計 ${partsOf(row)}，小計 ${total}`));
  }
  return doubts;
}
