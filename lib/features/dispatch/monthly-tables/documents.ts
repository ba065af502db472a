import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import { type SheetColumn, type SheetRow, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";
import { citationText } from "@/lib/rules/citations";
import { FLAG_LABELS, LIST_STATE_LABELS, percentText, rocMonth, TABLE_STATE_LABELS } from "./labels";
import { type Explanations, type FiledTable, flagsOf, type ListedTable, type TableContent } from "./types";

const COLUMNS: readonly SheetColumn[] = [
  { key: "code", label: "B 單位代碼", width: 14 },
  { key: "name", label: "B 單位", width: 34 },
  { key: "service", label: "服務項目", width: 12 },
  { key: "dispatches", label: "派案件數", kind: "number", width: 10 },
  { key: "choice", label: "案家指定", kind: "number", width: 10 },
  { key: "rotation", label: "輪派", kind: "number", width: 8 },
  { key: "deviations", label: "人工調整", kind: "number", width: 10 },
  { key: "reasons", label: "人工調整原因", width: 40 },
  { key: "other", label: "其他", kind: "number", width: 8 },
  { key: "declined", label: "婉拒", kind: "number", width: 8 },
  { key: "withdrawn", label: "撤回（不計）", kind: "number", width: 12 },
  { key: "unitDispatches", label: "該 B 單位合計", kind: "number", width: 14 },
  { key: "share", label: "占比", width: 10 },
  { key: "flags", label: "註記", width: 26 },
  { key: "explanations", label: "A 單位說明", width: 40 },
];

/** A table for a file: as filed, or the draft, which has neither explanations nor a review. */
export interface PrintedTable {
  content: TableContent;
  explanations: Explanations;
  filed: Pick<
    FiledTable,
    "versionNo" | "state" | "filedAt" | "refileReason" | "reviewedAt" | "reviewRemark"
  > | null;
}

function sheetRows({ content, explanations }: PrintedTable): SheetRow[] {
  const flags = flagsOf(content);
  const rows = content.rows.map((row): SheetRow => {
    const { unit, service, reasons, ...counts } = row;
    const ofUnit = content.units.find((each) => each.unit.id === unit.id);
    const own = flags.filter((flag) => flag.unit.id === unit.id);
    return {
      ...counts,
      ...{ code: unit.code, name: unit.name, service: SERVICE_LABELS[service] },
      reasons: reasons.map(({ on, reason }) => `${formatRocDate(on)} ${reason}`).join("；"),
      unitDispatches: ofUnit?.dispatches ?? 0,
      share: percentText(ofUnit?.share ?? 0),
      flags: own.map(({ flag }) => FLAG_LABELS[flag]).join("、"),
      explanations: own
        .flatMap(({ key, flag }) => (explanations[key] ? [`${FLAG_LABELS[flag]}：${explanations[key]}`] : []))
        .join("；"),
    };
  });
  return [...rows, { name: "合計", ...content.total, unitDispatches: content.total.dispatches }];
}

function notesOf({ content, filed }: PrintedTable): string[] {
  const { citations, assumptions } = content.concentration;
  const notes = [
    `派案原則：${content.principles || "（未填）"}`,
    `占比依 B 單位全部服務之派案件數計算；依據：${citations.map(citationText).join("、")}`,
    ...assumptions.map(({ text }) => `假設：${text}`),
  ];
  if (!filed) return [...notes, `草稿，依 ${formatRocDate(content.madeOn)} 之派案資料產生，尚未提交。`];
  notes.push(`第 ${filed.versionNo} 版，提交時間 ${formatRocInstant(filed.filedAt)}。`);
  if (filed.refileReason) notes.push(`重新提交原因：${filed.refileReason}`);
  const when = filed.reviewedAt ? `（${formatRocInstant(filed.reviewedAt)}）` : "";
  notes.push(`照管中心審核：${TABLE_STATE_LABELS[filed.state]}${when}`);
  if (filed.reviewRemark) notes.push(`審核意見：${filed.reviewRemark}`);
  return notes;
}

/** The monthly table as CSV: a line per B unit and service. */
export function tableAsCsv(table: PrintedTable): string {
  return writeCsv(COLUMNS, sheetRows(table));
}

/** The monthly table as a workbook, with the centre's review below. */
export function tableAsXlsx(table: PrintedTable): Promise<Buffer> {
  const { aUnit, month } = table.content;
  return writeXlsx({
    sheetName: "派案月報",
    title: `${aUnit.name}（${aUnit.code}）${rocMonth(month)}派案月報${table.filed ? "" : "（草稿）"}`,
    columns: COLUMNS,
    rows: sheetRows(table),
    notes: notesOf(table),
  });
}

const LIST_COLUMNS: readonly SheetColumn[] = [
  { key: "code", label: "A 單位代碼", width: 14 },
  { key: "name", label: "A 單位", width: 36 },
  { key: "month", label: "月份", width: 14 },
  { key: "state", label: "狀態", width: 16 },
  { key: "late", label: "逾期提交", width: 10 },
  { key: "dueOn", label: "期限", kind: "date", width: 12 },
  { key: "firstFiledOn", label: "首次提交", kind: "date", width: 12 },
  { key: "versionNo", label: "版次", kind: "number", width: 8 },
  { key: "dispatches", label: "派案件數", kind: "number", width: 10 },
  { key: "concentrated", label: "占比超過 30%（家）", kind: "number", width: 18 },
  { key: "related", label: "關聯單位（家）", kind: "number", width: 14 },
  { key: "relatedTop3", label: "關聯單位居前三（家）", kind: "number", width: 20 },
];

function listRow({ aUnit, flags, ...row }: ListedTable): SheetRow {
  const { late, dueOn, firstFiledOn, versionNo, dispatches } = row;
  return {
    ...{ code: aUnit.code, name: aUnit.name, late, dueOn, firstFiledOn, versionNo, dispatches, ...flags },
    month: rocMonth(row.month),
    state: LIST_STATE_LABELS[row.state],
  };
}

/** The centre's list of a month as CSV. */
export function tableListAsCsv(rows: readonly ListedTable[]): string {
  return writeCsv(LIST_COLUMNS, rows.map(listRow));
}

/** The centre's list of a month as a workbook. */
export function tableListAsXlsx(
  rows: readonly ListedTable[],
  month: string,
  notes: readonly string[],
): Promise<Buffer> {
  const title = `${rocMonth(month)}派案月報提交情形`;
  return writeXlsx({ sheetName: "派案月報", title, columns: LIST_COLUMNS, rows: rows.map(listRow), notes });
}
