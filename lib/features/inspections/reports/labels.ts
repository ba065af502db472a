import type { ClosureBucket } from "./types";

export const CLOSURE_BUCKET_LABELS: Record<ClosureBucket, string> = {
  week: "7 日內",
  fortnight: "8 至 14 日",
  month: "15 至 30 日",
  longer: "31 日以上",
  open: "未結",
};

/** A share as a whole percentage. */
export function shareText(share: number): string {
  return `${Math.round(share * 100)}%`;
}
