import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Card } from "@/components/layout/card";
import { DescriptionList } from "@/components/layout/description-list";
import { PageHeader } from "@/components/layout/page-header";
import { LinkButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { ROLE_LABELS } from "@/lib/features/accounts/labels";
import { openAccount } from "@/lib/features/accounts/opening/service";
import { mayAccounts } from "@/lib/features/accounts/policy";
import { accountDetail } from "@/lib/features/accounts/queries";
import type { AccountDetail } from "@/lib/features/accounts/types";
import { subjectHistory } from "@/lib/features/audit/queries";
import { isId } from "@/lib/features/audit/schema";
import type { AuditRow } from "@/lib/features/audit/types";
import { one } from "@/lib/platform/list-params";
import { formatRocInstant } from "@/lib/platform/roc-date";
import { requireActor } from "@/lib/platform/session";
import { AuditTimeline } from "../../audit/audit-timeline";
import { AccountTags } from "../account-tags";
import { NationalIdForm } from "../national-id-form";
import { siteOrigin } from "../site-origin";
import { AccountActions } from "./account-actions";

export const metadata: Metadata = { title: "帳號資料" };

const DONE: Record<string, string> = {
  changed: "帳號資料已變更；本人須重新登入。",
  closed: "帳號已停用；本人立即無法使用。",
  reopened: "帳號已恢復；請產生連結，由本人重新設定密碼。",
  unlocked: "已解除鎖定。",
};

export default async function AccountPage({ params, searchParams }: PageProps<"/admin/accounts/[id]">) {
  const actor = await requireActor();
  const { id } = await params;
  if (!mayAccounts(actor, "account.read") || !isId(id)) notFound();
  const account = await accountDetail(actor, id);
  if (!account) notFound();
  await openAccount(actor, id);
  const history = await subjectHistory(actor, "account", id);
  const done = DONE[one((await searchParams).done) ?? ""];
  const isOwn = id === actor.accountId;
  return (
    <div className="stack-l">
      <PageHeader
        title={account.name}
        breadcrumbs={[{ href: "/admin/accounts", label: "帳號" }, { label: account.name }]}
        meta={<AccountTags state={account.state} lockedUntil={account.lockedUntil} />}
        actions={
          account.mayManage &&
          account.state !== "closed" && (
            <LinkButton href={`/admin/accounts/${id}/edit`} icon="edit">
              變更資料
            </LinkButton>
          )
        }
      />
      {done && <Notice tone="good" title={done} live="status" />}
      {isOwn && (
        <Notice tone="info" title="這是您自己的帳號">
          變更密碼與查看目前的登入，請至<Link href="/account">我的帳號</Link>。
        </Notice>
      )}
      <div className="main-aside">
        <div className="stack-l">
          <Card title="基本資料">
            <div className="stack">
              <Facts account={account} />
              {account.mayManage && account.maskedNationalId && <NationalIdForm id={id} />}
            </div>
          </Card>
          <HistoryCard id={id} history={history} />
        </div>
        {account.mayManage && <AccountActions account={account} isOwn={isOwn} origin={await siteOrigin()} />}
      </div>
    </div>
  );
}

function Facts({ account }: { account: AccountDetail }) {
  const isLocked = account.lockedUntil !== null && account.lockedUntil > new Date();
  return (
    <DescriptionList
      items={[
        { label: "帳號名稱", value: account.login },
        { label: "角色", value: ROLE_LABELS[account.role] },
        {
          label: "所屬單位",
          value: account.unitId && <Link href={`/units/${account.unitId}`}>{account.unitName}</Link>,
        },
        { label: "負責行政區", value: account.districts.map((each) => each.name).join("、") },
        { label: "統一編號", value: account.maskedNationalId },
        { label: "最近登入", value: formatRocInstant(account.lastSignInAt) },
        { label: "密碼設定時間", value: formatRocInstant(account.passwordSetAt) },
        {
          label: "連續登入失敗",
          value: `${account.failedAttempts} 次${isLocked ? `，鎖定至 ${formatRocInstant(account.lockedUntil)}` : ""}`,
        },
        { label: "建立時間", value: formatRocInstant(account.createdAt) },
        {
          label: "設定密碼連結",
          value: account.openLinkUntil
            ? `尚未使用，有效至 ${formatRocInstant(account.openLinkUntil)}`
            : "目前沒有有效的連結",
        },
        ...(account.closedAt
          ? [
              { label: "停用時間", value: formatRocInstant(account.closedAt) },
              { label: "停用原因", value: account.closedReason },
            ]
          : []),
      ]}
    />
  );
}

function HistoryCard({ id, history }: { id: string; history: readonly AuditRow[] }) {
  return (
    <Card
      title="異動與登入紀錄"
      actions={
        <>
          <Link href={`/admin/audit?kind=account&subject=${id}&from=`}>全部紀錄</Link>
          <Link href={`/admin/audit?person=${id}`}>此人的操作</Link>
        </>
      }
    >
      <AuditTimeline label="異動與登入紀錄" rows={history} />
    </Card>
  );
}
