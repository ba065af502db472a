import { beforeAll, describe, expect, it, vi } from "vitest";
import { unitHistory } from "@/lib/features/registry/units/history/queries";
import * as keepingActions from "@/lib/features/registry/units/keeping/actions";
import { changeDetails, createUnit } from "@/lib/features/registry/units/keeping/service";
import { allListedUnits, listUnits, unitIdOfCode } from "@/lib/features/registry/units/list/queries";
import { unitListParams } from "@/lib/features/registry/units/list/schema";
import { districtFigures } from "@/lib/features/registry/units/map/queries";
import { mapParams } from "@/lib/features/registry/units/map/schema";
import * as namingActions from "@/lib/features/registry/units/naming/actions";
import { confirmName, correctName } from "@/lib/features/registry/units/naming/service";
import { organisationPage } from "@/lib/features/registry/units/organisations/queries";
import { maySeeUnitFiles, maySeeUnitHistory } from "@/lib/features/registry/units/policy";
import {
  districtOptions,
  unitHeader,
  unitOptions,
  unitOverview,
  zoneOptions,
} from "@/lib/features/registry/units/queries";
import { searchEverything } from "@/lib/features/registry/units/search/queries";
import { searchParamsOf } from "@/lib/features/registry/units/search/schema";
import type { Actor } from "@/lib/platform/actor";
import type { FormAction } from "@/lib/platform/define-action";
import type { Result } from "@/lib/platform/result";
import { currentActor } from "@/lib/platform/session";
import type { Role } from "@/prisma/generated/enums";
import { code } from "../support/accounts";
import {
  aCity,
  appSql,
  aUnitOf,
  ownerSql,
  ROLES,
  type TestCity,
  type TestUnit,
  withoutRowSecurity,
} from "../support/fixtures";
import { addContract, addStaff } from "../support/units";

// Who is signed in is the only thing that is not real here: actions ask it of the request's cookie.
vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: vi.fn(),
}));

let city: TestCity;
let foreign: TestCity;

beforeAll(async () => {
  city = await aCity("taichung");
  foreign = await aCity("taoyuan");
  for (const unit of [city.aUnit, city.otherAUnit, city.bUnit, foreign.aUnit]) {
    await addStaff(unit, `林員${unit.code.toLowerCase()}`);
    await ownerSql(
      `INSERT INTO audit_entry (id, at, jurisdiction_id, actor_name, actor_role, action, subject_kind, subject_id, unit_id, detail)
       VALUES (gen_random_uuid(), now(), $1, '示範', 'bureau_officer', 'unit.details_changed', 'unit', ($2::uuid)::text, $2::uuid, '{}')`,
      [unit.jurisdictionId, unit.id],
    );
  }
  await addContract(city.bUnit, "home_care", "2020-01-01", "2022-12-31");
});

const OFFICE: readonly Role[] = ["bureau_admin", "bureau_officer"];
const BUREAU: readonly Role[] = [...OFFICE, "care_supervisor", "care_specialist"];

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

let running = 0;

function aName(): string {
  running += 1;
  return `示範權限${running}`;
}

type Deed = (actor: Actor, unit: TestUnit) => Promise<Result<unknown>>;
const DEEDS: Record<string, Deed> = {
  createUnit: (actor, { districtId }) =>
    createUnit(actor, {
      ...{ tier: "b", districtId, name: aName(), services: ["meals"] },
      ...{ cKind: null, address: null, phone: null },
    }),
  changeDetails: (actor, { id }) =>
    changeDetails(actor, {
      ...{ id, version: 1, cKind: null, address: "示範路", phone: null },
      ...{ businessNumber: null, representative: null, organisationSeen: "[null,null]" },
    }),
  correctName: (actor, { id }) => correctName(actor, { id, version: 1, name: aName(), merge: false }),
  confirmName: (actor, { id }) => confirmName(actor, { id, version: 1 }),
  merge: async (actor, { id, jurisdictionId, districtId }) => {
    const target = await aUnitOf(jurisdictionId, { tier: "b", name: aName(), districtId });
    return correctName(actor, { id, version: 1, name: target.name, merge: true });
  },
};

