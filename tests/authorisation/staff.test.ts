import { beforeAll, describe, expect, it, vi } from "vitest";
import * as actions from "@/lib/features/registry/staff/actions";
import { exportStaff, openStaffFile, revealNationalId } from "@/lib/features/registry/staff/file/service";
import {
  listStaff,
  otherPostings,
  registrationsMovedBy,
  staffById,
  staffForFile,
} from "@/lib/features/registry/staff/queries";
import { staffListParams } from "@/lib/features/registry/staff/schema";
import { addStaff, changeStaff, endStaff, registerStaff } from "@/lib/features/registry/staff/service";
import type { Actor } from "@/lib/platform/actor";
import type { FormAction } from "@/lib/platform/define-action";
import type { Result } from "@/lib/platform/result";
import { blindIndex, encryptText } from "@/lib/platform/secrets";
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

vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: vi.fn(),
}));

type Place = "own A unit" | "other A unit" | "B unit" | "another city";

const OFFICE: readonly Role[] = ["bureau_admin", "bureau_officer"];
const BUREAU: readonly Role[] = [...OFFICE, "care_supervisor", "care_specialist"];
const KEEPERS: readonly Role[] = [...OFFICE, "a_unit_manager"];

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
  for (const place of places()) entries.push([place, await aPersonIn(units[place], STANDING)]);
  standing = Object.fromEntries(entries) as Record<Place, string>;
});

const places = () => Object.keys(units) as Place[];
/** A name that nobody of the deeds bears, so that one page of a search holds every person who stands. */
const STANDING = "示範不動";
let running = 0;

function nextId(): string {
  running += 1;
  return `F1${String(running).padStart(8, "0")}`;
}

async function aPersonIn(unit: TestUnit, name = "示範圍籬"): Promise<string> {
  const nationalId = nextId();
  const [row] = await ownerSql<{ id: string }>(
    `INSERT INTO staff (id, jurisdiction_id, unit_id, name, name_folded, national_id_cipher, national_id_index,
                        duty, employment, started_on, created_at)
     VALUES (gen_random_uuid(), $1, $2, $5, $5, $3, $4, 'other', 'full_time', '2026-07-13', now())
     RETURNING id`,
    [unit.jurisdictionId, unit.id, encryptText(nationalId), blindIndex(nationalId), name],
  );
  return row?.id ?? "";
}

/** The rule: the bureau sees the lists of the city, a unit's people that of the own unit. */
function sees(role: Role, place: Place): boolean {
  if (BUREAU.includes(role)) return place !== "another city";
  return place === (role === "b_unit_staff" ? "B unit" : "own A unit");
}

/** The office keeps and opens the city's, an A unit's manager the own unit's, nobody else any. */
function keeps(role: Role, place: Place): boolean {
  if (OFFICE.includes(role)) return place !== "another city";
  return role === "a_unit_manager" && place === "own A unit";
}

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];
const AS_OF = plainDate("2026-07-15");
const clock = { now: () => new Date("2026-07-15T04:00:00Z") };

describe.each(FENCES)("Staff, %s", (_name, fenced) => {
  it.each(ROLES)("show as %s in lists, files and counts where the role sees them", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const params = staffListParams({ q: STANDING, size: "100" });
      const listed = (await listStaff(actor, params, AS_OF)).rows.map((row) => row.id);
      const inFile = (await staffForFile(actor, params, AS_OF)).rows.map((row) => row.id);
      const moved = await registrationsMovedBy(actor, plainDate("2026-07-16"));
      for (const place of places()) {
        const id = standing[place];
        const expected = `${place}: ${sees(role, place)}`;
        expect(`${place}: ${listed.includes(id)}`).toBe(expected);
        expect(`${place}: ${inFile.includes(id)}`).toBe(expected);
        expect(`${place}: ${moved.some((row) => row.id === id)}`).toBe(expected);
        expect(`${place}: ${(await staffById(actor, id)) !== null}`).toBe(expected);
      }
      const exported = await exportStaff(actor, params, clock);
      expect(exported.ok && exported.data.map((row) => row.id).sort()).toEqual(inFile.sort());
    }),
  );

  it.each(ROLES)("are kept and opened as %s by those in charge alone", (role) =>
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

  it.each(ROLES)("name to %s the other units of a person only when the role is the office's", (role) =>
    fenced(async () => {
      const nationalId = nextId();
      await ownerSql(
        `INSERT INTO staff (id, jurisdiction_id, unit_id, name, name_folded, national_id_cipher, national_id_index,
                            duty, employment, started_on, created_at)
         VALUES (gen_random_uuid(), 'taichung', $1, '兩處', '兩處', $2, $3, 'other', 'full_time', '2026-07-13', now())`,
        [city.otherAUnit.id, encryptText(nationalId), blindIndex(nationalId)],
      );
      const known = await otherPostings(city.actors[role], city.aUnit.id, blindIndex(nationalId));
      expect(known.count).toBe(1);
      expect(known.units !== null).toBe(OFFICE.includes(role));
    }),
  );
});

