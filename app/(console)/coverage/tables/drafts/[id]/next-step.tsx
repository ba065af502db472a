import { ActionForm } from "@/components/forms/action-form";
import { CheckboxField } from "@/components/forms/checkbox-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { Card } from "@/components/layout/card";
import { LinkButton } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import type { DraftPreview } from "@/lib/features/coverage/tables/comparison/types";
import { applyDraftAction, discardDraftAction } from "@/lib/features/coverage/tables/drafts/actions";
import type { DraftDetail, DraftReport } from "@/lib/features/coverage/tables/drafts/types";
import { formatRocInstant } from "@/lib/platform/roc-date";

/** What the person can do with the draft now, or what was done with it. */
export function NextStep({ draft, justApplied }: { draft: DraftDetail; justApplied: boolean }) {
  const { preview, report, id } = draft;
  if (draft.state === "discarded") return <Notice tone="info" title="這份草案已放棄，資料表未變動。" />;
  if (report !== null) return <Applied draft={draft} report={report} isLive={justApplied} />;
  if (preview === null) return null;
  if (preview.errors > 0) {
    return (
      <Notice
        tone="bad"
        title={`檔案有 ${preview.errors} 處錯誤，不能套用；資料表未變動。`}
        actions={
          <>
            <LinkButton href="/coverage/tables" icon="upload">
              更正後重新上傳
            </LinkButton>
            <Discard id={id} />
          </>
        }
      >
        請依下方列出的行號、欄位與原因更正檔案，再重新上傳。
      </Notice>
    );
  }
  return <Ready id={id} preview={preview} />;
}

function Applied({ draft, report, isLive }: { draft: DraftDetail; report: DraftReport; isLive: boolean }) {
  return (
    <Notice
      tone="good"
      live={isLive ? "status" : undefined}
      title={`已套用：新版本 ${report.tables.length} 張，內容相同 ${report.same} 張。`}
      actions={<LinkButton href={`/coverage/recompute?year=${draft.planYear}`}>檢視核算</LinkButton>}
    >
      <ul>
        {report.tables.map(({ tableKey, title, edition, changes, newRows, missingRows }) => (
          <li key={tableKey}>
            <Link href={`/coverage/tables/${draft.planYear}/${tableKey}`}>
              {title} 第{edition}版
            </Link>
            ：變更 {changes} 格、新增 {newRows} 列、刪除 {missingRows} 列
          </li>
        ))}
      </ul>
      <p>
        衍生數字變動 {report.figuresChanged} 個，其中新增不符 {report.broken} 個；指標數值共{" "}
        {report.indicatorValues} 筆。
        {draft.appliedBy}　{draft.appliedAt && formatRocInstant(draft.appliedAt)} 套用
      </p>
    </Notice>
  );
}

function summaryOf({ tables, figures, broken }: DraftPreview): string {
  const fresh = tables.filter(({ isSame }) => !isSame);
  if (fresh.length === 0) return "各表內容與現行版本相同，套用不會有任何變動。";
  const changes = fresh.reduce((sum, table) => sum + table.changes.length, 0);
  const added = fresh.reduce((sum, table) => sum + table.newRows.length, 0);
  return `將建立 ${fresh.length} 張表的新版本：變更 ${changes} 格、新增 ${added} 列；衍生數字 ${figures.length} 個隨之改變，其中 ${broken} 個將不符。`;
}

function Ready({ id, preview }: { id: string; preview: DraftPreview }) {
  return (
    <Card title="套用">
      <div className="stack">
        <p>{summaryOf(preview)}</p>
        {preview.broken > 0 && (
          <Notice tone="warn" title={`套用後將有 ${preview.broken} 個衍生數字與核算不符。`}>
            請檢視下方「衍生數字的變動」，確認是否漏改相關欄位。
          </Notice>
        )}
        <div className="cluster">
          <ConfirmDialog trigger="套用為新版本" title="套用這份草案？" variant="primary" icon="upload">
            <p>{summaryOf(preview)}舊版本仍留存，可於版本歷程檢視。</p>
            <ActionForm
              action={applyDraftAction}
              submitLabel="確認套用"
              pendingLabel="套用中，請稍候…"
              label="套用草案"
            >
              <HiddenField name="id" value={id} />
              <HiddenField name="seen" value={preview.digest} />
              {preview.missingRows > 0 && (
                <CheckboxField
                  name="confirmMissing"
                  label={`確認現行版本的 ${preview.missingRows} 列不再列入`}
                  required
                />
              )}
            </ActionForm>
          </ConfirmDialog>
          <Discard id={id} />
        </div>
      </div>
    </Card>
  );
}

function Discard({ id }: { id: string }) {
  return (
    <ConfirmDialog trigger="放棄" title="放棄這份草案？" tone="danger" variant="quiet">
      <p>資料表不會變動；草案仍留在紀錄中。</p>
      <ActionForm action={discardDraftAction} submitLabel="放棄草案" submitVariant="danger" label="放棄草案">
        <HiddenField name="id" value={id} />
      </ActionForm>
    </ConfirmDialog>
  );
}
