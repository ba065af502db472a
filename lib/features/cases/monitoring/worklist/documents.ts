import { type SheetColumn, type SheetRow, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";
import { CONTACT_KIND_LABELS, levelLabel } from "../../labels";
import { MONTH_STATE_LABELS, monthText } from "../labels";
import type { WorkRow } from "../types";

const COLUMNS: readonly SheetColumn[] = [
  { key: "number", label: "案號", width: 12 },
  { key: "name", label: "姓名", width: 14 },
  { key: "district", label: "行政區", width: 12 },
  { key: "needLevel", label: "需要等級", width: 10 },
  { key: "manager", label: "個案管理員", width: 14 },
  { key: "state", label: "本月狀態", width: 14 },
  { key: "contactOn", label: "本月聯繫日", kind: "date", width: 12 },
  { key: "contactKind", label: "方式", width: 8 },
  { key: "lastContactOn", label: "最近聯繫日", kind: "date", width: 12 },
  { key: "aa01On", label: "AA01 家訪日", kind: "date", width: 12 },
];

function sheetRow(row: WorkRow): SheetRow {
  const { number, name, district, manager, contactOn, lastContactOn, aa01On } = row;
  return {
    ...{ number, name, district, manager, contactOn, lastContactOn, aa01On },
    needLevel: levelLabel(row.needLevel),
    state: MONTH_STATE_LABELS[row.state],
    contactKind: row.contactKind && CONTACT_KIND_LABELS[row.contactKind],
  };
}

/** The AA02 work list of a month as CSV. */
export function workAsCsv(rows: readonly WorkRow[]): string {
  return writeCsv(COLUMNS, rows.map(sheetRow));
}

/** The same as a workbook. `month` is `YYYY-MM`. */
export function workAsXlsx(
  rows: readonly WorkRow[],
  month: string,
  notes: readonly string[],
): Promise<Buffer> {
  const title = `每月照顧管理（AA02）${monthText(month)}`;
  return writeXlsx({ sheetName: "照顧管理", title, columns: COLUMNS, rows: rows.map(sheetRow), notes });
}
