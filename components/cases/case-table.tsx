import type { ReactNode } from "react";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ListHref } from "@/components/ui/list-href";
import { SOURCE_LABELS } from "@/lib/features/cases/labels";
import type { CaseListRow } from "@/lib/features/cases/list/types";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";
import { CaseStatusTag } from "./case-status-tag";
import { DueTag } from "./due-tag";

type CaseTableProps = {
  rows: readonly CaseListRow[];
  today: PlainDate;
  /** An A unit's own list needs no column of A units. */
  ofOneUnit: boolean;
  sort: string;
  dir: "asc" | "desc";
  hrefFor: ListHref;
  total: number;
  empty: ReactNode;
};

/** Cases with where they stand; never a national ID. */
export function CaseTable({ rows, today, ofOneUnit, ...table }: CaseTableProps) {
  const unit = {
    key: "aUnit",
    label: "A 單位",
    render: (row: CaseListRow) =>
      row.aUnitId ? <Link href={`/units/${row.aUnitId}`}>{row.aUnit}</Link> : "—",
  };
  return (
    <DataTable
      caption="個案"
      rows={rows}
      rowKey={(row) => row.id}
      mobile="cards"
      {...table}
      columns={[
        {
          key: "name",
          label: "姓名",
          sortable: true,
          rowHeader: true,
          nowrap: true,
          render: (row) => <Link href={`/cases/${row.id}`}>{row.name}</Link>,
        },
        { key: "number", label: "案號", sortable: true, nowrap: true, render: (row) => row.number },
        {
          key: "status",
          label: "狀態",
          sortable: true,
          render: (row) => <CaseStatusTag status={row.status} />,
        },
        { key: "district", label: "行政區", sortable: true, nowrap: true, render: (row) => row.district },
        {
          key: "needLevel",
          label: "需要等級",
          sortable: true,
          nowrap: true,
          render: (row) => (row.needLevel ? `第 ${row.needLevel} 級` : "—"),
        },
        ...(ofOneUnit ? [] : [unit]),
        { key: "manager", label: "個案管理員", nowrap: true, render: (row) => row.manager ?? "—" },
        { key: "source", label: "申請來源", render: (row) => SOURCE_LABELS[row.source] },
        {
          key: "appliedOn",
          label: "申請日",
          sortable: true,
          nowrap: true,
          render: (row) => formatRocDate(row.appliedOn),
        },
        {
          key: "nextReassessmentOn",
          label: "複評期限",
          sortable: true,
          nowrap: true,
          render: (row) =>
            row.closedOn ? (
              `${formatRocDate(row.closedOn)} 結案`
            ) : (
              <DueTag dueOn={row.nextReassessmentOn} today={today} />
            ),
        },
      ]}
    />
  );
}
