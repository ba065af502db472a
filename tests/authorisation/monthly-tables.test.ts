import { beforeAll, describe, expect, it, vi } from "vitest";
import * as actions from "@/lib/features/dispatch/monthly-tables/actions";
import { ensureTableClocks } from "@/lib/features/dispatch/monthly-tables/clocks/service";
import { fileTable, keepPrinciples } from "@/lib/features/dispatch/monthly-tables/filing/service";
import { listTables, ownTables } from "@/lib/features/dispatch/monthly-tables/list/queries";
import { draftOf, monthOf, ownPrinciples } from "@/lib/features/dispatch/monthly-tables/queries";
import { acceptTable, returnTable } from "@/lib/features/dispatch/monthly-tables/review/service";
import { tableListParams } from "@/lib/features/dispatch/monthly-tables/schema";
import { publishedOf, publishedUnits } from "@/lib/features/dispatch/published/queries";
import type { Actor } from "@/lib/platform/actor";
import type { FormAction } from "@/lib/platform/define-action";
import { currentActor } from "@/lib/platform/session";
import { plainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";
import { aClock, code } from "../support/accounts";
import { aCase, aDispatch } from "../support/cases";
import { aContract } from "../support/dispatch";
import { aCity, appSql, ownerSql, ROLES, type TestCity, withoutRowSecurity } from "../support/fixtures";
import { aFiling, filed } from "../support/monthly-tables";

vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: vi.fn(),
}));

const MONTH = "2026-09";
const TODAY = plainDate("2026-11-05");
const clock = aClock(new Date("2026-11-05T02:00:00Z"));
const READERS: readonly Role[] = ["bureau_officer", "care_supervisor", "care_specialist"];
const OWN: readonly Role[] = ["a_unit_manager", "case_manager"];
const REVIEWERS: readonly Role[] = ["care_supervisor", "bureau_officer"];

let city: TestCity;
let other: TestCity;
/** Tables of September: the own unit's, another unit's, another city's. */
let own: string;
let neighbour: string;
let foreign: string;

beforeAll(async () => {
  city = await aCity("taichung");
  other = await aCity("taoyuan");
  for (const unit of [city.aUnit, city.otherAUnit]) await aContract(unit, { service: "home_care" });
  await aContract(other.aUnit, { service: "home_care" });
  await aDispatch(await aCase(city).inService(city.aUnit), city.aUnit, city.bUnit, {
    dispatchedOn: "2026-09-10",
  });
  own = (await filed(city.actors.a_unit_manager, MONTH, clock)).id;
  neighbour = (await filed(city.otherManager, MONTH, clock)).id;
  foreign = (await filed(other.actors.a_unit_manager, MONTH, clock)).id;
});

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

const sees = async (actor: Actor, unitId: string) =>
  ((await monthOf(actor, unitId, MONTH))?.versions.length ?? 0) > 0;

const listParams = tableListParams({ month: MONTH, size: "100" }, TODAY);

