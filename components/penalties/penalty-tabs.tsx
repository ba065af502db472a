import { LinkTabs } from "@/components/layout/link-tabs";

const TABS = [
  { href: "/penalties", label: "違約案" },
  { href: "/penalties/measures", label: "停派及終止" },
  { href: "/penalties/catalogue", label: "記點事由" },
] as const;
export type PenaltyTab = (typeof TABS)[number]["href"];

/** The lists of the area beside each other. */
export function PenaltyTabs({ current, own }: { current: string; own: string | null }) {
  const items = own ? [...TABS, { href: own, label: "本單位點數帳" }] : TABS;
  return (
    <LinkTabs label="違約記點" items={items.map((tab) => ({ ...tab, current: tab.href === current }))} />
  );
}
