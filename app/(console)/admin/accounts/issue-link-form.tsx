"use client";

import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { issueLinkAction } from "@/lib/features/accounts/actions";
import { OneTimeLink } from "./one-time-link";

/** Makes a new one-time link and shows it. */
export function IssueLinkForm({ id, origin }: { id: string; origin: string }) {
  return (
    <ActionForm
      action={issueLinkAction}
      submitLabel="產生設定密碼連結"
      submitVariant="secondary"
      successMessage="連結已產生。"
      label="產生設定密碼連結"
      renderSuccess={(link) => <OneTimeLink origin={origin} link={link} />}
    >
      <HiddenField name="id" value={id} />
    </ActionForm>
  );
}