describe.each(FENCES)("Monthly tables, %s", (_name, fenced) => {
  it.each(ROLES)(
    "are read as %s: the city's by the centre and officers, the own unit's by an A unit",
    (role) =>
      fenced(async () => {
        const actor = city.actors[role];
        const inCity = READERS.includes(role);
        expect([
          await sees(actor, city.aUnit.id),
          await sees(actor, city.otherAUnit.id),
          await sees(actor, other.aUnit.id),
        ]).toEqual([inCity || OWN.includes(role), inCity, false]);
        const { rows } = await listTables(actor, listParams, TODAY);
        const ids = rows.map(({ aUnit }) => aUnit.id);
        expect([ids.includes(city.aUnit.id), ids.includes(other.aUnit.id)]).toEqual([inCity, false]);
        const ownRows = await ownTables(actor, TODAY);
        expect(ownRows.length > 0).toBe(OWN.includes(role));
        expect(ownRows.every(({ aUnit }) => aUnit.id === city.aUnit.id)).toBe(true);
      }),
  );

  it.each(ROLES)("show a draft and principles as %s to the A unit alone, and its own", (role) =>
    fenced(async () => {
      const draft = await draftOf(city.actors[role], MONTH, TODAY);
      expect(draft !== null).toBe(OWN.includes(role));
      if (draft) expect([draft.content.aUnit.id, draft.content.total.dispatches]).toEqual([city.aUnit.id, 1]);
      expect((await ownPrinciples(city.actors[role])).text !== "").toBe(OWN.includes(role));
    }),
  );

  it.each(ROLES)("are judged as %s by supervisor and officer alone, never of another city", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const answers = await Promise.all(
        [own, foreign].flatMap((id) => [
          // The version is wrong on purpose, so that nothing is changed.
          acceptTable(actor, { id, version: 99, remark: "" }, clock),
          returnTable(actor, { id, version: 99, remark: "不符" }, clock),
        ]),
      );
      const may = REVIEWERS.includes(role);
      expect(answers.map(code)).toEqual(
        may ? ["stale", "stale", "not_found", "not_found"] : Array.from({ length: 4 }, () => "forbidden"),
      );
    }),
  );

  it.each(ROLES)("are filed as %s by the unit's manager alone", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const form = { month: MONTH, digest: "old", standing: "1.1", reason: "測試原因", explanations: {} };
      expect(code(await fileTable(actor, form, clock))).toBe(
        role === "a_unit_manager" ? "stale" : "forbidden",
      );
      const principles = { text: "測試用的派案原則內容", seen: "unseen" };
      expect(code(await keepPrinciples(actor, principles, clock))).toBe(
        role === "a_unit_manager" ? "stale" : "forbidden",
      );
    }),
  );

  it.each(ROLES)("start their limits as %s no further than they are seen", (role) =>
    fenced(async () => {
      await ownerSql(
        "DELETE FROM clock WHERE kind = 'monthly_dispatch_table' AND subject_id LIKE '%/2026-10'",
      );
      await ensureTableClocks(city.actors[role], clock);
      const rows = await ownerSql<{ unit_id: string }>(
        "SELECT unit_id FROM clock WHERE kind = 'monthly_dispatch_table' AND subject_id LIKE '%/2026-10'",
      );
      const started = new Set(rows.map(({ unit_id }) => unit_id));
      const inCity = READERS.includes(role);
      expect([city.aUnit, city.otherAUnit, other.aUnit].map(({ id }) => started.has(id))).toEqual([
        inCity || OWN.includes(role),
        inCity,
        false,
      ]);
    }),
  );

  it("file nothing of a unit of one's own choosing: the unit is the actor's", () =>
    fenced(async () => {
      const input = await aFiling(city.otherManager, "2026-10", clock);
      expect(input).not.toHaveProperty("aUnitId");
      expect(code(await fileTable({ ...city.actors.a_unit_manager, unitId: null }, input, clock))).toBe(
        "forbidden",
      );
    }));
});

const ALL_ACTIONS = Object.entries(actions) as [keyof typeof actions, FormAction<unknown>][];
const MAY_TRY: Record<keyof typeof actions, readonly Role[]> = {
  fileTableAction: ["a_unit_manager"],
  keepPrinciplesAction: ["a_unit_manager"],
  acceptTableAction: REVIEWERS,
  returnTableAction: REVIEWERS,
};

describe("The actions of monthly tables", () => {
  it.each(ALL_ACTIONS)(
    "%s turns away every other role before it reads the form, and whoever is signed out",
    async (name, action) => {
      for (const role of ROLES) {
        vi.mocked(currentActor).mockResolvedValue(city.actors[role]);
        const state = await action(null, new FormData());
        expect([role, state && !state.ok && state.code]).toEqual([
          role,
          MAY_TRY[name].includes(role) ? "invalid" : "forbidden",
        ]);
      }
      vi.mocked(currentActor).mockResolvedValue(null);
      const state = await action(null, new FormData());
      expect(state && !state.ok && state.code).toBe("signed_out");
    },
  );
});

