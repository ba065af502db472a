"use client";

import { type ChoiceGroupProps, Choices } from "./choices";
import { useField } from "./field";

/** One of several, all in sight. */
export function RadioGroup(props: ChoiceGroupProps & { defaultValue?: string | null }) {
  const field = useField(props);
  const chosen = field.kept ?? (field.returned ? undefined : props.defaultValue);
  return <Choices type="radio" props={props} field={field} chosen={chosen ? [chosen] : []} />;
}
