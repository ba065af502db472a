import type { ReactNode } from "react";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ListHref } from "@/components/ui/list-href";
import { StatusTag } from "@/components/ui/status-tag";
import { basisLabel, stateLabel } from "@/lib/features/dispatch/list/labels";
import type { DispatchRow } from "@/lib/features/dispatch/list/types";
import { BASIS_TONES, DISPATCH_STATE_TONES } from "@/lib/features/dispatch/providers/labels";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { formatRocDate } from "@/lib/platform/roc-date";

type DispatchTableProps = {
  rows: readonly DispatchRow[];
  /** Where a row leads: to the referral, for who answers or follows it; else to the case. */
  hrefOf: (row: DispatchRow) => string | null;
  sort: string;
  dir: "asc" | "desc";
  hrefFor: ListHref;
  total: number;
  empty: ReactNode;
};

/** Dispatches over all cases: the centre's to A units and those to B units. */
export function DispatchTable({ hrefOf, ...list }: DispatchTableProps) {
  return (
    <DataTable
      caption="派案"
      captionHidden
      rowKey={(row) => row.id}
      mobile="cards"
      {...list}
      columns={[
        {
          key: "case",
          label: "個案",
          rowHeader: true,
          sortable: true,
          nowrap: true,
          render: (row) => <CaseName row={row} href={hrefOf(row)} />,
        },
        {
          key: "dispatchedOn",
          label: "派案日",
          sortable: true,
          nowrap: true,
          render: (row) => formatRocDate(row.dispatchedOn),
        },
        {
          key: "service",
          label: "服務",
          sortable: true,
          nowrap: true,
          render: (row) => SERVICE_LABELS[row.service],
        },
        {
          key: "from",
          label: "派案單位",
          render: ({ fromUnit }) => (fromUnit ? unitText(fromUnit) : "照管中心"),
        },
        { key: "unit", label: "受派單位", sortable: true, render: ({ toUnit }) => unitText(toUnit) },
        {
          key: "basis",
          label: "方式",
          render: (row) => (
            <StatusTag tone={BASIS_TONES[row.basis]}>
              {basisLabel(row.basis, row.fromUnit === null)}
            </StatusTag>
          ),
        },
        {
          key: "standing",
          label: "狀態",
          sortable: true,
          render: (row) => (
            <>
              <StatusTag tone={DISPATCH_STATE_TONES[row.state]}>
                {stateLabel(row.state, row.fromUnit === null)}
              </StatusTag>
              <div className="small">{progressText(row)}</div>
            </>
          ),
        },
      ]}
    />
  );
}

const unitText = ({ code, name }: DispatchRow["toUnit"]) => `${code} ${name}`;

function CaseName({ row, href }: { row: DispatchRow; href: string | null }) {
  const name = row.clientName ?? "（已不開放）";
  return (
    <>
      {href ? <Link href={href}>{name}</Link> : name}
      <div className="muted small">{[row.caseNumber, row.district].filter(Boolean).join(" ")}</div>
    </>
  );
}

function progressText(row: DispatchRow): string {
  if (row.state !== "accepted") return row.answerReason ?? "";
  if (row.firstServiceOn) return `${formatRocDate(row.firstServiceOn)} 開始服務`;
  return row.plannedStartOn ? `預定 ${formatRocDate(row.plannedStartOn)} 開始` : "";
}
