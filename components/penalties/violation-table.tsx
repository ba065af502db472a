import type { ReactNode } from "react";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ListHref } from "@/components/ui/list-href";
import { clauseLabel, SCHEME_LABELS } from "@/lib/features/penalties/labels";
import type { ViolationRow } from "@/lib/features/penalties/types";
import { formatRocDate } from "@/lib/platform/roc-date";
import { ReviewStateTag, ViolationStateTag } from "./tags";

type ViolationTableProps = {
  rows: readonly ViolationRow[];
  sort: string;
  dir: "asc" | "desc";
  hrefFor: ListHref;
  total: number;
  empty: ReactNode;
};

/** Violations with their clause, their stage and their points. */
export function ViolationTable(list: ViolationTableProps) {
  return (
    <DataTable
      caption="違約案"
      captionHidden
      rowKey={(row) => row.id}
      mobile="cards"
      {...list}
      columns={[
        {
          key: "number",
          label: "案號",
          sortable: true,
          rowHeader: true,
          nowrap: true,
          render: (row) => <Link href={`/penalties/violations/${row.id}`}>{row.number}</Link>,
        },
        {
          key: "unit",
          label: "單位",
          sortable: true,
          render: (row) => (
            <>
              <Link href={`/penalties/units/${row.unit.id}`}>{row.unit.name}</Link>
              <div className="muted small">
                {row.unit.code}｜特約 {row.contract.number}
              </div>
            </>
          ),
        },
        {
          key: "clause",
          label: "違反",
          render: (row) => (
            <>
              {clauseLabel(row.unit.tier, row.scheme, row.clause)}
              <div className="muted small">{SCHEME_LABELS[row.scheme]}</div>
            </>
          ),
        },
        {
          key: "happenedOn",
          label: "違約日",
          sortable: true,
          nowrap: true,
          render: (row) => formatRocDate(row.happenedOn),
        },
        {
          key: "hearingDueOn",
          label: "陳述期限",
          sortable: true,
          nowrap: true,
          render: (row) => (
            <>
              {formatRocDate(row.hearingDueOn)}
              {row.statedAt && <div className="small">已陳述</div>}
            </>
          ),
        },
        { key: "points", label: "點數", align: "end", render: (row) => row.points ?? "—" },
        {
          key: "state",
          label: "狀態",
          render: (row) => (
            <span className="cluster">
              <ViolationStateTag state={row.state} />
              {row.review && <ReviewStateTag state={row.review} />}
            </span>
          ),
        },
      ]}
    />
  );
}
