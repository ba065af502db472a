import { beforeAll, describe, expect, it } from "vitest";
import { figuresOf } from "@/lib/features/coverage/indicators/queries";
import { coveragePermissions, mayInCoverage } from "@/lib/features/coverage/policy";
import {
  planYears,
  recomputedOverview,
  recomputedPlanFigures,
  recomputedSheet,
} from "@/lib/features/coverage/recompute/queries";
import { draftSheet, getDraft, listDrafts } from "@/lib/features/coverage/tables/drafts/queries";
import { applyDraft, discardDraft, previewTables } from "@/lib/features/coverage/tables/drafts/service";
import { editionHistory } from "@/lib/features/coverage/tables/editions/queries";
import { loadReferenceTables } from "@/lib/features/coverage/tables/service";
import type { Actor } from "@/lib/platform/actor";
import type { Role } from "@/prisma/generated/enums";
import { aCity, appSql, ownerSql, ROLES, type TestCity, withoutRowSecurity } from "../support/fixtures";
import { aDraft, csvFile, planCsv } from "../support/plan-tables";

// Figures and plan tables: read by the bureau, entered by its office, of the own city only. Each fence alone.

const READERS: readonly Role[] = ["bureau_admin", "bureau_officer", "care_supervisor", "care_specialist"];
const OFFICE: readonly Role[] = ["bureau_admin", "bureau_officer"];
const KEY = "a_units_per_district";
const FILES = [csvFile(`${KEY}.csv`, planCsv(KEY, ["中區,2,", "中區,3,"]))];
const ALL = { result: undefined, q: "" };

let city: TestCity;
let foreign: TestCity;
let draft: { id: string; seen: string };

beforeAll(async () => {
  city = await aCity("taichung");
  foreign = await aCity("taoyuan");
  const { id, preview } = await aDraft(city.actors.bureau_officer, FILES);
  draft = { id, seen: preview.digest };
});

const state = () =>
  ownerSql(`SELECT 'draft' AS of, id, state::text AS text FROM plan_draft
    UNION ALL SELECT 'table', id, coalesce(superseded_at::text, '') FROM plan_table ORDER BY 1, 2`);

/** Everyone but the city's office. */
function outsiders(): [string, Actor][] {
  const own = ROLES.filter((role) => !OFFICE.includes(role)).map((role): [string, Actor] => [
    role,
    city.actors[role],
  ]);
  return [...own, ["an officer of another city", foreign.actors.bureau_officer]];
}

const nonReaders = () => ROLES.filter((role) => !READERS.includes(role)).map((role) => city.actors[role]);

describe("The policy of coverage", () => {
  it("lets the bureau read and its office enter", () => {
    for (const permission of Object.keys(coveragePermissions) as (keyof typeof coveragePermissions)[]) {
      const allowed = ROLES.filter((role) => mayInCoverage(city.actors[role], permission));
      if (permission === "coverage.read") expect(allowed).toEqual(READERS);
      if (permission.startsWith("plan_table.")) expect([permission, allowed]).toEqual([permission, OFFICE]);
    }
  });
});

async function readEverything(actor: Actor) {
  return {
    years: await planYears(actor),
    overview: await recomputedOverview(actor, 114),
    figures: await recomputedPlanFigures(actor, 114, ALL),
    sheet: await recomputedSheet(actor, 114, KEY),
    history: await editionHistory(actor, 114, KEY),
    need: await figuresOf(actor, "need"),
  };
}

const NOTHING = { years: [], overview: null, figures: null, sheet: null, history: null, need: [] };

async function tryToEnter(): Promise<void> {
  for (const [who, actor] of outsiders()) {
    const isForeign = actor.jurisdictionId !== city.id;
    const refused = expect.objectContaining({ ok: false, code: isForeign ? "not_found" : "forbidden" });
    expect([who, (await listDrafts(actor)).filter(({ id }) => id === draft.id)]).toEqual([who, []]);
    expect([who, await getDraft(actor, draft.id)]).toEqual([who, null]);
    expect([who, await draftSheet(actor, draft.id, KEY)]).toEqual([who, null]);
    expect([who, await applyDraft(actor, draft)]).toEqual([who, refused]);
    expect([who, await discardDraft(actor, { id: draft.id })]).toEqual([who, refused]);
    if (isForeign) continue;
    expect([who, await previewTables(actor, { planYear: 114, files: FILES })]).toEqual([who, refused]);
    expect([who, await loadReferenceTables(actor, 114, [])]).toEqual([who, refused]);
  }
}

