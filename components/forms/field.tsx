"use client";

import { type ReactNode, useId } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { fieldId, useFormMemory } from "./form-context";

export type FieldWidth = "xs" | "s" | "m" | "l" | "full";

export type FieldProps = {
  name: string;
  label: string;
  hint?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  autoComplete?: string;
  errors?: readonly string[];
  width?: FieldWidth;
  labelHidden?: boolean;
};

export type Field = {
  id: string;
  errors: readonly string[];
  /** What was typed before a refusal, if the form was refused. */
  kept: string | undefined;
  /** True when the form comes back from a refusal: what is not kept was not sent. */
  returned: boolean;
  /** What the input itself needs. */
  control: {
    id: string;
    name: string;
    required?: boolean;
    disabled?: boolean;
    autoComplete?: string;
    "aria-invalid"?: true;
    "aria-describedby"?: string;
  };
};

/** Joins a field to the form around it: id, errors, what was typed, and the attributes that say so to readers. */
export function useField(props: FieldProps, moreErrors: readonly string[] = []): Field {
  const ownId = useId();
  const memory = useFormMemory();
  const id = fieldId(memory?.formId ?? ownId, props.name);
  const errors = [...moreErrors, ...(props.errors ?? memory?.fieldErrors[props.name] ?? [])];
  const described = [props.hint && `${id}-hint`, errors.length > 0 && `${id}-error`]
    .filter(Boolean)
    .join(" ");
  return {
    id,
    errors,
    kept: memory?.values?.[props.name],
    returned: memory?.values !== undefined,
    control: {
      id,
      name: props.name,
      required: props.required,
      disabled: props.disabled,
      autoComplete: props.autoComplete,
      "aria-invalid": errors.length > 0 || undefined,
      "aria-describedby": described || undefined,
    },
  };
}

type FieldFrameProps = { props: FieldProps; field: Field; children: ReactNode; className?: string };

/** Label, hint, error and the control between them. */
export function FieldFrame({ props, field, children, className }: FieldFrameProps) {
  const classes = classNames("field", props.width && `field-${props.width}`, className);
  return (
    <div className={classes} data-field={props.name} data-label={props.label}>
      <label htmlFor={field.id} className={props.labelHidden ? "visually-hidden" : "field-label"}>
        {props.label}
        <RequiredMark required={props.required} />
      </label>
      <FieldHint id={field.id} hint={props.hint} />
      {children}
      <FieldErrors id={field.id} errors={field.errors} />
    </div>
  );
}

/** The same for a set of choices: a fieldset, whose legend is the label. */
export function ChoiceFrame({ props, field, children }: Omit<FieldFrameProps, "className">) {
  return (
    <fieldset
      className="field field-set"
      data-field={props.name}
      data-label={props.label}
      aria-describedby={field.control["aria-describedby"]}
      disabled={props.disabled}
    >
      <legend className={props.labelHidden ? "visually-hidden" : "field-label"}>
        {props.label}
        <RequiredMark required={props.required} />
      </legend>
      <FieldHint id={field.id} hint={props.hint} />
      {children}
      <FieldErrors id={field.id} errors={field.errors} />
    </fieldset>
  );
}

export function RequiredMark({ required }: { required?: boolean }) {
  if (!required) return null;
  return (
    <>
      <span className="field-required" aria-hidden="true">
        *
      </span>
      <span className="visually-hidden">（必填）</span>
    </>
  );
}

export function FieldHint({ id, hint }: { id: string; hint?: ReactNode }) {
  if (!hint) return null;
  return (
    <div className="field-hint" id={`${id}-hint`}>
      {hint}
    </div>
  );
}

export function FieldErrors({ id, errors }: { id: string; errors: readonly string[] }) {
  if (errors.length === 0) return null;
  return (
    <div className="field-error" id={`${id}-error`}>
      <Icon name="bad" size={14} />
      <span>{errors.join("；")}</span>
    </div>
  );
}
