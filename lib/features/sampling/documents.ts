import { rocMonth } from "@/lib/features/dispatch/monthly-tables/labels";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { type SheetColumn, type SheetRow, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";
import type { SampleAuditKind } from "@/prisma/generated/enums";
import type { AuditRow } from "./audits/types";
import { AUDIT_KIND_LABELS, AUDIT_STATE_LABELS, STRATUM_LABELS } from "./labels";
import type { QuestionResult, UnitResult } from "./results/types";

const AUDIT_COLUMNS: readonly SheetColumn[] = [
  { key: "month", label: "月份", width: 14 },
  { key: "unitCode", label: "A 單位代碼", width: 12 },
  { key: "unitName", label: "A 單位", width: 32 },
  { key: "caseNumber", label: "案號", width: 12 },
  { key: "kind", label: "查核方式", width: 14 },
  { key: "stratum", label: "案別", width: 8 },
  { key: "rank", label: "順位", kind: "number", width: 8 },
  { key: "replacesRank", label: "遞補順位", kind: "number", width: 10 },
  { key: "assignedTo", label: "抽查人員", width: 14 },
  { key: "state", label: "狀態", width: 12 },
  { key: "calls", label: "撥打次數", kind: "number", width: 10 },
  { key: "anomaly", label: "異常", width: 8 },
  { key: "doneAt", label: "完成時間", width: 18 },
];

function auditRow({ aUnit, caseFile, assignedTo, ...row }: AuditRow): SheetRow {
  const { rank, replacesRank, calls, doneAt } = row;
  return {
    ...{ rank, replacesRank, calls, month: rocMonth(row.month), unitCode: aUnit.code, unitName: aUnit.name },
    ...{ caseNumber: caseFile?.number ?? "", assignedTo: assignedTo?.name ?? "未分派" },
    ...{ kind: AUDIT_KIND_LABELS[row.kind], stratum: STRATUM_LABELS[row.stratum] },
    ...{ state: AUDIT_STATE_LABELS[row.state], anomaly: row.hasAnomaly ? "是" : "" },
    doneAt: doneAt ? formatRocInstant(doneAt) : "",
  };
}

/** The list of audits as CSV; cases by their number, no names. */
export function auditsAsCsv(rows: readonly AuditRow[]): string {
  return writeCsv(AUDIT_COLUMNS, rows.map(auditRow));
}

/** The list of audits as a workbook; cases by their number, no names. */
export function auditsAsXlsx(rows: readonly AuditRow[], notes: readonly string[]): Promise<Buffer> {
  return writeXlsx({
    ...{ sheetName: "抽查", title: "系統查核抽查清冊", columns: AUDIT_COLUMNS, notes },
    rows: rows.map(auditRow),
  });
}

const KINDS: readonly SampleAuditKind[] = ["telephone_survey", "plan_audit"];
const STANDINGS = {
  all: "應查",
  done: "完成",
  to_do: "待辦",
  unreachable: "未完成訪問",
  cancelled: "取消",
  anomaly: "異常",
} as const;
type StandingKey = keyof typeof STANDINGS;
const STANDING_KEYS = Object.keys(STANDINGS) as StandingKey[];

const RESULT_COLUMNS: readonly SheetColumn[] = [
  { key: "month", label: "月份", width: 14 },
  { key: "code", label: "A 單位代碼", width: 12 },
  { key: "name", label: "A 單位", width: 32 },
  { key: "population", label: "母體（案）", kind: "number", width: 12 },
  { key: "size", label: "抽查（案）", kind: "number", width: 12 },
  { key: "related", label: "關聯單位居前三", width: 16 },
  ...KINDS.flatMap((kind) =>
    STANDING_KEYS.map(
      (key): SheetColumn => ({
        key: `${kind}_${key}`,
        label: `${AUDIT_KIND_LABELS[kind]} ${STANDINGS[key]}`,
        kind: "number",
        width: 16,
      }),
    ),
  ),
];

function resultRow({ aUnit, month, population, size, relatedInTop3, kinds }: UnitResult): SheetRow {
  const counts = KINDS.flatMap((kind) =>
    STANDING_KEYS.map((key): [string, number] => [`${kind}_${key}`, kinds[kind][key]]),
  );
  return {
    ...{ month: rocMonth(month), code: aUnit.code, name: aUnit.name, population, size },
    related: relatedInTop3 ? "是" : "",
    ...Object.fromEntries(counts),
  };
}

/** The results per unit and month as CSV. */
export function unitResultsAsCsv(rows: readonly UnitResult[]): string {
  return writeCsv(RESULT_COLUMNS, rows.map(resultRow));
}

/** The results per unit and month as a workbook. */
export function unitResultsAsXlsx(rows: readonly UnitResult[], notes: readonly string[]): Promise<Buffer> {
  return writeXlsx({
    ...{ sheetName: "抽查結果", title: "系統查核各 A 單位結果", columns: RESULT_COLUMNS, notes },
    rows: rows.map(resultRow),
  });
}

const QUESTION_COLUMNS: readonly SheetColumn[] = [
  { key: "number", label: "項次", width: 8 },
  { key: "label", label: "題目", width: 60 },
  { key: "answer", label: "答案", width: 20 },
  { key: "count", label: "案數", kind: "number", width: 8 },
  { key: "answered", label: "作答案數", kind: "number", width: 10 },
];

function questionRows(rows: readonly QuestionResult[]): SheetRow[] {
  return rows.flatMap(({ itemNumber, label, answered, counts }) =>
    counts.map((each) => ({
      number: itemNumber ?? "",
      label,
      answer: each.label,
      count: each.count,
      answered,
    })),
  );
}

/** How each question was answered, as CSV. */
export function questionResultsAsCsv(rows: readonly QuestionResult[]): string {
  return writeCsv(QUESTION_COLUMNS, questionRows(rows));
}

/** How each question was answered, as a workbook. */
export function questionResultsAsXlsx(
  rows: readonly QuestionResult[],
  notes: readonly string[],
): Promise<Buffer> {
  return writeXlsx({
    ...{ sheetName: "各題結果", title: "抽查各題結果", columns: QUESTION_COLUMNS, notes },
    rows: questionRows(rows),
  });
}
