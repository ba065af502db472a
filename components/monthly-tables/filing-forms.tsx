import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { TextArea } from "@/components/forms/text-area";
import { Section } from "@/components/layout/section";
import { FLAG_LABELS } from "@/lib/features/dispatch/monthly-tables/labels";
import {
  type Draft,
  type Explanations,
  flagsOf,
  seenCounts,
} from "@/lib/features/dispatch/monthly-tables/types";
import type { FormAction } from "@/lib/platform/define-action";

type PrinciplesFormProps = {
  action: FormAction<{ aUnitId: string }>;
  principles: { text: string; seen: string };
};

/** By what principles the unit dispatches; open to the public. */
export function PrinciplesForm({ action, principles }: PrinciplesFormProps) {
  return (
    <Section title="派案原則" lead="提交月報時一併公開，請勿填寫個案或案家資料。" id="principles">
      <ActionForm
        action={action}
        submitLabel="儲存派案原則"
        submitVariant="secondary"
        label="派案原則"
        successMessage="派案原則已儲存，提交月報時一併公開。"
      >
        <HiddenField name="seen" value={principles.seen} />
        <TextArea
          name="text"
          label="派案原則"
          required
          rows={5}
          maxLength={3000}
          defaultValue={principles.text}
          width="full"
        />
      </ActionForm>
    </Section>
  );
}

type FileFormProps = {
  action: FormAction<{ id: string; aUnitId: string; month: string; versionNo: number }>;
  draft: Draft;
  standing: string;
  /** Of the version that is filed again. */
  former: Explanations | null;
};

/** A word for each flag, then the table is filed; again with a reason. */
export function FileForm({ action, draft, standing, former }: FileFormProps) {
  const flags = flagsOf(draft.content);
  return (
    <Section
      title={former ? "重新提交" : "提交月報"}
      id="file"
      lead={
        flags.length > 0
          ? "每一項註記都要說明原因。提交後內容即固定，之後的派案異動不會改變已提交的月報。"
          : "沒有需要說明的註記。提交後內容即固定，之後的派案異動不會改變已提交的月報。"
      }
    >
      <ActionForm
        action={action}
        submitLabel={former ? "重新提交月報" : "提交月報"}
        label={former ? "重新提交月報" : "提交月報"}
      >
        <HiddenField name="month" value={draft.content.month} />
        <HiddenField name="digest" value={draft.digest} />
        <HiddenField name="standing" value={standing} />
        <HiddenField name="seen" value={seenCounts(draft.content)} />
        {flags.map(({ key, unit, flag }) => (
          <TextArea
            key={key}
            name={`why:${key}`}
            label={`${unit.name}：${FLAG_LABELS[flag]}`}
            required
            rows={2}
            maxLength={1000}
            width="full"
            defaultValue={former?.[key]}
          />
        ))}
        {former && (
          <TextArea name="reason" label="重新提交的原因" required rows={2} maxLength={500} width="full" />
        )}
      </ActionForm>
    </Section>
  );
}
