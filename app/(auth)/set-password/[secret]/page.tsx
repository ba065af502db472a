import type { Metadata } from "next";
import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { PasswordField } from "@/components/forms/password-field";
import { AuthShell } from "@/components/layout/auth-shell";
import { DescriptionList } from "@/components/layout/description-list";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { setPasswordAction } from "@/lib/features/accounts/passwords/actions";
import { readLink } from "@/lib/features/accounts/passwords/queries";
import { PASSWORD_RULE } from "@/lib/features/accounts/passwords/schema";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { chosenTheme } from "../../chosen-theme";

export const metadata: Metadata = { title: "設定密碼" };

const OVER = {
  used: {
    title: "這個連結已經使用過",
    text: "如果密碼是您本人設定的，請直接登入；如果不是，請立即通知帳號管理者。忘記密碼時，請向帳號管理者索取新的連結。",
  },
  expired: {
    title: "這個連結已逾期或已作廢",
    text: "連結自產生起 72 小時內有效，管理者重新產生時舊的即作廢。請向帳號管理者索取新的連結。",
  },
  unknown: {
    title: "找不到這個連結",
    text: "請確認網址完整複製、沒有缺字；仍無法開啟時，請向帳號管理者索取新的連結。",
  },
} as const;

export default async function SetPasswordPage({ params }: PageProps<"/set-password/[secret]">) {
  const { secret } = await params;
  const link = await readLink(secret);
  const theme = await chosenTheme();
  if (link.state !== "open") {
    const { title, text } = OVER[link.state];
    return (
      <AuthShell title="設定密碼" theme={theme}>
        <Notice tone="warn" title={title}>
          {text}
        </Notice>
        <p>
          <LinkButton href="/sign-in">前往登入</LinkButton>
        </p>
      </AuthShell>
    );
  }
  return (
    <AuthShell
      title={link.isFirst ? "設定密碼" : "重新設定密碼"}
      lead={`請確認以下是您本人的帳號。連結有效至 ${formatRocInstant(link.expiresAt)}，限用一次。`}
      theme={theme}
    >
      <DescriptionList
        columns={1}
        items={[
          { label: "姓名", value: link.name },
          { label: "帳號", value: link.login },
        ]}
      />
      <ActionForm action={setPasswordAction} submitLabel="設定密碼" label="設定密碼">
        <HiddenField name="secret" value={secret} />
        {/* For password managers, which otherwise keep the password without a name. */}
        <input type="text" hidden readOnly autoComplete="username" defaultValue={link.login} />
        <PasswordField
          name="password"
          label="新密碼"
          required
          autoComplete="new-password"
          hint={PASSWORD_RULE}
          width="full"
        />
        <PasswordField
          name="passwordAgain"
          label="再輸入一次新密碼"
          required
          autoComplete="new-password"
          width="full"
        />
      </ActionForm>
    </AuthShell>
  );
}
