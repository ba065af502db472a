"use client";

import { type Ref, useEffect, useState } from "react";
import { Icon } from "@/components/ui/icon";
import { fieldId } from "./form-context";
import { WHOLE_FORM } from "./form-state";

type FormSummaryProps = {
  formId: string;
  message: string;
  fieldErrors: Record<string, string[]>;
  ref: Ref<HTMLDivElement>;
};

/** Why the form was refused, with a link to each field that needs another look. */
export function FormSummary({ formId, message, fieldErrors, ref }: FormSummaryProps) {
  const fields = useFieldLabels(formId, fieldErrors);
  const whole = WHOLE_FORM.flatMap((name) => fieldErrors[name] ?? []);
  const named = Object.entries(fieldErrors).filter(([name]) => !WHOLE_FORM.includes(name));
  return (
    <div
      ref={ref}
      tabIndex={-1}
      role="alert"
      className="notice tone-bad form-summary"
      data-form-answer="refused"
    >
      <Icon name="bad" />
      <div>
        <p className="notice-title">{message || "資料尚未送出，請更正後再試一次。"}</p>
        {(whole.length > 0 || named.length > 0) && (
          <ul>
            {whole.map((error) => (
              <li key={error}>{error}</li>
            ))}
            {named.map(([name, errors]) => (
              <li key={name}>
                <SummaryLine
                  id={fieldId(formId, name)}
                  label={fields?.[name]}
                  known={!fields || name in fields}
                >
                  {errors.join("；")}
                </SummaryLine>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

type SummaryLineProps = { id: string; label?: string; known: boolean; children: string };

function SummaryLine({ id, label, known, children }: SummaryLineProps) {
  if (!known) return children;
  return (
    <a href={`#${id}`}>
      {label && !children.includes(label) && `${label}：`}
      {children}
    </a>
  );
}

/** Labels of the fields, read from the form once it is on the screen; undefined until then and without JavaScript. */
function useFieldLabels(formId: string, fieldErrors: Record<string, string[]>) {
  const [labels, setLabels] = useState<Record<string, string>>();
  useEffect(() => {
    const found: Record<string, string> = {};
    for (const name of Object.keys(fieldErrors)) {
      const frame = document.getElementById(fieldId(formId, name))?.closest<HTMLElement>("[data-field]");
      if (frame) found[name] = frame.dataset.label ?? "";
    }
    setLabels(found);
  }, [formId, fieldErrors]);
  return labels;
}
