import type { ReactNode } from "react";

/** A code or a count in a quiet box. */
export function Badge({ children, title }: { children: ReactNode; title?: string }) {
  return (
    <span className="badge" title={title}>
      {children}
    </span>
  );
}
