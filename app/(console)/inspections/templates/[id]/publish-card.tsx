import { ActionForm } from "@/components/forms/action-form";
import { CheckboxField } from "@/components/forms/checkbox-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { Section } from "@/components/layout/section";
import { LinkButton } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { WORDS } from "@/lib/features/inspections/templates/differences/labels";
import { differenceCount, differences } from "@/lib/features/inspections/templates/differences/types";
import {
  discardDraftAction,
  publishTemplateAction,
} from "@/lib/features/inspections/templates/drafting/actions";
import type { TemplateDetail } from "@/lib/features/inspections/templates/queries";

/** Ends a draft: into force, or thrown away. */
export function PublishCard({ template }: { template: TemplateDetail }) {
  const { id, version, before, content, versionNo } = template;
  const changes = before ? differenceCount(differences(before.content, content, WORDS)) : null;
  return (
    <Section
      title="完成修訂"
      lead={
        before
          ? `與使用中的第 ${before.versionNo} 版相比有 ${changes} 處差異；請先看過差異與預覽。`
          : "這張查核表尚無使用中的版本。"
      }
      actions={<LinkButton href={`/inspections/templates/${id}/changes`}>看差異</LinkButton>}
    >
      <div className="cluster">
        {changes !== 0 && (
          <ConfirmDialog trigger="發布" title={`發布第 ${versionNo} 版？`} variant="primary">
            <p>
              發布後內容不能再變更；此後排定的查核使用這一版
              {before && `，第 ${before.versionNo} 版同時停用`}
              。已排定或已執行的查核仍用原來的版本。
            </p>
            <ActionForm action={publishTemplateAction} submitLabel="確認發布" label="發布查核表">
              <HiddenField name="id" value={id} />
              <HiddenField name="version" value={version} />
              <CheckboxField name="confirmed" label="我已核對預覽與差異，確認發布。" required />
            </ActionForm>
          </ConfirmDialog>
        )}
        <ConfirmDialog trigger="捨棄草稿" title="捨棄這份草稿？" tone="danger">
          <p>草稿會刪除，修改過的內容留在稽核紀錄；使用中的版本不受影響。</p>
          <ActionForm
            action={discardDraftAction}
            submitLabel="捨棄草稿"
            submitVariant="danger"
            label="捨棄草稿"
          >
            <HiddenField name="id" value={id} />
            <HiddenField name="version" value={version} />
          </ActionForm>
        </ConfirmDialog>
      </div>
    </Section>
  );
}
