import { formatRocDate } from "@/lib/platform/roc-date";

/** The rules name days as ISO dates; whoever reads a screen knows them as ROC dates. */
export function withRocDates(text: string): string {
  return text.replace(/\d{4}-\d{2}-\d{2}/gu, (date) => formatRocDate(date));
}

export const CLOSURE_ACTIONS: Record<string, string> = {
  "closure.added": "登錄停班日",
  "closure.withdrawn": "撤回停班日",
};
