import type { Actor } from "@/lib/platform/actor";
import { formatRocDate } from "@/lib/platform/roc-date";
import { DUTY_LABELS, REGISTRATION_LABELS, type RegistrationFilter } from "../../registry/staff/labels";
import { mayStaff, staffKeepScope } from "../../registry/staff/policy";
import { listStaff, registrationClock } from "../../registry/staff/queries";
import { staffListParams } from "../../registry/staff/schema";
import type { StaffStanding } from "../../registry/staff/types";
import { SHOWN_OF_QUEUE } from "../labels";
import type { Queue, QueueItem, QueueProvider } from "../types";

interface Kind {
  key: string;
  title: string;
  about: string;
  empty: string;
  registration: RegistrationFilter;
}

/** Registrations to be sent: of those who keep staff, the office's for the city, an A unit's manager's for the unit. */
function staffQueue(kind: Kind): QueueProvider {
  return async (actor, today): Promise<Queue | null> => {
    if (!staffKeepScope(actor)) return null;
    // A city without the clock has nothing that could be due; its list of staff says so.
    if (registrationClock(actor.jurisdictionId, today).kind === "no_rule") return null;
    const filters = { registration: kind.registration, sort: "startedOn", dir: "asc" };
    const { rows, total } = await listStaff(actor, staffListParams(filters), today);
    const { key, title, about, empty } = kind;
    return {
      ...{ key, title, about, empty, total },
      href: `/staff?${new URLSearchParams(filters)}`,
      items: rows.slice(0, SHOWN_OF_QUEUE).map((row) => toItem(actor, row)),
    };
  };
}

function toItem(actor: Actor, row: StaffStanding): QueueItem {
  const { registration, unit } = row;
  const href = `/units/${unit.id}/staff/${row.id}`;
  const outcome = registration.kind === "clock" ? registration.outcome : null;
  return {
    href,
    title: row.name,
    detail: `${unit.code} ${unit.name}，${DUTY_LABELS[row.duty]}，${formatRocDate(row.startedOn)} 到職`,
    dueOn: outcome?.dueOn ?? null,
    urgency: outcome?.state === "overdue" ? "overdue" : outcome?.state === "due_soon" ? "due_soon" : "open",
    state: outcome ? REGISTRATION_LABELS[outcome.state] : "未訂期限",
    why: outcome,
    ...(mayStaff(actor, "staff.keep")
      ? { action: { href: `${href}#registration`, label: "登錄寄送日" } }
      : {}),
  };
}

/** The queues over staff, the pressing one first. */
export const staffQueues: readonly QueueProvider[] = [
  staffQueue({
    key: "registration_overdue",
    title: "人員登錄逾期",
    about: "到職後已逾登錄期限，尚未登錄寄送日。",
    empty: "沒有逾期的人員登錄。",
    registration: "overdue",
  }),
  staffQueue({
    key: "registration_due",
    title: "人員登錄待寄送",
    about: "新到職人員，仍在登錄期限內。",
    empty: "沒有待寄送的人員登錄。",
    registration: "due",
  }),
];
