"use client";

import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { revealNationalIdAction } from "@/lib/features/cases/file/actions";

/** Shows the national ID after a press; the press is written into the audit log. */
export function RevealForm({ id }: { id: string }) {
  return (
    <ActionForm
      action={revealNationalIdAction}
      submitLabel="顯示完整編號"
      submitVariant="secondary"
      successMessage="已顯示，並留下查看紀錄。"
      hideOnSuccess
      renderSuccess={({ nationalId }) => <p className="num">{nationalId}</p>}
      label="顯示完整編號"
    >
      <HiddenField name="id" value={id} />
    </ActionForm>
  );
}
