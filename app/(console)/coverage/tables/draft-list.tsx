import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { StatusTag } from "@/components/ui/status-tag";
import type { DraftRow } from "@/lib/features/coverage/tables/drafts/types";
import { DRAFT_STATE_LABELS } from "@/lib/features/coverage/tables/labels";
import { formatRocInstant } from "@/lib/platform/roc-date";

const TONES = { previewed: "warn", applied: "good", discarded: "neutral" } as const;

/** The state of a draft. */
export function DraftStateTag({ state }: { state: DraftRow["state"] }) {
  return <StatusTag tone={TONES[state]}>{DRAFT_STATE_LABELS[state]}</StatusTag>;
}

/** What was uploaded, newest first. */
export function DraftTableList({ rows }: { rows: readonly DraftRow[] }) {
  return (
    <DataTable
      caption="草案"
      captionHidden
      rows={rows}
      rowKey={({ id }) => id}
      mobile="cards"
      empty={<EmptyState title="尚未上傳任何草案" icon="upload" />}
      columns={[
        {
          key: "files",
          label: "檔案",
          rowHeader: true,
          render: ({ id, fileNames }) => (
            <Link href={`/coverage/tables/drafts/${id}`}>
              {fileNames[0]}
              {fileNames.length > 1 && ` 等 ${fileNames.length} 檔`}
            </Link>
          ),
        },
        { key: "year", label: "計畫年度", nowrap: true, render: ({ planYear }) => `${planYear}年` },
        { key: "state", label: "狀態", nowrap: true, render: ({ state }) => <DraftStateTag state={state} /> },
        {
          key: "created",
          label: "上傳",
          nowrap: true,
          render: ({ createdAt, createdBy }) => `${formatRocInstant(createdAt)}　${createdBy}`,
        },
        {
          key: "applied",
          label: "套用",
          nowrap: true,
          render: ({ appliedAt }) => (appliedAt === null ? "—" : formatRocInstant(appliedAt)),
        },
      ]}
    />
  );
}
