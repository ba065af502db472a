import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { CLOCK_STATE_LABELS } from "@/lib/features/timeliness/labels";
import { type SheetColumn, type SheetRow, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";
import { BASIS_LABELS, DISPATCH_STATE_LABELS } from "../providers/labels";
import type { ReferralRow } from "./types";

const COLUMNS: readonly SheetColumn[] = [
  { key: "caseNumber", label: "案號" },
  { key: "clientName", label: "個案", width: 14 },
  { key: "district", label: "行政區" },
  { key: "service", label: "服務", width: 14 },
  { key: "from", label: "A 單位", width: 32 },
  { key: "to", label: "B 單位", width: 32 },
  { key: "basis", label: "方式", width: 12 },
  { key: "reason", label: "調整理由", width: 32 },
  { key: "dispatchedOn", label: "派案日", kind: "date", width: 12 },
  { key: "state", label: "狀態", width: 14 },
  { key: "answeredOn", label: "回復日", kind: "date", width: 12 },
  { key: "answerReason", label: "婉拒、撤回或結束理由", width: 32 },
  { key: "plannedStartOn", label: "預定開始", kind: "date", width: 12 },
  { key: "firstServiceOn", label: "第一次服務", kind: "date", width: 12 },
  { key: "dueOn", label: "第一次服務期限", kind: "date", width: 14 },
  { key: "clock", label: "時效", width: 12 },
];

function sheetRow(row: ReferralRow): SheetRow {
  const { caseNumber, clientName, district, reason, dispatchedOn, answeredOn, answerReason } = row;
  const { plannedStartOn, firstServiceOn } = row;
  return {
    ...{ caseNumber, clientName, district, reason, dispatchedOn, answeredOn, answerReason },
    ...{ plannedStartOn, firstServiceOn },
    service: SERVICE_LABELS[row.service],
    from: `${row.fromUnit.code} ${row.fromUnit.name}`,
    to: `${row.toUnit.code} ${row.toUnit.name}`,
    basis: BASIS_LABELS[row.basis],
    state: DISPATCH_STATE_LABELS[row.state],
    dueOn: row.clock?.dueOn ?? null,
    clock: row.clock ? CLOCK_STATE_LABELS[row.clock.state] : null,
  };
}

/** The referrals of a list as CSV. */
export function referralsAsCsv(rows: readonly ReferralRow[]): string {
  return writeCsv(COLUMNS, rows.map(sheetRow));
}

/** The same as a workbook. */
export function referralsAsXlsx(rows: readonly ReferralRow[], notes: readonly string[]): Promise<Buffer> {
  return writeXlsx({ sheetName: "照會", title: "照會", columns: COLUMNS, rows: rows.map(sheetRow), notes });
}
