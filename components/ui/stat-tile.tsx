import { Children, type ReactNode } from "react";
import { Icon } from "./icon";
import { Link } from "./link";
import { type Tone, toneClass } from "./tone";

type StatTileProps = {
  label: string;
  value: string | number;
  unit?: string;
  href?: string;
  hint?: ReactNode;
  tone?: Tone;
};

/** A figure. With `href` it opens the rows that it counts. */
export function StatTile({ label, value, unit, href, hint, tone }: StatTileProps) {
  const classes = `stat-tile ${tone ? toneClass[tone] : ""}`;
  const content = (
    <>
      <span className="stat-label">
        {tone && <Icon name={tone} size={13} />}
        {label}
      </span>
      <span className="stat-value">
        {typeof value === "number" ? value.toLocaleString("zh-TW") : value}
        {unit && <span className="stat-unit">{unit}</span>}
      </span>
      {hint && <span className="stat-hint">{hint}</span>}
    </>
  );
  if (!href) return <div className={classes}>{content}</div>;
  return (
    <Link href={href} className={classes}>
      {content}
    </Link>
  );
}

/** Figures side by side, as a list. */
export function StatGrid({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul className="stat-grid" aria-label={label}>
      {Children.map(children, (child) => (child ? <li>{child}</li> : null))}
    </ul>
  );
}
