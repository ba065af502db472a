import type { Actor } from "@/lib/platform/actor";
import { formatRocDate } from "@/lib/platform/roc-date";
import { listCases } from "../../cases/list/queries";
import { caseListParams } from "../../cases/list/schema";
import { rocMonth } from "../../cases/monitoring/labels";
import { mayCase } from "../../cases/policy";
import { CENTRE_STATE_LABELS } from "../../dispatch/centre/labels";
import { mayCentre } from "../../dispatch/centre/policy";
import { listCentre } from "../../dispatch/centre/queries";
import { centreListParams } from "../../dispatch/centre/schema";
import { mayExhaustion } from "../../dispatch/exhaustions/policy";
import { exhaustionsFor } from "../../dispatch/exhaustions/queries";
import { mayMonthlyTable } from "../../dispatch/monthly-tables/policy";
import { tablesInState } from "../../dispatch/monthly-tables/waiting/queries";
import { mayReviewArea, mayRotation } from "../../dispatch/rotations/policy";
import { listRotations, reviewedDistricts } from "../../dispatch/rotations/queries";
import { rotationListParams } from "../../dispatch/rotations/schema";
import type { RotationRow } from "../../dispatch/rotations/types";
import { casesWithoutAUnit } from "../../dispatch/waiting/queries";
import type { WithoutAUnit } from "../../dispatch/waiting/types";
import { SERVICE_LABELS } from "../../registry/units/labels";
import { SHOWN_OF_QUEUE } from "../labels";
import type { QueueItem, QueueProvider } from "../types";

/** What stands still: no limit of the law runs, somebody waits. */
const STANDING = { dueOn: null, urgency: "open", why: null } as const;

/** Cases taken in that nobody has assessed. */
const appliedQueue: QueueProvider = async (actor) => {
  if (!mayCase(actor, "case.assess")) return null;
  const filters = { status: "applied", sort: "appliedOn", dir: "asc" };
  const { rows, total } = await listCases(actor, caseListParams(filters));
  return {
    ...{ key: "case_applied", title: "待評估", total },
    about: "已受理、尚未評估的申請，依申請日先後排列。",
    empty: "沒有待評估的申請。",
    href: `/cases?${new URLSearchParams(filters)}`,
    items: rows.slice(0, SHOWN_OF_QUEUE).map((row) => ({
      ...STANDING,
      href: `/cases/${row.id}`,
      title: `${row.number} ${row.name}`,
      detail: `${row.district}，${formatRocDate(row.appliedOn)} 申請`,
      state: "待評估",
      action: { href: `/cases/${row.id}/assessments/new`, label: "登錄評估" },
    })),
  };
};

/** What is in the way of the next dispatch, where something is. */
function waitingState({ last, order }: WithoutAUnit): string {
  if (order === "exhausted") return "輪序無單位可承接";
  if (order === "none") return "本區尚無輪序";
  return last ? CENTRE_STATE_LABELS[last.state] : "待派案";
}

function waitingItem(row: WithoutAUnit): QueueItem {
  const { caseId, number, name, district, since, last } = row;
  const before = last && `${last.unit}${CENTRE_STATE_LABELS[last.state].replace("A 單位", "")}`;
  const why = last?.reason ? `：${last.reason}` : "";
  return {
    ...STANDING,
    href: `/dispatch/centre/${caseId}`,
    title: `${number} ${name}`,
    detail: `${district}，${formatRocDate(since)} 起待派${before ? `（${before}${why}）` : ""}`,
    urgency: row.order === "taking" ? "open" : "due_soon",
    state: waitingState(row),
    action: { href: `/dispatch/centre/${caseId}`, label: "派案" },
  };
}

/** Cases that an A unit refused, and those that wait for one for the first time or again. */
const withoutAUnit =
  (came: "refused" | "new"): QueueProvider =>
  async (actor, today) => {
    if (!mayCentre(actor, "centre.dispatch")) return null;
    const { items, total } = await casesWithoutAUnit(actor, came, today, SHOWN_OF_QUEUE);
    const refused = came === "refused";
    return {
      key: refused ? "centre_refused" : "centre_waiting",
      title: refused ? "A 單位拒絕，待改派" : "待派 A 單位",
      about: refused ? "A 單位拒絕承接、退回照管中心的個案。" : "已評估、尚未派給 A 單位（或已收回）的個案。",
      empty: refused ? "沒有被拒絕的個案。" : "沒有待派 A 單位的個案。",
      ...{ total, href: "/dispatch/centre?view=waiting", items: items.map(waitingItem) },
    };
  };

