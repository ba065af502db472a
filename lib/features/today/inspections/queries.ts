import { formatRocDate } from "@/lib/platform/roc-date";
import { addDays, type PlainDate } from "@/lib/rules/plain-date";
import { myInspections } from "../../inspections/planning/queries";
import { mondayOf } from "../../inspections/planning/service";
import { FORM_LABELS } from "../../inspections/templates/labels";
import { INSPECTION_STATE_LABELS } from "../../inspections/visits/labels";
import type { InspectionRow } from "../../inspections/visits/types";
import { SHOWN_OF_QUEUE } from "../labels";
import type { QueueItem, QueueProvider } from "../types";

const LAST_DAY = 6;

function item(row: InspectionRow, thisWeek: PlainDate): QueueItem {
  const href = `/inspections/${row.id}`;
  const isLate = row.plannedWeek !== null && row.plannedWeek < thisWeek;
  const others = row.inspectors.map(({ name }) => name).join("、");
  return {
    href,
    title: `${row.number} ${row.unit.code} ${row.unit.name}`,
    detail: `${FORM_LABELS[row.formKey]}，${formatRocDate(row.plannedWeek)} 當週，${row.unit.district}，${others}`,
    dueOn: row.plannedWeek === null ? null : addDays(row.plannedWeek, LAST_DAY),
    urgency: isLate ? "overdue" : "due_soon",
    state: isLate ? "預定週已過" : INSPECTION_STATE_LABELS[row.state],
    why: null,
    action: { href, label: row.state === "under_way" ? "繼續" : "開啟" },
  };
}

/** The inspections of this week in which the actor is named, and those of weeks that are over. */
export const myInspectionsQueue: QueueProvider = async (actor, today) => {
  const thisWeek = mondayOf(today);
  const rows = await myInspections(actor, addDays(thisWeek, LAST_DAY));
  if (!rows) return null;
  return {
    key: "my_inspections",
    title: "我的本週查核",
    about: "指派給您而未簽署的查核：本週預定及先前週次未完成者。",
    total: rows.length,
    href: "/inspections?own=1&sort=week&dir=asc",
    items: rows.slice(0, SHOWN_OF_QUEUE).map((row) => item(row, thisWeek)),
    empty: "本週沒有指派給您的查核。",
  };
};
