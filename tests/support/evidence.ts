import { v7 as uuid } from "uuid";
import type { ClockKind, DispatchBasis, Service } from "@/prisma/generated/enums";
import type { TestCase } from "./cases";
import { ownerSql, type TestUnit } from "./fixtures";

// Single facts of a case or a unit for tests of what an inspector is shown beside the items, written as the owner of the tables.

interface ClockDays {
  startedOn: string;
  dueOn: string;
  doneOn?: string | null;
  excuse?: string | null;
}

/** A limit of a case that was the duty of a unit. */
export async function aLimit(row: TestCase, unit: TestUnit, kind: ClockKind, days: ClockDays): Promise<void> {
  const { startedOn, dueOn, doneOn = null, excuse = null } = days;
  await ownerSql(
    `INSERT INTO clock (id, jurisdiction_id, kind, case_id, unit_id, subject_id, started_on, due_on, done_on, excuse, outcome)
     VALUES ($1::uuid, $2, $3::clock_kind, $4, $5, $1::uuid::text, $6::date, $7::date, $8::date, $9, '{}')`,
    [uuid(), row.jurisdictionId, kind, row.id, unit.id, startedOn, dueOn, doneOn, excuse],
  );
}

/** AA02 of the months in which a contact was made. */
export async function contacted(
  row: TestCase,
  unit: TestUnit,
  days: readonly string[],
  changeNeededOn: string | null = null,
): Promise<void> {
  for (const day of days) {
    await ownerSql(
      `INSERT INTO monitoring (id, jurisdiction_id, case_id, a_unit_id, staff_id, month, contact_on, contact_kind, usage,
                               plan_change_needed, created_at)
       VALUES ($1, $2, $3, $4, $5, date_trunc('month', $6::date)::date, $6::date, 'phone', '[]', $7, now())`,
      [uuid(), row.jurisdictionId, row.id, unit.id, row.managerId, day, day === changeNeededOn],
    );
  }
}

/** When the standing plan was made and approved, and what it says to problems that no item answers. */
export async function planned(
  row: TestCase,
  {
    visitedOn,
    approvedOn,
    notes = {},
  }: { visitedOn: string; approvedOn: string; notes?: Record<string, string> },
): Promise<void> {
  await ownerSql(
    `UPDATE care_plan SET visited_on = $2::date, decided_at = $3::timestamptz, submitted_at = $3::timestamptz, problem_notes = $4
      WHERE id = $1`,
    [row.planId, visitedOn, `${approvedOn}T04:00:00Z`, JSON.stringify(notes)],
  );
}

/** A change of the plan that was handed in. */
export async function changed(row: TestCase, submittedOn: string): Promise<void> {
  await ownerSql(
    `INSERT INTO care_plan (id, jurisdiction_id, case_id, a_unit_id, version_no, kind, status, need_level, copay_class,
                            has_foreign_caregiver, problem_notes, reason, created_at, submitted_at)
     VALUES ($1, $2, $3, $4, 2, 'change', 'submitted', 4, 3, false, '{}', '測試', now(), $5::timestamptz)`,
    [uuid(), row.jurisdictionId, row.id, row.aUnitId, `${submittedOn}T04:00:00Z`],
  );
}

/** A consent of the family to a unit. Returns its id. */
export async function consented(row: TestCase): Promise<string> {
  const id = uuid();
  await ownerSql(
    `INSERT INTO document (id, jurisdiction_id, case_id, kind, file_name, media_type, size, sha256, created_at, created_by_name)
     VALUES ($1, $2, $3, 'consent', '同意書.pdf', 'application/pdf', 1, repeat('0', 64), now(), '測試')`,
    [id, row.jurisdictionId, row.id],
  );
  return id;
}

interface Referred {
  service: Service;
  basis: DispatchBasis;
  on: string;
  consentId?: string | null;
  /** Whether what it was made from was kept. */
  kept?: boolean;
}

/** A dispatch of a case from its A unit to a B unit. */
export async function referred(row: TestCase, from: TestUnit, to: TestUnit, given: Referred): Promise<void> {
  const { service, basis, on, consentId = null, kept = true } = given;
  await ownerSql(
    `INSERT INTO dispatch (id, jurisdiction_id, case_id, plan_id, from_unit_id, to_unit_id, service, basis, reason, consent_id,
                           decision, state, dispatched_on, dispatched_at, answered_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7::service, $8::dispatch_basis, $9, $10, $11, 'accepted', $12::date, $12::date, $12::date)`,
    [
      ...[uuid(), row.jurisdictionId, row.id, row.planId, from.id, to.id, service, basis],
      ...[basis === "deviation" ? "離家較近" : null, consentId, kept ? '{"input":{}}' : "{}", on],
    ],
  );
}

/** A month's table of an A unit as it was filed. */
export async function tableFiled(unit: TestUnit, month: string, filedOn: string): Promise<void> {
  await ownerSql(
    `INSERT INTO monthly_dispatch_table (id, jurisdiction_id, a_unit_id, month, version_no, state, content, explanations, filed_at)
     VALUES ($1, $2, $3, $4::date, 1, 'filed', '{}', '{}', $5::timestamptz)`,
    [uuid(), unit.jurisdictionId, unit.id, `${month}-01`, `${filedOn}T04:00:00Z`],
  );
}

/** Dispatch principles, and the month in which they were published. */
export async function principlesKept(unit: TestUnit, publishedMonth: string | null): Promise<void> {
  await ownerSql(
    "INSERT INTO dispatch_principles (a_unit_id, jurisdiction_id, text, updated_at) VALUES ($1, $2, '依個案選擇，其次輪序。', now())",
    [unit.id, unit.jurisdictionId],
  );
  if (publishedMonth === null) return;
  await ownerSql(
    "INSERT INTO published_dispatch (a_unit_id, month, jurisdiction_id, content, published_at) VALUES ($1, $2::date, $3, '{}', now())",
    [unit.id, `${publishedMonth}-01`, unit.jurisdictionId],
  );
}

/** A referral of a case to another resource. */
export async function pointedTo(row: TestCase, on: string, followedUpOn: string | null): Promise<void> {
  await ownerSql(
    `INSERT INTO outward_referral (id, jurisdiction_id, case_id, kind, referred_on, receiver, followed_up_on, result, created_at)
     VALUES ($1, $2, $3, 'c_station', $4::date, '示範據點', $5::date, $6, now())`,
    [uuid(), row.jurisdictionId, row.id, on, followedUpOn, followedUpOn ? "已參加" : null],
  );
}
