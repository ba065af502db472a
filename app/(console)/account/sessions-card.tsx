import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Card } from "@/components/layout/card";
import { type Column, DataTable } from "@/components/ui/data-table";
import { StatusTag } from "@/components/ui/status-tag";
import { endOtherSessionsAction, endSessionAction } from "@/lib/features/accounts/sessions/actions";
import type { OpenSession } from "@/lib/features/accounts/sessions/types";
import { formatRocInstant } from "@/lib/platform/roc-date";

const COLUMNS: Column<OpenSession>[] = [
  {
    key: "startedAt",
    label: "登入時間",
    rowHeader: true,
    nowrap: true,
    render: (row) => formatRocInstant(row.startedAt),
  },
  {
    key: "lastSeenAt",
    label: "最近使用",
    nowrap: true,
    render: (row) => formatRocInstant(row.lastSeenAt),
  },
  {
    key: "end",
    label: "操作",
    render: (row) =>
      row.isPresent ? (
        <StatusTag tone="good">這個瀏覽器</StatusTag>
      ) : (
        <ActionForm
          action={endSessionAction}
          hideSubmit
          label={`結束 ${formatRocInstant(row.startedAt)} 的登入`}
        >
          <HiddenField name="id" value={row.id} />
          <SubmitButton variant="secondary">結束</SubmitButton>
        </ActionForm>
      ),
  },
];

/** Where the account is signed in now, and the buttons that end what is not this browser. */
export function SessionsCard({ sessions }: { sessions: readonly OpenSession[] }) {
  return (
    <Card title="目前的登入">
      <div className="stack">
        <p className="muted">若有不是您本人的登入，請立即結束它並變更密碼。</p>
        <DataTable
          caption="目前的登入"
          captionHidden
          columns={COLUMNS}
          rows={sessions}
          rowKey={(row) => row.id}
          mobile="cards"
        />
        {sessions.length > 1 && (
          <ActionForm
            action={endOtherSessionsAction}
            submitLabel="結束所有其他登入"
            submitVariant="danger"
            label="結束所有其他登入"
          />
        )}
      </div>
    </Card>
  );
}
