import { beforeAll, describe, expect, it, vi } from "vitest";
import * as adminActions from "@/lib/features/accounts/actions";
import * as openingActions from "@/lib/features/accounts/opening/actions";
import { noteListExport, openAccount, revealNationalId } from "@/lib/features/accounts/opening/service";
import * as passwordActions from "@/lib/features/accounts/passwords/actions";
import {
  accountDetail,
  districtChoices,
  listAccounts,
  ownAccount,
  ownPlace,
  unitChoices,
} from "@/lib/features/accounts/queries";
import { accountListParams } from "@/lib/features/accounts/schema";
import {
  changeAccount,
  closeAccount,
  createAccount,
  issueLink,
  reopenAccount,
  unlockAccount,
} from "@/lib/features/accounts/service";
import * as sessionActions from "@/lib/features/accounts/sessions/actions";
import { ownSessions } from "@/lib/features/accounts/sessions/queries";
import { endOtherSessions, endOwnSession } from "@/lib/features/accounts/sessions/service";
import type { Actor } from "@/lib/platform/actor";
import type { FormAction } from "@/lib/platform/define-action";
import type { Result } from "@/lib/platform/result";
import { currentActor } from "@/lib/platform/session";
import type { Role } from "@/prisma/generated/enums";
import { code, newPerson } from "../support/accounts";
import { aCity, anActor, ownerSql, ROLES, type TestCity, withoutRowSecurity } from "../support/fixtures";

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
});

type Place = "own unit" | "other unit" | "B unit" | "bureau" | "another city";
const PLACES: readonly Place[] = ["own unit", "other unit", "B unit", "bureau", "another city"];

/** A fresh account in a place, seen from the A unit of `city`. */
function aTarget(place: Place): Promise<Actor> {
  if (place === "own unit") return anActor("taichung", "case_manager", city.aUnit);
  if (place === "other unit") return anActor("taichung", "case_manager", city.otherAUnit);
  if (place === "B unit") return anActor("taichung", "b_unit_staff", city.bUnit);
  if (place === "bureau") return anActor("taichung", "bureau_officer", null);
  return anActor("taoyuan", "case_manager", foreign.aUnit);
}

/** The rule: an admin the city's accounts, an A unit's manager those of the own unit, nobody else any. */
function mayReach(role: Role, place: Place): boolean {
  if (role === "bureau_admin") return place !== "another city";
  return role === "a_unit_manager" && place === "own unit";
}

type Deed = (actor: Actor, id: string) => Promise<Result<unknown>>;
const DEEDS: Record<string, Deed> = {
  changeAccount: (actor, id) =>
    changeAccount(actor, {
      id,
      version: 1,
      name: "改名",
      role: "case_manager",
      unitId: city.aUnit.id,
      districtIds: [],
    }),
  closeAccount: (actor, id) => closeAccount(actor, { id, version: 1, reason: "離職" }),
  unlockAccount: (actor, id) => unlockAccount(actor, { id }),
  issueLink: (actor, id) => issueLink(actor, { id }),
  openAccount: (actor, id) => openAccount(actor, id),
  revealNationalId: (actor, id) => revealNationalId(actor, { id }),
  reopenAccount: async (actor, id) => {
    await ownerSql(
      "UPDATE account SET state = 'closed', closed_at = now(), closed_reason = 'x' WHERE id = $1",
      [id],
    );
    return reopenAccount(actor, { id, version: 1 });
  },
};

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

