import { caseScope, caseWhere } from "@/lib/features/cases/policy";
import type { ChecklistTemplate, FilledBy } from "@/lib/features/inspections/templates/types";
import { SERVICE_LABELS } from "@/lib/features/registry/units/labels";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { FilledHeader } from "../types";

const CASE = {
  ...{ number: true, needLevel: true, copayClass: true, lastAssessedOn: true },
  client: { select: { name: true } },
  aUnit: { select: { name: true } },
  manager: { select: { name: true } },
  dispatches: {
    where: { state: "accepted", fromUnitId: { not: null } },
    select: { service: true, toUnit: { select: { name: true } } },
    orderBy: { dispatchedAt: "asc" },
  },
} as const;

/** The head of a form about a case, as far as the case file fills it; a case out of sight fills nothing. */
export async function headerOf(
  tx: Tx,
  actor: Actor,
  template: ChecklistTemplate,
  caseId: string,
  today: PlainDate,
): Promise<FilledHeader[]> {
  const scope = caseScope(actor);
  const row = scope
    ? await tx.caseFile.findFirst({ where: { AND: [caseWhere(scope), { id: caseId }] }, select: CASE })
    : null;
  if (!row) return [];
  const services = row.dispatches.map(
    ({ service, toUnit }) => `${SERVICE_LABELS[service]}（${toUnit.name}）`,
  );
  const assessed = fromDbDate(row.lastAssessedOn);
  const known: Partial<Record<FilledBy, string>> = {
    case_name: row.client.name,
    case_number: row.number,
    need_level: row.needLevel === null ? "" : `第 ${row.needLevel} 級`,
    copay_class: row.copayClass === null ? "" : `第 ${row.copayClass} 類`,
    assessed_on: assessed ? formatRocDate(assessed) : "",
    case_a_unit: row.aUnit?.name ?? "",
    case_manager: row.manager?.name ?? "",
    services_in_use: services.join("、"),
    visited_on: formatRocDate(today),
    visited_at: formatRocDate(today),
    inspector: actor.name,
  };
  return template.header.flatMap(({ key, label, filledBy }) =>
    filledBy === null ? [] : [{ key, label, value: known[filledBy] ?? "" }],
  );
}
