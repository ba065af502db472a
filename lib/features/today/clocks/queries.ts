import type { Actor } from "@/lib/platform/actor";
import { addDays, type PlainDate } from "@/lib/rules/plain-date";
import type { ClockKind } from "@/prisma/generated/enums";
import { PLAN_KIND_LABELS } from "../../care-plans/labels";
import { listPlans } from "../../care-plans/list/queries";
import { mayPlan } from "../../care-plans/policy";
import { planListParams } from "../../care-plans/schema";
import { ensureThisMonth } from "../../cases/monitoring/clocks/service";
import { rocMonth } from "../../cases/monitoring/labels";
import { ensureTableClocks } from "../../dispatch/monthly-tables/clocks/service";
import { mayReferral } from "../../dispatch/referrals/policy";
import { listReferrals } from "../../dispatch/referrals/queries";
import { referralListParams } from "../../dispatch/referrals/schema";
import { SERVICE_LABELS } from "../../registry/units/labels";
import { CLOCK_LABELS, CLOCK_STATE_LABELS } from "../../timeliness/labels";
import { overdueByKind } from "../../timeliness/overdue/queries";
import { choosesWhose } from "../../timeliness/policy";
import { listClocks } from "../../timeliness/queries";
import { clockListParams } from "../../timeliness/schema";
import type { ClockRow } from "../../timeliness/types";
import { SHOWN_OF_QUEUE } from "../labels";
import type { Queue, QueueItem, QueueProvider, Urgency } from "../types";

const A_UNIT: readonly string[] = ["a_unit_manager", "case_manager"];
const CENTRE: readonly string[] = ["care_supervisor", "care_specialist"];
const OVERSEERS: readonly string[] = ["bureau_officer", "care_supervisor", "care_specialist"];

interface Kind {
  kind: ClockKind;
  /** Whose duty it is. */
  roles: readonly string[];
  title: string;
  about: string;
  /** Months-long limits stand on the page only when they come near. */
  withinDays?: number;
  /** What is to be done about one, and where. */
  action: (row: ClockRow) => { href: string; label: string };
}

const caseHref = (part: string, label: string) => (row: ClockRow) => ({
  href: `/cases/${row.caseId}/${part}`,
  label,
});

const KINDS: readonly Kind[] = [
  {
    kind: "plan",
    roles: A_UNIT,
    title: "待完成照顧計畫",
    about: "已派案至本單位，照顧計畫應在期限內完成並送審。",
    action: caseHref("plan", "擬訂計畫"),
  },
  {
    kind: "referral",
    roles: A_UNIT,
    title: "待照會 B 單位",
    about: "計畫已核定，應在期限內照會服務單位。",
    action: caseHref("dispatch", "照會"),
  },
  {
    kind: "first_service",
    roles: A_UNIT,
    title: "待提供第一次服務",
    about: "已派案或照會，尚未登錄第一次服務。",
    action: caseHref("dispatch", "查看照會"),
  },
  {
    kind: "monitoring",
    roles: A_UNIT,
    title: "本月照顧管理（AA02）",
    about: "服務中的個案每月電訪或家訪一次。",
    action: (row) => ({
      href: `/monitoring/${row.caseId}?month=${rocMonth(row.startedOn.slice(0, 7))}`,
      label: "登錄 AA02",
    }),
  },
  {
    kind: "plan_renewal",
    roles: A_UNIT,
    title: "待重新擬訂計畫",
    about: "至少每六個月家訪並重新擬訂照顧計畫；此處列出 45 日內到期者。",
    withinDays: 45,
    action: caseHref("plan", "重新擬訂"),
  },
  {
    kind: "monthly_dispatch_table",
    roles: A_UNIT,
    title: "派案月報待報送",
    about: "每月派案情形應在期限內報送。",
    action: (row) => ({ href: `/dispatch/monthly?month=${row.startedOn.slice(0, 7)}`, label: "報送月報" }),
  },
  {
    kind: "reassessment",
    roles: CENTRE,
    title: "待複評",
    about: "評估滿一年前應完成複評；此處列出 45 日內到期者。",
    withinDays: 45,
    action: caseHref("assessments/new", "登錄複評"),
  },
];

/** The open clocks of one kind for those whose duty they are. */
function clockQueue({ kind, roles, title, about, withinDays, action }: Kind): QueueProvider {
  return async (actor, today, view): Promise<Queue | null> => {
    if (!roles.includes(actor.role)) return null;
    if (kind === "monitoring") await ensureThisMonth(actor);
    if (kind === "monthly_dispatch_table") await ensureTableClocks(actor);
    // The monthly table is the unit's, no case manager's.
    const staffId = kind === "monthly_dispatch_table" ? null : (view?.staffId ?? null);
    const filters = {
      ...{ kind, filter: "open", sort: "dueOn", dir: "asc" },
      ...(withinDays === undefined ? {} : { within: String(withinDays) }),
      ...(choosesWhose(actor) && staffId === null ? { whose: "unit" } : {}),
    };
    const { rows, total } = await listClocks(actor, clockListParams(filters), today, staffId);
    return {
      ...{ key: `clock_${kind}`, title, about, total },
      empty: withinDays ? `${withinDays} 日內沒有到期者。` : `沒有進行中的「${CLOCK_LABELS[kind]}」時效。`,
      href: `/clocks?${new URLSearchParams(filters)}`,
      items: rows.slice(0, SHOWN_OF_QUEUE).map((row) => ({ ...clockItem(row), action: action(row) })),
    };
  };
}

