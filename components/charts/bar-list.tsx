import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { type Tone, toneClass } from "@/components/ui/tone";

type BarListProps = {
  items: readonly { label: string; value: number; valueText?: string; href?: string; tone?: Tone }[];
  max?: number;
  label: string;
};

/** Figures as text with a bar each: read as a list, compared at a glance. */
export function BarList({ items, max, label }: BarListProps) {
  const full = max ?? Math.max(1, ...items.map((item) => item.value));
  return (
    <ul className="bar-list" aria-label={label}>
      {items.map(({ label: name, value, valueText, href, tone }) => (
        <li key={name} className={tone && toneClass[tone]}>
          <span className="bar-label">
            {tone && <Icon name={tone} size={13} />}
            {href ? <Link href={href}>{name}</Link> : name}
          </span>
          <span className="bar-value">{valueText ?? value.toLocaleString("zh-TW")}</span>
          <svg className="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
            <rect className="bar-ground" width={100} height={1} />
            <rect className="bar-fill" width={Math.max(0, Math.min(100, (value / full) * 100))} height={1} />
          </svg>
        </li>
      ))}
    </ul>
  );
}
