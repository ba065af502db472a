import { levelLabel, SOURCE_LABELS } from "@/lib/features/cases/labels";
import { CASE_STATUS_LABELS } from "@/lib/features/cases/status/labels";
import { formatRocDate } from "@/lib/platform/roc-date";
import { type SheetColumn, type SheetRow, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";
import type { PlainDate } from "@/lib/rules/plain-date";
import { CENTRE_STATE_LABELS, CENTRE_VIEW_LABELS, type CentreView } from "../labels";
import type { CentreRow } from "../types";

const COLUMNS: readonly SheetColumn[] = [
  { key: "number", label: "案號", width: 12 },
  { key: "name", label: "姓名", width: 14 },
  { key: "district", label: "行政區", width: 12 },
  { key: "needLevel", label: "需要等級", width: 10 },
  { key: "status", label: "個案狀態", width: 18 },
  { key: "source", label: "申請來源", width: 20 },
  { key: "lastAssessedOn", label: "評估日", kind: "date", width: 12 },
  { key: "unitCode", label: "最近派案 A 單位代碼", width: 20 },
  { key: "unitName", label: "最近派案 A 單位", width: 36 },
  { key: "dispatchedOn", label: "派案日", kind: "date", width: 12 },
  { key: "state", label: "派案結果", width: 18 },
  { key: "planDueOn", label: "計畫期限", kind: "date", width: 12 },
];

function sheetRow({ last, ...row }: CentreRow): SheetRow {
  const { number, name, district, lastAssessedOn, planDueOn } = row;
  return {
    ...{ number, name, district, lastAssessedOn, planDueOn },
    needLevel: levelLabel(row.needLevel),
    status: CASE_STATUS_LABELS[row.status],
    source: SOURCE_LABELS[row.source],
    unitCode: last?.unit.code ?? null,
    unitName: last?.unit.name ?? null,
    dispatchedOn: last?.dispatchedOn ?? null,
    state: last ? `${CENTRE_STATE_LABELS[last.state]}${last.withoutReason ? "（無理由）" : ""}` : null,
  };
}

/** The filtered list of the centre as CSV. */
export function centreAsCsv(rows: readonly CentreRow[]): string {
  return writeCsv(COLUMNS, rows.map(sheetRow));
}

/** The same as a workbook. */
export function centreAsXlsx(
  rows: readonly CentreRow[],
  { view, asOf }: { view: CentreView; asOf: PlainDate },
  notes: readonly string[],
): Promise<Buffer> {
  const title = `${CENTRE_VIEW_LABELS[view]}（${formatRocDate(asOf)}）`;
  return writeXlsx({ sheetName: "派 A 單位", title, columns: COLUMNS, rows: rows.map(sheetRow), notes });
}
