import { formatRocDate } from "@/lib/platform/roc-date";
import { type SheetColumn, type SheetRow, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";
import type { PlainDate } from "@/lib/rules/plain-date";
import { REFERRAL_KIND_LABELS } from "../labels";
import type { OutwardRow } from "../types";

const COLUMNS: readonly SheetColumn[] = [
  { key: "caseNumber", label: "案號", width: 12 },
  { key: "clientName", label: "姓名", width: 14 },
  { key: "kind", label: "轉介種類", width: 18 },
  { key: "receiver", label: "受理單位", width: 32 },
  { key: "referredOn", label: "轉介日", kind: "date", width: 12 },
  { key: "note", label: "說明", width: 40 },
  { key: "followedUpOn", label: "追蹤日", kind: "date", width: 12 },
  { key: "result", label: "追蹤結果", width: 40 },
];

function sheetRow(row: OutwardRow): SheetRow {
  const { caseNumber, clientName, receiver, referredOn, note, followedUpOn, result } = row;
  return {
    ...{ caseNumber, clientName, receiver, referredOn, note, followedUpOn, result },
    kind: REFERRAL_KIND_LABELS[row.kind],
  };
}

/** The referrals to other resources as CSV. */
export function outwardAsCsv(rows: readonly OutwardRow[]): string {
  return writeCsv(COLUMNS, rows.map(sheetRow));
}

/** The same as a workbook. */
export function outwardAsXlsx(
  rows: readonly OutwardRow[],
  asOf: PlainDate,
  notes: readonly string[],
): Promise<Buffer> {
  const title = `轉介追蹤（${formatRocDate(asOf)}）`;
  return writeXlsx({ sheetName: "轉介追蹤", title, columns: COLUMNS, rows: rows.map(sheetRow), notes });
}
