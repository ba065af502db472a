import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { StatusTag } from "@/components/ui/status-tag";
import { endRelatedPartyAction } from "@/lib/features/registry/related-parties/actions";
import { KIND_LABELS } from "@/lib/features/registry/related-parties/labels";
import type { RelatedPartyRow } from "@/lib/features/registry/related-parties/types";
import { formatRocInstant } from "@/lib/platform/roc-date";

type PairTableProps = { unitId: string; pairs: readonly RelatedPartyRow[]; keeps: boolean };

const UNITS_SHOWN = 8;

/** The organisations that belong together with this one, standing and ended. */
export function PairTable({ unitId, pairs, keeps }: PairTableProps) {
  return (
    <DataTable
      caption="關聯的設立單位"
      rows={pairs}
      rowKey={(row) => row.id}
      mobile="cards"
      empty={
        <EmptyState title="尚未登錄關聯" icon="link">
          {keeps ? "請搜尋另一個設立單位，載明認定依據後登錄。" : "關聯由本府長照科認定與登錄。"}
        </EmptyState>
      }
      columns={[
        { key: "other", label: "設立單位", rowHeader: true, render: (row) => row.other.name },
        { key: "units", label: "其單位", render: (row) => <Units row={row} /> },
        { key: "kind", label: "種類", render: (row) => KIND_LABELS[row.kind] },
        { key: "basis", label: "認定依據", render: (row) => row.basis },
        { key: "since", label: "登錄", nowrap: true, render: (row) => formatRocInstant(row.createdAt) },
        {
          key: "state",
          label: "狀態",
          render: (row) =>
            row.endedAt ? (
              <StatusTag tone="neutral">{formatRocInstant(row.endedAt)} 終止</StatusTag>
            ) : (
              <StatusTag tone="warn">認定中</StatusTag>
            ),
        },
        ...(keeps
          ? [
              {
                key: "end",
                label: "處理",
                render: (row: RelatedPartyRow) => !row.endedAt && <EndForm unitId={unitId} row={row} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function Units({ row }: { row: RelatedPartyRow }) {
  const more = row.other.units.length - UNITS_SHOWN;
  return (
    <span className="cluster">
      {row.other.units.slice(0, UNITS_SHOWN).map((unit) => (
        <Link key={unit.id} href={`/units/${unit.id}`} title={unit.name}>
          {unit.code}
        </Link>
      ))}
      {more > 0 && <span>等 {row.other.units.length} 個</span>}
    </span>
  );
}

function EndForm({ unitId, row }: { unitId: string; row: RelatedPartyRow }) {
  return (
    <ConfirmDialog trigger="終止" title={`終止與「${row.other.name}」的關聯?`} tone="danger" size="s">
      <p>終止後紀錄保留；原因載入稽核紀錄。</p>
      <ActionForm action={endRelatedPartyAction} submitLabel="終止關聯" submitVariant="danger">
        <HiddenField name="id" value={row.id} />
        <HiddenField name="unitId" value={unitId} />
        <TextArea name="reason" label="原因" required rows={3} maxLength={500} />
      </ActionForm>
    </ConfirmDialog>
  );
}
