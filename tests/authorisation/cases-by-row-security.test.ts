import { beforeAll, describe, expect, it, vi } from "vitest";
import * as assessment from "@/lib/features/cases/assessment/actions";
import * as closing from "@/lib/features/cases/closing/actions";
import * as documents from "@/lib/features/cases/documents-kept/actions";
import * as file from "@/lib/features/cases/file/actions";
import * as intake from "@/lib/features/cases/intake/actions";
import * as personal from "@/lib/features/cases/person/actions";
import { type CasePermission, casePermissions } from "@/lib/features/cases/policy";
import type { Actor } from "@/lib/platform/actor";
import type { FormAction } from "@/lib/platform/define-action";
import { currentActor } from "@/lib/platform/session";
import type { Role } from "@/prisma/generated/enums";
import { aCase, aDispatch, type TestCase } from "../support/cases";
import { aCity, appSql, aUnitOf, ownerSql, ROLES, type TestCity } from "../support/fixtures";

vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: vi.fn(),
}));

type Place = "own" | "other unit" | "other district" | "other city";
const NORTH = "66000060";
const SOUTH = "66000010";

let city: TestCity;
let actors: Record<Role, Actor>;
let cases: Record<Place, TestCase>;
const places = () => Object.keys(cases) as Place[];

beforeAll(async () => {
  city = await aCity("taichung");
  const foreign = await aCity("taoyuan");
  const south = await aUnitOf("taichung", { tier: "a", districtId: SOUTH });
  actors = { ...city.actors, care_specialist: { ...city.actors.care_specialist, districtIds: [NORTH] } };
  cases = {
    own: await aCase(city).inService(),
    "other unit": await aCase(city).inService(city.otherAUnit),
    "other district": await aCase(city, { districtId: SOUTH }).inService(south),
    "other city": await aCase(foreign).inService(),
  };
  for (const row of Object.values(cases)) {
    await ownerSql(
      `INSERT INTO document (id, jurisdiction_id, case_id, kind, file_name, media_type, size, sha256, created_at, created_by_name)
       VALUES (gen_random_uuid(), $1, $2, 'other', 'a.pdf', 'application/pdf', 1, 'aa', now(), '示範')`,
      [row.jurisdictionId, row.id],
    );
    await ownerSql(
      `INSERT INTO audit_entry (id, at, jurisdiction_id, actor_name, actor_role, action, subject_kind, subject_id, detail)
       SELECT gen_random_uuid(), now(), $1, '示範', 'system', action, 'case', $2, '{}'
         FROM unnest(ARRAY['case.applied', 'case.opened']) AS action`,
      [row.jurisdictionId, row.id],
    );
  }
});

const CITYWIDE: readonly Role[] = ["bureau_officer", "care_supervisor"];

function works(role: Role, place: Place): boolean {
  if (CITYWIDE.includes(role)) return place !== "other city";
  if (role === "care_specialist") return place === "own" || place === "other unit";
  return (role === "a_unit_manager" || role === "case_manager") && place === "own";
}

const TABLES: [string, string][] = [
  ["case_file", "SELECT 1 FROM case_file WHERE id = $1"],
  ["assessment", "SELECT 1 FROM assessment WHERE case_id = $1 LIMIT 1"],
  ["care_problem", "SELECT 1 FROM care_problem WHERE case_id = $1 LIMIT 1"],
  ["manager_assignment", "SELECT 1 FROM manager_assignment WHERE case_id = $1 LIMIT 1"],
  ["document", "SELECT 1 FROM document WHERE case_id = $1 LIMIT 1"],
  ["history", "SELECT 1 FROM app_case_history($1::uuid) WHERE action = 'case.applied'"],
];