describe("Monthly tables by row-level security alone", () => {
  const ids = async (actor: Actor | null) =>
    (await appSql<{ id: string }>(actor, "SELECT id FROM monthly_dispatch_table")).map(({ id }) => id);

  it.each(ROLES)("show %s what the role sees", async (role) => {
    const seen = await ids(city.actors[role]);
    const inCity = READERS.includes(role);
    expect([own, neighbour, foreign].map((id) => seen.includes(id))).toEqual([
      inCity || OWN.includes(role),
      inCity,
      false,
    ]);
  });

  it("show nothing without an actor", async () => {
    expect(await ids(null)).toEqual([]);
    expect(await appSql(null, "SELECT 1 FROM published_dispatch")).toEqual([]);
  });

  it.each(ROLES)("let %s judge no table but as supervisor or officer of the city", async (role) => {
    const judged = async (id: string) =>
      appSql(
        city.actors[role],
        "UPDATE monthly_dispatch_table SET state = 'accepted' WHERE id = $1 RETURNING id",
        [id],
      ).then(
        (rows) => rows.length,
        () => 0,
      );
    expect([await judged(own), await judged(foreign)]).toEqual([REVIEWERS.includes(role) ? 1 : 0, 0]);
  });

  it.each(ROLES)("let %s file only as the unit's own manager", async (role) => {
    const added = (unitId: string) =>
      appSql(
        city.actors[role],
        `INSERT INTO monthly_dispatch_table (id, jurisdiction_id, a_unit_id, month, version_no, state, content, explanations, filed_at)
         VALUES (gen_random_uuid(), $1, $2, '2026-01-01', 1, 'filed', '{}', '{}', now())`,
        [city.id, unitId],
      ).then(
        () => true,
        () => false,
      );
    expect([await added(city.aUnit.id), await added(city.otherAUnit.id)]).toEqual([
      role === "a_unit_manager",
      false,
    ]);
  });

  it.each(ROLES)("let %s publish and write principles only as the unit's own manager", async (role) => {
    const written = (table: string, set: string, unitId: string) =>
      appSql(city.actors[role], `UPDATE ${table} SET ${set} WHERE a_unit_id = $1 RETURNING 1`, [unitId]).then(
        (rows) => rows.length > 0,
        () => false,
      );
    for (const [table, set] of [
      ["published_dispatch", "content = '{}'"],
      ["dispatch_principles", "text = '換掉'"],
    ] as const) {
      expect([
        await written(table, set, city.aUnit.id),
        await written(table, set, city.otherAUnit.id),
        await written(table, set, other.aUnit.id),
      ]).toEqual([role === "a_unit_manager", false, false]);
    }
  });
});

describe("A visitor without an account", () => {
  const visitor = (jurisdictionId: string): Actor => ({
    ...{ accountId: null, sessionId: null, name: "", unitId: null, districtIds: [], jurisdictionId },
    // No role of the product: what the database is told of a visitor.
    role: "public" as Role,
  });

  it("reads what a city published, and nothing of another name", async () => {
    expect((await publishedUnits("taichung"))?.map((unit) => unit.code)).toContain(city.aUnit.code);
    expect((await publishedUnits("taichung"))?.map((unit) => unit.code)).not.toContain(other.aUnit.code);
    expect((await publishedOf("taichung", city.aUnit.code))?.content.month).toBe(MONTH);
    expect(await publishedOf("taoyuan", city.aUnit.code)).toBeNull();
    for (const city of ["tw", "", "taipei", "taichung' OR '1'='1"])
      expect([await publishedUnits(city), await publishedOf(city, "x")]).toEqual([null, null]);
    expect(await publishedOf("taichung", city.aUnit.code, "2026-08")).toBeNull();
    expect(await publishedOf("taichung", city.aUnit.code, "no month")).toBeNull();
  });

  it.each([
    "monthly_dispatch_table",
    "dispatch_principles",
    "dispatch",
    "rotation",
    "rotation_entry",
    "case_file",
    "client",
    "care_plan",
    "contract",
    "staff",
    "clock",
    "audit_entry",
    "account",
    "related_party",
  ])("is shown no row of %s by the database", async (table) => {
    expect(await appSql(visitor("taichung"), `SELECT 1 FROM ${table}`)).toEqual([]);
  });

  it("is shown what is published of the city asked for, and changes none of it", async () => {
    const rows = await appSql<{ a_unit_id: string }>(
      visitor("taichung"),
      "SELECT a_unit_id FROM published_dispatch",
    );
    const units = rows.map((row) => row.a_unit_id);
    expect([city.aUnit, city.otherAUnit, other.aUnit].map(({ id }) => units.includes(id))).toEqual([
      true,
      true,
      false,
    ]);
    expect(
      await appSql(visitor("taichung"), "UPDATE published_dispatch SET content = '{}' RETURNING 1"),
    ).toEqual([]);
  });
});
