import type { SheetColumn, SheetRow } from "@/lib/platform/spreadsheet/write";
import { actionLabel, actorRoleLabel, subjectLabel } from "./labels";
import type { AuditRow } from "./types";

export const AUDIT_COLUMNS: readonly SheetColumn[] = [
  { key: "at", label: "時間", width: 18 },
  { key: "actorName", label: "行為人", width: 14 },
  { key: "actorRole", label: "角色", width: 16 },
  { key: "action", label: "動作", width: 22 },
  { key: "subjectKind", label: "對象種類", width: 12 },
  { key: "subjectName", label: "對象", width: 30 },
  { key: "unitName", label: "相關單位", width: 30 },
  { key: "detail", label: "內容", width: 60 },
];

/** An entry's detail as one text. */
export function detailText(row: AuditRow): string {
  return row.detail
    .map((line) =>
      line.kind === "change"
        ? `${line.label}：${line.before} → ${line.after}`
        : `${line.label}：${line.value}`,
    )
    .join("；");
}

/** The entries as rows of a table. */
export function auditSheetRows(rows: readonly AuditRow[]): SheetRow[] {
  return rows.map((row) => ({
    at: row.at,
    actorName: row.actorName,
    actorRole: actorRoleLabel(row.actorRole),
    action: actionLabel(row.action),
    subjectKind: subjectLabel(row.subjectKind),
    subjectName: row.subjectName ?? row.subjectId,
    unitName: row.unitName,
    detail: detailText(row),
  }));
}
