import { levelLabel, SOURCE_LABELS } from "@/lib/features/cases/labels";
import { formatRocDate } from "@/lib/platform/roc-date";
import { type SheetColumn, type SheetRow, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";
import type { PlainDate } from "@/lib/rules/plain-date";
import { CENTRE_BASIS_LABELS } from "../../centre/labels";
import type { WaitingRow } from "../types";

const COLUMNS: readonly SheetColumn[] = [
  { key: "number", label: "案號", width: 12 },
  { key: "name", label: "姓名", width: 14 },
  { key: "district", label: "行政區", width: 12 },
  { key: "needLevel", label: "需要等級", width: 10 },
  { key: "source", label: "申請來源", width: 20 },
  { key: "basis", label: "派案依據", width: 18 },
  { key: "dispatchedOn", label: "派案日", kind: "date", width: 12 },
  { key: "planDueOn", label: "計畫期限", kind: "date", width: 12 },
];

function sheetRow(row: WaitingRow): SheetRow {
  const { number, name, district, dispatchedOn, planDueOn } = row;
  return {
    ...{ number, name, district, dispatchedOn, planDueOn },
    needLevel: levelLabel(row.needLevel),
    source: SOURCE_LABELS[row.source],
    basis: CENTRE_BASIS_LABELS[row.basis],
  };
}

/** The cases that wait for a manager as CSV. */
export function waitingAsCsv(rows: readonly WaitingRow[]): string {
  return writeCsv(COLUMNS, rows.map(sheetRow));
}

/** The same as a workbook. */
export function waitingAsXlsx(
  rows: readonly WaitingRow[],
  asOf: PlainDate,
  notes: readonly string[],
): Promise<Buffer> {
  const title = `待分派個案（${formatRocDate(asOf)}）`;
  return writeXlsx({ sheetName: "待分派個案", title, columns: COLUMNS, rows: rows.map(sheetRow), notes });
}
