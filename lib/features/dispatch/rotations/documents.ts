import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { type SheetColumn, type SheetRow, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";
import { ROTATION_STANDING_LABELS, ROTATION_STATE_LABELS } from "./labels";
import type { RotationRow } from "./types";

const COLUMNS: readonly SheetColumn[] = [
  { key: "code", label: "A 單位代碼" },
  { key: "unit", label: "A 單位", width: 36 },
  { key: "area", label: "服務區" },
  { key: "service", label: "服務", width: 16 },
  { key: "state", label: "狀態", width: 16 },
  { key: "validFrom", label: "生效日", kind: "date", width: 12 },
  { key: "validThrough", label: "有效至", kind: "date", width: 12 },
  { key: "units", label: "單位數", kind: "number", width: 8 },
  { key: "turns", label: "已派次數", kind: "number", width: 10 },
];

function sheetRow(row: RotationRow): SheetRow {
  const { validFrom, validThrough, units, turns } = row;
  return {
    ...{ validFrom, validThrough, units, turns },
    code: row.aUnit.code,
    unit: row.aUnit.name,
    area: row.area.name,
    service: SERVICE_LABELS[row.service],
    state: row.standing ? ROTATION_STANDING_LABELS[row.standing] : ROTATION_STATE_LABELS[row.state],
  };
}

/** The orders of a list as CSV. */
export function rotationsAsCsv(rows: readonly RotationRow[]): string {
  return writeCsv(COLUMNS, rows.map(sheetRow));
}

/** The same as a workbook. */
export function rotationsAsXlsx(rows: readonly RotationRow[], notes: readonly string[]): Promise<Buffer> {
  const title = "資源盤點及輪序表";
  return writeXlsx({ sheetName: title, title, columns: COLUMNS, rows: rows.map(sheetRow), notes });
}
