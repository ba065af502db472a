import { type SheetColumn, type SheetRow, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";
import { BOUNDARY_ATTRIBUTION, SUBJECT_LABELS } from "./labels";
import type { MapSubject } from "./schema";
import type { DistrictFigure, MapFigures } from "./types";

function columnsOf(year: number | null): SheetColumn[] {
  const plan = year === null ? "" : `（${year - 1911} 年）`;
  return [
    { key: "id", label: "行政區代碼", width: 12 },
    { key: "name", label: "行政區" },
    { key: "zone", label: "服務分區" },
    { key: "units", label: "單位數", kind: "number" },
    { key: "listings", label: "清冊登錄筆數", kind: "number" },
    { key: "need", label: `長照需求人口${plan}`, kind: "number", width: 22 },
    { key: "per1000", label: "每千名需求人口單位數", kind: "number", width: 22 },
  ];
}

function sheetRow({ id, name, zone, units, listings, need, per1000 }: DistrictFigure): SheetRow {
  return { id, name, zone, units, listings, need, per1000: per1000 === null ? null : round(per1000) };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function rowsOf({ rows, totals, city }: MapFigures): SheetRow[] {
  return [...rows.map(sheetRow), sheetRow({ id: "", name: `${city}合計`, zone: null, ...totals })];
}

/** The table beside the map as CSV. */
export function figuresAsCsv(figures: MapFigures): string {
  return writeCsv(columnsOf(figures.year), rowsOf(figures));
}

/** The table beside the map as a workbook. */
export function figuresAsXlsx(figures: MapFigures, subject: MapSubject): Promise<Buffer> {
  return writeXlsx({
    sheetName: "行政區",
    title: `${figures.city}各行政區${SUBJECT_LABELS[subject]}`,
    columns: columnsOf(figures.year),
    rows: rowsOf(figures),
    notes: [figures.needSource ?? "本市無長照需求人口資料。", BOUNDARY_ATTRIBUTION],
  });
}
