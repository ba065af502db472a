import type { ReactNode } from "react";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ListHref } from "@/components/ui/list-href";
import type { FindingRow } from "@/lib/features/inspections/findings/types";
import { FORM_LABELS } from "@/lib/features/inspections/templates/labels";
import { formatRocDate } from "@/lib/platform/roc-date";
import { FindingLimit, FindingStateTag } from "./finding-tags";

type FindingTableProps = {
  rows: readonly FindingRow[];
  caption: string;
  /** Without it the table stands as it is: no sorting. */
  hrefFor?: ListHref;
  sort?: string;
  dir?: "asc" | "desc";
  total?: number;
  empty: ReactNode;
};

/** Findings with what was found, where it stands on the form, and the limit. */
export function FindingTable({ caption, hrefFor, ...list }: FindingTableProps) {
  const sortable = hrefFor !== undefined;
  return (
    <DataTable
      caption={caption}
      captionHidden
      rowKey={(row) => row.id}
      mobile="cards"
      rowTone={(row) => (row.urgency === "overdue" ? "bad" : undefined)}
      {...list}
      {...(hrefFor ? { hrefFor } : {})}
      columns={[
        {
          key: "number",
          label: "編號",
          sortable,
          rowHeader: true,
          nowrap: true,
          render: (row) => <Link href={`/inspections/findings/${row.id}`}>{row.number}</Link>,
        },
        {
          key: "unit",
          label: "單位",
          sortable,
          render: (row) => (
            <>
              {row.unit.name}
              <div className="muted small">{row.unit.code}</div>
            </>
          ),
        },
        {
          key: "item",
          label: "缺失項目",
          render: (row) => (
            <>
              {[row.basis.itemNumber, row.basis.itemLabel].filter(Boolean).join(" ")}
              <div className="muted small">
                {FORM_LABELS[row.basis.form]}｜{row.basis.answer}
                {row.basis.caseNumber && `｜個案 ${row.basis.caseNumber}`}
              </div>
            </>
          ),
        },
        {
          key: "createdOn",
          label: "查核日",
          sortable,
          nowrap: true,
          render: (row) => formatRocDate(row.createdOn),
        },
        { key: "dueOn", label: "改善期限", sortable, render: (row) => <FindingLimit limit={row} /> },
        { key: "state", label: "狀態", render: (row) => <FindingStateTag state={row.state} /> },
      ]}
    />
  );
}
