import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import type { ListHref } from "@/components/ui/list-href";
import { LIST_LABELS, MARK_LABELS } from "@/lib/features/registry/imports/comparison/labels";
import type { Entry, FindingList } from "@/lib/features/registry/imports/comparison/types";
import { SERVICE_LABELS, TIER_SHORT_LABELS } from "@/lib/features/registry/units/labels";

const LINE: Column<Entry> = {
  key: "line",
  label: "列號",
  sortable: true,
  align: "end",
  nowrap: true,
  render: (row) => row.line ?? "—",
};

const PLACE: Column<Entry>[] = [
  {
    key: "name",
    label: "單位名稱",
    sortable: true,
    rowHeader: true,
    render: (row) => <UnitName entry={row} />,
  },
  { key: "district", label: "行政區", sortable: true, nowrap: true, render: (row) => row.district || "—" },
  {
    key: "service",
    label: "服務",
    nowrap: true,
    render: ({ tier, service }) =>
      service && tier ? `${TIER_SHORT_LABELS[tier]} ${SERVICE_LABELS[service]}` : "—",
  },
];

const COLUMNS: Record<"added" | "changed" | "gone", Column<Entry>[]> = {
  added: [
    LINE,
    ...PLACE,
    { key: "mark", label: "說明", nowrap: true, render: (row) => (row.mark ? MARK_LABELS[row.mark] : "—") },
  ],
  changed: [LINE, ...PLACE, { key: "changes", label: "變更內容", render: (row) => <Changes entry={row} /> }],
  gone: PLACE,
};

interface Props {
  list: FindingList;
  rows: readonly Entry[];
  total: number;
  sort: string;
  dir: "asc" | "desc";
  hrefFor: ListHref;
}

/** What is new, changed or gone. */
export function EntryTable({ list, ...props }: Props) {
  const columns = list === "changed" || list === "gone" ? COLUMNS[list] : COLUMNS.added;
  return (
    <DataTable
      caption={LIST_LABELS[list]}
      captionHidden
      columns={columns}
      rowKey={(row) => `${row.line}-${row.district}-${row.service}-${row.name}-${row.unitId}`}
      mobile="cards"
      empty={<EmptyState title={`沒有${LIST_LABELS[list]}的項目`} icon="neutral" />}
      {...props}
    />
  );
}

function UnitName({ entry }: { entry: Entry }) {
  return entry.unitId ? <Link href={`/units/${entry.unitId}`}>{entry.name}</Link> : entry.name;
}

function Changes({ entry }: { entry: Entry }) {
  return (
    <ul>
      {entry.changes.map(({ field, from, to }) => (
        <li key={field}>
          {field}：<del>{from}</del> → <ins>{to}</ins>
        </li>
      ))}
    </ul>
  );
}
