import { type SheetColumn, type SheetRow, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";
import { INSPECTION_STATE_LABELS, PURPOSE_LABELS } from "../labels";
import type { InspectionRow } from "../types";

const COLUMNS: readonly SheetColumn[] = [
  { key: "number", label: "查核編號", width: 14 },
  { key: "code", label: "單位代碼" },
  { key: "unit", label: "受查單位", width: 36 },
  { key: "district", label: "行政區" },
  { key: "form", label: "查核表", width: 40 },
  { key: "purpose", label: "性質", width: 12 },
  { key: "announced", label: "事先通知" },
  { key: "state", label: "狀態" },
  { key: "plannedWeek", label: "預定週（週一）", kind: "date", width: 14 },
  { key: "visitedOn", label: "查核日", kind: "date", width: 12 },
  { key: "inspectors", label: "查核人員", width: 20 },
  { key: "outcome", label: "結果", width: 20 },
  { key: "findings", label: "缺失（項）" },
  { key: "open", label: "未結（項）" },
];

function sheetRow(row: InspectionRow): SheetRow {
  const { number, plannedWeek, visitedOn, outcome, unit, findings } = row;
  return {
    ...{ number, plannedWeek, visitedOn, outcome, code: unit.code, unit: unit.name, district: unit.district },
    form: row.formTitle,
    purpose: PURPOSE_LABELS[row.purpose],
    announced: row.announced ? "是" : "否",
    state: INSPECTION_STATE_LABELS[row.state],
    inspectors: row.inspectors.map(({ name }) => name).join("、"),
    findings: findings.all,
    open: findings.open,
  };
}

/** The inspections of a list as CSV. */
export function inspectionsAsCsv(rows: readonly InspectionRow[]): string {
  return writeCsv(COLUMNS, rows.map(sheetRow));
}

/** The same as a workbook. */
export function inspectionsAsXlsx(rows: readonly InspectionRow[], notes: readonly string[]): Promise<Buffer> {
  return writeXlsx({ sheetName: "查核", title: "查核", columns: COLUMNS, rows: rows.map(sheetRow), notes });
}
