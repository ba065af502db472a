import { formatRocInstant } from "@/lib/platform/roc-date";
import {
  attachment,
  type SheetColumn,
  type SheetRow,
  writeCsv,
  writeXlsx,
} from "@/lib/platform/spreadsheet/write";
import type { ImportKind } from "@/prisma/generated/enums";
import { SERVICE_LABELS, TIER_SHORT_LABELS } from "../units/labels";
import { IMPORT_COLUMNS, KIND_LABELS } from "./columns/labels";
import { LIST_LABELS, MARK_LABELS, REASON_LABELS } from "./comparison/labels";
import { type Entry, FINDING_LISTS, type Finding, type FindingList } from "./comparison/types";
import type { ImportDetail } from "./types";

export type TableFormat = "csv" | "xlsx";

const FINDING_COLUMNS: SheetColumn[] = [
  { key: "list", label: "類別", width: 8 },
  { key: "line", label: "列號", kind: "number", width: 8 },
  { key: "column", label: "欄位", width: 14 },
  { key: "reason", label: "原因", width: 36 },
  { key: "value", label: "內容", width: 30 },
  { key: "name", label: "單位名稱", width: 48 },
  { key: "district", label: "行政區", width: 10 },
  { key: "tier", label: "層級", width: 6 },
  { key: "service", label: "服務類型", width: 14 },
  { key: "from", label: "原值", width: 24 },
  { key: "to", label: "新值", width: 24 },
];

/** Everything that an import found, or one list of it, as a file: a line a row and reason, a line a changed field. */
export async function findingsDocument(
  found: ImportDetail,
  format: TableFormat,
  only?: FindingList,
): Promise<Response> {
  const lists = only ? [only] : FINDING_LISTS;
  const rows = lists.flatMap((list) =>
    found.preview[list].flatMap((item) =>
      "reason" in item ? [findingRow(list, item)] : entryRows(list, item),
    ),
  );
  const name = `清冊匯入結果_${found.fileName.replace(/\.[^.]*$/u, "")}${only ? `_${LIST_LABELS[only]}` : ""}.${format}`;
  if (format === "csv") return attachment(name, "csv", writeCsv(FINDING_COLUMNS, rows));
  const notes = [
    `檔案：${found.fileName}（SHA-256 ${found.fileSha256}）`,
    `預覽時間：${formatRocInstant(found.createdAt)}`,
    ...(found.appliedAt ? [`套用時間：${formatRocInstant(found.appliedAt)}`] : []),
  ];
  const sheet = { sheetName: "匯入結果", columns: FINDING_COLUMNS, rows, notes };
  return attachment(name, "xlsx", await writeXlsx(sheet));
}

function findingRow(list: FindingList, finding: Finding): SheetRow {
  const { line, column, reason, value, name } = finding;
  return { list: LIST_LABELS[list], line, column, reason: REASON_LABELS[reason], value, name };
}

function entryRows(list: FindingList, entry: Entry): SheetRow[] {
  const row = {
    list: LIST_LABELS[list],
    line: entry.line,
    reason: entry.mark ? MARK_LABELS[entry.mark] : null,
    name: entry.name,
    district: entry.district,
    tier: entry.tier && TIER_SHORT_LABELS[entry.tier],
    service: entry.service && SERVICE_LABELS[entry.service],
  };
  if (entry.changes.length === 0) return [row];
  return entry.changes.map(({ field, from, to }) => ({ ...row, column: field, from, to }));
}

/** An empty file with the headings of a kind, to be filled in. */
export async function templateDocument(kind: ImportKind, format: TableFormat): Promise<Response> {
  const columns = IMPORT_COLUMNS[kind].map(({ key, label }) => ({ key, label }));
  const name = `${KIND_LABELS[kind]}匯入範本.${format}`;
  if (format === "csv") return attachment(name, "csv", writeCsv(columns, []));
  return attachment(name, "xlsx", await writeXlsx({ sheetName: KIND_LABELS[kind], columns, rows: [] }));
}
