"use client";

import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { revealNationalIdAction } from "@/lib/features/accounts/opening/actions";

/** Shows the national ID in full after a press of the button, which is written to the audit. */
export function NationalIdForm({ id }: { id: string }) {
  return (
    <ActionForm
      action={revealNationalIdAction}
      submitLabel="顯示完整統一編號（留存紀錄）"
      submitVariant="quiet"
      successMessage="已顯示，並寫入稽核紀錄。"
      hideOnSuccess
      label="顯示統一編號"
      renderSuccess={({ nationalId }) => (
        <p>
          統一編號：<strong data-testid="national-id">{nationalId}</strong>
        </p>
      )}
    >
      <HiddenField name="id" value={id} />
    </ActionForm>
  );
}
