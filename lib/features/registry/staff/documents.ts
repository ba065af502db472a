import { formatRocDate } from "@/lib/platform/roc-date";
import { type SheetColumn, type SheetRow, writeCsv, writeXlsx } from "@/lib/platform/spreadsheet/write";
import type { PlainDate } from "@/lib/rules/plain-date";
import { DUTY_LABELS, EMPLOYMENT_LABELS, REGISTRATION_LABELS } from "./labels";
import type { StaffStanding } from "./types";

// The national ID is in no file that the product gives out.
const COLUMNS: readonly SheetColumn[] = [
  { key: "code", label: "單位代碼" },
  { key: "unit", label: "單位名稱", width: 40 },
  { key: "name", label: "姓名", width: 14 },
  { key: "duty", label: "職務", width: 18 },
  { key: "employment", label: "專兼任", width: 10 },
  { key: "qualification", label: "資格", width: 30 },
  { key: "startedOn", label: "到職日", kind: "date", width: 12 },
  { key: "dueOn", label: "登錄期限", kind: "date", width: 12 },
  { key: "registeredOn", label: "登錄寄送日", kind: "date", width: 12 },
  { key: "state", label: "登錄狀態", width: 16 },
  { key: "endedOn", label: "離職日", kind: "date", width: 12 },
];

function sheetRow(row: StaffStanding): SheetRow {
  const { unit, name, qualification, startedOn, registeredOn, endedOn, registration } = row;
  const outcome = registration.kind === "clock" ? registration.outcome : null;
  return {
    ...{ name, qualification, startedOn, registeredOn, endedOn },
    code: unit.code,
    unit: unit.name,
    duty: DUTY_LABELS[row.duty],
    employment: EMPLOYMENT_LABELS[row.employment],
    dueOn: outcome?.dueOn,
    state: outcome ? REGISTRATION_LABELS[outcome.state] : "未訂期限",
  };
}

/** The filtered list of staff as CSV. */
export function staffAsCsv(rows: readonly StaffStanding[]): string {
  return writeCsv(COLUMNS, rows.map(sheetRow));
}

/** The filtered list of staff as a workbook. */
export function staffAsXlsx(
  rows: readonly StaffStanding[],
  asOf: PlainDate,
  notes: readonly string[],
): Promise<Buffer> {
  return writeXlsx({
    sheetName: "人員",
    title: `特約單位人員一覽（${formatRocDate(asOf)}）`,
    columns: COLUMNS,
    rows: rows.map(sheetRow),
    notes,
  });
}
