import type { Actor } from "@/lib/platform/actor";
import { addDays, type PlainDate } from "@/lib/rules/plain-date";
import { listLetters } from "../../letters/queries";
import { letterListParams } from "../../letters/schema";
import { clauseLabel, MEASURE_KIND_LABELS } from "../../penalties/labels";
import { listMeasures } from "../../penalties/measures/queries";
import { mayPenalise } from "../../penalties/policy";
import { listViolations } from "../../penalties/queries";
import { measureListParams, violationListParams } from "../../penalties/schema";
import type { ViolationRow } from "../../penalties/types";
import { SHOWN_OF_QUEUE } from "../labels";
import type { QueueItem, QueueProvider, Urgency } from "../types";

const SOON_DAYS = 3;

function urgencyOf(dueOn: PlainDate | null, today: PlainDate): Urgency {
  if (dueOn === null) return "open";
  if (dueOn < today) return "overdue";
  return dueOn <= addDays(today, SOON_DAYS) ? "due_soon" : "open";
}

function violationItem(row: ViolationRow, state: string, urgency: Urgency, label: string): QueueItem {
  const href = `/penalties/violations/${row.id}`;
  return {
    ...{ href, state, urgency, dueOn: row.hearingDueOn, why: null },
    title: `${row.number} ${row.unit.name}`,
    detail: clauseLabel(row.unit.tier, row.scheme, row.clause),
    action: { href, label },
  };
}

interface Kind {
  key: string;
  title: string;
  about: string;
  empty: string;
  filters: Record<string, string>;
  mine: (actor: Actor) => boolean;
  item: (row: ViolationRow, today: PlainDate) => QueueItem;
}

const decides = (actor: Actor) => mayPenalise(actor, "penalty.decide");

const KINDS: readonly Kind[] = [
  {
    key: "violation_proposed",
    title: "待通知陳述意見",
    about: "已提報的違約案；請通知單位陳述意見，或決定不予記點。",
    empty: "沒有待通知的違約案。",
    filters: { state: "proposed", sort: "happenedOn", dir: "asc" },
    mine: decides,
    item: (row) => violationItem(row, "待通知", "open", "辦理"),
  },
  {
    key: "violation_decide",
    title: "待決定記點",
    about: "單位已陳述，或陳述期滿；請決定記點或不予記點。",
    empty: "沒有待決定的違約案。",
    filters: { filter: "hearing_over", sort: "hearingDueOn", dir: "asc" },
    mine: decides,
    item: (row, today) =>
      violationItem(row, row.statedAt ? "已陳述" : "陳述期滿", urgencyOf(row.hearingDueOn, today), "決定"),
  },
  {
    key: "review_asked",
    title: "待決定複核",
    about: "單位申請複核的處分。",
    empty: "沒有待決定的複核。",
    filters: { filter: "review_asked", sort: "happenedOn", dir: "asc" },
    mine: decides,
    item: (row) => ({ ...violationItem(row, "申請複核", "open", "決定"), dueOn: null }),
  },
  {
    key: "hearing_answer",
    title: "待陳述意見",
    about: "本局通知的違約案，請於期限前陳述意見。",
    empty: "沒有待陳述的違約案。",
    filters: { state: "hearing", sort: "hearingDueOn", dir: "asc" },
    mine: (actor) => mayPenalise(actor, "penalty.answer"),
    item: (row, today) =>
      row.statedAt
        ? violationItem(row, "已陳述", "settled", "查看")
        : violationItem(row, "待陳述", urgencyOf(row.hearingDueOn, today), "陳述"),
  },
];

function violationQueue(kind: Kind): QueueProvider {
  return async (actor, today) => {
    if (!kind.mine(actor)) return null;
    const { rows, total } = await listViolations(actor, violationListParams(kind.filters), today);
    return {
      ...{ key: kind.key, title: kind.title, about: kind.about, empty: kind.empty, total },
      href: `/penalties?${new URLSearchParams(kind.filters)}`,
      items: rows.slice(0, SHOWN_OF_QUEUE).map((row) => kind.item(row, today)),
    };
  };
}

/** Measures that the law proposes and an officer has to decide. */
const measureQueue: QueueProvider = async (actor) => {
  if (!decides(actor)) return null;
  const filters = { state: "proposed", sort: "number", dir: "asc" };
  const { rows, total } = await listMeasures(actor, measureListParams(filters));
  return {
    ...{ key: "measure_proposed", title: "待決定處分", total },
    about: "依點數得停止派案或應終止特約者。",
    empty: "沒有待決定的處分。",
    href: `/penalties/measures?${new URLSearchParams(filters)}`,
    items: rows.slice(0, SHOWN_OF_QUEUE).map((row) => {
      const href = `/penalties/measures/${row.id}`;
      return {
        ...{ href, dueOn: null, urgency: "open" as const, state: "待決定", why: null },
        title: `${row.number} ${row.unit.name}`,
        detail: MEASURE_KIND_LABELS[row.kind],
        action: { href, label: "決定" },
      };
    }),
  };
};

/** Letters of which it is not on record that they arrived: the limits that run from it have not begun. */
const arrivalQueue: QueueProvider = async (actor) => {
  if (!decides(actor)) return null;
  const filters = { kind: "points", arrival: "open", sort: "issuedOn", dir: "asc" };
  const { rows, total } = await listLetters(actor, letterListParams(filters));
  return {
    ...{ key: "letter_arrival", title: "待登錄送達", total },
    about: "已發出的記點通知，登錄送達後才起算申請複核期限。",
    empty: "沒有待登錄送達的記點通知。",
    href: `/letters?${new URLSearchParams(filters)}`,
    items: rows.slice(0, SHOWN_OF_QUEUE).map((row) => {
      const href = `/letters/${row.id}`;
      return {
        ...{ href, dueOn: row.issuedOn, urgency: "open" as const, state: "未登錄送達", why: null },
        title: `${row.number} ${row.unit.name}`,
        detail: row.subject,
        action: { href, label: "登錄" },
      };
    }),
  };
};

/** The queues over violations, measures and letters, in the order of their course. */
export const penaltyQueues: readonly QueueProvider[] = [
  ...KINDS.map(violationQueue),
  measureQueue,
  arrivalQueue,
];
