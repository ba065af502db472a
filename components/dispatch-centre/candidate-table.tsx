import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { StatusTag } from "@/components/ui/status-tag";
import type { CentreCandidate } from "@/lib/features/dispatch/centre/types";
import { skipReasonLabel } from "@/lib/rules/dispatch";

type CandidateTableProps = { caption: string; rows: readonly CentreCandidate[]; emptyText: string };

/** A units with their place, whether they are next, and why not. */
export function CandidateTable({ caption, rows, emptyText }: CandidateTableProps) {
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      mobile="cards"
      rowTone={(row) => (row.isNext ? "good" : undefined)}
      empty={<EmptyState title={emptyText} />}
      columns={[
        { key: "position", label: "輪序", align: "end", render: (row) => row.position ?? "—" },
        {
          key: "name",
          label: "A 單位",
          rowHeader: true,
          render: (row) => (
            <>
              <Link href={`/units/${row.id}`}>{row.name}</Link>{" "}
              <span className="muted small">{row.code}</span>
            </>
          ),
        },
        { key: "state", label: "本案", render: (row) => <CandidateTag row={row} /> },
        {
          key: "headroom",
          label: "尚可承接",
          align: "end",
          nowrap: true,
          render: (row) => `${row.headroom} 案`,
        },
      ]}
    />
  );
}

function CandidateTag({ row }: { row: CentreCandidate }) {
  if (row.isNext) return <StatusTag tone="good">輪到</StatusTag>;
  if (row.lost) return <StatusTag tone="warn">略過：{row.lost}</StatusTag>;
  if (row.pausedReason) return <StatusTag tone="bad">暫停：{row.pausedReason}</StatusTag>;
  if (row.skip) return <StatusTag tone="warn">略過：{skipReasonLabel(row.skip)}</StatusTag>;
  return <StatusTag tone="neutral">可承接</StatusTag>;
}
