"use client";

import type { ReactNode } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { TextField } from "@/components/forms/text-field";
import { Link } from "@/components/ui/link";
import { createAccountAction } from "@/lib/features/accounts/actions";
import { OneTimeLink } from "../one-time-link";

interface Props {
  origin: string;
  /** What the chosen role needs: its unit or districts. */
  placement: ReactNode;
}

/** A new account; after it was made, the link with which its person sets the password. */
export function CreateAccountForm({ origin, placement }: Props) {
  return (
    <ActionForm
      action={createAccountAction}
      submitLabel="建立帳號"
      cancelHref="/admin/accounts"
      successMessage="帳號已建立。"
      hideOnSuccess
      label="新增帳號"
      renderSuccess={(created) => (
        <>
          <OneTimeLink origin={origin} link={created} />
          <p className="cluster">
            <Link href={`/admin/accounts/${created.id}`}>開啟這個帳號</Link>
            <Link href="/admin/accounts">回帳號清單</Link>
          </p>
        </>
      )}
    >
      {placement}
      <TextField name="name" label="姓名" required maxLength={50} width="m" autoComplete="off" />
      <TextField
        name="nationalId"
        label="國民身分證或居留證統一編號"
        required
        maxLength={12}
        width="m"
        autoComplete="off"
        spellCheck={false}
        hint="用於確認一人一帳號；加密保存，平時只顯示部分字元。"
      />
      <TextField
        name="login"
        label="帳號名稱"
        required
        maxLength={64}
        width="m"
        autoComplete="off"
        spellCheck={false}
        hint="小寫英文字母、數字或 . _ @ -，例如 wang.xiaoming；建立後不能更改。"
      />
    </ActionForm>
  );
}
