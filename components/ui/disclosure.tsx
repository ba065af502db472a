import type { ReactNode } from "react";
import { Icon } from "./icon";

/** Something folded away, opened without JavaScript. */
export function Disclosure({
  summary,
  open,
  children,
}: {
  summary: ReactNode;
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <details className="disclosure" open={open}>
      <summary>
        <Icon name="chevron-right" size={14} />
        {summary}
      </summary>
      <div className="disclosure-body">{children}</div>
    </details>
  );
}
