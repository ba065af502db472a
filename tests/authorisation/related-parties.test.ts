import { beforeAll, describe, expect, it, vi } from "vitest";
import * as actions from "@/lib/features/registry/related-parties/actions";
import {
  findOrganisations,
  organisationChoice,
  relatedPartiesOf,
} from "@/lib/features/registry/related-parties/queries";
import { addRelatedParty, endRelatedParty } from "@/lib/features/registry/related-parties/service";
import type { FormAction } from "@/lib/platform/define-action";
import { currentActor } from "@/lib/platform/session";
import type { Role } from "@/prisma/generated/enums";
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

vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: vi.fn(),
}));

type Pair = "A with B" | "two others" | "another city";

const OFFICE: readonly Role[] = ["bureau_admin", "bureau_officer"];
const BUREAU: readonly Role[] = [...OFFICE, "care_supervisor", "care_specialist"];

let city: TestCity;
let foreign: TestCity;
let pairs: Record<Pair, { id: string; of: TestUnit }>;

beforeAll(async () => {
  city = await aCity("taichung");
  foreign = await aCity("taoyuan");
  const third = await aUnitOf("taichung", { tier: "b" });
  pairs = {
    "A with B": { id: await aPair(city.aUnit, city.bUnit), of: city.aUnit },
    "two others": { id: await aPair(city.otherAUnit, third), of: third },
    "another city": { id: await aPair(foreign.aUnit, foreign.bUnit), of: foreign.aUnit },
  };
});

const kinds = () => Object.keys(pairs) as Pair[];

async function aPair(one: TestUnit, two: TestUnit): Promise<string> {
  const [a, b] = [one.organisationId, two.organisationId].sort();
  const [row] = await ownerSql<{ id: string }>(
    `INSERT INTO related_party (id, jurisdiction_id, organisation_a_id, organisation_b_id, kind, basis, created_at)
     VALUES (gen_random_uuid(), $1, $2, $3, 'same_owner', '示範依據', now()) RETURNING id`,
    [one.jurisdictionId, a, b],
  );
  return row?.id ?? "";
}

/** The bureau sees every pair of the city, a unit's people those of their own organisation. */
function sees(role: Role, pair: Pair): boolean {
  return BUREAU.includes(role) ? pair !== "another city" : pair === "A with B";
}

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

describe.each(FENCES)("Related parties, %s", (_name, fenced) => {
  it.each(ROLES)("show as %s where the role sees them", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      for (const pair of kinds()) {
        const rows = await relatedPartiesOf(actor, pairs[pair].of.organisationId);
        expect(`${pair}: ${rows.length}`).toBe(`${pair}: ${sees(role, pair) ? 1 : 0}`);
      }
    }),
  );

  it.each(ROLES)("let %s look for organisations only to enter a pair, and in the own city", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const may = OFFICE.includes(role);
      const found = await findOrganisations(actor, "示範單位", city.aUnit.organisationId);
      expect(found.length > 0).toBe(may);
      expect(found.map((each) => each.id)).not.toContain(foreign.aUnit.organisationId);
      expect((await organisationChoice(actor, city.bUnit.organisationId)) !== null).toBe(may);
      expect(await organisationChoice(actor, foreign.bUnit.organisationId)).toBeNull();
    }),
  );

  it.each(ROLES)("are entered and ended as %s by the office of the own city alone", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const may = OFFICE.includes(role);
      const [one, two] = [await aUnitOf("taichung", { tier: "b" }), await aUnitOf("taichung", { tier: "b" })];
      const given = { kind: "connected" as const, basis: "示範依據" };
      const add = (unit: TestUnit, to: TestUnit) =>
        addRelatedParty(actor, { unitId: unit.id, otherOrganisationId: to.organisationId, ...given });
      expect((await add(one, two)).ok).toBe(may);
      expect((await add(foreign.aUnit, two)).ok).toBe(false);
      const standing = await aPair(two, await aUnitOf("taichung", { tier: "b" }));
      const end = (id: string) => endRelatedParty(actor, { id, unitId: two.id, reason: "示範終止" });
      expect((await end(standing)).ok).toBe(may);
      expect((await end(pairs["another city"].id)).ok).toBe(false);
    }),
  );
});

describe("The actions on related parties", () => {
  const all = Object.entries(actions) as [string, FormAction<unknown>][];

  it.each(all)("%s asks for the role before it reads the form", async (_name, action) => {
    for (const role of ROLES) {
      vi.mocked(currentActor).mockResolvedValueOnce(city.actors[role]);
      const result = await action(null, new FormData());
      const code = result?.ok ? "ok" : result?.code;
      expect(`${role}: ${code}`).toBe(`${role}: ${OFFICE.includes(role) ? "invalid" : "forbidden"}`);
    }
    vi.mocked(currentActor).mockResolvedValueOnce(null);
    expect(await action(null, new FormData())).toMatchObject({ ok: false, code: "signed_out" });
  });
});

describe("Related parties, by row-level security alone", () => {
  it("show nothing without an actor", async () => {
    expect(await appSql(null, "SELECT 1 FROM related_party")).toEqual([]);
  });

  it.each(ROLES)("show as %s where the role sees them, and change by the office alone", async (role) => {
    const actor = city.actors[role];
    for (const pair of kinds()) {
      const { id } = pairs[pair];
      const rows = await appSql(actor, "SELECT 1 FROM related_party WHERE id = $1", [id]);
      expect(`${pair}: ${rows.length}`).toBe(`${pair}: ${sees(role, pair) ? 1 : 0}`);
      const sql = "UPDATE related_party SET basis = basis WHERE id = $1 RETURNING id";
      const changed = await appSql(actor, sql, [id]);
      const may = OFFICE.includes(role) && pair !== "another city";
      expect(`${pair}: ${changed.length}`).toBe(`${pair}: ${may ? 1 : 0}`);
    }
    await expect(appSql(actor, "DELETE FROM related_party")).rejects.toThrow("permission denied");
  });
});
