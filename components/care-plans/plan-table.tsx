import type { ReactNode } from "react";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ListHref } from "@/components/ui/list-href";
import { PLAN_KIND_LABELS } from "@/lib/features/care-plans/labels";
import type { ListedPlan } from "@/lib/features/care-plans/list/types";
import { formatRocDate, formatRocInstant } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";
import { PlanStatusTag } from "./plan-status-tag";

type PlanTableProps = {
  rows: readonly ListedPlan[];
  asOf: PlainDate;
  ofOneUnit: boolean;
  sort: string;
  dir: "asc" | "desc";
  hrefFor: ListHref;
  total: number;
  empty: ReactNode;
};

/** Plans in a list, the one that waits longest first. */
export function PlanTable({ rows, asOf, ofOneUnit, sort, dir, hrefFor, total, empty }: PlanTableProps) {
  const unit = {
    key: "unit",
    label: "A 單位",
    sortable: true,
    render: ({ aUnit }: ListedPlan) => (
      <Link href={`/units/${aUnit.id}`}>
        {aUnit.code} {aUnit.name}
      </Link>
    ),
  };
  return (
    <DataTable
      caption="照顧計畫"
      rows={rows}
      rowKey={(row) => row.id}
      mobile="cards"
      {...{ sort, dir, hrefFor, total, empty }}
      columns={[
        {
          key: "case",
          label: "個案",
          sortable: true,
          rowHeader: true,
          nowrap: true,
          render: (row) => (
            <Link href={`/cases/${row.caseId}/plan/${row.id}`}>
              {row.caseNumber} {row.caseName}
            </Link>
          ),
        },
        { key: "version", label: "版次", nowrap: true, render: (row) => `第 ${row.versionNo} 版` },
        {
          key: "kind",
          label: "種類",
          sortable: true,
          nowrap: true,
          render: (row) => PLAN_KIND_LABELS[row.kind],
        },
        {
          key: "status",
          label: "狀態",
          nowrap: true,
          render: (row) => <PlanStatusTag status={row.status} />,
        },
        { key: "district", label: "行政區", sortable: true, nowrap: true, render: (row) => row.district },
        { key: "level", label: "等級", nowrap: true, render: (row) => `第 ${row.needLevel} 級` },
        ...(ofOneUnit ? [] : [unit]),
        {
          key: "submittedAt",
          label: "送審",
          sortable: true,
          nowrap: true,
          render: (row) => (row.submittedAt ? formatRocInstant(row.submittedAt) : "—"),
        },
        {
          key: "waiting",
          label: "等候",
          nowrap: true,
          render: ({ waiting }) => (waiting === null ? "—" : `${waiting} 日`),
        },
        {
          key: "dueOn",
          label: "計畫期限",
          nowrap: true,
          render: ({ dueOn, status }) =>
            dueOn ? `${formatRocDate(dueOn)}${dueOn < asOf && status !== "approved" ? "（已過）" : ""}` : "—",
        },
      ]}
    />
  );
}
