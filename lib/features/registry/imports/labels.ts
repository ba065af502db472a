import type { ImportState } from "@/prisma/generated/enums";

export const STATE_LABELS: Record<ImportState, string> = {
  previewed: "待確認",
  applied: "已套用",
  discarded: "已放棄",
};

/** What an import did, as the audit log and a unit's history say it. */
export const IMPORT_ACTIONS: Record<string, string> = {
  "registry_import.previewed": "上傳清冊檔案",
  "registry_import.applied": "套用清冊匯入",
  "registry_import.discarded": "放棄清冊匯入",
  "unit.listings_imported": "匯入清冊，更新列冊",
  "unit.hours_imported": "匯入營運時間",
  "unit.name_marked": "依註記標示名稱",
};
