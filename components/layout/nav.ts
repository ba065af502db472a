import type { IconName } from "@/components/ui/icon";

export type NavItem = { href: string; label: string; icon?: IconName; count?: number };
export type NavGroup = { label: string; items: readonly NavItem[] };
