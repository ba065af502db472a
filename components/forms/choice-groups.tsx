"use client";

import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { ChoiceFrame, type Field, type FieldProps, useField } from "./field";

export type Choice = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean };

type GroupProps = FieldProps & { options: readonly Choice[]; inline?: boolean };

/** Any number of several. Sent as the same name repeated. */
export function CheckboxGroup(props: GroupProps & { defaultValue?: readonly string[] }) {
  const field = useField(props);
  const chosen = field.returned ? (field.kept?.split(",") ?? []) : (props.defaultValue ?? []);
  return <Choices type="checkbox" props={props} field={field} chosen={chosen} />;
}

/** One of several, all in sight. */
export function RadioGroup(props: GroupProps & { defaultValue?: string | null }) {
  const field = useField(props);
  const chosen = field.kept ?? (field.returned ? undefined : props.defaultValue);
  return <Choices type="radio" props={props} field={field} chosen={chosen ? [chosen] : []} />;
}

type ChoicesProps = {
  type: "checkbox" | "radio";
  props: GroupProps;
  field: Field;
  chosen: readonly string[];
};

function Choices({ type, props, field, chosen }: ChoicesProps) {
  return (
    <ChoiceFrame props={props} field={field}>
      <div className={classNames("choices", props.inline && "choices-inline")}>
        {props.options.map((option, index) => (
          <label key={option.value} className="choice">
            <input
              // The summary links to the field's id: its first choice.
              id={index === 0 ? field.id : `${field.id}-${option.value}`}
              type={type}
              name={props.name}
              value={option.value}
              required={type === "radio" && props.required}
              disabled={option.disabled}
              defaultChecked={chosen.includes(option.value)}
              aria-invalid={field.control["aria-invalid"]}
            />
            <span>
              {option.label}
              {option.hint && <span className="choice-hint">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </ChoiceFrame>
  );
}
