import { DataTable } from "@/components/ui/data-table";
import { StatusTag } from "@/components/ui/status-tag";
import { capacityText } from "@/lib/features/dispatch/capacity/labels";
import type { Candidate } from "@/lib/features/dispatch/providers/types";
import { formatRocDate } from "@/lib/platform/roc-date";
import { skipReasonLabel } from "@/lib/rules/dispatch";

type CandidatesTableProps = { caption: string; rows: readonly Candidate[]; captionHidden?: boolean };

/** Units that could take a case: whose turn it is, why others are passed over, what they can take and from when. */
export function CandidatesTable({ caption, rows, captionHidden }: CandidatesTableProps) {
  return (
    <DataTable
      caption={caption}
      captionHidden={captionHidden}
      rows={rows}
      rowKey={(row) => row.unitId}
      mobile="cards"
      rowTone={(row) => (row.isNext ? "good" : undefined)}
      columns={[
        {
          key: "position",
          label: "輪序",
          align: "end",
          width: "4rem",
          render: (row) => row.position ?? "—",
        },
        {
          key: "unit",
          label: "B 單位",
          rowHeader: true,
          render: (row) => (
            <>
              {row.code} {row.name} <span className="muted small">{row.district}</span>
              {row.related && (
                <div>
                  <StatusTag tone="warn">同一或關聯單位</StatusTag>
                </div>
              )}
            </>
          ),
        },
        { key: "state", label: "本次", render: (row) => <Turn row={row} /> },
        { key: "capacity", label: "服務量能", nowrap: true, render: (row) => capacityText(row.capacity) },
        {
          key: "earliest",
          label: "最快開始",
          nowrap: true,
          render: (row) => (row.earliestStart ? formatRocDate(row.earliestStart) : "未填"),
        },
      ]}
    />
  );
}

function Turn({ row }: { row: Candidate }) {
  if (row.isNext) return <StatusTag tone="good">輪到本單位</StatusTag>;
  if (row.skip) return <StatusTag tone="neutral">略過：{skipReasonLabel(row.skip)}</StatusTag>;
  return <span className="muted">可承接</span>;
}
