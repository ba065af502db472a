import { officeDate } from "@/lib/platform/clock";
import { formatRocDate } from "@/lib/platform/roc-date";
import { type SheetColumn, type SheetRow, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";
import type { PlainDate } from "@/lib/rules/plain-date";
import { PLAN_KIND_LABELS, PLAN_STATUS_LABELS } from "../labels";
import type { ListedPlan } from "./types";

const COLUMNS: readonly SheetColumn[] = [
  { key: "caseNumber", label: "案號", width: 12 },
  { key: "caseName", label: "姓名", width: 12 },
  { key: "district", label: "行政區", width: 10 },
  { key: "needLevel", label: "需要等級", kind: "number", width: 10 },
  { key: "unitCode", label: "A 單位代碼", width: 14 },
  { key: "unitName", label: "A 單位", width: 36 },
  { key: "versionNo", label: "版次", kind: "number", width: 8 },
  { key: "kind", label: "種類", width: 16 },
  { key: "status", label: "狀態", width: 14 },
  { key: "visitedOn", label: "家訪日", kind: "date", width: 12 },
  { key: "submittedOn", label: "送審日", kind: "date", width: 12 },
  { key: "waiting", label: "等候日數", kind: "number", width: 10 },
  { key: "dueOn", label: "計畫期限", kind: "date", width: 12 },
  { key: "decidedOn", label: "審核日", kind: "date", width: 12 },
];

function sheetRow(row: ListedPlan): SheetRow {
  const { caseNumber, caseName, district, needLevel, aUnit, versionNo, visitedOn, waiting, dueOn } = row;
  return {
    ...{ caseNumber, caseName, district, needLevel, versionNo, visitedOn, waiting, dueOn },
    unitCode: aUnit.code,
    unitName: aUnit.name,
    kind: PLAN_KIND_LABELS[row.kind],
    status: PLAN_STATUS_LABELS[row.status],
    submittedOn: row.submittedAt && officeDate(row.submittedAt),
    decidedOn: row.decidedAt && officeDate(row.decidedAt),
  };
}

/** The filtered list of plans as CSV. */
export function plansAsCsv(rows: readonly ListedPlan[]): string {
  return writeCsv(COLUMNS, rows.map(sheetRow));
}

/** The filtered list of plans as a workbook. */
export function plansAsXlsx(
  rows: readonly ListedPlan[],
  asOf: PlainDate,
  notes: readonly string[],
): Promise<Buffer> {
  const title = `照顧計畫一覽（${formatRocDate(asOf)}）`;
  return writeXlsx({ sheetName: "照顧計畫", title, columns: COLUMNS, rows: rows.map(sheetRow), notes });
}
