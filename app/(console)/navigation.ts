import type { NavGroup } from "@/components/layout/nav";
import { accountPermissions } from "@/lib/features/accounts/policy";
import { auditPermissions } from "@/lib/features/audit/policy";
import { contractPermissions } from "@/lib/features/registry/contracts/policy";
import { importPermissions } from "@/lib/features/registry/imports/policy";
import { staffPermissions } from "@/lib/features/registry/staff/policy";
import { type Actor, permits } from "@/lib/platform/actor";

type Entry = NavGroup["items"][number] & { shown?: (actor: Actor) => boolean };

const GROUPS: { label: string; items: Entry[] }[] = [
  {
    label: "工作",
    items: [
      { href: "/today", label: "今日工作", icon: "today" },
      { href: "/deadlines", label: "期限試算", icon: "clock" },
    ],
  },
  {
    label: "單位登記",
    items: [
      { href: "/units", label: "單位", icon: "building" },
      { href: "/units/map", label: "行政區地圖", icon: "map" },
      {
        href: "/contracts",
        label: "特約",
        icon: "document",
        shown: (actor) => permits(contractPermissions, "contract.read", actor),
      },
      {
        href: "/staff",
        label: "人員",
        icon: "people",
        shown: (actor) => permits(staffPermissions, "staff.read", actor),
      },
      { href: "/closures", label: "停班日", icon: "calendar" },
    ],
  },
  {
    label: "系統管理",
    items: [
      {
        href: "/admin/imports",
        label: "清冊匯入",
        icon: "upload",
        shown: (actor) => permits(importPermissions, "import.read", actor),
      },
      {
        href: "/admin/accounts",
        label: "帳號",
        icon: "key",
        shown: (actor) => permits(accountPermissions, "account.manage", actor),
      },
      {
        href: "/admin/audit",
        label: "稽核紀錄",
        icon: "history",
        shown: (actor) => permits(auditPermissions, "audit.read", actor),
      },
    ],
  },
];

/** The side navigation: what the actor's role may open, nothing else. */
export function navigationOf(actor: Actor): NavGroup[] {
  return GROUPS.map((group) => ({
    label: group.label,
    items: group.items
      .filter((item) => item.shown?.(actor) ?? true)
      .map(({ href, label, icon }) => ({ href, label, icon })),
  })).filter((group) => group.items.length > 0);
}
