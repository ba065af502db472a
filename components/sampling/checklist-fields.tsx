import type { ReactNode } from "react";
import { CheckboxGroup } from "@/components/forms/checkbox-group";
import { DateField } from "@/components/forms/date-field";
import { NumberField } from "@/components/forms/number-field";
import { RadioGroup } from "@/components/forms/radio-group";
import { TextArea } from "@/components/forms/text-area";
import { TextField } from "@/components/forms/text-field";
import type { ChecklistTemplate, Field, Item, Question } from "@/lib/features/inspections/templates/types";

const LONG = ["text", "list", "cases", "codes"];
const NUMBERS = ["count", "money", "percentage"];

interface BlankProps {
  blank: Question | Field;
  label: string;
  hint?: string;
  /** A name or a word, not sentences. */
  isShort?: boolean;
}

/** One blank of a form, by the kind of its result. */
function BlankField({ blank, label, hint, isShort = false }: BlankProps) {
  const { key: name, kind, answers, unit, isRequired: required } = blank;
  const common = { name, label, required, ...(hint ? { hint } : {}) };
  if (answers.length > 0) {
    return kind === "choices" ? (
      <CheckboxGroup {...common} options={answers} />
    ) : (
      <RadioGroup {...common} options={answers} inline />
    );
  }
  if (NUMBERS.includes(kind))
    return <NumberField {...common} {...(unit ? { suffix: unit } : {})} width="s" />;
  if (kind === "date") return <DateField {...common} width="s" />;
  if (LONG.includes(kind) && !isShort) return <TextArea {...common} rows={2} maxLength={2000} width="full" />;
  return <TextField {...common} maxLength={200} width="m" />;
}

/** When a blank is asked only with some answers, which ones, in the form's words. */
function whenHint(field: Field, question: Question | undefined): string | undefined {
  const words = field.when?.map(
    (value) => question?.answers.find((each) => each.value === value)?.label ?? value,
  );
  return words ? `選「${words.join("」或「")}」時填寫` : undefined;
}

function ItemFields({ item, aside }: { item: Item; aside: ReactNode }) {
  const head = `${item.number ? `${item.number}. ` : ""}${item.label}`;
  return (
    <div className="stack-s border-t border-line pt-3">
      <div className="main-aside">
        <div className="stack-s">
          {item.questions.map((question) => (
            <div key={question.key} className="stack-s">
              <BlankField blank={question} label={question.label ? `${head}｜${question.label}` : head} />
              {question.fields.map((field) => {
                const hint = whenHint(field, question);
                // Asked only with some answers: the service judges, the browser must not insist.
                const asked = { ...field, isRequired: field.isRequired && field.when === null };
                return (
                  <BlankField key={field.key} blank={asked} label={field.label} {...(hint ? { hint } : {})} />
                );
              })}
            </div>
          ))}
          {item.fields.map((field) => (
            <BlankField key={field.key} blank={field} label={field.label} />
          ))}
        </div>
        {aside}
      </div>
    </div>
  );
}

interface ChecklistFieldsProps {
  template: ChecklistTemplate;
  /** What the system knows of an item, beside it. */
  asideOf?: (item: Item) => ReactNode;
}

/** The blanks of a form in its own order; head blanks that the case file fills are left to the page. */
export function ChecklistFields({ template, asideOf }: ChecklistFieldsProps) {
  return (
    <div className="stack-l">
      <div className="columns-2">
        {template.header
          .filter(({ filledBy }) => filledBy === null)
          .map((field) => (
            <BlankField key={field.key} blank={field} label={field.label} isShort />
          ))}
      </div>
      {template.sections.map((section) => (
        <section key={section.key} className="stack" aria-label={section.label}>
          <h3>
            {section.number ? `${section.number}、` : ""}
            {section.label}
          </h3>
          {section.items.map((item) => (
            <ItemFields key={item.key} item={item} aside={asideOf?.(item) ?? null} />
          ))}
          {section.fields.map((field) => (
            <BlankField key={field.key} blank={field} label={field.label} />
          ))}
        </section>
      ))}
      {template.closing.map((field) => (
        <BlankField key={field.key} blank={field} label={field.label} />
      ))}
    </div>
  );
}
