"use client";

import { useState } from "react";
import { CheckboxField } from "@/components/forms/checkbox-field";
import { DateField } from "@/components/forms/date-field";
import { SelectField } from "@/components/forms/select-field";
import { TextArea } from "@/components/forms/text-area";
import { ASSESSMENT_KIND_LABELS, COPAY_LABELS } from "@/lib/features/cases/labels";
import { parseDateInput } from "@/lib/platform/roc-date";
import type { RuleSet } from "@/lib/rules/parameter";
import type { AssessmentKind } from "@/prisma/generated/enums";
import { ProblemRows } from "./problem-rows";
import { QuotaFacts } from "./quota-facts";

type AssessmentFieldsProps = {
  rules: RuleSet;
  kind: AssessmentKind;
  today: string;
  /** ROC text of today, as the field shows it. */
  assessedOn: string;
  needLevel: number | null;
  copayClass: number | null;
  hasForeignCaregiver: boolean;
  problems: readonly string[];
  transportZone: number;
};

const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8].map((level) => ({ value: String(level), label: `第 ${level} 級` }));
const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** The particulars of an assessment; what the level is worth is counted in the browser while one chooses. */
export function AssessmentFields(props: AssessmentFieldsProps) {
  const [level, setLevel] = useState(props.needLevel);
  const [foreign, setForeign] = useState(props.hasForeignCaregiver);
  const [typed, setTyped] = useState(props.assessedOn);
  const follow = (target: HTMLInputElement | HTMLSelectElement) => {
    if (target.name === "needLevel") setLevel(Number(target.value) || null);
    if (target.name === "assessedOn") setTyped(target.value);
    if (target.name === "hasForeignCaregiver") setForeign((target as HTMLInputElement).checked);
  };
  const onEvent = ({ target }: { target: EventTarget }) =>
    follow(target as HTMLInputElement | HTMLSelectElement);
  return (
    <div className="stack" onChange={onEvent} onInput={onEvent}>
      <div className="columns-2">
        <SelectField
          name="kind"
          label="評估種類"
          required
          options={optionsOf(ASSESSMENT_KIND_LABELS)}
          defaultValue={props.kind}
        />
        <DateField name="assessedOn" label="評估日" required defaultValue={props.assessedOn} />
        <SelectField
          name="needLevel"
          label="長照需要等級"
          required
          emptyLabel="請選擇"
          options={LEVELS}
          defaultValue={props.needLevel === null ? "" : String(props.needLevel)}
        />
        <SelectField
          name="copayClass"
          label="長照身分別"
          required
          emptyLabel="請選擇"
          options={optionsOf(COPAY_LABELS)}
          defaultValue={props.copayClass === null ? "" : String(props.copayClass)}
        />
      </div>
      <CheckboxField
        name="hasForeignCaregiver"
        label="聘僱外籍看護工"
        defaultChecked={props.hasForeignCaregiver}
      />
      <section aria-live="polite" aria-label="額度試算">
        {level !== null && (
          <QuotaFacts
            rules={props.rules}
            needLevel={level}
            hasForeignCaregiver={foreign}
            transportZone={props.transportZone}
            on={parseDateInput(typed) ?? props.today}
          />
        )}
      </section>
      <ProblemRows problems={props.problems} />
      <TextArea name="moreProblems" label="其他照顧問題" hint="每行一項。" rows={3} />
      <TextArea name="note" label="備註" rows={3} maxLength={1000} />
    </div>
  );
}
