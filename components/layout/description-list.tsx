import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

type DescriptionListProps = {
  items: readonly { label: string; value: ReactNode; wide?: boolean }[];
  columns?: 1 | 2 | 3;
};

/** Facts of one thing. What is not known shows a dash. */
export function DescriptionList({ items, columns = 2 }: DescriptionListProps) {
  return (
    <dl className={`facts facts-${columns}`}>
      {items.map(({ label, value, wide }) => (
        <div key={label} className={classNames("fact", wide && "fact-wide")}>
          <dt>{label}</dt>
          <dd>{isAbsent(value) ? "—" : value}</dd>
        </div>
      ))}
    </dl>
  );
}

function isAbsent(value: ReactNode): boolean {
  return value === null || value === undefined || value === "" || value === false;
}
