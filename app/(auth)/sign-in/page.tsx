import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { PasswordField } from "@/components/forms/password-field";
import { TextField } from "@/components/forms/text-field";
import { AuthShell } from "@/components/layout/auth-shell";
import { Notice } from "@/components/ui/notice";
import { signInAction } from "@/lib/features/accounts/sign-in/actions";
import { safePath } from "@/lib/features/accounts/sign-in/schema";
import { one } from "@/lib/platform/list-params";
import { currentActor } from "@/lib/platform/session";
import { chosenTheme } from "../chosen-theme";

export const metadata: Metadata = { title: "登入" };

type Message = { tone: "info" | "good" | "bad"; title: string };

const REASONS: Record<string, Message> = {
  session: { tone: "info", title: "登入已逾時，或您的帳號資料有變更，請重新登入。" },
  signed_out: { tone: "good", title: "您已登出。" },
  password_set: { tone: "good", title: "密碼已設定，請以新密碼登入。" },
};
const CREDENTIALS_REFUSED: Message = { tone: "bad", title: "無法登入：帳號或密碼不正確，或帳號已鎖定。" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const params = await searchParams;
  const next = safePath(one(params.next));
  if (await currentActor()) redirect(next);
  const isRefused = one(params.error) === "CredentialsSignin";
  const message = isRefused ? CREDENTIALS_REFUSED : REASONS[one(params.reason) ?? ""];
  return (
    <AuthShell
      title="登入"
      lead="直轄市、縣(市)長期照顧業務管理平臺"
      theme={await chosenTheme()}
      footer={<p>帳號限本人使用；登入與資料查閱均留有稽核紀錄。</p>}
    >
      {message && <Notice tone={message.tone} title={message.title} />}
      <ActionForm action={signInAction} submitLabel="登入" pendingLabel="登入中…" label="登入">
        <HiddenField name="next" value={next} />
        <TextField
          name="login"
          label="帳號"
          required
          autoComplete="username"
          spellCheck={false}
          width="full"
        />
        <PasswordField
          name="password"
          label="密碼"
          required
          autoComplete="current-password"
          width="full"
          hint="連續錯誤 5 次，帳號將鎖定 15 分鐘。"
        />
      </ActionForm>
    </AuthShell>
  );
}
