import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { articleText, clauseLabel } from "@/lib/features/penalties/labels";
import type { EntryRow } from "@/lib/features/penalties/types";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { Tier } from "@/prisma/generated/enums";

/** Lines of the ledger, newest first; points taken back have a minus. */
export function EntryTable({ rows, tier }: { rows: readonly EntryRow[]; tier: Tier }) {
  return (
    <DataTable
      caption="點數帳"
      captionHidden
      rows={rows}
      rowKey={(row) => row.id}
      mobile="cards"
      empty={<EmptyState title="沒有記點">這個單位沒有記點紀錄。</EmptyState>}
      columns={[
        {
          key: "countsOn",
          label: "違約日",
          rowHeader: true,
          nowrap: true,
          render: (row) => formatRocDate(row.countsOn),
        },
        {
          key: "clause",
          label: "違反",
          render: (row) => clauseLabel(tier, row.scheme, row.clause),
        },
        {
          key: "points",
          label: "點數",
          align: "end",
          render: (row) => (row.points > 0 ? row.points : `−${-row.points}（沖回）`),
        },
        { key: "article", label: "依據", render: (row) => articleText(row.article) },
        { key: "reason", label: "理由", render: (row) => row.reason },
        { key: "contract", label: "特約", render: (row) => row.contractNumber },
        {
          key: "violation",
          label: "案號",
          nowrap: true,
          render: (row) => (
            <Link href={`/penalties/violations/${row.violationId}`}>{row.violationNumber}</Link>
          ),
        },
      ]}
    />
  );
}