function clockItem(row: ClockRow): QueueItem {
  const moved = row.movedFrom ? "，因停班重新計算" : "";
  return {
    href: row.caseId ? `/cases/${row.caseId}/clocks#${row.id}` : `/clocks?kind=${row.kind}#${row.id}`,
    title: row.caseId ? `${row.caseNumber ?? ""} ${row.clientName ?? ""}`.trim() : (row.unitName ?? ""),
    detail: `${CLOCK_LABELS[row.kind]}${daysText(row)}${moved}`,
    dueOn: row.dueOn,
    urgency: urgencyOf(row),
    state: CLOCK_STATE_LABELS[row.state],
    why: row.outcome,
  };
}

function daysText({ daysLeft }: ClockRow): string {
  if (daysLeft === null) return "";
  return daysLeft < 0 ? `，逾期 ${-daysLeft} 日` : `，餘 ${daysLeft} 日`;
}

function urgencyOf({ state }: Pick<ClockRow, "state">): Urgency {
  if (state === "overdue" || state === "due_soon") return state;
  return state === "running" ? "open" : "settled";
}

/** Plans that an A unit handed in, for the centre. */
const reviewQueue: QueueProvider = async (actor, today) => {
  if (!mayPlan(actor, "plan.review")) return null;
  const filters = { status: "submitted" };
  const { rows, total } = await listPlans(actor, planListParams(filters), today);
  return {
    ...{ key: "plan_review", title: "待審核照顧計畫", total },
    about: "A 單位送審的照顧計畫，依送審先後排列。",
    empty: "沒有待審核的照顧計畫。",
    href: `/plans?${new URLSearchParams(filters)}`,
    items: rows.slice(0, SHOWN_OF_QUEUE).map((plan) => ({
      href: `/cases/${plan.caseId}/plan`,
      title: `${plan.caseNumber} ${plan.caseName}`,
      detail: `${PLAN_KIND_LABELS[plan.kind]}第 ${plan.versionNo} 版，${plan.aUnit.name}`,
      dueOn: plan.dueOn,
      urgency: dueUrgency(plan.dueOn, today),
      state: "待審核",
      why: null,
      action: { href: `/cases/${plan.caseId}/plan`, label: "審核" },
    })),
  };
};

/** What a B unit has to do about its referrals: say whether it takes them, then record when service began. */
const REFERRAL_DUTIES = [
  {
    ...{ key: "referral_waiting", filter: "waiting", title: "待回復照會", state: "待回復", label: "回復" },
    about: "A 單位照會貴單位的個案，請承接或敘明原因婉拒。",
    empty: "沒有待回復的照會。",
  },
  {
    ...{ key: "referral_not_begun", filter: "not_begun", title: "待登錄第一次服務" },
    ...{ state: "已承接", label: "登錄" },
    about: "貴單位已承接，服務開始後請登錄第一次服務日。",
    empty: "沒有待登錄第一次服務的照會。",
  },
] as const;

function referralQueue(duty: (typeof REFERRAL_DUTIES)[number]): QueueProvider {
  return async (actor, today) => {
    if (!mayReferral(actor, "referral.answer")) return null;
    const filters = { state: duty.filter, sort: "dispatchedOn", dir: "asc" };
    const { rows, total } = await listReferrals(actor, referralListParams(filters), today);
    return {
      ...{ key: duty.key, title: duty.title, about: duty.about, empty: duty.empty, total },
      href: `/dispatch/referrals?${new URLSearchParams(filters)}`,
      items: rows.slice(0, SHOWN_OF_QUEUE).map((row) => ({
        href: `/dispatch/referrals/${row.id}`,
        title: `${row.caseNumber ?? ""} ${row.clientName ?? ""}`.trim(),
        detail: `${SERVICE_LABELS[row.service]}，${row.fromUnit.name}`,
        dueOn: row.clock?.dueOn ?? null,
        urgency: row.clock ? urgencyOf(row.clock) : ("open" as const),
        state: duty.state,
        why: row.clock?.outcome ?? null,
        action: { href: `/dispatch/referrals/${row.id}`, label: duty.label },
      })),
    };
  };
}

const SOON_DAYS = 1;

function dueUrgency(dueOn: PlainDate | null, today: PlainDate): Urgency {
  if (dueOn === null) return "open";
  if (dueOn < today) return "overdue";
  return dueOn <= addDays(today, SOON_DAYS) ? "due_soon" : "open";
}

/** What is late in the city or the districts covered, by kind, for those who answer for it. */
const overdueQueue: QueueProvider = async (actor: Actor, today) => {
  if (!OVERSEERS.includes(actor.role)) return null;
  const kinds = await overdueByKind(actor, today);
  return {
    key: "clock_overdue",
    grouped: true,
    title: "逾期時效",
    about: "您職務範圍內逾期未完成、且未認定事由的時效，依種類統計。",
    empty: "沒有逾期的時效。",
    total: kinds.reduce((sum, { count }) => sum + count, 0),
    href: "/clocks?filter=overdue",
    items: kinds.map(({ kind, count, since }) => ({
      href: `/clocks?filter=overdue&kind=${kind}`,
      title: CLOCK_LABELS[kind],
      detail: "最早逾期者的期限",
      dueOn: since,
      urgency: "overdue" as const,
      state: `逾期 ${count.toLocaleString("zh-TW")} 件`,
      why: null,
    })),
  };
};

/** The queues over the clocks of cases, in the order of a case's life. */
export const clockQueues: readonly QueueProvider[] = [
  overdueQueue,
  ...REFERRAL_DUTIES.map(referralQueue),
  reviewQueue,
  ...KINDS.map(clockQueue),
];
