import { StatusTag } from "@/components/ui/status-tag";
import {
  FLAG_LABELS,
  LIST_STATE_LABELS,
  LIST_STATE_TONES,
  TABLE_STATE_LABELS,
  TABLE_STATE_TONES,
} from "@/lib/features/dispatch/monthly-tables/labels";
import type { Flag, ListedTable } from "@/lib/features/dispatch/monthly-tables/types";
import type { MonthlyTableState } from "@/prisma/generated/enums";

/** Where a filed table stands in its review. */
export function TableStateTag({ state }: { state: MonthlyTableState }) {
  return <StatusTag tone={TABLE_STATE_TONES[state]}>{TABLE_STATE_LABELS[state]}</StatusTag>;
}

/** Where a unit's month stands, with whether it was filed late. */
export function ListStateTags({ row }: { row: Pick<ListedTable, "state" | "late"> }) {
  return (
    <span className="cluster">
      <StatusTag tone={LIST_STATE_TONES[row.state]}>{LIST_STATE_LABELS[row.state]}</StatusTag>
      {row.late && <StatusTag tone="warn">逾期提交</StatusTag>}
    </span>
  );
}

/** The flags of a B unit. */
export function FlagTags({ flags }: { flags: readonly Flag[] }) {
  if (flags.length === 0) return <>—</>;
  return (
    <span className="cluster">
      {flags.map((flag) => (
        <StatusTag key={flag} tone="warn">
          {FLAG_LABELS[flag]}
        </StatusTag>
      ))}
    </span>
  );
}

/** How many B units of a table carry which flag. */
export function FlagCounts({ flags }: { flags: ListedTable["flags"] }) {
  const told: [Flag, number][] = [
    ["concentrated", flags.concentrated],
    ["related", flags.related],
    ["related_top3", flags.relatedTop3],
  ];
  const some = told.filter(([, count]) => count > 0);
  if (some.length === 0) return <>—</>;
  return (
    <span className="cluster">
      {some.map(([flag, count]) => (
        <StatusTag key={flag} tone="warn">
          {FLAG_LABELS[flag]} {count} 家
        </StatusTag>
      ))}
    </span>
  );
}
