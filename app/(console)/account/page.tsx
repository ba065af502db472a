import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { PasswordField } from "@/components/forms/password-field";
import { Card } from "@/components/layout/card";
import { DescriptionList } from "@/components/layout/description-list";
import { PageHeader } from "@/components/layout/page-header";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { ROLE_LABELS } from "@/lib/features/accounts/labels";
import { changePasswordAction } from "@/lib/features/accounts/passwords/actions";
import { PASSWORD_RULE } from "@/lib/features/accounts/passwords/schema";
import { ownAccount, ownPlace } from "@/lib/features/accounts/queries";
import { ownSessions } from "@/lib/features/accounts/sessions/queries";
import { one } from "@/lib/platform/list-params";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { SessionsCard } from "./sessions-card";

export const metadata: Metadata = { title: "我的帳號" };

const DONE: Record<string, string> = {
  password: "密碼已變更；其他裝置的登入已全部結束。",
  session: "已結束所選的登入。",
};

export default async function OwnAccountPage({ searchParams }: PageProps<"/account">) {
  const actor = await requireActor();
  const account = await ownAccount(actor);
  if (!account) notFound();
  const place = await ownPlace(actor);
  const done = DONE[one((await searchParams).done) ?? ""];
  return (
    <div className="stack-l">
      <PageHeader title="我的帳號" lead="角色與單位由帳號管理者維護；如有錯誤請洽管理者。" />
      {done && <Notice tone="good" title={done} live="status" />}
      <div className="columns-2">
        <Card
          title="基本資料"
          actions={
            actor.accountId && <Link href={`/admin/audit?person=${actor.accountId}`}>我的操作紀錄</Link>
          }
        >
          <DescriptionList
            columns={1}
            items={[
              { label: "姓名", value: account.name },
              { label: "帳號名稱", value: account.login },
              { label: "機關", value: place.bureauName },
              { label: "角色", value: ROLE_LABELS[account.role] },
              { label: "所屬單位", value: place.unitName },
              { label: "負責行政區", value: account.districts.map((each) => each.name).join("、") },
              { label: "最近登入", value: formatRocInstant(account.lastSignInAt) },
              { label: "密碼設定時間", value: formatRocInstant(account.passwordSetAt) },
            ]}
          />
        </Card>
        <Card title="變更密碼">
          <ActionForm action={changePasswordAction} submitLabel="變更密碼" label="變更密碼">
            <input type="text" hidden readOnly autoComplete="username" defaultValue={account.login} />
            <PasswordField
              name="currentPassword"
              label="目前的密碼"
              required
              autoComplete="current-password"
              width="full"
            />
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
        </Card>
      </div>
      <SessionsCard sessions={await ownSessions(actor)} />
    </div>
  );
}
