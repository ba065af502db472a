import { formatRocDate } from "@/lib/platform/roc-date";
import { addDays, type PlainDate } from "@/lib/rules/plain-date";
import { PLAN_KIND_LABELS } from "../../care-plans/labels";
import { mayPlan } from "../../care-plans/policy";
import { returnedPlans } from "../../care-plans/returned/queries";
import { rocMonth } from "../../cases/monitoring/labels";
import { mayExhaustion } from "../../dispatch/exhaustions/policy";
import { exhaustionsFor } from "../../dispatch/exhaustions/queries";
import { mayManage } from "../../dispatch/managers/policy";
import { listWaiting, managersOverview } from "../../dispatch/managers/queries";
import { waitingParams } from "../../dispatch/managers/schema";
import { mayMonthlyTable } from "../../dispatch/monthly-tables/policy";
import { tablesInState } from "../../dispatch/monthly-tables/waiting/queries";
import { DISPATCH_STATE_LABELS } from "../../dispatch/providers/labels";
import { mayDispatch } from "../../dispatch/providers/policy";
import { ROTATION_STANDING_LABELS, ROTATION_STATE_LABELS } from "../../dispatch/rotations/labels";
import { mayRotation } from "../../dispatch/rotations/policy";
import { listRotations } from "../../dispatch/rotations/queries";
import { rotationListParams } from "../../dispatch/rotations/schema";
import type { RotationRow } from "../../dispatch/rotations/types";
import { followedReferrals, servicesWithoutBUnit } from "../../dispatch/waiting/queries";
import { SERVICE_LABELS } from "../../registry/units/labels";
import { SHOWN_OF_QUEUE } from "../labels";
import type { QueueItem, QueueProvider, Urgency } from "../types";

const STANDING = { dueOn: null, urgency: "open", why: null } as const;

function dueUrgency(dueOn: PlainDate | null, today: PlainDate): Urgency {
  if (dueOn === null) return "open";
  if (dueOn < today) return "overdue";
  return dueOn <= addDays(today, 1) ? "due_soon" : "open";
}

/** Cases that the centre sent and that no case manager has. */
const managerQueue: QueueProvider = async (actor, today) => {
  if (!mayManage(actor, "manager.assign")) return null;
  const { rows, total } = await listWaiting(actor, waitingParams({ sort: "dispatchedOn", dir: "asc" }));
  return {
    ...{ key: "manager_waiting", title: "待分派個案管理員", total },
    about: "照管中心派來、尚未分派個案管理員的個案；計畫期限自派案起算。",
    empty: "沒有待分派的個案。",
    href: "/dispatch/managers",
    items: rows.slice(0, SHOWN_OF_QUEUE).map((row) => ({
      href: `/dispatch/managers/cases/${row.id}`,
      title: `${row.number} ${row.name}`,
      detail: `${row.district}，${formatRocDate(row.dispatchedOn)} 派案，期限為計畫完成日`,
      dueOn: row.planDueOn,
      ...{ urgency: dueUrgency(row.planDueOn, today), state: "待分派", why: null },
      action: { href: `/dispatch/managers/cases/${row.id}`, label: "分派" },
    })),
  };
};

/** Cases of people who have left. */
const handOverQueue: QueueProvider = async (actor, today) => {
  if (!mayManage(actor, "manager.hand_over")) return null;
  const overview = await managersOverview(actor, today);
  const left = overview?.managers.filter((row) => row.load === null && row.activeCases > 0) ?? [];
  return {
    ...{ key: "manager_left", title: "離職人員待交接個案", total: left.length },
    about: "已離職、名下仍有個案的個案管理員；請交接給其他人。",
    empty: "沒有待交接的個案。",
    href: "/dispatch/managers",
    items: left.slice(0, SHOWN_OF_QUEUE).map((row) => ({
      href: `/dispatch/managers/${row.id}`,
      title: row.name,
      detail: `${formatRocDate(row.endedOn)} 離職，尚有 ${row.activeCases} 案`,
      ...{ dueOn: row.endedOn, urgency: "overdue" as const, state: "待交接", why: null },
      action: { href: `/dispatch/managers/${row.id}`, label: "交接" },
    })),
  };
};

