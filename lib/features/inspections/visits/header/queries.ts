import { SERVICE_LABELS, TIER_LABELS } from "@/lib/features/registry/units/labels";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, officeDate, toDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { formatRocDate } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Inspection } from "@/prisma/generated/client";
import type { ChecklistTemplate, Field, FilledBy } from "../../templates/types";
import type { BlankValue, PartValue } from "../form/types";
import type { FilledHeader } from "../types";

type Facts = Partial<Record<FilledBy, BlankValue | null>>;

/** The head of a form from the registry and the case file, as it stands at the beginning of the visit. */
export async function fillHeader(
  tx: Tx,
  actor: Actor,
  visit: { row: Inspection; content: ChecklistTemplate; caseload: number; now: Date },
): Promise<FilledHeader> {
  const { row, content, now } = visit;
  const day = officeDate(now);
  const unit = await tx.unit.findFirstOrThrow({
    where: { jurisdictionId: actor.jurisdictionId, id: row.unitId },
    include: { district: true, organisation: true, listings: { where: { state: "listed" } } },
  });
  const services = [...new Set(unit.listings.map(({ service }) => service))];
  const facts: Facts = {
    unit_name: unit.name,
    unit_district: unit.district.name,
    unit_address: unit.address,
    unit_phone: unit.phone,
    unit_kind: TIER_LABELS[unit.tier],
    unit_services: services.map((service) => SERVICE_LABELS[service]).join("、"),
    representative: unit.organisation.representative,
    caseload_now: visit.caseload,
    counted_on: day,
    visited_on: day,
    visited_at: `${day}T${officeTime(now)}`,
    visit_year: Number(day.slice(0, 4)) - 1911,
    visit_quarter: Math.ceil(Number(day.slice(5, 7)) / 3),
    inspector: await inspectorNames(tx, row.id),
    ...(await contractFacts(tx, row, day)),
    ...(await staffFacts(tx, row, day)),
    ...(await caseFacts(tx, row)),
    ...(await earlierFindings(tx, row)),
  };
  return { values: valuesOf(content.header, facts), services };
}

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Taipei",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const officeTime = (instant: Date) => clock.format(instant);

/** Each blank of the head with what fills it, in the form in which its kind is kept. */
function valuesOf(fields: readonly Field[], facts: Facts): PartValue {
  const filled = fields.map((field) => [field.key, filledIn(field, facts)] as const);
  return Object.fromEntries(filled.filter((entry): entry is [string, BlankValue] => entry[1] !== null));
}

function filledIn({ kind, filledBy, answers }: Field, facts: Facts): BlankValue | null {
  const fact = filledBy === null ? null : facts[filledBy];
  if (fact === null || fact === undefined || fact === "") return null;
  if (answers.length > 0) {
    const box = answers.find(({ value, label }) => value === String(fact) || label === String(fact));
    if (!box) return null;
    return kind === "choices" ? [box.value] : box.value;
  }
  if (kind === "list" || kind === "cases" || kind === "codes") return [fact].flat().map(String);
  if (kind === "count" || kind === "money") return typeof fact === "number" ? fact : null;
  return Array.isArray(fact) ? fact.join("、") : String(fact);
}

async function inspectorNames(tx: Tx, id: string): Promise<string> {
  const rows = await tx.$queryRaw<
    { name: string }[]
  >`SELECT name FROM app_inspector_names(ARRAY[${id}]::uuid[])`;
  return rows.map(({ name }) => name).join("、");
}

async function contractFacts(tx: Tx, row: Inspection, day: PlainDate): Promise<Facts> {
  const on = toDbDate(day);
  const contract = await tx.contract.findFirst({
    where: {
      ...{ jurisdictionId: row.jurisdictionId, unitId: row.unitId },
      ...{ startsOn: { lte: on }, effectiveUntil: { gte: on } },
    },
    include: {
      ...{ services: true, mainZone: true, adjacency: { include: { neighbour: true } } },
      districts: { include: { district: true } },
    },
    orderBy: [{ startsOn: "desc" }, { id: "asc" }],
  });
  if (!contract) return {};
  const { mainZone, adjacency, districts, services } = contract;
  const names = districts.map(({ district }) => district.name).sort();
  return {
    main_zone: mainZone?.name ?? names.join("、"),
    secondary_zone: adjacency?.neighbour.name ?? null,
    service_area: mainZone
      ? [mainZone.name, adjacency?.neighbour.name].filter(Boolean).join("、")
      : names.join("、"),
    contract_period: `${formatRocDate(fromDbDate(contract.startsOn))}－${formatRocDate(fromDbDate(contract.effectiveUntil))}`,
    contracted_services: services.map(({ service }) => SERVICE_LABELS[service]),
  };
}

async function staffFacts(tx: Tx, row: Inspection, day: PlainDate): Promise<Facts> {
  const on = toDbDate(day);
  const staff = await tx.staff.findMany({
    where: {
      ...{ jurisdictionId: row.jurisdictionId, unitId: row.unitId, startedOn: { lte: on } },
      OR: [{ endedOn: null }, { endedOn: { gte: on } }],
    },
    select: { name: true, duty: true, employment: true },
    orderBy: [{ startedOn: "asc" }, { id: "asc" }],
  });
  const managers = staff.filter(({ duty }) => duty === "case_manager");
  return {
    person_in_charge: staff.find(({ duty }) => duty === "a_unit_manager")?.name ?? null,
    case_managers_full_time: managers.filter(({ employment }) => employment === "full_time").length,
    case_managers_part_time: managers.filter(({ employment }) => employment === "part_time").length,
    care_workers: staff.filter(({ duty }) => duty === "care_attendant").length,
  };
}

/** Of a home visit: the case whose home it is. */
async function caseFacts(tx: Tx, row: Inspection): Promise<Facts> {
  const file =
    row.caseId &&
    (await tx.caseFile.findFirst({
      where: { jurisdictionId: row.jurisdictionId, id: row.caseId },
      include: { client: true, aUnit: true, manager: true },
    }));
  if (!file) return {};
  return {
    case_name: file.client.name,
    case_number: file.number,
    assessed_on: fromDbDate(file.lastAssessedOn),
    need_level: file.needLevel,
    copay_class: file.copayClass,
    case_a_unit: file.aUnit?.name ?? null,
    case_manager: file.manager?.name ?? null,
  };
}

/** What is still open of earlier inspections. */
async function earlierFindings(tx: Tx, row: Inspection): Promise<Facts> {
  const open = await tx.finding.findMany({
    where: {
      ...{ jurisdictionId: row.jurisdictionId, unitId: row.unitId },
      state: { notIn: ["closed"] },
      inspectionId: { not: row.id },
    },
    select: { number: true, facts: true },
    orderBy: [{ createdOn: "desc" }, { number: "asc" }],
    take: 20,
  });
  return { earlier_findings: open.map(({ number, facts }) => `${number} ${facts.slice(0, 80)}`) };
}
