import { Link } from "@/components/ui/link";

type LinkTabsProps = {
  label: string;
  items: readonly { href: string; label: string; count?: number; current?: boolean }[];
};

/** Parts of one thing, each with an address of its own. Links, since that is what they are. */
export function LinkTabs({ label, items }: LinkTabsProps) {
  return (
    <nav aria-label={label} className="tabs">
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <Link href={item.href} className="tab" aria-current={item.current ? "page" : undefined}>
              {item.label}
              {item.count !== undefined && <span className="tab-count">{item.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
