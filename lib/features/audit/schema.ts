import { today } from "@/lib/platform/clock";
import { listParams, one, type SearchParams } from "@/lib/platform/list-params";
import { parseDateInput } from "@/lib/platform/roc-date";
import { addDays, type PlainDate } from "@/lib/rules/plain-date";
import { AUDIT_SORTS, type AuditFilter } from "./types";

/** Days that the page shows when no period is asked for. */
export const USUAL_DAYS = 30;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text is the id of something rather than a part of a name. */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/** What the audit page takes from its URL; `errors` names the dates that were not understood, by field. */
export function auditListParams(params: SearchParams, now: PlainDate = today()) {
  const list = listParams(params, AUDIT_SORTS, "desc");
  const errors: Record<string, string[]> = {};
  const from = limit("from", params, errors, addDays(now, -USUAL_DAYS));
  const to = limit("to", params, errors, null);
  if (from && to && from > to) errors.to = ["迄日早於起日"];
  const filter: AuditFilter = {
    q: list.q,
    person: text(params.person),
    action: text(params.action) || undefined,
    subjectKind: text(params.kind) || undefined,
    subjectId: text(params.subject) || undefined,
    unit: text(params.unit),
    from,
    to,
  };
  return { ...list, ...filter, errors };
}

function text(value: string | string[] | undefined): string {
  return (one(value) ?? "").trim().slice(0, 100);
}

/** An absent parameter takes the usual limit, an empty one none. */
function limit(
  name: string,
  params: SearchParams,
  errors: Record<string, string[]>,
  usual: PlainDate | null,
): PlainDate | null {
  const typed = one(params[name]);
  if (typed === undefined) return usual;
  if (typed.trim() === "") return null;
  const date = parseDateInput(typed);
  if (!date) errors[name] = ["日期格式不符，請輸入如 114/03/05"];
  return date;
}
