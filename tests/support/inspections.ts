import { readFileSync } from "node:fs";
import path from "node:path";
import { v7 as uuid } from "uuid";
import type { ChecklistTemplate, FormKey } from "@/lib/features/inspections/templates/types";
import type { Actor } from "@/lib/platform/actor";
import type { InspectionPurpose, InspectionState } from "@/prisma/generated/enums";
import { ownerSql, type TestUnit } from "./fixtures";

// Checklists and inspections for tests, written as the owner of the tables in named states of their life.

const FOLDER = path.resolve(import.meta.dirname, "..", "..", "prisma", "reference-data", "checklists");
const A_UNIT_CHECKS: Record<string, string> = {
  taichung: "taichung-a-unit-check-112-01-16",
  taoyuan: "taoyuan-a-unit-check-114-02",
};

/** A form as the reference data has it, by the name of its file; the city's A-unit check where none is named. */
export function checklistContent(cityId: string, file = A_UNIT_CHECKS[cityId]): ChecklistTemplate {
  return JSON.parse(readFileSync(path.join(FOLDER, `${file}.json`), "utf8"));
}

export interface TestTemplate {
  id: string;
  jurisdictionId: string;
  formKey: FormKey;
  content: ChecklistTemplate;
}

/** The version in force of a city's form: the one that is there, else `content` (the city's A-unit check) is put into force. */
export async function aTemplate(
  cityId: string,
  content: ChecklistTemplate = checklistContent(cityId),
): Promise<TestTemplate> {
  const found = await ownerSql<{ id: string; content: ChecklistTemplate }>(
    `SELECT id, content FROM checklist_template WHERE jurisdiction_id = $1 AND form_key = $2 AND state = 'in_force'`,
    [cityId, content.form],
  );
  const base = { jurisdictionId: cityId, formKey: content.form };
  if (found[0]) return { ...base, ...found[0] };
  const id = uuid();
  await ownerSql(
    `INSERT INTO checklist_template (id, jurisdiction_id, form_key, version_no, title, revised_on, state, content,
                                     created_at, published_at)
     VALUES ($1, $2, $3, 1, $4, $5, 'in_force', $6, now(), now())`,
    [id, cityId, content.form, content.title, content.version.date, JSON.stringify(content)],
  );
  return { ...base, id, content };
}

export interface TestAnswer {
  itemKey: string;
  caseId?: string | null;
  /** By the keys of the item's questions and blanks. */
  value: Record<string, unknown>;
  note?: string | null;
  by?: Actor;
  /** UTC; now when absent. */
  at?: string;
  /** What was overwritten, the oldest first. */
  history?: readonly { value: Record<string, unknown>; at: string; byId: string | null; by: string }[];
}

interface InspectionOptions {
  template?: TestTemplate;
  state?: InspectionState;
  purpose?: InspectionPurpose;
  announced?: boolean;
  /** A Monday. */
  plannedWeek?: string | null;
  visitedOn?: string;
  inspectors?: readonly Actor[];
  /** In the order of the draw. */
  caseIds?: readonly string[];
  answers?: readonly TestAnswer[];
  header?: Record<string, unknown>;
  outcome?: string | null;
  correctionDueOn?: string | null;
}

export interface TestInspection {
  id: string;
  number: string;
  jurisdictionId: string;
  unitId: string;
  template: TestTemplate;
  state: InspectionState;
  version: number;
}

let running = 0;

/** An inspection of a unit: planned unless told; `under_way` and `signed` with their answers, signed also by both sides. */
export async function anInspection(unit: TestUnit, options: InspectionOptions = {}): Promise<TestInspection> {
  running += 1;
  const template = options.template ?? (await aTemplate(unit.jurisdictionId));
  const { state = "planned", visitedOn = "2026-11-10", plannedWeek = "2026-11-09" } = options;
  const { jurisdictionId } = unit;
  const [id, number] = [uuid(), `T-${process.pid}-${running}`];
  const begun = state === "under_way" || state === "signed";
  await ownerSql(
    `INSERT INTO inspection (id, jurisdiction_id, number, template_id, unit_id, purpose, announced, state, planned_week,
                             visited_on, header, outcome, correction_due_on, cancel_reason, started_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6::inspection_purpose, $7, $8::inspection_state, $9, $10, $11, $12, $13, $14,
             $15::timestamptz, now())`,
    [
      ...[id, jurisdictionId, number, template.id, unit.id],
      ...[options.purpose ?? "routine", options.announced ?? false],
      ...[begun ? "under_way" : state, plannedWeek],
      ...[begun ? visitedOn : null, JSON.stringify(options.header ?? {}), options.outcome ?? null],
      ...[options.correctionDueOn ?? null, state === "cancelled" ? "測試取消" : null],
      begun ? `${visitedOn}T02:00:00Z` : null,
    ],
  );
  const row = { id, number, jurisdictionId, unitId: unit.id, template, state, version: 1 };
  for (const { accountId } of options.inspectors ?? []) {
    await ownerSql(
      "INSERT INTO inspection_inspector (inspection_id, account_id, jurisdiction_id) VALUES ($1, $2, $3)",
      [id, accountId, jurisdictionId],
    );
  }
  if (state === "cancelled") return row;
  for (const [index, caseId] of (options.caseIds ?? []).entries()) {
    await ownerSql(
      'INSERT INTO inspection_case (inspection_id, case_id, jurisdiction_id, "position") VALUES ($1, $2, $3, $4)',
      [id, caseId, jurisdictionId, index + 1],
    );
  }
  for (const answer of options.answers ?? []) await write(row, answer);
  if (state === "signed") await sign(row, visitedOn);
  return row;
}

async function write({ id, jurisdictionId }: TestInspection, answer: TestAnswer): Promise<void> {
  const { itemKey, caseId = null, value, note = null, by, at = null, history = [] } = answer;
  await ownerSql(
    `INSERT INTO inspection_answer (id, jurisdiction_id, inspection_id, item_key, case_id, value, note, answered_at,
                                    answered_by_id, answered_by_name, history)
     VALUES ($1, $2, $3, $4, $5, $6, $7, coalesce($8::timestamptz, now()), $9, $10, $11)`,
    [
      ...[uuid(), jurisdictionId, id, itemKey, caseId, JSON.stringify(value), note, at],
      ...[by?.accountId ?? null, by?.name ?? "測試人員", JSON.stringify(history)],
    ],
  );
}

/** Signs an inspection that is under way, by both sides. */
export async function signed(row: TestInspection, visitedOn = "2026-11-10"): Promise<TestInspection> {
  await sign(row, visitedOn);
  return { ...row, state: "signed" };
}

async function sign({ id, jurisdictionId }: TestInspection, visitedOn: string): Promise<void> {
  for (const party of ["unit", "officer"]) {
    await ownerSql(
      `INSERT INTO inspection_signature (inspection_id, party, jurisdiction_id, name, strokes, signed_at)
       VALUES ($1, $2::signing_party, $3, '示範簽名', 'M0 0L10 10', now())`,
      [id, party, jurisdictionId],
    );
  }
  await ownerSql(`UPDATE inspection SET state = 'signed', signed_at = $2::timestamptz WHERE id = $1`, [
    id,
    `${visitedOn}T08:00:00Z`,
  ]);
}
