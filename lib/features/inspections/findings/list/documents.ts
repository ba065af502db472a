import { formatRocDate } from "@/lib/platform/roc-date";
import { type SheetColumn, type SheetRow, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";
import type { PlainDate } from "@/lib/rules/plain-date";
import { FINDING_STATE_LABELS, URGENCY_LABELS } from "../labels";
import type { FindingRow } from "../types";

const COLUMNS: readonly SheetColumn[] = [
  { key: "number", label: "缺失編號", width: 14 },
  { key: "unitCode", label: "單位代碼", width: 14 },
  { key: "unitName", label: "單位", width: 36 },
  { key: "inspection", label: "查核編號", width: 14 },
  { key: "createdOn", label: "查核日", kind: "date", width: 12 },
  { key: "form", label: "查核表", width: 30 },
  { key: "itemNumber", label: "項次", width: 8 },
  { key: "itemLabel", label: "項目", width: 48 },
  { key: "answer", label: "結果", width: 14 },
  { key: "caseNumber", label: "抽查個案", width: 12 },
  { key: "facts", label: "查核情形", width: 48 },
  { key: "dueOn", label: "改善期限", kind: "date", width: 12 },
  { key: "urgency", label: "期限狀態", width: 10 },
  { key: "state", label: "狀態", width: 14 },
  { key: "settledOn", label: "結案日", kind: "date", width: 12 },
  { key: "inTime", label: "期限內改善", width: 10 },
];

function sheetRow(row: FindingRow): SheetRow {
  const { number, unit, inspection, createdOn, basis, facts, dueOn, settledOn, inTime } = row;
  const { itemNumber, itemLabel, answer, caseNumber } = basis;
  return {
    ...{ number, createdOn, itemNumber, itemLabel, answer, caseNumber, facts, dueOn, settledOn },
    unitCode: unit.code,
    unitName: unit.name,
    inspection: inspection.number,
    form: basis.formTitle,
    urgency: URGENCY_LABELS[row.urgency],
    state: FINDING_STATE_LABELS[row.state],
    inTime: inTime === null ? "" : inTime ? "是" : "否",
  };
}

/** The filtered list of findings as CSV. */
export function findingsAsCsv(rows: readonly FindingRow[]): string {
  return writeCsv(COLUMNS, rows.map(sheetRow));
}

/** The filtered list of findings as a workbook. */
export function findingsAsXlsx(
  rows: readonly FindingRow[],
  asOf: PlainDate,
  notes: readonly string[],
): Promise<Buffer> {
  const title = `查核缺失一覽（${formatRocDate(asOf)}）`;
  return writeXlsx({ sheetName: "查核缺失", title, columns: COLUMNS, rows: rows.map(sheetRow), notes });
}