describe.each(FENCES)("The registry, %s", (_name, fenced) => {
  it.each(ROLES)("is kept as %s only by the office, and only in the own city", (role) =>
    fenced(async () => {
      for (const [name, deed] of Object.entries(DEEDS)) {
        for (const place of ["taichung", "taoyuan"] as const) {
          const result = await deed(city.actors[role], await aUnitOf(place, { tier: "b" }));
          const may = OFFICE.includes(role) && place === "taichung";
          expect(`${name} ${place}: ${result.ok}`).toBe(`${name} ${place}: ${may}`);
          if (!OFFICE.includes(role)) expect(code(result)).toBe("forbidden");
        }
      }
    }),
  );

  it.each(ROLES)("is read as %s in the own city and in no other", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const listed = await allListedUnits(actor, unitListParams({}));
      const { counts } = await listUnits(actor, unitListParams({ size: "100" }));
      const [own] = await ownerSql<{ n: number }>(
        "SELECT count(*)::int AS n FROM unit WHERE jurisdiction_id = 'taichung' AND merged_into_id IS NULL",
      );
      expect([listed.length, counts.total]).toEqual([own?.n, own?.n]);

      expect((await unitHeader(actor, city.otherAUnit.id))?.id).toBe(city.otherAUnit.id);
      expect(await unitOverview(actor, city.otherAUnit.id)).not.toBeNull();
      expect(await organisationPage(actor, city.bUnit.organisationId)).not.toBeNull();
      expect(await unitIdOfCode(actor, city.bUnit.code)).toBe(city.bUnit.id);
      expect((await districtOptions(actor)).length).toBe(29);
      expect((await zoneOptions(actor)).length).toBe(7);
      expect((await districtFigures(actor, mapParams({}))).rows.length).toBe(29);

      expect(await unitHeader(actor, foreign.aUnit.id)).toBeNull();
      expect(await unitOverview(actor, foreign.aUnit.id)).toBeNull();
      expect(await organisationPage(actor, foreign.bUnit.organisationId)).toBeNull();
      expect(await unitIdOfCode(actor, foreign.bUnit.code)).toBeNull();
      const options = (await unitOptions(actor)).map((option) => option.value);
      expect(options).toContain(city.bUnit.id);
      expect(options).not.toContain(foreign.bUnit.id);
    }),
  );

  it.each(ROLES)("shows as %s the history of the units of its charge", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const all = [...OFFICE, "care_supervisor"].includes(role);
      const expected: [TestUnit, boolean][] = [
        [city.aUnit, all || role === "a_unit_manager"],
        [city.otherAUnit, all],
        [foreign.aUnit, false],
      ];
      for (const [unit, sees] of expected) {
        expect((await unitHistory(actor, unit.id)).total > 0).toBe(sees);
        if (unit !== foreign.aUnit) expect(maySeeUnitHistory(actor, unit.id)).toBe(sees);
      }
    }),
  );

  it.each(ROLES)("finds as %s the staff and accounts of its charge and the units of the city", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const find = (q: string) => searchEverything(actor, searchParamsOf({ q, size: "100" }));
      const staffOf = async (unit: TestUnit) => (await find(`林員${unit.code}`)).staff?.total ?? 0;
      const all = BUREAU.includes(role);
      expect(await staffOf(city.aUnit)).toBe(all || actor.unitId === city.aUnit.id ? 1 : 0);
      expect(await staffOf(city.bUnit)).toBe(all || actor.unitId === city.bUnit.id ? 1 : 0);
      expect(await staffOf(foreign.aUnit)).toBe(0);
      expect(maySeeUnitFiles(actor, city.otherAUnit.id)).toBe(all);

      const accounts = (await find("測試")).accounts;
      expect(accounts !== undefined).toBe(role === "bureau_admin");
      for (const account of accounts?.items ?? []) expect(account.name).toMatch(/^測試/);
      const [count] = await ownerSql<{ n: number }>(
        "SELECT count(*)::int AS n FROM account WHERE jurisdiction_id = 'taichung' AND name LIKE '測試%'",
      );
      if (accounts) expect(accounts.total).toBe(count?.n);

      expect((await find(foreign.bUnit.name)).units?.items.map((unit) => unit.id)).not.toContain(
        foreign.bUnit.id,
      );
      expect((await find(foreign.bUnit.name)).organisations?.items.map((row) => row.id)).not.toContain(
        foreign.bUnit.organisationId,
      );
      expect((await find("桃園")).districts?.total).toBe(0);
    }),
  );

  it.each(ROLES)("lets %s learn of contracts by filtering only when it sees those of the city", (role) =>
    fenced(async () => {
      const at = { now: () => new Date("2021-06-01T04:00:00Z") };
      const total = async (contract?: string) =>
        (await listUnits(city.actors[role], unitListParams({ q: city.bUnit.name, contract }), at)).counts
          .total;
      const sees = BUREAU.includes(role);
      expect(await total("current")).toBe(1);
      expect(await total("none")).toBe(sees ? 0 : 1);
    }),
  );
});

