import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { Card } from "@/components/layout/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  closeAccountAction,
  reopenAccountAction,
  unlockAccountAction,
} from "@/lib/features/accounts/actions";
import type { AccountDetail } from "@/lib/features/accounts/types";
import { IssueLinkForm } from "../issue-link-form";

interface Props {
  account: AccountDetail;
  isOwn: boolean;
  origin: string;
}

/** What may be done with the account now. */
export function AccountActions({ account, isOwn, origin }: Props) {
  const { id, version, state, name } = account;
  if (state === "closed") {
    return (
      <Card title="恢復使用">
        <p>恢復後須以新的連結重新設定密碼，才能登入。</p>
        <ActionForm action={reopenAccountAction} submitLabel="恢復帳號" label="恢復帳號">
          <HiddenField name="id" value={id} />
          <HiddenField name="version" value={version} />
        </ActionForm>
      </Card>
    );
  }
  return (
    <div className="stack-l">
      <Card title="設定或重設密碼">
        <div className="stack">
          <p>產生一次性連結（72 小時內有效），由本人設定密碼。先前未使用的連結同時作廢。</p>
          <IssueLinkForm id={id} origin={origin} />
        </div>
      </Card>
      {account.failedAttempts > 0 && (
        <Card title="登入鎖定">
          <p>連續登入失敗 {account.failedAttempts} 次；確認是本人後可提前解除鎖定。</p>
          <ActionForm
            action={unlockAccountAction}
            submitLabel="解除鎖定"
            submitVariant="secondary"
            label="解除鎖定"
          >
            <HiddenField name="id" value={id} />
          </ActionForm>
        </Card>
      )}
      {!isOwn && (
        <Card title="停用">
          <div className="stack">
            <p>離職、調職或長期不使用時停用；紀錄保留，之後可以恢復。</p>
            <ConfirmDialog trigger="停用帳號" title={`停用 ${name} 的帳號？`} tone="danger" variant="danger">
              <p>停用後，本人目前的登入立即失效，未使用的連結作廢。</p>
              <ActionForm
                action={closeAccountAction}
                submitLabel="確認停用"
                submitVariant="danger"
                label="停用帳號"
              >
                <HiddenField name="id" value={id} />
                <HiddenField name="version" value={version} />
                <TextArea name="reason" label="停用原因" required rows={2} maxLength={200} />
              </ActionForm>
            </ConfirmDialog>
          </div>
        </Card>
      )}
    </div>
  );
}