describe("Cases, by row-level security alone", () => {
  it.each(TABLES)("%s shows nothing without an actor", async (_table, sql) => {
    expect(await appSql(null, sql, [cases.own.id])).toEqual([]);
    expect(await appSql(null, "SELECT 1 FROM client")).toEqual([]);
  });

  it.each(ROLES)("show as %s with what hangs on them where the role sees them", async (role) => {
    for (const place of places()) {
      for (const [table, sql] of TABLES) {
        const rows = await appSql(actors[role], sql, [cases[place].id]);
        expect(`${table} ${place}: ${rows.length === 1}`).toBe(`${table} ${place}: ${works(role, place)}`);
      }
      const openings = await appSql(
        actors[role],
        "SELECT 1 FROM app_case_history($1::uuid) WHERE action = 'case.opened'",
        [cases[place].id],
      );
      const answers = [...CITYWIDE, "a_unit_manager"].includes(role) && works(role, place);
      expect(`openings ${place}: ${openings.length === 1}`).toBe(`openings ${place}: ${answers}`);
    }
  });

  it.each(ROLES)(
    "show their client as %s with the case, and the centre finds a person of the own city",
    async (role) => {
      for (const place of places()) {
        const rows = await appSql(actors[role], "SELECT 1 FROM client WHERE id = $1", [
          cases[place].clientId,
        ]);
        const centre = role === "care_supervisor" || role === "care_specialist";
        const expected = (centre && place !== "other city") || works(role, place);
        expect(`${place}: ${rows.length === 1}`).toBe(`${place}: ${expected}`);
        const known = await appSql(
          actors[role],
          "SELECT 1 FROM client c, app_known_client(c.national_id_index) k WHERE c.id = $1",
          [cases[place].clientId],
        );
        expect(`${place}: ${known.length === 1}`).toBe(`${place}: ${centre && place !== "other city"}`);
      }
    },
  );

  it.each(ROLES)("change as %s by those in charge alone", async (role) => {
    const keeps = (place: Place) => role !== "bureau_officer" && works(role, place);
    for (const place of places()) {
      const { id, clientId } = cases[place];
      const file = await appSql(
        actors[role],
        "UPDATE case_file SET version = version WHERE id = $1 RETURNING id",
        [id],
      );
      const client = await appSql(actors[role], "UPDATE client SET name = name WHERE id = $1 RETURNING id", [
        clientId,
      ]);
      expect(`${place}: ${file.length} ${client.length}`).toBe(
        `${place}: ${keeps(place) ? 1 : 0} ${keeps(place) ? 1 : 0}`,
      );
    }
  });

  it.each(ROLES)("take as %s new files from the centre, a specialist in covered districts", async (role) => {
    for (const [districtId, jurisdictionId] of [
      [NORTH, "taichung"],
      [SOUTH, "taichung"],
      ["68000010", "taoyuan"],
    ]) {
      const [client] = await ownerSql<{ id: string }>(
        `INSERT INTO client (id, jurisdiction_id, national_id_cipher, national_id_index, name, name_folded, sex, born_on, contact_cipher, created_at)
         VALUES (gen_random_uuid(), $1, 'x', gen_random_uuid()::text::bytea, 'x', 'x', 'male', '1940-01-01', 'x', now()) RETURNING id`,
        [jurisdictionId],
      );
      const added = await appSql(
        actors[role],
        `INSERT INTO case_file (id, jurisdiction_id, client_id, number, status, source, applied_on, district_id, created_at)
         VALUES (gen_random_uuid(), $1, $2, 'x', 'applied', 'walk_in', now(), $3, now())`,
        [jurisdictionId, client?.id, districtId],
      ).then(
        () => true,
        () => false,
      );
      const expected =
        jurisdictionId === "taichung" &&
        (role === "care_supervisor" || (role === "care_specialist" && districtId === NORTH));
      expect(`${districtId}: ${added}`).toBe(`${districtId}: ${expected}`);
    }
  });

  it.each(ROLES)(
    "take as %s assessments from the centre and documents from those who carry them",
    async (role) => {
      const centre = role === "care_supervisor" || role === "care_specialist";
      const attempt = (sql: string, values: unknown[]) =>
        appSql(actors[role], sql, values).then(
          () => true,
          () => false,
        );
      for (const place of places()) {
        const { id, jurisdictionId } = cases[place];
        const assessed = await attempt(
          `INSERT INTO assessment (id, jurisdiction_id, case_id, kind, assessed_on, need_level, copay_class, has_foreign_caregiver, created_at)
         VALUES (gen_random_uuid(), $1, $2, 'reassessment', now(), 4, 3, false, now())`,
          [jurisdictionId, id],
        );
        const filed = await attempt(
          `INSERT INTO document (id, jurisdiction_id, case_id, kind, file_name, media_type, size, sha256, created_at, created_by_name)
         VALUES (gen_random_uuid(), $1, $2, 'other', 'a.pdf', 'application/pdf', 1, 'aa', now(), 'x')`,
          [jurisdictionId, id],
        );
        const may = works(role, place);
        expect(`${place}: ${assessed} ${filed}`).toBe(
          `${place}: ${centre && may} ${role !== "bureau_officer" && may}`,
        );
      }
    },
  );

  it("show a B unit the case that is referred to it, to read, while the referral lasts", async () => {
    const row = await aCase(city).inService();
    const staff = actors.b_unit_staff;
    const sees = async () => (await appSql(staff, "SELECT 1 FROM case_file WHERE id = $1", [row.id])).length;
    expect(await sees()).toBe(0);
    const referral = await aDispatch(row, city.aUnit, city.bUnit, { state: "accepted" });
    expect(await sees()).toBe(1);
    expect(await appSql(staff, "SELECT 1 FROM client WHERE id = $1", [row.clientId])).toHaveLength(1);
    expect(await appSql(staff, "SELECT 1 FROM assessment WHERE case_id = $1", [row.id])).toEqual([]);
    const renamed = "UPDATE client SET name = 'x' WHERE id = $1 RETURNING id";
    expect(await appSql(staff, renamed, [row.clientId])).toEqual([]);
    await ownerSql("UPDATE dispatch SET state = 'ended' WHERE id = $1", [referral]);
    expect(await sees()).toBe(0);
  });

  it("are numbered by the centre alone, and deleted by nobody", async () => {
    for (const role of ROLES) {
      const number = appSql(actors[role], "SELECT app_next_case_number()");
      if (role === "care_supervisor" || role === "care_specialist") expect(await number).toHaveLength(1);
      else await expect(number).rejects.toThrow("only the LTC centre");
      for (const table of ["client", "case_file", "assessment", "care_problem", "document"]) {
        await expect(appSql(actors[role], `DELETE FROM ${table}`)).rejects.toThrow("permission denied");
      }
      for (const table of ["assessment", "care_problem", "document"]) {
        const change = appSql(actors[role], `UPDATE ${table} SET case_id = case_id`);
        await expect(change).rejects.toThrow("permission denied");
      }
    }
  });
});