describe("By row-level security alone", () => {
  const TABLES = [
    "organisation",
    "unit",
    "listing",
    "district",
    "service_zone",
    "district_need",
    "jurisdiction",
  ];

  it("nobody is shown anything without an actor", async () => {
    for (const table of [...TABLES, "opening_hours", "name_note", "zone_adjacency", "staff", "account"]) {
      const [row] = await appSql<{ n: number }>(null, `SELECT count(*)::int AS n FROM ${table}`);
      expect(`${table}: ${row?.n}`).toBe(`${table}: 0`);
    }
  });

  it.each(ROLES)("%s is shown the rows of the own city", async (role) => {
    for (const table of TABLES.filter((name) => name !== "jurisdiction")) {
      const cities = await appSql<{ jurisdiction_id: string }>(
        city.actors[role],
        `SELECT DISTINCT jurisdiction_id FROM ${table}`,
      );
      expect(cities).toEqual([{ jurisdiction_id: "taichung" }]);
    }
  });

  const WRITES: [string, (unit: TestUnit) => [string, unknown[]]][] = [
    ["renames a unit", ({ id }) => ["UPDATE unit SET name = 'x' WHERE id = $1 RETURNING id", [id]]],
    [
      "renames an organisation",
      ({ organisationId }) => [
        "UPDATE organisation SET name = 'x' WHERE id = $1 RETURNING id",
        [organisationId],
      ],
    ],
    [
      "moves a listing",
      ({ id }) => ["UPDATE listing SET dementia = true WHERE unit_id = $1 RETURNING id", [id]],
    ],
  ];

  it.each(ROLES)("%s changes the registry only as the office, and only in the own city", async (role) => {
    for (const [name, write] of WRITES) {
      const own = await appSql(city.actors[role], ...write(city.otherAUnit));
      const other = await appSql(city.actors[role], ...write(foreign.aUnit));
      const expected = OFFICE.includes(role) ? 1 : 0;
      expect(`${name}: ${own.length}, ${other.length}`).toBe(`${name}: ${expected}, 0`);
    }
  });

  it.each(ROLES)("%s adds a unit only as the office, and only to the own city", async (role) => {
    const insert = (unit: TestUnit) =>
      appSql(
        city.actors[role],
        `INSERT INTO unit (id, jurisdiction_id, organisation_id, district_id, tier, code, name, name_folded, name_state, source)
         VALUES (gen_random_uuid(), $1, $2, $3, 'b', 'BX1', 'x', 'x', 'corrected', 'manual')`,
        [unit.jurisdictionId, unit.organisationId, unit.districtId],
      );
    const refused = /row-level security/;
    if (OFFICE.includes(role)) await expect(insert(city.bUnit)).resolves.toEqual([]);
    else await expect(insert(city.bUnit)).rejects.toThrow(refused);
    await expect(insert(foreign.bUnit)).rejects.toThrow(refused);
  });

  it.each(ROLES)("%s deletes nothing of the registry", async (role) => {
    for (const table of ["organisation", "unit", "listing", "opening_hours", "name_note"]) {
      await expect(appSql(city.actors[role], `DELETE FROM ${table}`)).rejects.toThrow(/permission denied/);
    }
  });
});

describe("The actions", () => {
  const actions: Record<string, FormAction<unknown>> = {
    createUnitAction: keepingActions.createUnitAction as FormAction<unknown>,
    changeDetailsAction: keepingActions.changeDetailsAction as FormAction<unknown>,
    correctNameAction: namingActions.correctNameAction as FormAction<unknown>,
    confirmNameAction: namingActions.confirmNameAction as FormAction<unknown>,
  };

  it("cover everything that the area exports", () => {
    const exported = [keepingActions, namingActions].flatMap(Object.keys);
    expect(exported.sort()).toEqual(Object.keys(actions).sort());
  });

  it("answer nobody who is not signed in", async () => {
    vi.mocked(currentActor).mockResolvedValue(null);
    for (const action of Object.values(actions)) {
      expect(await action(null, new FormData())).toMatchObject({ ok: false, code: "signed_out" });
    }
  });

  it.each(ROLES)("turn %s away unless it is of the office", async (role) => {
    vi.mocked(currentActor).mockResolvedValue(city.actors[role]);
    for (const action of Object.values(actions)) {
      const expected = OFFICE.includes(role) ? "invalid" : "forbidden";
      expect(await action(null, new FormData())).toMatchObject({ ok: false, code: expected });
    }
  });
});
