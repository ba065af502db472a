import type { Actor } from "@/lib/platform/actor";
import type { PlainDate } from "@/lib/rules/plain-date";
import { FINDING_STATE_LABELS, URGENCY_LABELS } from "../../inspections/findings/labels";
import { listFindings } from "../../inspections/findings/list/queries";
import { mayFinding } from "../../inspections/findings/policy";
import { findingListParams } from "../../inspections/findings/schema";
import type { FindingRow } from "../../inspections/findings/types";
import { SHOWN_OF_QUEUE } from "../labels";
import type { Queue, QueueItem, QueueProvider } from "../types";

const BASE = "/inspections/findings";

function item(row: FindingRow, label: string | null): QueueItem {
  const days = row.daysLeft ?? 0;
  const href = `${BASE}/${row.id}`;
  return {
    href,
    title: `${row.number} ${row.unit.name}`,
    detail: `${row.basis.itemLabel.slice(0, 40)}${days < 0 ? `，逾期 ${-days} 日` : `，餘 ${days} 日`}`,
    dueOn: row.dueOn,
    urgency: row.urgency,
    state: row.urgency === "overdue" ? URGENCY_LABELS.overdue : FINDING_STATE_LABELS[row.state],
    why: null,
    ...(label ? { action: { href, label } } : {}),
  };
}

interface Kind {
  key: string;
  title: string;
  about: string;
  empty: string;
  filters: Record<string, string>;
  /** What may be done, where the actor may. */
  label: string;
  mine: (actor: Actor) => boolean;
}

async function queueOf(kind: Kind, actor: Actor, today: PlainDate): Promise<Queue | null> {
  if (!kind.mine(actor)) return null;
  const filters = { ...kind.filters, sort: "dueOn", dir: "asc" };
  const { rows, total } = await listFindings(actor, findingListParams(filters), today);
  return {
    ...{ key: kind.key, title: kind.title, about: kind.about, empty: kind.empty, total },
    href: `${BASE}?${new URLSearchParams(filters)}`,
    items: rows.slice(0, SHOWN_OF_QUEUE).map((row) => item(row, kind.label)),
  };
}

const KINDS: readonly Kind[] = [
  {
    key: "finding_overdue",
    title: "逾期未改善缺失",
    about: "改善期限已過而未結的缺失；請審認、展延或認定屆期未改善。",
    empty: "沒有逾期的缺失。",
    filters: { filter: "overdue" },
    label: "處理",
    mine: (actor) => mayFinding(actor, "finding.review"),
  },
  {
    key: "finding_review",
    title: "待審查改善情形",
    about: "單位已回復改善情形，等待審查。",
    empty: "沒有待審查的改善情形。",
    filters: { filter: "to_review" },
    label: "審查",
    mine: (actor) => mayFinding(actor, "finding.review"),
  },
  {
    key: "finding_answer",
    title: "待改善缺失",
    about: "查核發現的缺失，請於期限前回復改善情形並附佐證。",
    empty: "沒有待改善的缺失。",
    filters: { filter: "to_answer" },
    label: "回復",
    mine: (actor) => mayFinding(actor, "finding.answer"),
  },
];

/** The queues over findings: what is late and to be judged with the bureau, what is to be answered with the unit. */
export const findingQueues: readonly QueueProvider[] = KINDS.map(
  (kind) => (actor, today) => queueOf(kind, actor, today),
);
