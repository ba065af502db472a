import { DescriptionList } from "@/components/layout/description-list";
import { Section } from "@/components/layout/section";
import { StatusTag } from "@/components/ui/status-tag";
import type { ChecklistTemplate, Item } from "@/lib/features/inspections/templates/types";
import { answerText, isOpened, openHeader } from "@/lib/features/sampling/answers/types";
import type { AnswerValues } from "@/lib/features/sampling/types";

interface AnswersViewProps {
  template: ChecklistTemplate;
  values: AnswerValues;
}

function answered(item: Item, values: AnswerValues) {
  return item.questions.flatMap((question) => {
    const given = [values[question.key] ?? []].flat();
    const amiss = question.findings.find(({ answers }) => given.some((value) => answers.includes(value)));
    const written = [...question.fields, ...item.fields]
      .filter((field) => isOpened(field, values[question.key]))
      .map((field) => ({ field, text: answerText(field, values[field.key]) }))
      .filter(({ text }) => text !== "");
    const text = answerText(question, values[question.key]);
    return [
      {
        label: `${item.number ? `${item.number}. ` : ""}${question.label ?? item.label}`,
        wide: true,
        value: (
          <span className="stack-s">
            {amiss ? (
              <StatusTag tone={amiss.level === "advice" ? "warn" : "bad"}>{text}</StatusTag>
            ) : (
              <span>{text || "—"}</span>
            )}
            {written.map((each) => (
              <span key={each.field.key} className="muted">
                {each.field.label}：{each.text}
              </span>
            ))}
          </span>
        ),
      },
    ];
  });
}

/** A form as it was filled in. */
export function AnswersView({ template, values }: AnswersViewProps) {
  const head = openHeader(template)
    .map((field) => ({ label: field.label, value: answerText(field, values[field.key]) }))
    .filter(({ value }) => value !== "");
  const closing = template.closing
    .map((field) => ({ label: field.label, value: answerText(field, values[field.key]), wide: true }))
    .filter(({ value }) => value !== "");
  return (
    <div className="stack">
      {head.length > 0 && <DescriptionList items={head} />}
      {template.sections.map((section) => (
        <Section key={section.key} title={`${section.number ? `${section.number}、` : ""}${section.label}`}>
          <DescriptionList columns={1} items={section.items.flatMap((item) => answered(item, values))} />
        </Section>
      ))}
      {closing.length > 0 && <DescriptionList columns={1} items={closing} />}
    </div>
  );
}
