import { type IconName, iconPaths } from "./icon-paths";

export type { IconName };

type IconProps = { name: IconName; label?: string; size?: number; className?: string };

/** A line drawing on a 20 × 20 grid. Without `label` it is decoration and readers skip it. */
export function Icon({ name, label, size = 18, className }: IconProps) {
  const { path, filled } = iconPaths[name];
  const paint = filled
    ? { fill: "currentColor", fillRule: "evenodd" as const }
    : { fill: "none", stroke: "currentColor", strokeWidth: 1.6 };
  const shape = <path d={path} strokeLinecap="round" strokeLinejoin="round" {...paint} />;
  const classes = className ? `icon ${className}` : "icon";
  if (!label) {
    return (
      <svg className={classes} viewBox="0 0 20 20" width={size} height={size} aria-hidden="true">
        {shape}
      </svg>
    );
  }
  return (
    <svg className={classes} viewBox="0 0 20 20" width={size} height={size} role="img" aria-label={label}>
      <title>{label}</title>
      {shape}
    </svg>
  );
}
