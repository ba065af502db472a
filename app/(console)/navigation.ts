import type { NavGroup } from "@/components/layout/nav";
import { accountPermissions } from "@/lib/features/accounts/policy";
import { auditPermissions } from "@/lib/features/audit/policy";
import { mayPlan } from "@/lib/features/care-plans/policy";
import { mayMonitor } from "@/lib/features/cases/monitoring/policy";
import { mayCase } from "@/lib/features/cases/policy";
import { mayIncident } from "@/lib/features/complaints/incidents/policy";
import { mayInCoverage } from "@/lib/features/coverage/policy";
import { mayCapacity } from "@/lib/features/dispatch/capacity/policy";
import { mayCentre } from "@/lib/features/dispatch/centre/policy";
import { mayListDispatches } from "@/lib/features/dispatch/list/policy";
import { mayManage } from "@/lib/features/dispatch/managers/policy";
import { mayMonthlyTable } from "@/lib/features/dispatch/monthly-tables/policy";
import { mayReferral } from "@/lib/features/dispatch/referrals/policy";
import { mayRotation } from "@/lib/features/dispatch/rotations/policy";
import { mayFinding } from "@/lib/features/inspections/findings/policy";
import { mayInspect } from "@/lib/features/inspections/policy";
import { mayTemplate } from "@/lib/features/inspections/templates/policy";
import { mayLetter } from "@/lib/features/letters/policy";
import { mayPenalise } from "@/lib/features/penalties/policy";
import { contractPermissions } from "@/lib/features/registry/contracts/policy";
import { importPermissions } from "@/lib/features/registry/imports/policy";
import { staffPermissions } from "@/lib/features/registry/staff/policy";
import { maySampling } from "@/lib/features/sampling/policy";
import { mayClock } from "@/lib/features/timeliness/policy";
import { type Actor, permits } from "@/lib/platform/actor";

type Entry = NavGroup["items"][number] & { shown?: (actor: Actor) => boolean };

const GROUPS: { label: string; items: Entry[] }[] = [
  {
    label: "工作",
    items: [
      { href: "/today", label: "今日工作", icon: "today" },
      { href: "/clocks", label: "時效", icon: "clock", shown: (actor) => mayClock(actor, "clock.read") },
      { href: "/deadlines", label: "期限試算", icon: "calendar" },
    ],
  },
  {
    label: "個案",
    items: [
      { href: "/cases", label: "個案", icon: "folder", shown: (actor) => mayCase(actor, "case.read") },
      { href: "/plans", label: "照顧計畫", icon: "document", shown: (actor) => mayPlan(actor, "plan.read") },
      {
        href: "/monitoring",
        label: "照顧管理 AA02",
        icon: "speech",
        shown: (actor) => mayMonitor(actor, "monitoring.read"),
      },
    ],
  },
  {
    label: "派案",
    items: [
      {
        href: "/dispatch/centre",
        label: "派 A 單位",
        icon: "route",
        shown: (actor) => mayCentre(actor, "centre.read"),
      },
      {
        href: "/dispatch/managers",
        label: "分派個管",
        icon: "people",
        shown: (actor) => mayManage(actor, "manager.read"),
      },
      {
        href: "/dispatch/referrals",
        label: "照會",
        icon: "link",
        shown: (actor) => mayReferral(actor, "referral.read"),
      },
      {
        href: "/dispatch",
        label: "派案清單",
        icon: "search",
        shown: (actor) => mayListDispatches(actor),
      },
      {
        href: "/dispatch/rotations",
        label: "盤點及輪序",
        icon: "history",
        shown: (actor) => mayRotation(actor, "rotation.read"),
      },
      {
        href: "/dispatch/capacity",
        label: "量能",
        icon: "chart",
        shown: (actor) => mayCapacity(actor, "capacity.read"),
      },
      {
        href: "/dispatch/monthly",
        label: "派案月報",
        icon: "document",
        shown: (actor) => mayMonthlyTable(actor, "monthly_table.read"),
      },
    ],
  },
  {
    label: "查核及違約",
    items: [
      {
        href: "/inspections",
        label: "查核",
        icon: "inspect",
        shown: (actor) => mayInspect(actor, "inspection.read"),
      },
      {
        href: "/inspections/plan",
        label: "年度查核計畫",
        icon: "calendar",
        shown: (actor) => mayInspect(actor, "inspection.plan"),
      },
      {
        href: "/inspections/templates",
        label: "查核表",
        icon: "document",
        shown: (actor) => mayTemplate(actor, "template.read"),
      },
      {
        href: "/inspections/reports",
        label: "查核統計",
        icon: "chart",
        shown: (actor) => mayInspect(actor, "inspection.read_city"),
      },
      {
        href: "/inspections/findings",
        label: "查核缺失",
        icon: "warn",
        shown: (actor) => mayFinding(actor, "finding.read"),
      },
      {
        href: "/penalties",
        label: "違約記點",
        icon: "gavel",
        shown: (actor) => mayPenalise(actor, "penalty.read"),
      },
      {
        href: "/letters",
        label: "函文",
        icon: "document",
        shown: (actor) => mayLetter(actor, "letter.read"),
      },
      {
        href: "/sampling",
        label: "系統查核抽樣",
        icon: "chart",
        shown: (actor) => maySampling(actor, "sampling.read_city"),
      },
      {
        href: "/sampling/audits",
        label: "抽查",
        icon: "speech",
        shown: (actor) => maySampling(actor, "sampling.read"),
      },
      {
        href: "/complaints/incidents",
        label: "異常事件",
        icon: "warn",
        shown: (actor) => mayIncident(actor, "incident.read"),
      },
    ],
  },
  {
    label: "涵蓋及計畫",
    items: [
      {
        href: "/coverage/recompute",
        label: "計畫核算",
        icon: "inspect",
        shown: (actor) => mayInCoverage(actor, "coverage.read"),
      },
      {
        href: "/coverage/tables",
        label: "計畫資料表",
        icon: "upload",
        shown: (actor) => mayInCoverage(actor, "coverage.read"),
      },
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
