import type { Actor } from "@/lib/platform/actor";
import { formatRocDate } from "@/lib/platform/roc-date";
import { RENEWAL_STATE_LABELS } from "@/lib/rules/contract";
import type { ContractFilter } from "../../registry/contracts/labels";
import { contractScope, mayContract } from "../../registry/contracts/policy";
import { listContracts } from "../../registry/contracts/queries";
import { contractListParams, ENDING_AHEAD } from "../../registry/contracts/schema";
import type { StandingContract } from "../../registry/contracts/types";
import { SERVICE_LABELS } from "../../registry/units/labels";
import { SHOWN_OF_QUEUE } from "../labels";
import type { Queue, QueueItem, QueueProvider, Urgency } from "../types";

interface Kind {
  key: string;
  title: string;
  about: string;
  empty: string;
  filters: Record<string, string>;
  /** The work of those who keep contracts; others only see contracts end. */
  officeOnly: boolean;
  due: "noticeDueOn" | "silenceOn" | "end";
  urgency: (row: StandingContract) => Urgency;
  label: string | null;
}

function filtered(state: ContractFilter, more: Record<string, string> = {}): Record<string, string> {
  return { state, sort: "endsOn", ...more };
}

/** Makes the provider of one kind of queue over contracts. */
function contractQueue(kind: Kind): QueueProvider {
  return async (actor, today): Promise<Queue | null> => {
    if (!contractScope(actor)) return null;
    if (kind.officeOnly && !mayContract(actor, "contract.record_renewal")) return null;
    const params = { ...contractListParams(kind.filters), size: 25 as const };
    const { rows, total } = await listContracts(actor, params, today);
    return {
      key: kind.key,
      title: kind.title,
      about: kind.about,
      empty: kind.empty,
      total,
      href: `/contracts?${new URLSearchParams(kind.filters)}`,
      items: rows.slice(0, SHOWN_OF_QUEUE).map((row) => toItem(actor, kind, row)),
    };
  };
}

function toItem(actor: Actor, kind: Kind, row: StandingContract): QueueItem {
  const { renewal } = row;
  const { due, label } = kind;
  const dueOn = due === "end" || renewal.kind !== "renewal" ? row.effectiveUntil : renewal.outcome[due];
  const href = `/units/${row.unit.id}/contracts/${row.id}`;
  return {
    href,
    title: `${row.unit.code} ${row.unit.name}`,
    detail: `特約 ${row.number}（${row.services.map((each) => SERVICE_LABELS[each]).join("、")}），${formatRocDate(row.endsOn)} 屆期`,
    dueOn,
    urgency: kind.urgency(row),
    state: stateText(kind, row),
    why: renewal.kind === "renewal" ? renewal.outcome : null,
    ...(label && mayContract(actor, "contract.record_renewal")
      ? { action: { href: `${href}#renewal`, label } }
      : {}),
  };
}

/** Beside the state of the renewal, the list of contracts that end says how long they last. */
function stateText(kind: Kind, row: StandingContract): string {
  const { renewal } = row;
  if (row.closedOn) return `將於 ${formatRocDate(row.closedOn)} 提前終止`;
  if (row.followUp) return `已有接續特約 ${row.followUp.number}`;
  if (kind.due === "end" && kind.label === null) return `餘 ${row.daysLeft} 日`;
  return renewal.kind === "renewal" ? RENEWAL_STATE_LABELS[renewal.outcome.state] : "";
}

/** The queues over contracts, the pressing ones first. */
export const contractQueues: readonly QueueProvider[] = [
  contractQueue({
    key: "notice_overdue",
    title: "逾期未通知續約",
    about: "已過期間屆滿 90 日前之通知日，尚未登錄續約通知。",
    empty: "沒有逾期未通知的特約。",
    filters: filtered("notice_overdue"),
    officeOnly: true,
    due: "noticeDueOn",
    urgency: () => "overdue",
    label: "登錄續約通知",
  }),
  contractQueue({
    key: "deemed_declined",
    title: "視為不同意續約",
    about: "期間屆滿 30 日前未同意續約，依法視為不同意；請安排個案銜接與費用審查。",
    empty: "沒有視為不同意續約的特約。",
    filters: filtered("deemed_declined"),
    officeOnly: true,
    due: "silenceOn",
    urgency: () => "overdue",
    label: "查看後續處置",
  }),
  contractQueue({
    key: "notice_due",
    title: "應通知續約",
    about: "即將到期間屆滿 90 日前之通知日。",
    empty: "目前沒有需要通知續約的特約。",
    filters: filtered("notice_due"),
    officeOnly: true,
    due: "noticeDueOn",
    urgency: () => "due_soon",
    label: "登錄續約通知",
  }),
  contractQueue({
    key: "reply_awaited",
    title: "待單位回覆續約",
    about: "已通知續約，單位尚未回覆；逾期間屆滿 30 日前未同意者視為不同意。",
    empty: "沒有等待回覆的續約通知。",
    filters: filtered("reply_awaited"),
    officeOnly: true,
    due: "silenceOn",
    urgency: () => "open",
    label: "登錄單位回覆",
  }),
  contractQueue({
    key: "agreed",
    title: "同意續約、待訂接續特約",
    about: "單位已同意續約，尚未登錄接續的特約。",
    empty: "沒有待訂的接續特約。",
    filters: filtered("agreed"),
    officeOnly: true,
    due: "end",
    urgency: () => "open",
    label: "登錄接續特約",
  }),
  contractQueue({
    key: "ending",
    title: "將屆期特約",
    about: `${ENDING_AHEAD} 日內期滿或終止的特約。`,
    empty: `${ENDING_AHEAD} 日內沒有特約屆期。`,
    filters: filtered("ending", { days: String(ENDING_AHEAD) }),
    officeOnly: false,
    due: "end",
    urgency: (row) => (row.followUp ? "settled" : row.daysLeft <= 30 ? "due_soon" : "open"),
    label: null,
  }),
];
