import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ListHref } from "@/components/ui/list-href";
import { rocMonth } from "@/lib/features/dispatch/monthly-tables/labels";
import type { ListedTable } from "@/lib/features/dispatch/monthly-tables/types";
import { formatRocDate } from "@/lib/platform/roc-date";
import { FlagCounts, ListStateTags } from "./tags";

const hrefOf = ({ aUnit, month }: ListedTable) => `/dispatch/monthly/${aUnit.id}/${month}`;

type ListTableProps = {
  rows: readonly ListedTable[];
  caption: string;
  /** By unit for the centre's list of a month, by month for a unit's own list. */
  by: "unit" | "month";
  empty: ReactNode;
  sort?: string;
  dir?: "asc" | "desc";
  hrefFor?: ListHref;
  total?: number;
};

/** Monthly tables with their state. */
export function ListTable({ by, ...list }: ListTableProps) {
  const sortable = list.hrefFor !== undefined;
  const columns: Column<ListedTable>[] = [
    by === "unit"
      ? {
          ...{ key: "unit", label: "A 單位", sortable, rowHeader: true },
          render: (row) => (
            <Link href={hrefOf(row)}>
              {row.aUnit.code} {row.aUnit.name}
            </Link>
          ),
        }
      : {
          ...{ key: "month", label: "月份", rowHeader: true, nowrap: true },
          render: (row) => <Link href={hrefOf(row)}>{rocMonth(row.month)}</Link>,
        },
    { key: "state", label: "狀態", sortable, render: (row) => <ListStateTags row={row} /> },
    { key: "dueOn", label: "期限", nowrap: true, render: ({ dueOn }) => formatRocDate(dueOn) },
    {
      ...{ key: "filedOn", label: "首次提交", sortable, nowrap: true },
      render: ({ firstFiledOn }) => formatRocDate(firstFiledOn),
    },
    {
      ...{ key: "version", label: "版次", nowrap: true },
      render: ({ versionNo }) => (versionNo === null ? "—" : `第 ${versionNo} 版`),
    },
    {
      ...{ key: "dispatches", label: "派案件數", sortable, align: "end" as const },
      render: ({ dispatches }) => dispatches ?? "—",
    },
    { key: "flags", label: "註記", sortable, render: (row) => <FlagCounts flags={row.flags} /> },
  ];
  return (
    <DataTable
      {...list}
      columns={columns}
      rowKey={({ aUnit, month }) => `${aUnit.id} ${month}`}
      mobile="cards"
    />
  );
}
