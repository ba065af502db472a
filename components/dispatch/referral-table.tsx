import type { ReactNode } from "react";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ListHref } from "@/components/ui/list-href";
import type { ReferralRow } from "@/lib/features/dispatch/referrals/types";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import { formatRocDate } from "@/lib/platform/roc-date";
import { BasisTag, ClockTag, DispatchStateTag } from "./tags";

type ReferralTableProps = {
  rows: readonly ReferralRow[];
  /** Which of the two units a row names: the B unit's people see who sent it, the others who received it. */
  names: "sender" | "receiver" | "both";
  sort: string;
  dir: "asc" | "desc";
  hrefFor: ListHref;
  total: number;
  empty: ReactNode;
};

/** Referrals to B units with their limit and their answer. */
export function ReferralTable({ names, ...list }: ReferralTableProps) {
  const sender = {
    key: "sender",
    label: "A 單位",
    render: (row: ReferralRow) => `${row.fromUnit.code} ${row.fromUnit.name}`,
  };
  const receiver = {
    key: "unit",
    label: "B 單位",
    sortable: true,
    render: (row: ReferralRow) => `${row.toUnit.code} ${row.toUnit.name}`,
  };
  return (
    <DataTable
      caption="照會"
      captionHidden
      rowKey={(row) => row.id}
      mobile="cards"
      {...list}
      columns={[
        {
          key: "case",
          label: "個案",
          rowHeader: true,
          render: (row) => (
            <>
              <Link href={`/dispatch/referrals/${row.id}`}>{row.clientName ?? "（已不開放）"}</Link>
              <div className="muted small">{[row.caseNumber, row.district].filter(Boolean).join(" ")}</div>
            </>
          ),
        },
        { key: "service", label: "服務", sortable: true, render: (row) => SERVICE_LABELS[row.service] },
        ...(names === "receiver" ? [] : [sender]),
        ...(names === "sender" ? [] : [receiver]),
        { key: "basis", label: "方式", render: (row) => <BasisTag basis={row.basis} /> },
        {
          key: "dispatchedOn",
          label: "派案日",
          sortable: true,
          nowrap: true,
          render: (row) => formatRocDate(row.dispatchedOn),
        },
        {
          key: "standing",
          label: "狀態",
          sortable: true,
          render: (row) => (
            <>
              <DispatchStateTag state={row.state} />
              <div className="small">{progressText(row)}</div>
            </>
          ),
        },
        {
          key: "clock",
          label: "時效",
          render: (row) => row.clock && <ClockTag clock={row.clock} name="第一次服務" />,
        },
      ]}
    />
  );
}

function progressText(row: ReferralRow): string {
  if (row.state === "accepted") {
    if (row.firstServiceOn) return `${formatRocDate(row.firstServiceOn)} 開始服務`;
    return row.plannedStartOn ? `預定 ${formatRocDate(row.plannedStartOn)} 開始` : "";
  }
  return row.answerReason ?? "";
}
