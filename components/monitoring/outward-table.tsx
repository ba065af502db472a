import type { ReactNode } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ListHref } from "@/components/ui/list-href";
import { StatusTag } from "@/components/ui/status-tag";
import { REFERRAL_KIND_LABELS } from "@/lib/features/cases/monitoring/labels";
import type { OutwardRow } from "@/lib/features/cases/monitoring/types";
import type { FormAction } from "@/lib/platform/define-action";
import { formatRocDate } from "@/lib/platform/roc-date";

type OutwardTableProps = {
  caption: string;
  rows: readonly OutwardRow[];
  empty: ReactNode;
  today: string;
  /** Without it nobody here follows up. */
  followUp?: FormAction<{ id: string; caseId: string }>;
  withCase?: boolean;
  sort?: string;
  dir?: "asc" | "desc";
  hrefFor?: ListHref;
  total?: number;
};

/** Referrals to other resources and what became of them. */
export function OutwardTable({ followUp, withCase = false, today, ...list }: OutwardTableProps) {
  const sortable = list.hrefFor !== undefined;
  const caseColumn = {
    key: "case",
    label: "個案",
    render: (row: OutwardRow) => (
      <Link href={`/cases/${row.caseId}/monitoring`}>
        {row.caseNumber} {row.clientName}
      </Link>
    ),
  };
  return (
    <DataTable
      {...list}
      rowKey={(row) => row.id}
      mobile="cards"
      columns={[
        {
          key: "kind",
          label: "轉介種類",
          rowHeader: true,
          sortable,
          render: (row) => REFERRAL_KIND_LABELS[row.kind],
        },
        ...(withCase ? [caseColumn] : []),
        {
          key: "receiver",
          label: "受理單位",
          sortable,
          render: (row) => (
            <>
              {row.receiver}
              {row.note && <div className="muted small">{row.note}</div>}
            </>
          ),
        },
        {
          key: "referredOn",
          label: "轉介日",
          nowrap: true,
          sortable,
          render: (row) => formatRocDate(row.referredOn),
        },
        {
          key: "result",
          label: "追蹤結果",
          render: (row) =>
            row.followedUpOn ? (
              <>
                {formatRocDate(row.followedUpOn)} {row.result}
              </>
            ) : (
              <span className="cluster">
                <StatusTag tone="warn">待追蹤</StatusTag>
                {followUp && <FollowUp row={row} today={today} action={followUp} />}
              </span>
            ),
        },
      ]}
    />
  );
}

type FollowUpProps = { row: OutwardRow; today: string; action: FormAction<{ id: string; caseId: string }> };

function FollowUp({ row, today, action }: FollowUpProps) {
  const title = `${REFERRAL_KIND_LABELS[row.kind]}轉介的追蹤結果`;
  return (
    <ConfirmDialog trigger="登錄結果" title={title} size="s">
      <ActionForm action={action} submitLabel="登錄結果" successMessage="已登錄追蹤結果。" label={title}>
        <HiddenField name="id" value={row.id} />
        <DateField name="followedUpOn" label="追蹤日" required defaultValue={formatRocDate(today)} />
        <TextArea name="result" label="結果" required rows={3} maxLength={500} />
      </ActionForm>
    </ConfirmDialog>
  );
}
