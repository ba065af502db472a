"use client";

import { usePathname } from "next/navigation";
import { LinkTabs } from "@/components/layout/link-tabs";

type CaseTabsProps = { items: readonly { href: string; label: string }[] };

/** The parts of a case file; the one shown is found from the address, since the frame does not know its page. */
export function CaseTabs({ items }: CaseTabsProps) {
  const path = usePathname();
  const [overview, ...parts] = items;
  const within = parts.find(({ href }) => path === href || path.startsWith(`${href}/`));
  const current = within ?? overview;
  return <LinkTabs label="個案檔案" items={items.map((item) => ({ ...item, current: item === current }))} />;
}
