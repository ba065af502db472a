"use client";

import { FieldFrame, type FieldProps, useField } from "./field";

export type Option = { value: string; label: string; disabled?: boolean };

type SelectFieldProps = FieldProps & {
  options?: readonly Option[];
  groups?: readonly { label: string; options: readonly Option[] }[];
  emptyLabel?: string;
  defaultValue?: string | null;
};

/** The browser's own select: every phone and reader knows it. */
export function SelectField(props: SelectFieldProps) {
  const field = useField(props);
  const chosen = field.kept ?? props.defaultValue ?? "";
  return (
    <FieldFrame props={props} field={field}>
      {/* React does not move a select to a new default, so a new default is a new select. */}
      <select key={chosen} className="input input-select" {...field.control} defaultValue={chosen}>
        {props.emptyLabel !== undefined && <option value="">{props.emptyLabel}</option>}
        {props.options && <Options options={props.options} />}
        {props.groups?.map((group) => (
          <optgroup key={group.label} label={group.label}>
            <Options options={group.options} />
          </optgroup>
        ))}
      </select>
    </FieldFrame>
  );
}

function Options({ options }: { options: readonly Option[] }) {
  return options.map(({ value, label, disabled }) => (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  ));
}
