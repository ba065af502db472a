import { ActionForm } from "@/components/forms/action-form";
import { HiddenField } from "@/components/forms/hidden-field";
import { RadioGroup } from "@/components/forms/radio-group";
import { SelectField } from "@/components/forms/select-field";
import { TextArea } from "@/components/forms/text-area";
import { TextField } from "@/components/forms/text-field";
import { EvidenceNote } from "@/components/inspections/evidence-note";
import { Section } from "@/components/layout/section";
import { ChecklistFields } from "@/components/sampling/checklist-fields";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { type EvidenceByItem, UNIT } from "@/lib/features/inspections/evidence/types";
import type { Item } from "@/lib/features/inspections/templates/types";
import {
  assignAuditAction,
  cancelAuditAction,
  completeAuditAction,
  recordCallAction,
} from "@/lib/features/sampling/actions";
import type { AuditDetail } from "@/lib/features/sampling/audits/types";
import type { NamedAuditor } from "@/lib/features/sampling/queries";

function Subject({ audit }: { audit: AuditDetail }) {
  return (
    <>
      <HiddenField name="id" value={audit.id} />
      <HiddenField name="version" value={String(audit.version)} />
    </>
  );
}

/** Records one call. */
export function CallForm({ audit }: { audit: AuditDetail }) {
  return (
    <ActionForm action={recordCallAction} submitLabel="登錄這通電話" label="登錄電話">
      <Subject audit={audit} />
      <RadioGroup
        name="reached"
        label="這通電話"
        required
        inline
        options={[
          { value: "yes", label: "接通，同意受訪" },
          { value: "no", label: "未接" },
          { value: "refused", label: "接通，拒絕受訪" },
        ]}
      />
      <TextField name="note" label="備註" maxLength={500} width="l" />
    </ActionForm>
  );
}

/** The form of the survey or audit; what is amiss by the form's own rules becomes an incident. */
export function AuditForm({ audit, evidence }: { audit: AuditDetail; evidence: EvidenceByItem }) {
  const asideOf = (item: Item) => {
    const found = evidence.get(item.key)?.get(UNIT);
    return found ? <EvidenceNote evidence={found} blanks={item.questions} /> : null;
  };
  return (
    <Section title={audit.template.title} lead="答案符合表單所列異常者，完成時自動列入異常事件。">
      <ActionForm action={completeAuditAction} submitLabel="完成抽查" label={audit.template.title}>
        <Subject audit={audit} />
        <ChecklistFields template={audit.template} asideOf={asideOf} />
      </ActionForm>
    </Section>
  );
}

/** Giving the check to somebody else, or taking it off the list. */
export function LeaderForms({ audit, people }: { audit: AuditDetail; people: NamedAuditor[] }) {
  return (
    <Section title="分派">
      <ActionForm action={assignAuditAction} submitLabel="改派" submitVariant="secondary" label="改派">
        <Subject audit={audit} />
        <SelectField
          name="assignedToId"
          label="抽查人員"
          required
          emptyLabel="請選擇"
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
          defaultValue={audit.assignedTo?.id}
        />
      </ActionForm>
      <div className="cluster">
        <ConfirmDialog trigger="取消這筆抽查" title="取消這筆抽查?" tone="danger">
          <p>個案已結案或過世等不能抽查時取消；電話訪查由次一順位遞補。</p>
          <ActionForm
            action={cancelAuditAction}
            submitLabel="取消抽查"
            submitVariant="danger"
            label="取消抽查"
          >
            <Subject audit={audit} />
            <TextArea name="reason" label="原因" required rows={2} maxLength={500} />
          </ActionForm>
        </ConfirmDialog>
      </div>
    </Section>
  );
}