const details = {
  name: "示範圍籬改名",
  duty: "other",
  employment: "full_time",
  qualification: null,
} as const;

const DEEDS: Record<string, (actor: Actor, place: Place) => Promise<Result<unknown>>> = {
  add: (actor, place) => {
    const person = { unitId: units[place].id, nationalId: nextId(), startedOn: AS_OF };
    return addStaff(actor, { ...person, ...details }, clock);
  },
  change: async (actor, place) =>
    changeStaff(actor, { id: await aPersonIn(units[place]), version: 1, ...details }, clock),
  register: async (actor, place) =>
    registerStaff(actor, { id: await aPersonIn(units[place]), version: 1, registeredOn: AS_OF }, clock),
  end: async (actor, place) =>
    endStaff(actor, { id: await aPersonIn(units[place]), version: 1, endedOn: AS_OF, reason: "離職" }, clock),
  open: async (actor, place) => openStaffFile(actor, await aPersonIn(units[place]), clock),
  reveal: async (actor, place) => revealNationalId(actor, { id: await aPersonIn(units[place]) }, clock),
};

describe("The actions on staff", () => {
  const all = Object.entries(actions) as [string, FormAction<unknown>][];

  it.each(all)("%s asks for the role before it reads the form", async (_name, action) => {
    for (const role of ROLES) {
      vi.mocked(currentActor).mockResolvedValueOnce(city.actors[role]);
      const result = await action(null, new FormData());
      const code = result?.ok ? "ok" : result?.code;
      expect(`${role}: ${code}`).toBe(`${role}: ${KEEPERS.includes(role) ? "invalid" : "forbidden"}`);
    }
    vi.mocked(currentActor).mockResolvedValueOnce(null);
    expect(await action(null, new FormData())).toMatchObject({ ok: false, code: "signed_out" });
  });
});

describe("Staff, by row-level security alone", () => {
  it("show nothing without an actor", async () => {
    expect(await appSql(null, "SELECT 1 FROM staff")).toEqual([]);
  });

  it.each(ROLES)("show as %s where the role sees them", async (role) => {
    for (const place of places()) {
      const rows = await appSql(city.actors[role], "SELECT 1 FROM staff WHERE id = $1", [standing[place]]);
      expect(`${place}: ${rows.length === 1}`).toBe(`${place}: ${sees(role, place)}`);
    }
  });

  it.each(ROLES)("change as %s by those in charge alone", async (role) => {
    for (const place of places()) {
      const sql = "UPDATE staff SET name = name WHERE id = $1 RETURNING id";
      const changed = await appSql(city.actors[role], sql, [standing[place]]);
      expect(`${place}: ${changed.length === 1}`).toBe(`${place}: ${keeps(role, place)}`);
    }
  });

  it.each(ROLES)("are added as %s by those in charge alone", async (role) => {
    for (const place of places()) {
      const unit = units[place];
      const insert = appSql(
        city.actors[role],
        `INSERT INTO staff (id, jurisdiction_id, unit_id, name, name_folded, national_id_cipher, national_id_index,
                            duty, employment, started_on, created_at)
         VALUES (gen_random_uuid(), $1, $2, 'x', 'x', 'x', gen_random_uuid()::text::bytea, 'other', 'full_time', now(), now())`,
        [unit.jurisdictionId, unit.id],
      );
      const added = await insert.then(() => true).catch(() => false);
      expect(`${place}: ${added}`).toBe(`${place}: ${keeps(role, place)}`);
    }
  });

  it("are deleted by nobody", async () => {
    for (const role of ROLES) {
      await expect(appSql(city.actors[role], "DELETE FROM staff")).rejects.toThrow("permission denied");
    }
  });
});
