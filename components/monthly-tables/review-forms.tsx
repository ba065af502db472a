import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { Section } from "@/components/layout/section";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { FiledTable } from "@/lib/features/dispatch/monthly-tables/types";
import type { FormAction } from "@/lib/platform/define-action";

type Reviewing = FormAction<{ id: string; aUnitId: string; month: string }>;

/** The centre's answer to a table: accepted, or back with a remark. */
export function ReviewForms({
  table,
  accept,
  giveBack,
}: {
  table: FiledTable;
  accept: Reviewing;
  giveBack: Reviewing;
}) {
  const carried = (
    <>
      <HiddenField name="id" value={table.id} />
      <HiddenField name="version" value={table.version} />
    </>
  );
  return (
    <Section title="審核" id="review" lead={`審核第 ${table.versionNo} 版。退回後由 A 單位補正並重新提交。`}>
      <div className="stack">
        <ActionForm action={accept} submitLabel="審核通過" label="審核通過">
          {carried}
          <TextArea name="remark" label="審核意見（選填）" rows={2} maxLength={1000} width="full" />
        </ActionForm>
        <ConfirmDialog trigger="退回補正" title="退回 A 單位補正" tone="neutral">
          <ActionForm action={giveBack} submitLabel="退回" label="退回">
            {carried}
            <TextArea name="remark" label="退回意見" required rows={4} maxLength={500} />
          </ActionForm>
        </ConfirmDialog>
      </div>
    </Section>
  );
}
