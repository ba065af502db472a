import { formatRocDate } from "@/lib/platform/roc-date";
import { type SheetColumn, type SheetRow, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";
import { RENEWAL_STATE_LABELS } from "@/lib/rules/contract";
import type { PlainDate } from "@/lib/rules/plain-date";
import { SERVICE_LABELS, TIER_SHORT_LABELS } from "../units/labels";
import { areaText, PHASE_LABELS, REPLY_LABELS } from "./labels";
import type { StandingContract } from "./types";

const COLUMNS: readonly SheetColumn[] = [
  { key: "number", label: "特約編號", width: 20 },
  { key: "code", label: "單位代碼" },
  { key: "unit", label: "單位名稱", width: 40 },
  { key: "tier", label: "層級", width: 8 },
  { key: "district", label: "行政區" },
  { key: "services", label: "服務項目", width: 32 },
  { key: "area", label: "服務區域", width: 32 },
  { key: "startsOn", label: "起日", kind: "date", width: 12 },
  { key: "endsOn", label: "迄日", kind: "date", width: 12 },
  { key: "closedOn", label: "終止日", kind: "date", width: 12 },
  { key: "phase", label: "狀態", width: 12 },
  { key: "daysLeft", label: "餘日", kind: "number", width: 8 },
  { key: "renewal", label: "續約", width: 20 },
  { key: "noticeDueOn", label: "應通知續約日", kind: "date", width: 14 },
  { key: "renewalNoticeOn", label: "通知續約日", kind: "date", width: 14 },
  { key: "silenceOn", label: "最後同意日", kind: "date", width: 14 },
  { key: "renewalReply", label: "單位回覆", width: 14 },
  { key: "renewalReplyOn", label: "回覆日", kind: "date", width: 12 },
  { key: "followUp", label: "接續特約", width: 20 },
];

function sheetRow(row: StandingContract): SheetRow {
  const { number, startsOn, endsOn, closedOn, renewalNoticeOn, renewalReplyOn, unit, renewal } = row;
  const outcome = renewal.kind === "renewal" ? renewal.outcome : null;
  return {
    ...{ number, startsOn, endsOn, closedOn, renewalNoticeOn, renewalReplyOn },
    code: unit.code,
    unit: unit.name,
    tier: TIER_SHORT_LABELS[unit.tier],
    district: unit.district,
    services: row.services.map((service) => SERVICE_LABELS[service]).join("、"),
    area: areaText(row),
    phase: PHASE_LABELS[row.phase],
    daysLeft: row.phase === "running" ? row.daysLeft : null,
    renewal: outcome && RENEWAL_STATE_LABELS[outcome.state],
    noticeDueOn: outcome?.noticeDueOn,
    silenceOn: outcome?.silenceOn,
    renewalReply: row.renewalReply && REPLY_LABELS[row.renewalReply],
    followUp: row.followUp?.number,
  };
}

/** The filtered list of contracts as CSV. */
export function contractsAsCsv(rows: readonly StandingContract[]): string {
  return writeCsv(COLUMNS, rows.map(sheetRow));
}

/** The filtered list of contracts as a workbook. */
export function contractsAsXlsx(
  rows: readonly StandingContract[],
  asOf: PlainDate,
  notes: readonly string[],
): Promise<Buffer> {
  return writeXlsx({
    sheetName: "特約",
    title: `特約一覽（${formatRocDate(asOf)}）`,
    columns: COLUMNS,
    rows: rows.map(sheetRow),
    notes,
  });
}
