import { formatRocDate } from "@/lib/platform/roc-date";
import { type SheetColumn, type SheetRow, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";
import type { PlainDate } from "@/lib/rules/plain-date";
import { SOURCE_LABELS } from "../labels";
import { CASE_STATUS_LABELS } from "../status/labels";
import type { CaseListRow } from "./types";

// Neither the national ID nor contact data are in a file that the list gives out.
const COLUMNS: readonly SheetColumn[] = [
  { key: "number", label: "案號", width: 12 },
  { key: "name", label: "姓名", width: 14 },
  { key: "status", label: "狀態", width: 24 },
  { key: "district", label: "行政區", width: 12 },
  { key: "needLevel", label: "需要等級", width: 10 },
  { key: "copayClass", label: "長照身分別", width: 12 },
  { key: "source", label: "申請來源", width: 20 },
  { key: "appliedOn", label: "申請日", kind: "date", width: 12 },
  { key: "aUnit", label: "A 單位", width: 36 },
  { key: "manager", label: "個案管理員", width: 14 },
  { key: "nextReassessmentOn", label: "複評期限", kind: "date", width: 12 },
  { key: "closedOn", label: "結案日", kind: "date", width: 12 },
];

function sheetRow(row: CaseListRow): SheetRow {
  const { number, name, district, appliedOn, aUnit, manager, nextReassessmentOn, closedOn } = row;
  return {
    ...{ number, name, district, appliedOn, aUnit, manager, nextReassessmentOn, closedOn },
    status: CASE_STATUS_LABELS[row.status],
    source: SOURCE_LABELS[row.source],
    needLevel: row.needLevel === null ? null : `第 ${row.needLevel} 級`,
    copayClass: row.copayClass === null ? null : `第${"一二三"[row.copayClass - 1]}類`,
  };
}

/** The filtered list of cases as CSV. */
export function casesAsCsv(rows: readonly CaseListRow[]): string {
  return writeCsv(COLUMNS, rows.map(sheetRow));
}

/** The filtered list of cases as a workbook. */
export function casesAsXlsx(
  rows: readonly CaseListRow[],
  asOf: PlainDate,
  notes: readonly string[],
): Promise<Buffer> {
  return writeXlsx({
    sheetName: "個案",
    title: `個案清單（${formatRocDate(asOf)}）`,
    columns: COLUMNS,
    rows: rows.map(sheetRow),
    notes,
  });
}
