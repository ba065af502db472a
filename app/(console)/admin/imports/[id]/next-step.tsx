import { ActionForm } from "@/components/forms/action-form";
import { CheckboxField } from "@/components/forms/checkbox-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { Card } from "@/components/layout/card";
import { LinkButton } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { applyImportAction, discardImportAction } from "@/lib/features/registry/imports/actions";
import type { Counts } from "@/lib/features/registry/imports/comparison/types";
import type { ImportDetail } from "@/lib/features/registry/imports/types";

/** What the person can do with the import now. */
export function NextStep({ found, justApplied }: { found: ImportDetail; justApplied: boolean }) {
  const { counts } = found.preview;
  if (found.state === "applied") return <Applied counts={counts} justApplied={justApplied} />;
  if (found.state === "discarded")
    return <Notice tone="info" title="這次匯入已放棄，清冊未變動。需要時請重新上傳檔案。" />;
  if (counts.wrong > 0) return <HasErrors found={found} />;
  return <ReadyToApply found={found} />;
}

function Applied({ counts, justApplied }: { counts: Counts; justApplied: boolean }) {
  return (
    <Notice
      tone="good"
      live={justApplied ? "status" : undefined}
      title={isWithoutChange(counts) ? "已套用；內容與清冊相同，沒有任何變動。" : "已套用，清冊已更新。"}
      actions={<LinkButton href="/units">檢視單位</LinkButton>}
    />
  );
}

function HasErrors({ found }: { found: ImportDetail }) {
  const { id, preview } = found;
  return (
    <Notice
      tone="bad"
      title={`檔案有 ${preview.counts.wrong} 處錯誤，不能套用；清冊未變動。`}
      actions={
        <>
          <LinkButton href={`/admin/imports/${id}/export?list=wrong&format=csv`} icon="download" download>
            下載錯誤清單
          </LinkButton>
          <LinkButton href="/admin/imports" icon="upload">
            更正後重新上傳
          </LinkButton>
          <Discard id={id} />
        </>
      }
    >
      請依下方列出的列號、欄位與原因更正檔案，再重新上傳。
      {preview.counts.gone > 0 && "錯誤列無法與清冊對應，更正之前，其原有的列冊會一併算在「消失」中。"}
    </Notice>
  );
}

function ReadyToApply({ found }: { found: ImportDetail }) {
  const { id, preview } = found;
  const { counts, digest } = preview;
  return (
    <Card title="套用">
      <div className="stack">
        <p>{summaryOf(counts)}</p>
        {preview.goneNeedsConfirmation && (
          <Notice tone="warn" title={`將有 ${counts.gone} 筆列冊標示為「已不在列」，超過現有清冊的一成。`}>
            請確認這個檔案是全市完整的清冊，而不是部分行政區或部分服務的名單。
          </Notice>
        )}
        <div className="cluster">
          <ConfirmDialog
            trigger={isWithoutChange(counts) ? "標示為已套用" : "套用到清冊"}
            title="套用這次匯入？"
            variant="primary"
            icon="upload"
          >
            <p>{summaryOf(counts)}套用後會留下稽核紀錄；承辦人更正過的名稱不受影響。</p>
            <ActionForm
              action={applyImportAction}
              submitLabel="確認套用"
              pendingLabel="套用中，請稍候…"
              label="套用匯入"
            >
              <HiddenField name="id" value={id} />
              <HiddenField name="seen" value={digest} />
              {preview.goneNeedsConfirmation && (
                <CheckboxField
                  name="confirmGone"
                  label={`確認檔案是全市完整清冊，${counts.gone} 筆列冊確實已不在列`}
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
    <ConfirmDialog trigger="放棄" title="放棄這次匯入？" tone="danger" variant="quiet">
      <p>清冊不會變動；這次檢視的結果仍留在匯入紀錄中。</p>
      <ActionForm action={discardImportAction} submitLabel="放棄匯入" submitVariant="danger" label="放棄匯入">
        <HiddenField name="id" value={id} />
      </ActionForm>
    </ConfirmDialog>
  );
}

function isWithoutChange(counts: Counts): boolean {
  return counts.added + counts.changed + counts.gone === 0;
}

function summaryOf(counts: Counts): string {
  if (isWithoutChange(counts)) return `檔案的 ${counts.rows} 列與清冊相同，套用不會有任何變動。`;
  const parts = [`新增 ${counts.added} 筆`, `變更 ${counts.changed} 筆`, `消失 ${counts.gone} 筆`];
  const doubtful = counts.doubtful > 0 ? `另有 ${counts.doubtful} 處存疑，仍會依檔案內容處理。` : "";
  return `將${parts.join("、")}。${doubtful}`;
}
