import { fromDbDate, officeDate, toDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { formatRocDate } from "@/lib/platform/roc-date";
import { addMonths, lastDayOfMonth, type PlainDate } from "@/lib/rules/plain-date";
import { AA01_STATUSES } from "../../../cases/monitoring/queries";
import { rocMonth } from "../../../dispatch/monthly-tables/labels";
import type { Found, Search } from "../types";

interface Served {
  caseId: string;
  since: PlainDate;
  contacts: Set<string>;
  aa01: Set<string>;
}

function later(one: PlainDate, other: PlainDate): PlainDate {
  return one < other ? other : one;
}

const monthOf = (day: Date) => fromDbDate(day).slice(0, 7);

/** The months that are over and in which the unit owed a case AA02 or AA01, and which of them have neither. */
export async function monitoringKept(tx: Tx, search: Search): Promise<Map<string, Found>> {
  const served = await servedOf(tx, search);
  const last = lastMonthOver(search.asOf);
  return new Map(
    search.caseIds.map((caseId) => {
      const own = served.find((each) => each.caseId === caseId);
      return [caseId, own ? judged(own, search.from, last) : notServed()];
    }),
  );
}

/** The last month that is over on a day. */
function lastMonthOver(day: PlainDate): string {
  return lastDayOfMonth(day) === day
    ? day.slice(0, 7)
    : addMonths(`${day.slice(0, 7)}-01` as PlainDate, -1).slice(0, 7);
}

function notServed(): Found {
  return { verdict: null, why: "AA02：尚無核定計畫，沒有應追蹤的月份。", rows: [] };
}

function judged({ caseId, since, contacts, aa01 }: Served, from: PlainDate, last: string): Found {
  const first = later(from, since);
  const owed: string[] = [];
  for (
    let month = first.slice(0, 7);
    month <= last;
    month = addMonths(`${month}-01` as PlainDate, 1).slice(0, 7)
  )
    owed.push(month);
  if (owed.length === 0) return { verdict: null, why: "AA02：第一個應追蹤的月份尚未結束。", rows: [] };
  const missing = owed.filter((month) => !contacts.has(month) && !aa01.has(month));
  const rows = owed.map((month) => ({
    label: `${rocMonth(month)} ${contacts.has(month) ? "有 AA02" : aa01.has(month) ? "當月為 AA01" : "缺 AA02"}`,
    href: `/cases/${caseId}/monitoring`,
  }));
  return missing.length === 0
    ? { verdict: "in_order", why: `AA02：${owed.length} 個月均有紀錄。`, rows }
    : {
        verdict: "deviation",
        why: `AA02：${owed.length} 個月中缺 ${missing.map(rocMonth).join("、")}。`,
        rows,
      };
}

/** Since when the unit has carried each case with an approved plan, and the months with a contact or a plan's home visit. */
async function servedOf(tx: Tx, { jurisdictionId, unitId, asOf, caseIds }: Search): Promise<Served[]> {
  const ids = { in: [...caseIds] };
  const plans = await tx.carePlan.findMany({
    where: { jurisdictionId, caseId: ids, status: { in: [...AA01_STATUSES] } },
    select: { caseId: true, status: true, visitedOn: true, decidedAt: true },
  });
  const contacts = await tx.monitoring.findMany({
    where: { jurisdictionId, caseId: ids, contactOn: { lte: toDbDate(asOf) } },
    select: { caseId: true, month: true },
  });
  const assignments = await tx.managerAssignment.findMany({
    where: { jurisdictionId, caseId: ids, aUnitId: unitId },
    select: { caseId: true, fromOn: true },
    orderBy: { fromOn: "asc" },
  });
  return caseIds.flatMap((caseId) => {
    const own = plans.filter((plan) => plan.caseId === caseId);
    const approved = own
      .flatMap(({ status, decidedAt }) => (status !== "submitted" && decidedAt ? officeDate(decidedAt) : []))
      .sort();
    const [firstApproved] = approved;
    if (firstApproved === undefined) return [];
    const carried = assignments.find((each) => each.caseId === caseId);
    const from = carried ? fromDbDate(carried.fromOn) : firstApproved;
    return [
      {
        ...{ caseId, since: later(from, firstApproved) },
        contacts: new Set(
          contacts.filter((each) => each.caseId === caseId).map(({ month }) => monthOf(month)),
        ),
        aa01: new Set(own.flatMap(({ visitedOn }) => (visitedOn ? monthOf(visitedOn) : []))),
      },
    ];
  });
}

/** Whether a change that AA02 called for was followed by a new plan within a month. */
export async function changesMade(tx: Tx, search: Search): Promise<Map<string, Found>> {
  const { jurisdictionId, asOf, from, caseIds } = search;
  const ids = { in: [...caseIds] };
  const wanted = await tx.monitoring.findMany({
    where: {
      ...{ jurisdictionId, caseId: ids, planChangeNeeded: true },
      contactOn: { gte: toDbDate(from), lte: toDbDate(asOf) },
    },
    select: { caseId: true, contactOn: true },
    orderBy: { contactOn: "asc" },
  });
  const plans = await tx.carePlan.findMany({
    where: {
      jurisdictionId,
      caseId: ids,
      kind: { not: "initial" },
      status: { notIn: ["draft", "withdrawn"] },
    },
    select: { caseId: true, submittedAt: true },
  });
  return new Map(
    caseIds.map((caseId) => {
      const days = wanted
        .filter((each) => each.caseId === caseId)
        .map(({ contactOn }) => fromDbDate(contactOn));
      const submitted = plans
        .filter((plan) => plan.caseId === caseId)
        .flatMap(({ submittedAt }) => (submittedAt ? officeDate(submittedAt) : []));
      return [caseId, changesOf(caseId, days, submitted, asOf)];
    }),
  );
}

function changesOf(caseId: string, days: PlainDate[], submitted: PlainDate[], asOf: PlainDate): Found {
  if (days.length === 0)
    return { verdict: "not_applicable", why: "計畫異動：一年內 AA02 沒有載明需異動。", rows: [] };
  const follows = (day: PlainDate) => submitted.some((on) => on >= day && on <= addMonths(day, 1));
  const open = days.filter((day) => !follows(day));
  const late = open.filter((day) => addMonths(day, 1) < asOf);
  const rows = days.map((day) => ({
    label: `${formatRocDate(day)} AA02 載明需異動，${follows(day) ? "一個月內已送計畫" : "一個月內沒有送計畫"}`,
    href: `/cases/${caseId}/plan`,
  }));
  if (late.length > 0)
    return {
      verdict: "deviation",
      why: `計畫異動：${days.length} 次需異動，${late.length} 次一個月內未送。`,
      rows,
    };
  if (open.length > 0) return { verdict: null, why: "計畫異動：需異動，尚在一個月內。", rows };
  return { verdict: "in_order", why: `計畫異動：${days.length} 次需異動均已送計畫。`, rows };
}
