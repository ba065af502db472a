import { beforeAll, describe, expect, it, vi } from "vitest";
import * as actions from "@/lib/features/registry/contracts/actions";
import { changesOfContract } from "@/lib/features/registry/contracts/changes/queries";
import {
  contractById,
  contractFormOptions,
  contractsForFile,
  contractsOfUnit,
  listContracts,
  readOverlaps,
} from "@/lib/features/registry/contracts/queries";
import { recordRenewalNotice, recordRenewalReply } from "@/lib/features/registry/contracts/renewal/service";
import { contractListParams } from "@/lib/features/registry/contracts/schema";
import { closeContract, correctContract, createContract } from "@/lib/features/registry/contracts/service";
import type { Actor } from "@/lib/platform/actor";
import type { FormAction } from "@/lib/platform/define-action";
import type { Result } from "@/lib/platform/result";
import { currentActor } from "@/lib/platform/session";
import { plainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";
import {
  aCity,
  appSql,
  ownerSql,
  ROLES,
  type TestCity,
  type TestUnit,
  withoutRowSecurity,
} from "../support/fixtures";

// Who is signed in is the only thing that is not real here: actions ask it of the request's cookie.
vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: vi.fn(),
}));

type Place = "own A unit" | "other A unit" | "B unit" | "another city";

const OFFICE: readonly Role[] = ["bureau_admin", "bureau_officer"];
const BUREAU: readonly Role[] = [...OFFICE, "care_supervisor", "care_specialist"];

let city: TestCity;
let units: Record<Place, TestUnit>;
let standing: Record<Place, string>;

beforeAll(async () => {
  city = await aCity("taichung");
  const foreign = await aCity("taoyuan");
  units = {
    "own A unit": city.aUnit,
    "other A unit": city.otherAUnit,
    "B unit": city.bUnit,
    "another city": foreign.aUnit,
  };
  const entries: [string, string][] = [];
  for (const place of places()) entries.push([place, await aContract(units[place], 2026)]);
  standing = Object.fromEntries(entries) as Record<Place, string>;
});

const places = () => Object.keys(units) as Place[];
let running = 0;

/** A year's contract, written as the owner. Later ones of a unit stand in a year of their own. */
async function aContract(unit: TestUnit, year: number): Promise<string> {
  running += 1;
  const [row] = await ownerSql<{ id: string }>(
    `INSERT INTO contract (id, jurisdiction_id, unit_id, number, starts_on, ends_on, effective_until, created_at)
     VALUES (gen_random_uuid(), $1, $2, $3, make_date($4::int, 1, 1), make_date($4::int, 12, 31), make_date($4::int, 12, 31), now())
     RETURNING id`,
    [unit.jurisdictionId, unit.id, `fence ${running}`, year],
  );
  const id = row?.id ?? "";
  await ownerSql(
    `INSERT INTO contract_service (contract_id, service, jurisdiction_id, unit_id, starts_on, effective_until)
     SELECT id, $2::service, jurisdiction_id, unit_id, starts_on, effective_until FROM contract WHERE id = $1`,
    [id, unit.tier === "a" ? "case_management" : "home_care"],
  );
  await ownerSql(
    `INSERT INTO contract_district (contract_id, district_id, jurisdiction_id) VALUES ($1, $2, $3)`,
    [id, unit.districtId, unit.jurisdictionId],
  );
  await ownerSql(
    `INSERT INTO audit_entry (id, at, jurisdiction_id, actor_name, actor_role, action, subject_kind, subject_id, unit_id, detail)
     VALUES (gen_random_uuid(), now(), $1, 'x', 'system', 'contract.created', 'contract', $2, $3, '{"version": 1}')`,
    [unit.jurisdictionId, id, unit.id],
  );
  return id;
}

/** The rule: the bureau sees the city's contracts, a unit's people those of the own unit. */
function sees(role: Role, place: Place): boolean {
  if (BUREAU.includes(role)) return place !== "another city";
  return place === (role === "b_unit_staff" ? "B unit" : "own A unit");
}

/** The office keeps those of the city, nobody else any. */
function keeps(role: Role, place: Place): boolean {
  return OFFICE.includes(role) && place !== "another city";
}

function readsHistory(role: Role, place: Place): boolean {
  return sees(role, place) && [...OFFICE, "care_supervisor", "a_unit_manager"].includes(role);
}

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

const AS_OF = plainDate("2026-06-01");

describe.each(FENCES)("Contracts, %s", (_name, fenced) => {
  it.each(ROLES)("show as %s in lists, files and pages where the role sees them", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const params = { ...contractListParams({ q: "fence", size: "100" }), size: 100 as const };
      const listed = (await listContracts(actor, params, AS_OF)).rows.map((row) => row.id);
      const inFile = (await contractsForFile(actor, params, AS_OF)).rows.map((row) => row.id);
      for (const place of places()) {
        const id = standing[place];
        const expected = `${place}: ${sees(role, place)}`;
        expect(`${place}: ${listed.includes(id)}`).toBe(expected);
        expect(`${place}: ${inFile.includes(id)}`).toBe(expected);
        expect(`${place}: ${(await contractById(actor, id)) !== null}`).toBe(expected);
        const ofUnit = await contractsOfUnit(actor, units[place].id, AS_OF);
        expect(`${place}: ${ofUnit.some((row) => row.id === id)}`).toBe(expected);
        const changes = await changesOfContract(actor, id);
        expect(`${place}: ${changes.length > 0}`).toBe(`${place}: ${readsHistory(role, place)}`);
      }
    }),
  );

  it.each(ROLES)("offer as %s nothing of another city", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      expect(await contractFormOptions(actor, units["another city"].id)).toBeNull();
      const options = await contractFormOptions(actor, city.bUnit.id);
      const offered = options?.zones.flatMap((zone) => [zone, ...zone.neighbours]) ?? [];
      expect(offered.every((zone) => zone.id.startsWith("taichung-"))).toBe(true);
      const period = { services: ["case_management" as const], startsOn: AS_OF, endsOn: AS_OF };
      const overlaps = await readOverlaps(actor, null, period, standing["another city"]);
      expect(overlaps).toEqual([]);
    }),
  );

  it.each(ROLES)("are kept as %s by the office of the own city alone", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      for (const place of places()) {
        for (const [name, deed] of Object.entries(DEEDS)) {
          const result = await deed(actor, place);
          expect(`${name} ${place}: ${result.ok}`).toBe(`${name} ${place}: ${keeps(role, place)}`);
        }
      }
    }),
  );
});

