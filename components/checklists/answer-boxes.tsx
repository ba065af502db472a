import { FINDING_LEVEL_LABELS, RESULT_KIND_LABELS } from "@/lib/features/inspections/templates/labels";
import type { Field, Question } from "@/lib/features/inspections/templates/types";

/** The boxes and blanks of an item as they are printed; which box opens a finding is said in words beside it. */
export function AnswerBoxes({
  questions,
  fields,
}: {
  questions: readonly Question[];
  fields: readonly Field[];
}) {
  return (
    <div className="stack-s">
      {questions.map((question) => (
        <div key={question.key}>
          {(question.number || question.label) && (
            <p className="small">
              {question.number && `${question.number}. `}
              {question.label}
            </p>
          )}
          <Boxes question={question} />
          {question.fields.map((field) => (
            <Blank key={field.key} field={field} />
          ))}
        </div>
      ))}
      {fields.map((field) => (
        <Blank key={field.key} field={field} />
      ))}
    </div>
  );
}

function Boxes({ question }: { question: Question }) {
  const { answers, kind, unit, findings } = question;
  if (answers.length === 0)
    return (
      <p>
        ＿＿＿＿{unit ?? ""} <span className="muted small">{RESULT_KIND_LABELS[kind]}</span>
      </p>
    );
  return (
    <p className="cluster">
      {answers.map(({ value, label }) => {
        const level = findings.find((rule) => rule.answers.includes(value))?.level;
        return (
          <span key={value}>
            □{label}
            {level && <span className="muted small">（{FINDING_LEVEL_LABELS[level]}）</span>}
          </span>
        );
      })}
    </p>
  );
}

function Blank({ field }: { field: Field }) {
  return (
    <p className="small">
      {field.label}{" "}
      {field.answers.length > 0 ? field.answers.map(({ label }) => `□${label}`).join(" ") : "＿＿＿＿"}
      {field.unit ?? ""}
    </p>
  );
}
