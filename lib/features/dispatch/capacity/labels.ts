export const CAPACITY_ACTIONS: Record<string, string> = { "capacity.stated": "填報服務量能" };

/** What the page says after something was done. */
export const CAPACITY_DONE: Record<string, string> = { stated: "已儲存服務量能，派案名單即時更新。" };

/** A capacity in words. */
export function capacityText(capacity: number | null): string {
  if (capacity === null) return "未填";
  return capacity === 0 ? "額滿" : `尚可收 ${capacity} 案`;
}
