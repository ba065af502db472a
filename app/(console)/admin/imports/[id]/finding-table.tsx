import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import type { ListHref } from "@/components/ui/list-href";
import { LIST_LABELS, REASON_LABELS } from "@/lib/features/registry/imports/comparison/labels";
import type { Finding, FindingList } from "@/lib/features/registry/imports/comparison/types";

const COLUMNS: Column<Finding>[] = [
  {
    key: "line",
    label: "列號",
    sortable: true,
    align: "end",
    nowrap: true,
    render: (row) => row.line ?? "—",
  },
  { key: "name", label: "單位名稱", sortable: true, rowHeader: true, render: (row) => row.name || "—" },
  { key: "column", label: "欄位", sortable: true, nowrap: true, render: (row) => row.column ?? "整列" },
  { key: "reason", label: "原因", sortable: true, render: (row) => REASON_LABELS[row.reason] },
  { key: "value", label: "內容", render: (row) => row.value || "（空白）" },
];

interface Props {
  list: FindingList;
  rows: readonly Finding[];
  total: number;
  sort: string;
  dir: "asc" | "desc";
  hrefFor: ListHref;
}

/** What is wrong or doubtful: row, column, reason, text. */
export function FindingTable({ list, ...props }: Props) {
  return (
    <DataTable
      caption={LIST_LABELS[list]}
      captionHidden
      columns={COLUMNS}
      rowKey={(row) => `${row.line}-${row.column}-${row.reason}-${row.value}`}
      mobile="cards"
      empty={<EmptyState title={`沒有${LIST_LABELS[list]}的項目`} icon="good" />}
      {...props}
    />
  );
}
