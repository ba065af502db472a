import type { ChecklistTemplate } from "@/lib/features/inspections/templates/types";
import type { Actor } from "@/lib/platform/actor";
import { aCase, type TestCase } from "./cases";
import { ownerSql, type TestCity, type TestUnit } from "./fixtures";
import { aTemplate, checklistContent } from "./inspections";

// What a draw needs in a test: the two forms in force, cases that are new or reassessed in a month, specialists with districts.

const FORMS: Record<string, readonly string[]> = {
  taichung: ["taichung-telephone-survey-113-11", "taichung-plan-audit-113-11"],
  taoyuan: ["taoyuan-telephone-survey-114-02", "taoyuan-plan-audit-114-02"],
};

/** The forms of the telephone survey and the plan audit, in force in a city. */
export async function samplingForms(cityId: string): Promise<void> {
  for (const file of FORMS[cityId] ?? []) await aTemplate(cityId, checklistContent(cityId, file));
}

/** Cases in service at a unit, whose first plan was approved on a day. */
export async function casesOf(
  city: TestCity,
  unit: TestUnit,
  count: number,
  { approvedOn = "2026-05-11", reassessedOn, districtId }: CaseDays = {},
): Promise<TestCase[]> {
  const cases: TestCase[] = [];
  for (let index = 0; index < count; index += 1) {
    const row = await aCase(city, districtId ? { districtId } : {}).inService(unit);
    await ownerSql("UPDATE care_plan SET decided_at = $2::timestamptz WHERE case_id = $1", [
      row.id,
      `${approvedOn}T04:00:00Z`,
    ]);
    if (reassessedOn) await reassessed(row, reassessedOn);
    cases.push(row);
  }
  return cases;
}

interface CaseDays {
  approvedOn?: string;
  reassessedOn?: string;
  districtId?: string;
}

async function reassessed(row: TestCase, on: string): Promise<void> {
  await ownerSql(
    `INSERT INTO assessment (id, jurisdiction_id, case_id, kind, assessed_on, need_level, copay_class,
                             has_foreign_caregiver, created_at)
     VALUES (gen_random_uuid(), $1, $2, 'reassessment', $3::date, 4, 3, false, now())`,
    [row.jurisdictionId, row.id, on],
  );
}

/** A specialist who covers districts, in the account and in the session alike. */
export async function covering(actor: Actor, districts: readonly string[]): Promise<Actor> {
  for (const districtId of districts) {
    await ownerSql(
      `INSERT INTO account_district (account_id, district_id, jurisdiction_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [actor.accountId, districtId, actor.jurisdictionId],
    );
  }
  return { ...actor, districtIds: [...actor.districtIds, ...districts] };
}

/** A form filled so that nothing is amiss, with what is given over it. */
export function filledForm(
  template: ChecklistTemplate,
  given: Record<string, string> = {},
): Record<string, string> {
  const good = template.sections.flatMap(({ items }) =>
    items.flatMap(({ questions }) =>
      questions.flatMap(({ key, answers, findings }): [string, string][] => {
        const bad = findings.flatMap((rule) => rule.answers);
        const fine = answers.find(({ value }) => !bad.includes(value));
        return fine ? [[key, fine.value]] : [];
      }),
    ),
  );
  return { ...Object.fromEntries(good), ...given };
}
