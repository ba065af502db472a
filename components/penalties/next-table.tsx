import { DataTable } from "@/components/ui/data-table";
import { StatusTag } from "@/components/ui/status-tag";
import type { Tone } from "@/components/ui/tone";
import { ACTION_LABELS_OF_POINTS, articleText } from "@/lib/features/penalties/labels";
import type { LedgerOfContract, NextViolation } from "@/lib/features/penalties/types";

const TONES: Record<NextViolation["action"], Tone> = { none: "neutral", suspend: "warn", terminate: "bad" };

/** What the next violation of each clause would mean, as if it happened today. */
export function NextTable({ ledger }: { ledger: LedgerOfContract }) {
  return (
    <DataTable
      caption="如果今天再違約一次"
      rows={ledger.next}
      rowKey={(row) => `${row.clause} ${row.corrected}`}
      mobile="cards"
      rowTone={(row) => (row.action === "terminate" ? "bad" : undefined)}
      columns={[
        {
          key: "clause",
          label: "款次",
          rowHeader: true,
          nowrap: true,
          render: (row) => (row.clause === null ? "—" : `第 ${row.clause} 款`),
        },
        {
          key: "text",
          label: "事由",
          render: (row) => (
            <>
              {row.text}
              {row.corrected !== null && row.clause !== null && (
                <div className="small">{row.corrected ? "（限期改善而已改善）" : "（屆期未改善）"}</div>
              )}
            </>
          ),
        },
        {
          key: "points",
          label: "記點",
          align: "end",
          nowrap: true,
          render: (row) => (row.points === null ? "—" : `${row.points} 點`),
        },
        { key: "article", label: "依據", render: (row) => (row.article ? articleText(row.article) : "—") },
        {
          key: "total",
          label: "累計（一年內）",
          align: "end",
          nowrap: true,
          render: (row) => (row.windowTotal === null ? row.total : `${row.total}（${row.windowTotal}）`),
        },
        {
          key: "action",
          label: "效果",
          render: (row) => (
            <>
              <StatusTag tone={TONES[row.action]}>{ACTION_LABELS_OF_POINTS[row.action]}</StatusTag>
              {row.detail && <div className="small">{row.detail}</div>}
            </>
          ),
        },
      ]}
    />
  );
}
