"use client";

import { useEffect, useRef } from "react";
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
  const select = useRef<HTMLSelectElement>(null);
  const { kept } = field;
  const preset = props.defaultValue ?? "";

  // React resets a form after its action and does not bring a select back to what was chosen.
  useEffect(() => {
    if (select.current && kept !== undefined) select.current.value = kept;
  }, [kept]);

  return (
    <FieldFrame props={props} field={field}>
      {/* Nor does it move a select to a new default, so a new default is a new select. */}
      <select
        key={preset}
        ref={select}
        className="input input-select"
        {...field.control}
        defaultValue={kept ?? preset}
      >
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