describe("Every query and service of figures and plan tables", () => {
  it("shows nothing to units' people, and another city's bureau only its own city", async () => {
    for (const actor of nonReaders()) expect(await readEverything(actor)).toEqual(NOTHING);
    expect(await readEverything(foreign.actors.care_supervisor)).toEqual(NOTHING);
  });

  it("shows the city's plan to every reader", async () => {
    for (const role of READERS) {
      const read = await readEverything(city.actors[role]);
      expect([role, read.years, read.overview?.rows.length, read.need.length]).toEqual([
        role,
        [114],
        68,
        150,
      ]);
    }
  });

  it("shows no more by the policy alone, when the database would allow everything", async () => {
    await withoutRowSecurity(async () => {
      for (const actor of nonReaders()) expect(await readEverything(actor)).toEqual(NOTHING);
      expect(await readEverything(foreign.actors.care_supervisor)).toEqual(NOTHING);
    });
  });

  it("takes tables from the city's office only", async () => {
    const before = await state();
    await tryToEnter();
    expect(await state()).toEqual(before);
  });

  it("takes no more by the policy alone, when the database would allow everything", async () => {
    const before = await state();
    await withoutRowSecurity(tryToEnter);
    expect(await state()).toEqual(before);
  });
});

describe("Row-level security alone", () => {
  it("shows plan tables and figures within the city, and none without a city", async () => {
    for (const table of ["plan_table", "figure"]) {
      const count = async (actor: Actor | null) =>
        (await appSql<{ n: number }>(actor, `SELECT count(*)::int AS n FROM ${table}`))[0]?.n;
      expect([table, await count(null)]).toEqual([table, 0]);
      expect([table, await count(foreign.actors.bureau_officer)]).toEqual([table, 0]);
      expect(await count(city.actors.care_specialist)).toBeGreaterThan(67);
    }
  });

  it("shows drafts to the office of the city alone", async () => {
    const seen = (actor: Actor | null) =>
      appSql(actor, "SELECT id FROM plan_draft WHERE id = $1", [draft.id]);
    expect(await seen(null)).toEqual([]);
    for (const [who, actor] of outsiders()) expect([who, await seen(actor)]).toEqual([who, []]);
    for (const role of OFFICE) expect(await seen(city.actors[role])).toHaveLength(1);
  });

  it("lets nobody else add or change a draft, a table or a figure", async () => {
    const inserts = [
      `INSERT INTO plan_draft (id, jurisdiction_id, plan_year, state, tables, created_at)
         VALUES (gen_random_uuid(), 'taichung', 114, 'previewed', '[]', now())`,
      `INSERT INTO plan_table (id, jurisdiction_id, plan_year, table_key, edition, title, content, source, origin, sha256, entered_at)
         VALUES (gen_random_uuid(), 'taichung', 114, 'x', 1, 'x', '{}', 'x', 'upload', 'x', now())`,
      `INSERT INTO figure (id, jurisdiction_id, indicator_key, year, kind, value, source, entered_at)
         VALUES (gen_random_uuid(), 'taichung', 'x', 114, 'actual', 1, 'x', now())`,
    ];
    for (const [who, actor] of [["nobody", null] as const, ...outsiders()]) {
      for (const insert of inserts)
        await expect(appSql(actor, insert), who).rejects.toThrow(/row-level security/);
      const changed = [
        await appSql(actor, "UPDATE plan_draft SET state = 'discarded' RETURNING id"),
        await appSql(
          actor,
          "UPDATE plan_table SET superseded_at = now() WHERE jurisdiction_id = 'taichung' RETURNING id",
        ),
        await appSql(actor, "DELETE FROM figure WHERE jurisdiction_id = 'taichung' RETURNING id"),
      ];
      expect([who, changed]).toEqual([who, [[], [], []]]);
    }
  });

  it("lets not even the office change what a draft or an edition holds, or delete one", async () => {
    const officer = city.actors.bureau_officer;
    for (const deed of [
      "UPDATE plan_draft SET tables = '[]'",
      "UPDATE plan_table SET content = '{}'",
      "DELETE FROM plan_draft",
      "DELETE FROM plan_table",
    ])
      await expect(appSql(officer, deed), deed).rejects.toThrow(/permission denied/);
  });
});
