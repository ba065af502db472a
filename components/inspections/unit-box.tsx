"use client";

import { FieldErrors, useField } from "@/components/forms/field";

const NAME = "unitIds";
const LABEL = "單位";

interface Props {
  id: string;
  name: string;
  /** The summary of a refused form leads to the first box. */
  isFirst: boolean;
}

/** The box of one unit among those that are chosen; a refused form keeps it ticked. */
export function UnitBox({ id, name, isFirst }: Props) {
  const field = useField({ name: NAME, label: LABEL });
  const isKept = field.kept?.split(",").includes(id) ?? false;
  return (
    <label className="choice">
      <input
        id={isFirst ? field.id : `${field.id}-${id}`}
        type="checkbox"
        name={NAME}
        value={id}
        defaultChecked={isKept}
        aria-invalid={field.control["aria-invalid"]}
      />
      <span className="visually-hidden">指派 {name}</span>
    </label>
  );
}

/** What is wrong with the choice of units, above their table. */
export function UnitBoxErrors() {
  const field = useField({ name: NAME, label: LABEL });
  return (
    <div data-field={NAME} data-label={LABEL}>
      <FieldErrors id={field.id} errors={field.errors} />
    </div>
  );
}
