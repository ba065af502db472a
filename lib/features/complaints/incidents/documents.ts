import { type SheetColumn, type SheetRow, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";
import { INCIDENT_STATE_LABELS, incidentKindLabel } from "./labels";
import type { IncidentRow } from "./types";

const COLUMNS: readonly SheetColumn[] = [
  { key: "number", label: "編號", width: 14 },
  { key: "happenedOn", label: "發現日期", kind: "date", width: 12 },
  { key: "kind", label: "類型", width: 14 },
  { key: "unitCode", label: "單位代碼", width: 12 },
  { key: "unitName", label: "單位", width: 30 },
  { key: "caseNumber", label: "案號", width: 12 },
  { key: "facts", label: "事實", width: 60 },
  { key: "state", label: "狀態", width: 10 },
  { key: "closedOn", label: "結案日期", kind: "date", width: 12 },
  { key: "closedRemark", label: "處理結果", width: 40 },
];

function sheetRow({ unit, caseFile, ...row }: IncidentRow): SheetRow {
  const { number, happenedOn, facts, closedOn, closedRemark } = row;
  return {
    ...{ number, happenedOn, facts, closedOn, closedRemark: closedRemark ?? "" },
    ...{ unitCode: unit.code, unitName: unit.name, caseNumber: caseFile?.number ?? "" },
    ...{ kind: incidentKindLabel(row.kind), state: INCIDENT_STATE_LABELS[row.state] },
  };
}

/** The list of incidents as CSV; cases by their number, no names. */
export function incidentsAsCsv(rows: readonly IncidentRow[]): string {
  return writeCsv(COLUMNS, rows.map(sheetRow));
}

/** The list of incidents as a workbook; cases by their number, no names. */
export function incidentsAsXlsx(rows: readonly IncidentRow[], notes: readonly string[]): Promise<Buffer> {
  return writeXlsx({
    ...{ sheetName: "異常事件", title: "異常事件管制表", columns: COLUMNS, notes },
    rows: rows.map(sheetRow),
  });
}