describe("The actions on cases", () => {
  const all = Object.entries({
    ...intake,
    ...assessment,
    ...closing,
    ...documents,
    ...file,
    ...personal,
  }) as [string, FormAction<unknown>][];
  const needs: Record<string, CasePermission> = {
    identifyPersonAction: "case.intake",
    applyForCareAction: "case.intake",
    assessCaseAction: "case.assess",
    closeCaseAction: "case.close",
    reopenCaseAction: "case.reopen",
    addDocumentAction: "case.add_document",
    revealNationalIdAction: "case.open_national_id",
    changeContactAction: "case.change_person",
    changePersonAction: "case.change_identity",
  };

  it.each(all)("%s asks for the role before it reads the form", async (name, action) => {
    const permission = needs[name];
    if (!permission) throw new Error(`say what ${name} needs`);
    const roles: readonly Role[] = casePermissions[permission];
    for (const role of ROLES) {
      vi.mocked(currentActor).mockResolvedValueOnce(actors[role]);
      const result = await action(null, new FormData());
      const code = result?.ok ? "ok" : result?.code;
      expect(`${role}: ${code}`).toBe(`${role}: ${roles.includes(role) ? "invalid" : "forbidden"}`);
    }
    vi.mocked(currentActor).mockResolvedValueOnce(null);
    expect(await action(null, new FormData())).toMatchObject({ ok: false, code: "signed_out" });
  });
});