describe.each(FENCES)("Managing accounts, %s", (_name, fenced) => {
  it.each(ROLES)("reaches as %s the accounts of its charge and no others", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      for (const place of PLACES) {
        for (const [name, deed] of Object.entries(DEEDS)) {
          const target = await aTarget(place);
          const result = await deed(actor, target.accountId ?? "");
          expect(`${name} ${place}: ${result.ok}`).toBe(`${name} ${place}: ${mayReach(role, place)}`);
        }
      }
    }),
  );

  it.each(ROLES)("makes accounts as %s in its charge and nowhere else", (role) =>
    fenced(async () => {
      const places: [Place, { role: Role; unitId: string | null }][] = [
        ["own unit", { role: "case_manager", unitId: city.aUnit.id }],
        ["own unit", { role: "a_unit_manager", unitId: city.aUnit.id }],
        ["other unit", { role: "case_manager", unitId: city.otherAUnit.id }],
        ["B unit", { role: "b_unit_staff", unitId: city.bUnit.id }],
        ["bureau", { role: "bureau_admin", unitId: null }],
        ["another city", { role: "case_manager", unitId: foreign.aUnit.id }],
      ];
      for (const [place, given] of places) {
        const person = newPerson(given);
        const result = await createAccount(city.actors[role], { ...person, login: `x.${person.login}` });
        expect(`${given.role} ${place}: ${result.ok}`).toBe(
          `${given.role} ${place}: ${mayReach(role, place)}`,
        );
      }
    }),
  );

  it("lets an A unit's manager neither change the own account nor give a role of the bureau", () =>
    fenced(async () => {
      const manager = await anActor("taichung", "a_unit_manager", city.aUnit);
      for (const [name, deed] of Object.entries(DEEDS)) {
        if (name === "openAccount" || name === "reopenAccount") continue;
        const result = await deed(manager, manager.accountId ?? "");
        expect(`${name}: ${result.ok}`).toBe(`${name}: false`);
      }
      const target = await aTarget("own unit");
      const promoted = await changeAccount(manager, {
        id: target.accountId ?? "",
        version: 1,
        name: "升任",
        role: "bureau_admin",
        unitId: null,
        districtIds: [],
      });
      expect(code(promoted)).toBe("forbidden");
      const moved = await changeAccount(manager, {
        id: target.accountId ?? "",
        version: 1,
        name: "調職",
        role: "case_manager",
        unitId: city.otherAUnit.id,
        districtIds: [],
      });
      expect(code(moved)).toBe("unit_needed");
    }));

  it.each(ROLES)("shows as %s the accounts of its charge in the list and on their pages", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const { rows } = await listAccounts(actor, { ...accountListParams({}), size: 10_000 });
      for (const place of PLACES) {
        const target = await aTarget(place);
        const id = target.accountId ?? "";
        const seen = await accountDetail(actor, id);
        expect(`${place}: ${seen !== null}`).toBe(`${place}: ${mayReach(role, place)}`);
      }
      if (role === "bureau_admin") {
        const [count] = await ownerSql<{ n: number }>(
          "SELECT count(*)::int AS n FROM account WHERE jurisdiction_id = 'taichung'",
        );
        expect(rows.length).toBe((count?.n ?? 0) - PLACES.length + 1);
      } else if (role === "a_unit_manager") {
        expect(rows.length).toBeGreaterThan(0);
        expect(new Set(rows.map((row) => row.unitId))).toEqual(new Set([city.aUnit.id]));
        for (const row of rows) expect(["a_unit_manager", "case_manager"]).toContain(row.role);
      } else expect(rows).toEqual([]);
    }),
  );

  it.each(ROLES)("offers as %s only the units and districts in which it may place somebody", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const a = (await unitChoices(actor, "a")).map((unit) => unit.id);
      const b = (await unitChoices(actor, "b")).map((unit) => unit.id);
      const districts = (await districtChoices(actor)).map((district) => district.id);
      expect([...a, ...b]).not.toContain(foreign.aUnit.id);
      expect(districts.filter((id) => !id.startsWith("66"))).toEqual([]);
      if (role === "a_unit_manager") expect([a, b]).toEqual([[city.aUnit.id], []]);
      else if (role === "bureau_admin") {
        expect(a).toEqual(expect.arrayContaining([city.aUnit.id, city.otherAUnit.id]));
        expect(b).toContain(city.bUnit.id);
      } else expect([a, b, districts]).toEqual([[], [], []]);
    }),
  );

  it.each(ROLES)("gives %s the own account, place and sessions, and nobody else's", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      expect((await ownAccount(actor))?.name).toBe(actor.name);
      const place = await ownPlace(actor);
      expect(place.cityName).toBe("臺中市");
      expect(place.unitName !== null).toBe(actor.unitId !== null);
      expect((await ownSessions(actor)).map((session) => session.id)).toEqual([actor.sessionId]);
      const other = foreign.actors[role];
      expect(code(await endOwnSession(actor, { id: other.sessionId ?? "" }))).toBe("not_found");
      const colleague = await aTarget("own unit");
      expect(code(await endOwnSession(actor, { id: colleague.sessionId ?? "" }))).toBe("not_found");
      expect(await endOtherSessions(actor)).toEqual({ ok: true, data: { ended: 0 } });
    }),
  );

  it.each(ROLES)("notes as %s an export of the list only where there is a list", (role) =>
    fenced(async () => {
      const may = role === "bureau_admin" || role === "a_unit_manager";
      expect((await noteListExport(city.actors[role], 1)).ok).toBe(may);
    }),
  );
});

