import { ActionForm } from "@/components/forms/action-form";
import { DateField } from "@/components/forms/date-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { SelectField } from "@/components/forms/select-field";
import { TextArea } from "@/components/forms/text-area";
import { LinkButton } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { closeCaseAction, reopenCaseAction } from "@/lib/features/cases/closing/actions";
import { CLOSE_REASON_LABELS } from "@/lib/features/cases/labels";
import { mayCase } from "@/lib/features/cases/policy";
import type { CaseStanding } from "@/lib/features/cases/types";
import type { Actor } from "@/lib/platform/actor";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";
import { ReopenFields } from "../reopen-fields";

type CaseActionsProps = { actor: Actor; standing: CaseStanding; today: PlainDate };

/** What the actor may do with the file now. */
export function CaseActions({ actor, standing, today }: CaseActionsProps) {
  const { id, status } = standing;
  const ended = status === "closed" || status === "not_eligible";
  return (
    <>
      {mayCase(actor, "case.change_person") && status !== "closed" && (
        <LinkButton href={`/cases/${id}/edit`} icon="edit">
          變更基本資料
        </LinkButton>
      )}
      {mayCase(actor, "case.assess") && !ended && status !== "applied" && (
        <LinkButton href={`/cases/${id}/assessments/new`}>登錄複評</LinkButton>
      )}
      {mayCase(actor, "case.reopen") && ended && (
        <ConfirmDialog trigger="重新受理" title="重新受理這個個案？">
          <p>沿用同一檔案，狀態改為「已申請，待評估」；歷次評估、計畫與派案保留。</p>
          <ActionForm action={reopenCaseAction} submitLabel="重新受理" label="重新受理">
            <ReopenFields id={id} version={standing.version} today={today} />
          </ActionForm>
        </ConfirmDialog>
      )}
      {mayCase(actor, "case.close") && status !== "closed" && <Close standing={standing} today={today} />}
    </>
  );
}

function Close({ standing: { id, version }, today }: Omit<CaseActionsProps, "actor">) {
  return (
    <ConfirmDialog trigger="結案" title="結案？" tone="danger" variant="danger">
      <p>
        等候中的照會撤回、進行中的服務終止、未核定的計畫撤回，時效不再計算。入住機構或功能恢復者，請一併提供住宿式機構或
        C 級巷弄長照站資訊。
      </p>
      <ActionForm action={closeCaseAction} submitLabel="結案" submitVariant="danger" label="結案">
        <HiddenField name="id" value={id} />
        <HiddenField name="version" value={version} />
        <SelectField
          name="closeReason"
          label="結案原因"
          required
          emptyLabel="請選擇"
          options={Object.entries(CLOSE_REASON_LABELS).map(([value, label]) => ({ value, label }))}
        />
        <DateField name="closedOn" label="結案日" required defaultValue={formatRocDate(today)} />
        <TextArea name="note" label="說明" rows={3} maxLength={1000} hint="原因為「其他」時必填。" />
      </ActionForm>
    </ConfirmDialog>
  );
}
