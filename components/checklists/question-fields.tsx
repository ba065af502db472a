import { CheckboxField } from "@/components/forms/checkbox-field";
import { Fieldset } from "@/components/forms/fieldset";
import { HiddenField } from "@/components/forms/hidden-field";
import { SelectField } from "@/components/forms/select-field";
import { TextField } from "@/components/forms/text-field";
import { Disclosure } from "@/components/ui/disclosure";
import { OFFERED_KINDS } from "@/lib/features/inspections/templates/editing/results/types";
import { FINDING_LEVEL_LABELS, RESULT_KIND_LABELS } from "@/lib/features/inspections/templates/labels";
import type { Question, ResultKind } from "@/lib/features/inspections/templates/types";

const kindOption = (value: ResultKind) => ({ value, label: RESULT_KIND_LABELS[value] });
const LEVELS = Object.entries(FINDING_LEVEL_LABELS).map(([value, label]) => ({ value, label }));

interface Props {
  question: Question;
  /** The only result of its item cannot be taken away. */
  isOnly: boolean;
}

/** A result that is asked for: its kind, the words of its boxes, and what each opens. */
export function QuestionFields({ question, isOnly }: Props) {
  const { key, kind, number, label, answers, findings, isRequired } = question;
  const kinds: ResultKind[] = [...new Set([kind, ...OFFERED_KINDS])];
  const name = (part: string) => `q:${key}:${part}`;
  return (
    <Fieldset legend={label ? `查核結果：${label}` : "查核結果"}>
      <HiddenField name="question" value={key} />
      {(!isOnly || label || number) && (
        <>
          <TextField
            name={name("number")}
            label="細項編號"
            width="xs"
            maxLength={20}
            defaultValue={number ?? ""}
          />
          <TextField
            name={name("label")}
            label="細項文字"
            width="full"
            maxLength={2000}
            defaultValue={label ?? ""}
          />
        </>
      )}
      <SelectField
        name={name("kind")}
        label="種類"
        hint={answers.length > 0 ? "改為其他種類時，選項一併換成該種類的選項。" : undefined}
        options={kinds.map(kindOption)}
        defaultValue={kind}
      />
      {answers.map((answer) => (
        <div key={answer.value} className="cluster items-end">
          <HiddenField name={name("answers")} value={answer.value} />
          <TextField
            name={name(`answer:${answer.value}`)}
            label="選項文字"
            width="m"
            defaultValue={answer.label}
          />
          <SelectField
            name={name(`level:${answer.value}`)}
            label={`勾「${answer.label}」時`}
            emptyLabel="不開立"
            options={LEVELS.map((each) => ({ ...each, label: `開立${each.label}` }))}
            defaultValue={findings.find((rule) => rule.answers.includes(answer.value))?.level ?? ""}
          />
        </div>
      ))}
      <CheckboxField name={name("required")} label="必填" defaultChecked={isRequired} />
      {!isOnly && <CheckboxField name={name("removed")} label="移除這個細項" />}
    </Fieldset>
  );
}

/** The first result of a new item, or one more of an item that has some. */
export function NewQuestionFields({ isFirst }: { isFirst: boolean }) {
  if (isFirst)
    return (
      <Fieldset legend="查核結果">
        <SelectField
          name="q:new:kind"
          label="種類"
          required
          options={OFFERED_KINDS.map(kindOption)}
          defaultValue="two_step"
        />
        <CheckboxField name="q:new:required" label="必填" defaultChecked />
      </Fieldset>
    );
  return (
    <Disclosure summary="再加一個細項">
      <Fieldset legend="新增細項">
        <SelectField
          name="q:new:kind"
          label="種類"
          emptyLabel="不新增"
          options={OFFERED_KINDS.map(kindOption)}
        />
        <TextField name="q:new:number" label="細項編號" width="xs" maxLength={20} />
        <TextField name="q:new:label" label="細項文字" width="full" maxLength={2000} />
        <CheckboxField name="q:new:required" label="必填" defaultChecked />
      </Fieldset>
    </Disclosure>
  );
}