describe("The actions", () => {
  const managed: Record<string, FormAction<unknown>> = {
    createAccountAction: adminActions.createAccountAction as FormAction<unknown>,
    changeAccountAction: adminActions.changeAccountAction as FormAction<unknown>,
    closeAccountAction: adminActions.closeAccountAction as FormAction<unknown>,
    reopenAccountAction: adminActions.reopenAccountAction as FormAction<unknown>,
    unlockAccountAction: adminActions.unlockAccountAction as FormAction<unknown>,
    issueLinkAction: adminActions.issueLinkAction as FormAction<unknown>,
    revealNationalIdAction: openingActions.revealNationalIdAction as FormAction<unknown>,
  };
  const own: Record<string, FormAction<unknown>> = {
    changePasswordAction: passwordActions.changePasswordAction as FormAction<unknown>,
    endSessionAction: sessionActions.endSessionAction as FormAction<unknown>,
  };

  it("cover everything that the area exports", () => {
    const exported = [adminActions, openingActions, passwordActions, sessionActions].flatMap(Object.keys);
    const open = ["signOut", "setPasswordAction", "endOtherSessionsAction"];
    expect(exported.sort()).toEqual([...Object.keys(managed), ...Object.keys(own), ...open].sort());
  });

  it("answer nobody who is not signed in", async () => {
    vi.mocked(currentActor).mockResolvedValue(null);
    const signedInOnly = { ...managed, ...own, other: sessionActions.endOtherSessionsAction };
    for (const action of Object.values(signedInOnly)) {
      expect(await action(null, new FormData())).toMatchObject({ ok: false, code: "signed_out" });
    }
  });

  it.each(ROLES)("of the administration turn %s away unless it manages accounts", async (role) => {
    vi.mocked(currentActor).mockResolvedValue(city.actors[role]);
    const may = role === "bureau_admin" || role === "a_unit_manager";
    for (const action of Object.values(managed)) {
      expect(await action(null, new FormData())).toMatchObject({ code: may ? "invalid" : "forbidden" });
    }
    for (const action of Object.values(own)) {
      expect(await action(null, new FormData())).toMatchObject({ code: "invalid" });
    }
  });

  it("take neither role nor city from the form", async () => {
    vi.mocked(currentActor).mockResolvedValue(city.actors.a_unit_manager);
    const form = new FormData();
    const target = await aTarget("other unit");
    form.set("id", target.accountId ?? "");
    form.set("role", "bureau_admin");
    form.set("jurisdictionId", "taichung");
    expect(await adminActions.issueLinkAction(null, form)).toMatchObject({ code: "not_found" });
  });
});
