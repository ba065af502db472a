import { beforeAll, describe, expect, it, vi } from "vitest";
import * as actions from "@/lib/features/registry/closures/actions";
import {
  closedDays,
  closureById,
  closuresAhead,
  closuresOfYear,
} from "@/lib/features/registry/closures/queries";
import { addClosure, withdrawClosure } from "@/lib/features/registry/closures/service";
import type { FormAction } from "@/lib/platform/define-action";
import { currentActor } from "@/lib/platform/session";
import { addDays, plainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";
import { aCity, appSql, ownerSql, ROLES, type TestCity, withoutRowSecurity } from "../support/fixtures";

vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: vi.fn(),
}));

const OFFICE: readonly Role[] = ["bureau_admin", "bureau_officer"];

let city: TestCity;
let own: string;
let foreign: string;
let day = plainDate("2027-03-01");

beforeAll(async () => {
  city = await aCity("taichung");
  await aCity("taoyuan");
  own = await aClosure("taichung", "2026-05-04");
  foreign = await aClosure("taoyuan", "2026-05-05");
});

async function aClosure(city: string, date: string): Promise<string> {
  const [row] = await ownerSql<{ id: string }>(
    `INSERT INTO closure (id, jurisdiction_id, closed_on, reason, created_at)
     VALUES (gen_random_uuid(), $1, $2, '示範', now()) RETURNING id`,
    [city, date],
  );
  return row?.id ?? "";
}

/** Days on which nothing is closed yet; weekends are skipped by going a week on. */
function nextDay() {
  day = addDays(day, 7);
  return day;
}

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

describe.each(FENCES)("Closures, %s", (_name, fenced) => {
  it.each(ROLES)("are read as %s in the own city and not in another", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const seen = (await closuresOfYear(actor, 2026)).map((row) => row.id);
      expect([seen.includes(own), seen.includes(foreign)]).toEqual([true, false]);
      expect(await closureById(actor, own)).not.toBeNull();
      expect(await closureById(actor, foreign)).toBeNull();
      const days = [await closedDays(actor), await ahead(role)].map((each) => [
        each.includes(plainDate("2026-05-04")),
        each.includes(plainDate("2026-05-05")),
      ]);
      expect(days).toEqual([
        [true, false],
        [true, false],
      ]);
    }),
  );

  it.each(ROLES)("are declared and withdrawn as %s by the office of the own city alone", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const may = OFFICE.includes(role);
      expect((await addClosure(actor, { closedOn: nextDay(), reason: "示範" })).ok).toBe(may);
      const standing = await aClosure("taichung", nextDay());
      expect((await withdrawClosure(actor, { id: standing, reason: "誤登" })).ok).toBe(may);
      expect((await withdrawClosure(actor, { id: foreign, reason: "誤登" })).ok).toBe(false);
    }),
  );
});

async function ahead(role: Role) {
  const rows = await closuresAhead(city.actors[role], plainDate("2026-05-01"), 10);
  return rows.map((row) => row.closedOn);
}

describe("The actions on closures", () => {
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

describe("Closures, by row-level security alone", () => {
  it("show nothing without an actor", async () => {
    expect(await appSql(null, "SELECT 1 FROM closure")).toEqual([]);
  });

  it.each(ROLES)("are read as %s in the own city and written by the office alone", async (role) => {
    const actor = city.actors[role];
    const may = OFFICE.includes(role);
    expect(await appSql(actor, "SELECT 1 FROM closure WHERE id = $1", [own])).toHaveLength(1);
    expect(await appSql(actor, "SELECT 1 FROM closure WHERE id = $1", [foreign])).toEqual([]);
    const change = "UPDATE closure SET reason = reason WHERE id = $1 RETURNING id";
    expect((await appSql(actor, change, [own])).length).toBe(may ? 1 : 0);
    expect(await appSql(actor, change, [foreign])).toEqual([]);
    for (const to of ["taichung", "taoyuan"]) {
      const insert = appSql(
        actor,
        `INSERT INTO closure (id, jurisdiction_id, closed_on, reason, created_at)
         VALUES (gen_random_uuid(), $1, '2090-01-02', 'x', now())`,
        [to],
      );
      const added = await insert.then(() => true).catch(() => false);
      expect(`${to}: ${added}`).toBe(`${to}: ${may && to === "taichung"}`);
    }
    await expect(appSql(actor, "DELETE FROM closure")).rejects.toThrow("permission denied");
  });
});