/** Plans that came back with remarks. */
const returnedQueue: QueueProvider = async (actor, today, view) => {
  if (!mayPlan(actor, "plan.draft")) return null;
  const { items, total } = await returnedPlans(actor, view?.staffId ?? null, SHOWN_OF_QUEUE);
  return {
    ...{ key: "plan_returned", title: "退回修正的計畫", total },
    about: "照管中心退回的照顧計畫，請依意見修正後重新送審；期限繼續計算。",
    empty: "沒有被退回的計畫。",
    href: "/plans?status=returned",
    items: items.map((plan) => ({
      href: `/cases/${plan.caseId}/plan/${plan.id}`,
      title: `${plan.number} ${plan.name}`,
      detail: `${PLAN_KIND_LABELS[plan.kind]}第 ${plan.versionNo} 版${plan.remark ? `：${plan.remark.slice(0, 60)}` : ""}`,
      dueOn: plan.dueOn,
      ...{ urgency: dueUrgency(plan.dueOn, today), state: "退回修正", why: null },
      action: { href: `/cases/${plan.caseId}/plan/${plan.id}/edit`, label: "修正" },
    })),
  };
};

/** Services that no B unit has, and for which no limit reminds of it. */
const serviceQueue: QueueProvider = async (actor, _today, view) => {
  if (!mayDispatch(actor, "dispatch.send")) return null;
  const { items, total } = await servicesWithoutBUnit(actor, view?.staffId ?? null, SHOWN_OF_QUEUE);
  const first = items[0];
  return {
    ...{ key: "service_without_unit", title: "待改派或派案的服務", total },
    about: "核定計畫中目前沒有 B 單位的服務：單位婉拒、撤回、結束，或尚未派案。",
    empty: "核定的服務都有 B 單位。",
    href: first ? `/cases/${first.caseId}/dispatch#${first.service}` : "/dispatch/referrals",
    items: items.map((item) => ({
      ...STANDING,
      href: `/cases/${item.caseId}/dispatch#${item.service}`,
      title: `${item.number} ${item.name}`,
      detail: `${SERVICE_LABELS[item.service]}，${formatRocDate(item.since)} 起${item.last ? `（${item.last.unit}${item.last.reason ? `：${item.last.reason}` : ""}）` : ""}`,
      urgency: item.last?.state === "declined" ? ("due_soon" as const) : ("open" as const),
      state: item.last ? DISPATCH_STATE_LABELS[item.last.state] : "尚未派案",
      action: { href: `/cases/${item.caseId}/dispatch#${item.service}`, label: "派案" },
    })),
  };
};

/** What the centre said where an order was exhausted. */
const answeredQueue: QueueProvider = async (actor) => {
  if (!mayExhaustion(actor, "exhaustion.raise")) return null;
  const { items, total } = await exhaustionsFor(actor, SHOWN_OF_QUEUE);
  const first = items[0];
  return {
    ...{ key: "exhaustion_answered", title: "照管中心已答復的輪序", total },
    about: "輪序無可承接單位，照管中心已答復，請依意見辦理。",
    empty: "沒有待辦理的答復。",
    href: first ? `/cases/${first.caseId}/dispatch#${first.service}` : "/dispatch/rotations",
    items: items.map((item) => ({
      ...STANDING,
      href: `/cases/${item.caseId}/dispatch#${item.service}`,
      title: `${item.caseNumber} ${item.clientName}`,
      detail: `${SERVICE_LABELS[item.service]}：${item.answer ?? ""}`,
      state: "已答復",
      action: { href: `/cases/${item.caseId}/dispatch#${item.service}`, label: "派案" },
    })),
  };
};

