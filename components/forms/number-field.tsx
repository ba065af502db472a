"use client";

import { FieldFrame, type FieldProps, useField } from "./field";

type NumberFieldProps = FieldProps & {
  defaultValue?: number | string | null;
  min?: number;
  max?: number;
  step?: number;
  suffix?: string;
  placeholder?: string;
};

/**
 * A number as text with a number keypad. Not `type="number"`: that drops what it does not understand, so a
 * refused form could not show what was typed, and a wheel over it changes figures unseen. The server judges.
 */
export function NumberField(props: NumberFieldProps) {
  const field = useField(props);
  const whole = props.step === undefined || Number.isInteger(props.step);
  return (
    <FieldFrame props={{ width: "s", ...props }} field={field}>
      <div className="input-row">
        <input
          className="input num"
          {...field.control}
          type="text"
          inputMode={whole ? "numeric" : "decimal"}
          placeholder={props.placeholder}
          defaultValue={field.kept ?? props.defaultValue ?? ""}
          aria-description={rangeText(props)}
        />
        {props.suffix && <span className="input-affix">{props.suffix}</span>}
      </div>
    </FieldFrame>
  );
}

function rangeText({ min, max }: NumberFieldProps): string | undefined {
  if (min !== undefined && max !== undefined) return `${min} 至 ${max}`;
  if (min !== undefined) return `至少 ${min}`;
  return max === undefined ? undefined : `至多 ${max}`;
}
