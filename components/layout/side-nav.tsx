"use client";

import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { closestHref, useCurrentPath } from "./current-path";
import type { NavGroup } from "./nav";

/** The areas of work, grouped. Stands beside the page, or in the menu of a small screen. */
export function SideNav({ groups, label }: { groups: readonly NavGroup[]; label: string }) {
  const path = useCurrentPath();
  const current = closestHref(
    path,
    groups.flatMap((group) => group.items.map((item) => item.href)),
  );
  return (
    <nav aria-label={label} className="side-nav">
      {groups.map((group) => (
        <div key={group.label} className="side-group">
          <p className="side-group-label">{group.label}</p>
          <ul>
            {group.items.map((item) => (
              <li key={item.href}>
                <Link
                  href={item.href}
                  className="side-link"
                  aria-current={item.href === current ? "page" : undefined}
                >
                  {item.icon && <Icon name={item.icon} />}
                  <span className="side-link-label">{item.label}</span>
                  {item.count !== undefined && item.count > 0 && (
                    <span className="side-count">{item.count}</span>
                  )}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
