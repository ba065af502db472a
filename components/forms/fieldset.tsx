import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

type FieldsetProps = { legend: string; hint?: ReactNode; columns?: 1 | 2 | 3; children: ReactNode };

/** Fields that belong together. */
export function Fieldset({ legend, hint, columns = 1, children }: FieldsetProps) {
  return (
    <fieldset className="fieldset">
      <legend className="fieldset-legend">{legend}</legend>
      {hint && <div className="field-hint">{hint}</div>}
      <div className={classNames("form-fields", columns > 1 && `form-fields-${columns}`)}>{children}</div>
    </fieldset>
  );
}
