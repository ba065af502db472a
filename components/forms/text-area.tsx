"use client";

import { FieldFrame, type FieldProps, useField } from "./field";

type TextAreaProps = FieldProps & {
  defaultValue?: string | null;
  rows?: number;
  maxLength?: number;
  placeholder?: string;
};

export function TextArea(props: TextAreaProps) {
  const field = useField(props);
  return (
    <FieldFrame props={props} field={field}>
      <textarea
        className="input input-area"
        {...field.control}
        rows={props.rows ?? 4}
        maxLength={props.maxLength}
        placeholder={props.placeholder}
        defaultValue={field.kept ?? props.defaultValue ?? ""}
      />
    </FieldFrame>
  );
}
