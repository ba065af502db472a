import {
  type Sheet,
  type SheetColumn,
  type SheetRow,
  writeCsv,
  writeXlsx,
} from "@/lib/platform/spreadsheet/write";
import { FINDING_STATE_LABELS } from "../findings/labels";
import { shareText } from "./labels";
import type { AgreementReport, ClosureRow, ItemReport } from "./types";

export type ReportSheet = Pick<Sheet, "sheetName" | "title" | "columns" | "rows">;

const ITEM_COLUMNS: readonly SheetColumn[] = [
  { key: "number", label: "項次", width: 8 },
  { key: "section", label: "面向", width: 16 },
  { key: "label", label: "項目", width: 60 },
  { key: "answered", label: "查核數", kind: "number", width: 10 },
  { key: "failed", label: "缺失數", kind: "number", width: 10 },
  { key: "share", label: "缺失率", width: 10 },
  { key: "counts", label: "各結果", width: 40 },
];

/** The results per item. */
export function itemSheet(rows: readonly ItemReport[]): ReportSheet {
  return {
    ...{ sheetName: "各項結果", title: "查核各項結果", columns: ITEM_COLUMNS },
    rows: rows.map(
      ({ number, section, label, answered, failed, share, counts }): SheetRow => ({
        ...{ number: number ?? "", section, label, answered, failed, share: shareText(share) },
        counts: counts.map((each) => `${each.label} ${each.count}`).join("、"),
      }),
    ),
  };
}

const AGREEMENT_COLUMNS: readonly SheetColumn[] = [
  { key: "number", label: "項次", width: 8 },
  { key: "label", label: "項目", width: 60 },
  { key: "pairs", label: "比對數", kind: "number", width: 10 },
  { key: "agreed", label: "一致數", kind: "number", width: 10 },
  { key: "share", label: "一致率", width: 10 },
];

/** How far inspectors agreed, per item. */
export function agreementSheet(rows: readonly AgreementReport[]): ReportSheet {
  return {
    ...{ sheetName: "查核一致性", title: "同一單位查核人員一致性", columns: AGREEMENT_COLUMNS },
    rows: rows.map(
      ({ number, label, pairs, agreed, share }): SheetRow => ({
        ...{ number: number ?? "", label, pairs, agreed, share: shareText(share) },
      }),
    ),
  };
}

const CLOSURE_COLUMNS: readonly SheetColumn[] = [
  { key: "number", label: "缺失編號", width: 14 },
  { key: "code", label: "單位代碼", width: 12 },
  { key: "name", label: "單位", width: 30 },
  { key: "item", label: "項目", width: 50 },
  { key: "foundOn", label: "發現日期", kind: "date", width: 12 },
  { key: "dueOn", label: "改善期限", kind: "date", width: 12 },
  { key: "settledOn", label: "結案日期", kind: "date", width: 12 },
  { key: "days", label: "日數", kind: "number", width: 8 },
  { key: "inTime", label: "如期", width: 8 },
  { key: "state", label: "狀態", width: 12 },
];

/** Each finding with how long it took. */
export function closureSheet(rows: readonly ClosureRow[]): ReportSheet {
  return {
    ...{ sheetName: "改善時間", title: "缺失自發現至結案", columns: CLOSURE_COLUMNS },
    rows: rows.map(
      ({ number, unit, itemLabel, foundOn, dueOn, settledOn, days, inTime, state }): SheetRow => ({
        ...{ number, code: unit.code, name: unit.name, item: itemLabel, foundOn, dueOn, settledOn, days },
        ...{ inTime: inTime === null ? "" : inTime ? "是" : "否", state: FINDING_STATE_LABELS[state] },
      }),
    ),
  };
}

/** A report as CSV. */
export function reportAsCsv({ columns, rows }: ReportSheet): string {
  return writeCsv(columns, rows);
}

/** A report as a workbook. */
export function reportAsXlsx(sheet: ReportSheet, notes: readonly string[]): Promise<Buffer> {
  return writeXlsx({ ...sheet, notes });
}
