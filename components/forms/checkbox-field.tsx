"use client";

import { classNames } from "@/components/ui/class-names";
import { FieldErrors, FieldHint, type FieldProps, RequiredMark, useField } from "./field";

type CheckboxFieldProps = Omit<FieldProps, "width" | "labelHidden"> & {
  value?: string;
  defaultChecked?: boolean;
};

export function CheckboxField(props: CheckboxFieldProps) {
  const field = useField(props);
  const checked = field.returned ? field.kept !== undefined : props.defaultChecked;
  return (
    <div className={classNames("field", "field-check")} data-field={props.name} data-label={props.label}>
      <label className="choice">
        <input {...field.control} type="checkbox" value={props.value ?? "on"} defaultChecked={checked} />
        <span>
          {props.label}
          <RequiredMark required={props.required} />
        </span>
      </label>
      <FieldHint id={field.id} hint={props.hint} />
      <FieldErrors id={field.id} errors={field.errors} />
    </div>
  );
}
