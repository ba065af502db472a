import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChecklistTemplate } from "@/lib/features/inspections/templates/types";
import { readChecklists, seedChecklists } from "@/prisma/seed/checklists";
import { testDatabase } from "../support/database";
import { aCity, ownerSql } from "../support/fixtures";
import { anInspection, checklistContent } from "../support/inspections";

// The forms of the reference data and the versions that stand in the database.

interface Row {
  id: string;
  form_key: string;
  version_no: number;
  state: string;
  title: string;
}

const OF_FORM = "WHERE jurisdiction_id = $1 AND form_key = $2 ORDER BY version_no";
const versionsOf = (city: string, form: string) =>
  ownerSql<Row>(`SELECT id, form_key, version_no, state, title FROM checklist_template ${OF_FORM}`, [
    city,
    form,
  ]);

let owner: pg.Client;
beforeAll(async () => {
  owner = new pg.Client({ connectionString: (await testDatabase()).ownerUrl });
  await owner.connect();
});
afterAll(() => owner.end());

const standing = (rows: Row[]) => rows.map(({ version_no, state }) => `${version_no} ${state}`);

function retitled(form: ChecklistTemplate, title: string): ChecklistTemplate {
  return { ...form, title };
}

describe("The forms of the reference data", () => {
  it("are the cities' own, one version of each in force", async () => {
    const rows = await ownerSql<{ city: string; forms: string[] }>(
      `SELECT jurisdiction_id AS city, array_agg(form_key ORDER BY form_key) AS forms
         FROM checklist_template WHERE state = 'in_force' GROUP BY 1 ORDER BY 1`,
    );
    const all = "a_unit_check b_quality_check c_station_check home_visit meal_check plan_audit spot_check";
    expect(rows).toEqual([
      { city: "taichung", forms: [...all.split(" "), "telephone_survey"] },
      { city: "taoyuan", forms: ["a_unit_check", "plan_audit", "telephone_survey"] },
    ]);
  });

  it("are loaded once, however often the program starts", async () => {
    const count = async () =>
      (await ownerSql<{ n: number }>("SELECT count(*)::int AS n FROM checklist_template"))[0]?.n;
    const before = await count();
    await seedChecklists(owner);
    await seedChecklists(owner);
    expect(await count()).toBe(before);
    expect(before).toBe((await readChecklists()).length);
  });

  it("become a new version when a file was changed, and an inspection keeps the form it was done with", async () => {
    const city = await aCity("taoyuan");
    const inspection = await anInspection(city.aUnit, { state: "signed" });
    const form = checklistContent("taoyuan");
    await seedChecklists(owner, [retitled(form, "改過的查核表")]);
    const versions = await versionsOf("taoyuan", "a_unit_check");
    expect(standing(versions)).toEqual(["1 retired", "2 in_force"]);
    expect(versions.map(({ title }) => title)).toEqual([form.title, "改過的查核表"]);
    expect(inspection.template.id).toBe(versions[0]?.id);
    await seedChecklists(owner, [retitled(form, "改過的查核表")]);
    expect(await versionsOf("taoyuan", "a_unit_check")).toHaveLength(2);
  });

  it("do not push out a version that the city published", async () => {
    const city = await aCity("taichung");
    const form = checklistContent("taichung", "taichung-meal-check-113-11");
    const byCity = retitled(form, "本市自訂");
    const admin = city.actors.bureau_admin.accountId;
    await ownerSql("UPDATE checklist_template SET state = 'retired' WHERE form_key = 'meal_check'");
    await ownerSql(
      `INSERT INTO checklist_template (id, jurisdiction_id, form_key, version_no, title, revised_on, state, content,
                                       created_at, created_by_id, published_at)
       VALUES (gen_random_uuid(), 'taichung', 'meal_check', 2, $1, '2026-01-01', 'in_force', $2, now(), $3, now())`,
      [byCity.title, JSON.stringify(byCity), admin],
    );
    await seedChecklists(owner, [retitled(form, "更新的參考資料")]);
    expect(standing(await versionsOf("taichung", "meal_check"))).toEqual([
      "1 retired",
      "2 in_force",
      "3 retired",
    ]);
  });

  it("are loaded all or none", async () => {
    const form = checklistContent("taichung", "taichung-spot-check-113-11");
    const wrong = { ...form, jurisdiction: "nowhere" } as unknown as ChecklistTemplate;
    await expect(seedChecklists(owner, [retitled(form, "先寫入的"), wrong])).rejects.toThrow();
    expect(standing(await versionsOf("taichung", "spot_check"))).toEqual(["1 in_force"]);
  });
});
