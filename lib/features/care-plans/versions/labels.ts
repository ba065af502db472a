import type { ChangedItem, PlanDifferences } from "./types";

export const ITEM_FIELD_LABELS: Record<ChangedItem["fields"][number]["field"], string> = {
  quantity: "數量",
  unitPrice: "單價",
  goal: "照顧目標",
};

/** The differences between two versions, a sentence each. */
export function differenceLines({ added, removed, changed }: PlanDifferences): string[] {
  return [
    ...added.map(({ code, name, quantity }) => `新增 ${code} ${name}，數量 ${quantity}`),
    ...removed.map(({ code, name }) => `刪除 ${code} ${name}`),
    ...changed.flatMap(({ code, name, fields }) =>
      fields.map(
        ({ field, from, to }) =>
          `${code} ${name}：${ITEM_FIELD_LABELS[field]} ${from ?? "（無）"} → ${to ?? "（無）"}`,
      ),
    ),
  ];
}
