"use client";

import type { ComponentProps } from "react";
import { FieldFrame, type FieldProps, useField } from "./field";

type InputProps = ComponentProps<"input">;

type TextFieldProps = FieldProps &
  Pick<InputProps, "inputMode" | "maxLength" | "pattern" | "placeholder" | "spellCheck" | "autoFocus"> & {
    type?: "text" | "email" | "tel" | "search" | "url";
    defaultValue?: string | null;
    prefix?: string;
    suffix?: string;
  };

export function TextField(props: TextFieldProps) {
  const { type = "text", inputMode, maxLength, pattern, placeholder, spellCheck = false, autoFocus } = props;
  const field = useField(props);
  return (
    <FieldFrame props={props} field={field}>
      <div className="input-row">
        {props.prefix && <span className="input-affix">{props.prefix}</span>}
        <input
          className="input"
          {...field.control}
          {...{ type, inputMode, maxLength, pattern, placeholder, spellCheck, autoFocus }}
          defaultValue={field.kept ?? props.defaultValue ?? ""}
        />
        {props.suffix && <span className="input-affix">{props.suffix}</span>}
      </div>
    </FieldFrame>
  );
}
