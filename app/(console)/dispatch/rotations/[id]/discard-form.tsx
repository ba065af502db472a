import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { discardRotationAction } from "@/lib/features/dispatch/rotations/actions";
import type { RotationDetail } from "@/lib/features/dispatch/rotations/types";

/** Puts a draft away that was begun by mistake. */
export function DiscardForm({ order }: { order: RotationDetail }) {
  return (
    <div className="cluster no-print">
      <ConfirmDialog trigger="作廢這張草稿" title="作廢這張輪序表草稿？" tone="danger" size="s">
        <p>作廢後不再列入清單，內容與原因仍留紀錄；現行核定的輪序表不受影響。</p>
        <ActionForm action={discardRotationAction} submitLabel="作廢" submitVariant="danger" label="作廢">
          <HiddenField name="id" value={order.id} />
          <HiddenField name="version" value={order.version} />
          <TextArea name="reason" label="作廢原因" required rows={3} maxLength={500} />
        </ActionForm>
      </ConfirmDialog>
    </div>
  );
}