/** Cases whose A unit let the limit for the plan pass: they may be taken back and given on. */
const lateQueue: QueueProvider = async (actor, today) => {
  if (!mayCentre(actor, "centre.take_back")) return null;
  const filters = { view: "sent", overdue: "yes" };
  const { rows, total } = await listCentre(actor, centreListParams(filters), today);
  return {
    ...{ key: "centre_late", title: "計畫逾期，得收回改派", total },
    about: "A 單位逾期未完成計畫的個案，得收回或改派其他 A 單位。",
    empty: "沒有計畫逾期的個案。",
    href: `/dispatch/centre?${new URLSearchParams(filters)}`,
    items: rows.slice(0, SHOWN_OF_QUEUE).map((row) => ({
      href: `/dispatch/centre/${row.id}`,
      title: `${row.number} ${row.name}`,
      detail: `${row.district}，${row.last?.unit.name ?? ""}`,
      dueOn: row.planDueOn,
      ...{ urgency: "overdue" as const, state: "計畫逾期", why: null },
      action: { href: `/dispatch/centre/${row.id}`, label: "收回或改派" },
    })),
  };
};

/** Services of which nobody in an A unit's order can take one. */
const exhaustedQueue: QueueProvider = async (actor) => {
  if (!mayExhaustion(actor, "exhaustion.answer")) return null;
  const { items, total } = await exhaustionsFor(actor, SHOWN_OF_QUEUE);
  return {
    ...{ key: "rotation_exhausted", title: "輪序無可承接單位", total },
    about: "A 單位輪序表中沒有可承接的單位，送照管中心處理。",
    empty: "沒有待處理的輪序。",
    href: items[0] ? `/cases/${items[0].caseId}/dispatch#${items[0].service}` : "/dispatch/rotations",
    items: items.map((item) => ({
      ...STANDING,
      href: `/cases/${item.caseId}/dispatch#${item.service}`,
      title: `${item.caseNumber} ${item.clientName}`,
      detail: `${SERVICE_LABELS[item.service]}，${item.district}，${item.aUnit}，${formatRocDate(item.raisedOn)} 送達`,
      ...{ urgency: "due_soon" as const, state: "待處理" },
      action: { href: `/cases/${item.caseId}/dispatch#${item.service}`, label: "處理" },
    })),
  };
};

/** Orders that A units sent, of the areas that the actor reviews. */
const rotationReviewQueue: QueueProvider = async (actor, today) => {
  if (!mayRotation(actor, "rotation.review")) return null;
  const filters = { state: "submitted", sort: "submittedAt", dir: "asc", size: "100" };
  const page = await listRotations(actor, rotationListParams(filters), today);
  const rows = await reviewedBy(actor, page.rows);
  return {
    key: "rotation_review",
    title: "待審核輪序表",
    about: "A 單位送審的資源盤點及輪序表，依送審先後排列。",
    empty: "沒有待審核的輪序表。",
    total: actor.role === "care_specialist" ? rows.length : page.total,
    href: "/dispatch/rotations?state=submitted",
    items: rows.slice(0, SHOWN_OF_QUEUE).map((row) => ({
      ...STANDING,
      href: `/dispatch/rotations/${row.id}`,
      title: `${row.aUnit.code} ${row.aUnit.name}`,
      detail: `${row.area.name} ${SERVICE_LABELS[row.service]}，${row.units} 個單位`,
      state: "待審核",
      action: { href: `/dispatch/rotations/${row.id}`, label: "審核" },
    })),
  };
};

async function reviewedBy(actor: Actor, rows: readonly RotationRow[]): Promise<RotationRow[]> {
  if (actor.role !== "care_specialist") return [...rows];
  const mine: RotationRow[] = [];
  for (const row of rows) {
    if (mayReviewArea(actor, await reviewedDistricts(actor, row.area))) mine.push(row);
  }
  return mine;
}

/** Monthly tables that A units filed. */
const tableReviewQueue: QueueProvider = async (actor) => {
  if (!mayMonthlyTable(actor, "monthly_table.review")) return null;
  const { items, total } = await tablesInState(actor, "filed", SHOWN_OF_QUEUE);
  const month = items[0] ? `&month=${items[0].month}` : "";
  return {
    ...{ key: "table_review", title: "待審查派案月報", total },
    about: "A 單位已報送、尚未審查的派案月報，依報送先後排列。",
    empty: "沒有待審查的派案月報。",
    href: `/dispatch/monthly?state=filed${month}`,
    items: items.map((row) => ({
      ...STANDING,
      href: `/dispatch/monthly/${row.aUnit.id}/${row.month}`,
      title: `${row.aUnit.code} ${row.aUnit.name}`,
      detail: `${rocMonth(row.month)} 派案月報第 ${row.versionNo} 版，${formatRocDate(row.since)} 報送`,
      state: "待審查",
      action: { href: `/dispatch/monthly/${row.aUnit.id}/${row.month}`, label: "審查" },
    })),
  };
};

/** What waits for the centre, in the order of a case's life. */
export const centreQueues: readonly QueueProvider[] = [
  lateQueue,
  exhaustedQueue,
  withoutAUnit("refused"),
  withoutAUnit("new"),
  appliedQueue,
  rotationReviewQueue,
  tableReviewQueue,
];
