import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { withdrawPlanAction } from "@/lib/features/care-plans/actions";
import type { PlanRow } from "@/lib/features/care-plans/types";

/** Asks for the reason before a draft or a returned plan is taken back. */
export function WithdrawPlan({ plan }: { plan: PlanRow }) {
  return (
    <ConfirmDialog trigger="撤回" title={`撤回第 ${plan.versionNo} 版計畫?`} tone="danger">
      <p>撤回後不能再修改；內容保留於歷次版本，可另起新的計畫。</p>
      <ActionForm action={withdrawPlanAction} submitLabel="撤回計畫" submitVariant="danger">
        <HiddenField name="id" value={plan.id} />
        <HiddenField name="version" value={plan.version} />
        <TextArea name="reason" label="原因" required rows={3} maxLength={500} />
      </ActionForm>
    </ConfirmDialog>
  );
}
