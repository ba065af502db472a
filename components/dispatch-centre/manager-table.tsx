import type { ReactNode } from "react";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { StatusTag } from "@/components/ui/status-tag";
import { CASELOAD_LABELS, CASELOAD_TONES, EMPLOYMENT_LABELS } from "@/lib/features/dispatch/managers/labels";
import type { ManagerRow } from "@/lib/features/dispatch/managers/types";
import { formatRocDate } from "@/lib/platform/roc-date";

type ManagerTableProps = { caption: string; rows: readonly ManagerRow[]; empty: ReactNode };

/** Case managers with load against the cap, and the month's groups that are paid in full, reduced or not. */
export function ManagerTable({ caption, rows, empty }: ManagerTableProps) {
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      mobile="cards"
      empty={empty}
      columns={[
        {
          key: "name",
          label: "個案管理員",
          rowHeader: true,
          render: (row) => <Link href={`/dispatch/managers/${row.id}`}>{row.name}</Link>,
        },
        {
          key: "employment",
          label: "聘用",
          nowrap: true,
          render: (row) =>
            row.endedOn ? `${formatRocDate(row.endedOn)} 離職` : EMPLOYMENT_LABELS[row.employment],
        },
        { key: "active", label: "現有案量", align: "end", nowrap: true, render: (row) => loadText(row) },
        { key: "state", label: "狀態", render: (row) => <LoadTag row={row} /> },
        { key: "more", label: "再接 1 案", render: (row) => <MoreTag row={row} /> },
        { key: "aa01", label: "AA01", align: "end", render: (row) => row.claims.aa01 },
        { key: "aa02", label: "AA02", align: "end", render: (row) => row.claims.aa02 },
        { key: "full", label: "全額", align: "end", title: "全額給付組數", render: (row) => row.claims.full },
        {
          key: "reduced",
          label: "減付",
          align: "end",
          title: "減額給付組數",
          render: (row) => row.claims.reduced,
        },
        {
          key: "refused",
          label: "不付",
          align: "end",
          title: "不予給付組數",
          render: (row) =>
            row.claims.refused > 0 ? <StatusTag tone="bad">{row.claims.refused}</StatusTag> : 0,
        },
      ]}
    />
  );
}

function loadText({ activeCases, load }: ManagerRow): string {
  return load ? `${activeCases} / ${load.cap}` : `${activeCases}`;
}

function LoadTag({ row }: { row: ManagerRow }) {
  if (!row.load) return <StatusTag tone="bad">待交接</StatusTag>;
  return <StatusTag tone={CASELOAD_TONES[row.load.state]}>{CASELOAD_LABELS[row.load.state]}</StatusTag>;
}

function MoreTag({ row }: { row: ManagerRow }) {
  if (!row.load) return "—";
  const { withOneMore, headroom } = row.load;
  if (withOneMore === "over") return <StatusTag tone="bad">不能再接</StatusTag>;
  const tone = CASELOAD_TONES[withOneMore];
  return (
    <StatusTag tone={tone}>
      {withOneMore === "near" ? "將接近上限" : "可接"}（尚可 {headroom} 案）
    </StatusTag>
  );
}
