import type { SheetColumn, SheetRow } from "@/lib/platform/spreadsheet/write";
import { ROLE_LABELS, STATE_LABELS } from "./labels";
import type { AccountRow } from "./types";

export const ACCOUNT_COLUMNS: readonly SheetColumn[] = [
  { key: "name", label: "姓名", width: 14 },
  { key: "login", label: "帳號", width: 26 },
  { key: "role", label: "角色", width: 18 },
  { key: "unitCode", label: "單位代碼" },
  { key: "unitName", label: "單位名稱", width: 36 },
  { key: "state", label: "狀態" },
  { key: "lockedUntil", label: "鎖定至", width: 18 },
  { key: "lastSignInAt", label: "最近登入", width: 18 },
  { key: "createdAt", label: "建立時間", width: 18 },
];

/** The account list as rows of a table: no national ID leaves with it. */
export function accountSheetRows(rows: readonly AccountRow[], now: Date): SheetRow[] {
  return rows.map((row) => ({
    name: row.name,
    login: row.login,
    role: ROLE_LABELS[row.role],
    unitCode: row.unitCode,
    unitName: row.unitName,
    state: STATE_LABELS[row.state],
    lockedUntil: row.lockedUntil && row.lockedUntil > now ? row.lockedUntil : null,
    lastSignInAt: row.lastSignInAt,
    createdAt: row.createdAt,
  }));
}
