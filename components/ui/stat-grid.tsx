import { Children, type ReactNode } from "react";

/** Figures side by side, as a list. */
export function StatGrid({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul className="stat-grid" aria-label={label}>
      {Children.map(children, (child) => (child ? <li>{child}</li> : null))}
    </ul>
  );
}
