import type { ReactNode } from "react";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ListHref } from "@/components/ui/list-href";
import { FORM_LABELS } from "@/lib/features/inspections/templates/labels";
import { PURPOSE_LABELS } from "@/lib/features/inspections/visits/labels";
import type { InspectionRow } from "@/lib/features/inspections/visits/types";
import { formatRocDate } from "@/lib/platform/roc-date";
import { InspectionStateTag } from "./inspection-state-tag";

type InspectionTableProps = {
  rows: readonly InspectionRow[];
  sort: string;
  dir: "asc" | "desc";
  hrefFor: ListHref;
  total: number;
  empty: ReactNode;
};

/** Inspections with their week, inspectors, state and what was found. */
export function InspectionTable(list: InspectionTableProps) {
  return (
    <DataTable
      caption="查核"
      captionHidden
      rowKey={(row) => row.id}
      mobile="cards"
      {...list}
      columns={[
        {
          key: "number",
          label: "查核編號",
          sortable: true,
          rowHeader: true,
          nowrap: true,
          render: (row) => <Link href={`/inspections/${row.id}`}>{row.number}</Link>,
        },
        {
          key: "unit",
          label: "受查單位",
          sortable: true,
          render: (row) => (
            <>
              {row.unit.code} {row.unit.name}
              <div className="muted small">{row.unit.district}</div>
            </>
          ),
        },
        {
          key: "form",
          label: "查核表",
          render: (row) => (
            <>
              {FORM_LABELS[row.formKey] ?? row.formTitle}
              <div className="muted small">{PURPOSE_LABELS[row.purpose]}</div>
            </>
          ),
        },
        {
          key: "week",
          label: "預定週",
          sortable: true,
          nowrap: true,
          title: "該週週一",
          render: (row) => formatRocDate(row.plannedWeek),
        },
        {
          key: "inspectors",
          label: "查核人員",
          render: (row) => row.inspectors.map(({ name }) => name).join("、") || "—",
        },
        {
          key: "state",
          label: "狀態",
          sortable: true,
          render: (row) => <InspectionStateTag state={row.state} />,
        },
        {
          key: "visitedOn",
          label: "查核日",
          sortable: true,
          nowrap: true,
          render: (row) => formatRocDate(row.visitedOn),
        },
        { key: "findings", label: "缺失", nowrap: true, render: (row) => <Findings row={row} /> },
      ]}
    />
  );
}

function Findings({ row }: { row: InspectionRow }) {
  if (row.state !== "signed") return "—";
  if (row.findings.all === 0) return "無缺失";
  const text = `${row.findings.all} 項${row.findings.open > 0 ? `（未結 ${row.findings.open}）` : "（已結）"}`;
  return <Link href={`/inspections/${row.id}#findings`}>{text}</Link>;
}
