import { beforeAll, describe, expect, it } from "vitest";
import { auditForExport, listAudit, subjectHistory } from "@/lib/features/audit/queries";
import { auditListParams } from "@/lib/features/audit/schema";
import { noteAuditExport } from "@/lib/features/audit/service";
import type { Actor } from "@/lib/platform/actor";
import { aCity, appSql, ownerSql, ROLES, type TestCity, withoutRowSecurity } from "../support/fixtures";

let city: TestCity;
let foreign: TestCity;

interface Entry {
  subjectId: string;
  jurisdictionId: string;
  accountId: string | null;
  unitId: string | null;
}
const entries: Entry[] = [];

/** In each city: an act of everybody, and acts of somebody else about each unit and about no unit. */
beforeAll(async () => {
  city = await aCity("taichung");
  foreign = await aCity("taoyuan");
  for (const each of [city, foreign]) {
    const people = [...Object.values(each.actors), each.otherManager];
    const officer = each.actors.bureau_officer.accountId;
    for (const person of people) await anEntry(each.id, person.accountId, null);
    for (const unit of [each.aUnit, each.otherAUnit, each.bUnit]) await anEntry(each.id, officer, unit.id);
    await anEntry(each.id, null, null);
    await anEntry(each.id, null, each.aUnit.id);
  }
});

async function anEntry(
  jurisdictionId: string,
  accountId: string | null,
  unitId: string | null,
): Promise<void> {
  const subjectId = `subject-${entries.length}`;
  entries.push({ subjectId, jurisdictionId, accountId, unitId });
  await ownerSql(
    `INSERT INTO audit_entry (id, at, jurisdiction_id, account_id, actor_name, actor_role, action, subject_kind, subject_id, unit_id, detail)
     VALUES (gen_random_uuid(), now(), $1, $2, '示範', 'x', 'test.done', 'test', $3, $4, '{"text": "needle"}')`,
    [jurisdictionId, accountId, subjectId, unitId],
  );
}

/** The rule of the audit, once more in other words than the policy's. */
function maySee(actor: Actor, entry: Entry): boolean {
  if (entry.jurisdictionId !== actor.jurisdictionId) return false;
  if (entry.accountId === actor.accountId) return true;
  if (actor.role === "bureau_admin") return true;
  if (actor.role === "bureau_officer" || actor.role === "care_supervisor") return entry.unitId !== null;
  return actor.role === "a_unit_manager" && entry.unitId === actor.unitId;
}

function expected(actor: Actor): string[] {
  return entries
    .filter((entry) => maySee(actor, entry))
    .map((entry) => entry.subjectId)
    .sort();
}

const all = { ...auditListParams({ kind: "test" }), size: 10_000 };

describe.each([
  ["with both fences", (work: () => Promise<void>) => work()],
  ["by policy alone", (work: () => Promise<void>) => withoutRowSecurity(work)],
] as const)("Reading the audit, %s", (_name, fenced) => {
  it.each(ROLES)("shows %s the entries of its charge, in the list, the export and a text search", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const subjects = (rows: { subjectId: string }[]) => rows.map((row) => row.subjectId).sort();
      const list = await listAudit(actor, all);
      expect(subjects(list.rows)).toEqual(expected(actor));
      expect(list.total).toBe(list.rows.length);
      expect(subjects((await auditForExport(actor, all)).rows)).toEqual(expected(actor));
      expect(subjects((await listAudit(actor, { ...all, q: "needle" })).rows)).toEqual(expected(actor));
    }),
  );

  it.each(ROLES)("shows %s the history of a subject only where the entries may be read", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      for (const entry of entries) {
        const history = await subjectHistory(actor, "test", entry.subjectId);
        expect(history.length).toBe(maySee(actor, entry) ? 1 : 0);
      }
    }),
  );

  it.each(ROLES)("lets %s take out what it sees, and writes that down as its own act", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      expect((await noteAuditExport(actor, all, 3)).ok).toBe(true);
      const [row] = await ownerSql<{ account_id: string }>(
        "SELECT account_id FROM audit_entry WHERE action = 'audit.exported' ORDER BY at DESC, id DESC LIMIT 1",
      );
      expect(row?.account_id).toBe(actor.accountId);
    }),
  );
});

describe("By row-level security alone", () => {
  it.each(ROLES)("%s sees the same entries", async (role) => {
    const actor = city.actors[role];
    const rows = await appSql<{ id: string }>(
      actor,
      "SELECT subject_id AS id FROM audit_entry WHERE subject_kind = 'test'",
    );
    expect(rows.map((row) => row.id).sort()).toEqual(expected(actor));
  });

  it.each(ROLES)(
    "%s adds entries only as itself and of its city, and changes or deletes none",
    async (role) => {
      const actor = city.actors[role];
      const add = (jurisdiction: string, account: string | null) =>
        appSql(
          actor,
          `INSERT INTO audit_entry (id, at, jurisdiction_id, account_id, actor_name, actor_role, action, subject_kind, subject_id, detail)
         VALUES (gen_random_uuid(), now(), $1, $2, 'x', 'x', 'x', 'x', 'x', '{}')`,
          [jurisdiction, account],
        );
      await expect(add("taichung", actor.accountId)).resolves.toEqual([]);
      await expect(add("taoyuan", actor.accountId)).rejects.toThrow("row-level security");
      await expect(add("taichung", foreign.actors[role].accountId)).rejects.toThrow("row-level security");
      await expect(add("taichung", null)).rejects.toThrow("row-level security");
      await expect(appSql(actor, "UPDATE audit_entry SET action = 'x'")).rejects.toThrow("permission denied");
      await expect(appSql(actor, "DELETE FROM audit_entry")).rejects.toThrow("permission denied");
      await expect(appSql(actor, "TRUNCATE audit_entry")).rejects.toThrow("permission denied");
    },
  );
});
