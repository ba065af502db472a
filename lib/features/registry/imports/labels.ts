import type { ImportState } from "@/prisma/generated/enums";

export const STATE_LABELS: Record<ImportState, string> = {
  previewed: "待確認",
  applied: "已套用",
  discarded: "已放棄",
};
