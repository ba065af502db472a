import { StatusTag } from "@/components/ui/status-tag";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";

/** A day by which something must be done; marked when it has passed. */
export function DueTag({ dueOn, today }: { dueOn: PlainDate | null; today: PlainDate }) {
  if (!dueOn) return <>—</>;
  if (dueOn >= today) return <span className="nowrap">{formatRocDate(dueOn)}</span>;
  return (
    <span className="cluster nowrap">
      {formatRocDate(dueOn)}
      <StatusTag tone="bad">逾期</StatusTag>
    </span>
  );
}
