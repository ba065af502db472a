import { ActionForm } from "@/components/forms/action-form";
import { CheckboxField } from "@/components/forms/checkbox-field";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextField } from "@/components/forms/text-field";
import type { NameOutcome } from "@/lib/features/registry/units/naming/types";
import type { FormAction } from "@/lib/platform/define-action";

type CorrectNameFormProps = {
  unit: { id: string; version: number; name: string };
  /** What the reader of the registry thinks the name is. */
  suggestion?: string | null;
  correct: FormAction<NameOutcome>;
};

/** Gives a unit its right name; says so when a unit of that name is there already. */
export function CorrectNameForm({ unit, suggestion, correct }: CorrectNameFormProps) {
  return (
    <ActionForm action={correct} submitLabel="更正名稱" label="更正名稱">
      <HiddenField name="id" value={unit.id} />
      <HiddenField name="version" value={String(unit.version)} />
      <TextField
        name="name"
        label="正確名稱"
        hint={suggestion ? "已帶入建議讀法，請核對後再送出。" : "請輸入全銜；清冊原文會保留，不受更正影響。"}
        required
        defaultValue={suggestion ?? unit.name}
        maxLength={120}
        width="full"
      />
      <CheckboxField
        name="merge"
        label="併入同名單位"
        hint="同層級、同行政區已有這個名稱的單位時才需勾選：登錄、特約、人員與帳號會一併移到該單位，本頁改為指向該單位。"
      />
    </ActionForm>
  );
}

type ConfirmNameFormProps = {
  unit: { id: string; version: number };
  confirm: FormAction<NameOutcome>;
};

/** Says that the name is right as it is. */
export function ConfirmNameForm({ unit, confirm }: ConfirmNameFormProps) {
  return (
    <ActionForm
      action={confirm}
      submitLabel="名稱無誤，照現況確認"
      submitVariant="secondary"
      label="確認名稱"
    >
      <HiddenField name="id" value={unit.id} />
      <HiddenField name="version" value={String(unit.version)} />
    </ActionForm>
  );
}