/** Referrals without an answer, and those whose service has not begun. */
const followedQueue =
  (state: "waiting" | "not_begun"): QueueProvider =>
  async (actor, today, view) => {
    if (!mayDispatch(actor, "dispatch.send")) return null;
    const found = await followedReferrals(actor, view?.staffId ?? null, state, today, SHOWN_OF_QUEUE);
    const waits = state === "waiting";
    return {
      key: waits ? "referral_unanswered" : "referral_followed",
      title: waits ? "B 單位尚未回復" : "已承接，尚未開始服務",
      about: waits
        ? "已照會 B 單位、尚未回復是否承接；沒有帳號的單位請代為登錄。"
        : "B 單位已承接，尚未登錄第一次服務。",
      empty: waits ? "照會都已回復。" : "承接的服務都已開始。",
      ...{ total: found.total, href: `/dispatch/referrals?state=${state}` },
      items: found.items.map(
        (row): QueueItem => ({
          href: `/dispatch/referrals/${row.id}`,
          title: `${row.number} ${row.name}`,
          detail: `${SERVICE_LABELS[row.service]}，${row.unit}，${formatRocDate(row.dispatchedOn)} 派案`,
          dueOn: row.clock?.dueOn ?? row.plannedStartOn,
          urgency:
            row.clock?.state === "overdue" || row.clock?.state === "due_soon" ? row.clock.state : "open",
          ...{ state: waits ? "待單位回復" : "尚未開始", why: row.clock?.outcome ?? null },
          action: { href: `/dispatch/referrals/${row.id}`, label: "查看" },
        }),
      ),
    };
  };

const ROTATION_FILTERS = ["expired", "returned", "renewal_due"] as const;

/** Orders that ran out, came back, or are to be renewed. */
const rotationQueue: QueueProvider = async (actor, today) => {
  if (!mayRotation(actor, "rotation.keep")) return null;
  const rows: RotationRow[] = [];
  let total = 0;
  for (const state of ROTATION_FILTERS) {
    const page = await listRotations(actor, rotationListParams({ state }), today);
    rows.push(...page.rows);
    total += page.total;
  }
  return {
    ...{ key: "rotation_renewal", title: "輪序表應辦理", total },
    about: "已屆滿、被退回或 30 日內屆滿的資源盤點及輪序表；屆滿後停止輪派。",
    empty: "沒有應辦理的輪序表。",
    href: `/dispatch/rotations?state=${ROTATION_FILTERS.find((each) => rows.some((row) => inFilter(row, each))) ?? "renewal_due"}`,
    items: rows.slice(0, SHOWN_OF_QUEUE).map((row) => ({
      href: `/dispatch/rotations/${row.id}`,
      title: `${row.area.name} ${SERVICE_LABELS[row.service]}`,
      detail: row.state === "returned" ? "照管中心退回，請修正後送審" : "請重新盤點並送審",
      dueOn: row.validThrough,
      urgency: row.standing === "expired" ? ("overdue" as const) : ("due_soon" as const),
      state: row.standing ? ROTATION_STANDING_LABELS[row.standing] : ROTATION_STATE_LABELS[row.state],
      why: null,
      action: {
        href: `/dispatch/rotations/${row.id}`,
        label: row.state === "returned" ? "修正" : "重新盤點",
      },
    })),
  };
};

function inFilter(row: RotationRow, filter: (typeof ROTATION_FILTERS)[number]): boolean {
  return filter === "returned" ? row.state === "returned" : row.standing === filter;
}

/** Monthly tables that came back. */
const returnedTableQueue: QueueProvider = async (actor) => {
  if (!mayMonthlyTable(actor, "monthly_table.draft")) return null;
  const { items, total } = await tablesInState(actor, "returned", SHOWN_OF_QUEUE);
  return {
    ...{ key: "table_returned", title: "退回的派案月報", total },
    about: "審查後退回的派案月報，請補正並重新報送。",
    empty: "沒有被退回的派案月報。",
    href: "/dispatch/monthly",
    items: items.map((row) => ({
      ...STANDING,
      href: `/dispatch/monthly/${row.aUnit.id}/${row.month}`,
      title: `${rocMonth(row.month)} 派案月報`,
      detail: row.remark ? `退回意見：${row.remark.slice(0, 60)}` : "請補正後重新報送",
      ...{ urgency: "due_soon" as const, state: "已退回" },
      action: { href: `/dispatch/monthly/${row.aUnit.id}/${row.month}`, label: "補正" },
    })),
  };
};

/** What waits for the people of an A unit beside the limits of the law. */
export const aUnitQueues: readonly QueueProvider[] = [
  managerQueue,
  handOverQueue,
  returnedQueue,
  serviceQueue,
  answeredQueue,
  followedQueue("waiting"),
  followedQueue("not_begun"),
  rotationQueue,
  returnedTableQueue,
];
