"use client";

import { type ChoiceGroupProps, Choices } from "./choices";
import { useField } from "./field";

/** Any number of several. Sent as the same name repeated. */
export function CheckboxGroup(props: ChoiceGroupProps & { defaultValue?: readonly string[] }) {
  const field = useField(props);
  const chosen = field.returned ? (field.kept?.split(",") ?? []) : (props.defaultValue ?? []);
  return <Choices type="checkbox" props={props} field={field} chosen={chosen} />;
}
