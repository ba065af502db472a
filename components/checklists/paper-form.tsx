import { DescriptionList } from "@/components/layout/description-list";
import { Section } from "@/components/layout/section";
import { DataTable } from "@/components/ui/data-table";
import { Notice } from "@/components/ui/notice";
import { SIGNATORY_LABELS } from "@/lib/features/inspections/templates/labels";
import type {
  ChecklistTemplate,
  Field,
  Section as FormSection,
  OutcomeOption,
} from "@/lib/features/inspections/templates/types";
import { AnswerBoxes } from "./answer-boxes";
import { ItemText } from "./item-text";

/** A version of a form as the paper has it: head, sections, what stands at the foot, signatures and notes. */
export function PaperForm({ form }: { form: ChecklistTemplate }) {
  return (
    <article className="stack" aria-label={form.title}>
      {form.isRestored && (
        <Notice tone="warn" title="本表有部分文字依意重建，使用前請與紙本核對">
          {form.restoration}
        </Notice>
      )}
      {form.header.length > 0 && (
        <Section title="表首">
          <Blanks fields={form.header} />
        </Section>
      )}
      {form.sections.map((section, place) => (
        <div key={section.key} className="stack-s">
          {section.heading && section.heading !== form.sections[place - 1]?.heading && (
            <p className="font-semibold">{section.heading}</p>
          )}
          <PaperSection section={section} />
        </div>
      ))}
      <Foot form={form} />
    </article>
  );
}

function PaperSection({ section }: { section: FormSection }) {
  return (
    <Section
      title={[section.number, section.label].filter(Boolean).join(" ")}
      lead={section.restored && `重建註記：${section.restored}`}
    >
      <DataTable
        caption={section.label}
        captionHidden
        mobile="cards"
        rows={section.items}
        rowKey={({ key }) => key}
        columns={[
          { key: "number", label: "項次", width: "3.5rem", render: (item) => item.number ?? "" },
          { key: "label", label: "查核項目", rowHeader: true, render: (item) => <ItemText item={item} /> },
          {
            key: "result",
            label: "查核結果",
            width: "38%",
            render: (item) => <AnswerBoxes questions={item.questions} fields={item.fields} />,
          },
        ]}
      />
      {section.fields.length > 0 && <Blanks fields={section.fields} />}
    </Section>
  );
}

function Blanks({ fields }: { fields: readonly Field[] }) {
  return (
    <DescriptionList
      items={fields.map((field) => ({
        label: field.label,
        value: (
          <span className="cluster muted">
            {field.answers.length > 0
              ? field.answers.map(({ value, label }) => <span key={value}>□{label}</span>)
              : `＿＿＿＿${field.unit ?? ""}`}
            {field.filledBy && <span className="small">（由系統帶入）</span>}
          </span>
        ),
      }))}
    />
  );
}

function Foot({ form }: { form: ChecklistTemplate }) {
  const { closing, outcomes, correction, sampling, statement, signatures, notes } = form;
  return (
    <>
      {closing.length > 0 && (
        <Section title="其他">
          <Blanks fields={closing} />
        </Section>
      )}
      {outcomes.length > 0 && (
        <Section title="查核結果">
          <Outcomes outcomes={outcomes} />
        </Section>
      )}
      {(correction || sampling) && (
        <DescriptionList
          columns={1}
          items={[
            ...(correction ? [{ label: "改善期限", value: correction.text }] : []),
            ...(sampling ? [{ label: "抽案方式", value: sampling.text }] : []),
          ]}
        />
      )}
      {signatures.length > 0 && (
        <Section title="簽名" lead={statement}>
          <DescriptionList
            items={signatures.map(({ label, role, isRequired, refusal }) => ({
              label: `${label}（${SIGNATORY_LABELS[role]}）`,
              value: `＿＿＿＿＿＿${isRequired ? "" : "（視需要）"}${refusal ? `　或註記：${refusal}` : ""}`,
            }))}
          />
        </Section>
      )}
      {notes.length > 0 && (
        <Section title="附註">
          {notes.map((note) => (
            <p key={note} className="small">
              {note}
            </p>
          ))}
        </Section>
      )}
      <p className="muted small">
        來源：{[form.source.document, form.source.annex, form.source.place].filter(Boolean).join("，")}
        {form.origin === "own" && "。主管機關未公布表單，題目由計畫規定應查事項整理。"}
      </p>
    </>
  );
}

function Outcomes({ outcomes }: { outcomes: readonly OutcomeOption[] }) {
  return (
    <ul className="stack-s">
      {outcomes.map(({ value, label, needsDueDate }) => (
        <li key={value}>
          □ {label}
          {needsDueDate && <span className="muted small">（須填改善期限）</span>}
        </li>
      ))}
    </ul>
  );
}
