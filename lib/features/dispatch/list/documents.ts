import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { formatRocDate } from "@/lib/platform/roc-date";
import { type SheetColumn, type SheetRow, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";
import type { PlainDate } from "@/lib/rules/plain-date";
import { basisLabel, stateLabel } from "./labels";
import type { DispatchRow } from "./types";

const COLUMNS: readonly SheetColumn[] = [
  { key: "dispatchedOn", label: "派案日", kind: "date", width: 12 },
  { key: "caseNumber", label: "案號", width: 12 },
  { key: "clientName", label: "個案", width: 14 },
  { key: "district", label: "行政區", width: 10 },
  { key: "service", label: "服務", width: 14 },
  { key: "from", label: "派案單位", width: 32 },
  { key: "to", label: "受派單位", width: 32 },
  { key: "basis", label: "方式", width: 14 },
  { key: "turn", label: "輪序次", kind: "number", width: 8 },
  { key: "reason", label: "調整理由", width: 32 },
  { key: "state", label: "狀態", width: 16 },
  { key: "answeredOn", label: "回復日", kind: "date", width: 12 },
  { key: "answerReason", label: "婉拒、收回或結束理由", width: 32 },
  { key: "plannedStartOn", label: "預定開始", kind: "date", width: 12 },
  { key: "firstServiceOn", label: "第一次服務", kind: "date", width: 12 },
  { key: "endedOn", label: "結束日", kind: "date", width: 12 },
];

function sheetRow(row: DispatchRow): SheetRow {
  const { caseNumber, clientName, district, turn, reason, dispatchedOn, answeredOn, answerReason } = row;
  const { plannedStartOn, firstServiceOn, endedOn, fromUnit, toUnit } = row;
  return {
    ...{ caseNumber, clientName, district, turn, reason, dispatchedOn, answeredOn, answerReason },
    ...{ plannedStartOn, firstServiceOn, endedOn },
    service: SERVICE_LABELS[row.service],
    from: fromUnit ? `${fromUnit.code} ${fromUnit.name}` : "照管中心",
    to: `${toUnit.code} ${toUnit.name}`,
    basis: basisLabel(row.basis, fromUnit === null),
    state: stateLabel(row.state, fromUnit === null),
  };
}

/** The filtered list of dispatches as CSV. */
export function dispatchesAsCsv(rows: readonly DispatchRow[]): string {
  return writeCsv(COLUMNS, rows.map(sheetRow));
}

/** The same as a workbook. */
export function dispatchesAsXlsx(
  rows: readonly DispatchRow[],
  asOf: PlainDate,
  notes: readonly string[],
): Promise<Buffer> {
  const title = `派案清單（${formatRocDate(asOf)}）`;
  return writeXlsx({ sheetName: "派案", title, columns: COLUMNS, rows: rows.map(sheetRow), notes });
}
