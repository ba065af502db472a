"use client";

import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { ChoiceFrame, type Field, type FieldProps } from "./field";

export type Choice = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean };

export type ChoiceGroupProps = FieldProps & { options: readonly Choice[]; inline?: boolean };

type ChoicesProps = {
  type: "checkbox" | "radio";
  props: ChoiceGroupProps;
  field: Field;
  chosen: readonly string[];
};

/** The inputs of a checkbox or radio group in their fieldset. */
export function Choices({ type, props, field, chosen }: ChoicesProps) {
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