let year = 2030;
const at = (date: string) => ({ now: () => new Date(`${date}T04:00:00Z`) });

/** A contract of its own for each deed, in a year of its own. */
async function fresh(place: Place): Promise<{ id: string; version: number; year: number }> {
  year += 1;
  return { id: await aContract(units[place], year), version: 1, year };
}

function termsIn(place: Place, of: number) {
  const services = units[place].tier === "a" ? ["case_management" as const] : ["home_care" as const];
  running += 1;
  return {
    number: `fence deed ${running}`,
    startsOn: plainDate(`${of}-01-01`),
    endsOn: plainDate(`${of}-12-31`),
    services,
    mainZoneId: "taichung-山1",
    secondaryZoneId: null,
    districtIds: [],
  };
}

const DEEDS: Record<string, (actor: Actor, place: Place) => Promise<Result<unknown>>> = {
  create: (actor, place) => {
    year += 1;
    return createContract(actor, { unitId: units[place].id, ...termsIn(place, year) });
  },
  correct: async (actor, place) => {
    const { id, version, year: of } = await fresh(place);
    return correctContract(actor, { id, version, ...termsIn(place, of) }, at("2026-06-01"));
  },
  notice: async (actor, place) => {
    const { id, version, year: of } = await fresh(place);
    const noticeOn = plainDate(`${of}-09-01`);
    return recordRenewalNotice(actor, { id, version, noticeOn }, at(`${of}-09-02`));
  },
  reply: async (actor, place) => {
    const { id, version, year: of } = await fresh(place);
    await ownerSql("UPDATE contract SET renewal_notice_on = make_date($2::int, 9, 1) WHERE id = $1", [
      id,
      of,
    ]);
    const replyOn = plainDate(`${of}-09-15`);
    return recordRenewalReply(actor, { id, version, reply: "declined", replyOn }, at(`${of}-09-16`));
  },
  close: async (actor, place) => {
    const { id, version, year: of } = await fresh(place);
    const closedOn = plainDate(`${of}-06-30`);
    return closeContract(actor, { id, version, closedOn, reason: "示範終止" }, at(`${of}-03-01`));
  },
};

describe("The actions on contracts", () => {
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

describe("Contracts, by row-level security alone", () => {
  const TABLES = ["contract", "contract_service", "contract_district"];

  it.each(TABLES)("show nothing of %s without an actor", async (table) => {
    expect(await appSql(null, `SELECT 1 FROM ${table}`)).toEqual([]);
  });

  it.each(ROLES)("show as %s where the role sees them", async (role) => {
    const actor = city.actors[role];
    for (const place of places()) {
      for (const table of TABLES) {
        const key = table === "contract" ? "id" : "contract_id";
        const rows = await appSql(actor, `SELECT 1 FROM ${table} WHERE ${key} = $1`, [standing[place]]);
        expect(`${table} ${place}: ${rows.length > 0}`).toBe(`${table} ${place}: ${sees(role, place)}`);
      }
    }
  });

  it.each(ROLES)("change as %s by the office of the own city alone", async (role) => {
    const actor = city.actors[role];
    for (const place of places()) {
      const sql = "UPDATE contract SET number = number WHERE id = $1 RETURNING id";
      const changed = await appSql(actor, sql, [standing[place]]);
      expect(`${place}: ${changed.length}`).toBe(`${place}: ${keeps(role, place) ? 1 : 0}`);
    }
  });

  it.each(ROLES)("are added as %s by the office to the own city alone", async (role) => {
    const actor = city.actors[role];
    for (const place of places()) {
      const unit = units[place];
      const insert = appSql(
        actor,
        `INSERT INTO contract (id, jurisdiction_id, unit_id, number, starts_on, ends_on, effective_until, created_at)
         VALUES (gen_random_uuid(), $1, $2, 'x', '2090-01-01', '2090-01-01', '2090-01-01', now())`,
        [unit.jurisdictionId, unit.id],
      );
      const added = await insert.then(() => true).catch(() => false);
      expect(`${place}: ${added}`).toBe(`${place}: ${keeps(role, place)}`);
    }
  });

  it.each(ROLES)("lose a service or a district as %s by the office of the own city alone", async (role) => {
    for (const place of places()) {
      for (const table of ["contract_service", "contract_district"]) {
        const had = await ownerSql(`SELECT 1 FROM ${table} WHERE contract_id = $1`, [standing[place]]);
        const sql = `DELETE FROM ${table} WHERE contract_id = $1 RETURNING 1`;
        const gone = await appSql(city.actors[role], sql, [standing[place]]);
        const expected = keeps(role, place) ? had.length : 0;
        expect(had.length).toBeGreaterThan(0);
        expect(`${table} ${place}: ${gone.length}`).toBe(`${table} ${place}: ${expected}`);
      }
    }
  });

  it("are deleted by nobody", async () => {
    for (const role of ROLES) {
      await expect(appSql(city.actors[role], "DELETE FROM contract")).rejects.toThrow("permission denied");
    }
  });
});
