import { formatRocDate } from "@/lib/platform/roc-date";
import { type SheetColumn, type SheetRow, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";
import type { DutyKind } from "@/lib/rules/inspection-duty";
import type { PlainDate } from "@/lib/rules/plain-date";
import { DUTY_LABELS, UNIT_STATE_LABELS } from "./labels";
import type { PlanRow } from "./types";

const COLUMNS: readonly SheetColumn[] = [
  { key: "rank", label: "排序", kind: "number", width: 8 },
  { key: "code", label: "單位代碼" },
  { key: "unit", label: "單位名稱", width: 36 },
  { key: "district", label: "行政區" },
  { key: "state", label: "狀態" },
  { key: "must", label: "必查", width: 8 },
  { key: "required", label: "應辦", kind: "number", width: 8 },
  { key: "done", label: "已辦", kind: "number", width: 8 },
  { key: "planned", label: "已排", kind: "number", width: 8 },
  { key: "remaining", label: "尚餘", kind: "number", width: 8 },
  { key: "missed", label: "逾期未辦", kind: "number", width: 10 },
  { key: "score", label: "風險配分", kind: "number", width: 10 },
  { key: "reasons", label: "理由", width: 60 },
  { key: "lastVisit", label: "上次查核", kind: "date", width: 12 },
  { key: "visits", label: "本年度查核", width: 40 },
];

function sheetRow({ unit, duty, state, rank, score, reasons, signs, lastVisit, visits }: PlanRow): SheetRow {
  const { required, done, planned, remaining, missed, must } = duty;
  return {
    ...{ rank, score, required, done, planned, remaining, missed, lastVisit },
    ...{ code: unit.code, unit: unit.name, district: unit.district },
    state: UNIT_STATE_LABELS[state],
    must: must ? "是" : "否",
    reasons: [...signs, ...reasons.map(({ text }) => text)].join("；"),
    visits: visits
      .map(({ number, visitedOn, week }) => `${number}（${formatRocDate(visitedOn ?? week)}）`)
      .join("、"),
  };
}

/** A duty's units as CSV. */
export function planAsCsv(rows: readonly PlanRow[]): string {
  return writeCsv(COLUMNS, rows.map(sheetRow));
}

/** The same as a workbook. */
export function planAsXlsx(
  rows: readonly PlanRow[],
  kind: DutyKind,
  on: PlainDate,
  notes: readonly string[],
): Promise<Buffer> {
  return writeXlsx({
    sheetName: "年度查核計畫",
    title: `${DUTY_LABELS[kind]}（${formatRocDate(on)}）`,
    columns: COLUMNS,
    rows: rows.map(sheetRow),
    notes,
  });
}
