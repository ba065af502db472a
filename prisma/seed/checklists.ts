import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import { v7 as uuid } from "uuid";
import { templateSchema } from "@/lib/features/inspections/templates/schema";
import type { ChecklistTemplate } from "@/lib/features/inspections/templates/types";

const FOLDER = path.resolve(import.meta.dirname, "..", "reference-data", "checklists");

/** The cities' checklists as the reference data has them, in the order of their names; what contradicts itself is thrown. */
export async function readChecklists(): Promise<ChecklistTemplate[]> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith(".json")).sort();
  return Promise.all(
    files.map(async (file) => {
      const read = templateSchema.safeParse(JSON.parse(await readFile(path.join(FOLDER, file), "utf8")));
      if (!read.success) throw new Error(`checklist ${file}: ${read.error.message}`);
      return read.data;
    }),
  );
}

interface Version {
  id: string;
  state: "draft" | "in_force" | "retired";
  version_no: number;
  made_by_city: boolean;
  same: boolean;
}

/**
 * Loads checklists as versions of their city's forms. One that is there already, whatever its state, is left alone; one that was
 * changed since becomes a new version, because a version that was put into force never changes. It takes the place of a version
 * that was loaded like it; a version that the city's administrator published stays in force.
 */
export async function seedChecklists(owner: pg.Client, forms?: readonly ChecklistTemplate[]): Promise<void> {
  const all = forms ?? (await readChecklists());
  await owner.query("BEGIN");
  try {
    await owner.query("SELECT pg_advisory_xact_lock(hashtext('checklist_template reference'))");
    for (const form of all) await seedChecklist(owner, form);
    await owner.query("COMMIT");
  } catch (error) {
    await owner.query("ROLLBACK");
    throw error;
  }
}

async function seedChecklist(owner: pg.Client, form: ChecklistTemplate): Promise<void> {
  const { rows } = await owner.query<Version>(
    `SELECT id, state, version_no, created_by_id IS NOT NULL AS made_by_city, content = $3::jsonb AS same
       FROM checklist_template WHERE jurisdiction_id = $1 AND form_key = $2 ORDER BY version_no FOR UPDATE`,
    [form.jurisdiction, form.form, JSON.stringify(form)],
  );
  if (rows.some(({ same, state }) => same && state !== "draft")) return;
  const inForce = rows.find(({ state }) => state === "in_force");
  const stays = inForce?.made_by_city === true;
  if (inForce && !stays) {
    await owner.query(
      "UPDATE checklist_template SET state = 'retired', version = version + 1 WHERE id = $1",
      [inForce.id],
    );
  }
  await owner.query(
    `INSERT INTO checklist_template (id, jurisdiction_id, form_key, version_no, title, revised_on, state, content,
                                     created_at, published_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7::checklist_state, $8, now(), CASE WHEN $7::text = 'in_force' THEN now() END)`,
    [
      ...[uuid(), form.jurisdiction, form.form, Math.max(0, ...rows.map((row) => row.version_no)) + 1],
      ...[form.title, form.version.date, stays ? "retired" : "in_force", JSON.stringify(form)],
    ],
  );
}
