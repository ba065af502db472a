import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { Section } from "@/components/layout/section";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { approveRotationAction, returnRotationAction } from "@/lib/features/dispatch/rotations/actions";
import type { RotationDetail } from "@/lib/features/dispatch/rotations/types";

/** The centre's answer to an order: approved for half a year, or back with a remark. */
export function ReviewForms({ order }: { order: RotationDetail }) {
  const carried = (
    <>
      <HiddenField name="id" value={order.id} />
      <HiddenField name="version" value={order.version} />
    </>
  );
  return (
    <Section
      title="審核"
      lead={
        order.former
          ? "核定即日起生效半年，並取代前一張輪序表；輪到的單位接續，不會重排。"
          : "核定即日起生效半年。"
      }
    >
      <div className="cluster">
        <ActionForm action={approveRotationAction} submitLabel="核定" label="核定">
          {carried}
        </ActionForm>
        <ConfirmDialog trigger="退回修正" title="退回 A 單位修正" tone="neutral">
          <ActionForm action={returnRotationAction} submitLabel="退回" label="退回">
            {carried}
            <TextArea name="remark" label="退回意見" required rows={4} maxLength={1000} />
          </ActionForm>
        </ConfirmDialog>
      </div>
    </Section>
  );
}
