import { beforeAll, describe, expect, it } from "vitest";
import { changeOwnPassword } from "@/lib/features/accounts/passwords/service";
import { changeAccount, closeAccount, createAccount, unlockAccount } from "@/lib/features/accounts/service";
import { ownSessions } from "@/lib/features/accounts/sessions/queries";
import { endOtherSessions, endOwnSession } from "@/lib/features/accounts/sessions/service";
import { signIn, signOutOf } from "@/lib/features/accounts/sign-in/service";
import type { Actor } from "@/lib/platform/actor";
import type { Result } from "@/lib/platform/result";
import { actorOfSession } from "@/lib/platform/session";
import {
  aClock,
  accountRow,
  actionsOn,
  aPerson,
  code,
  done,
  newPerson,
  OTHER,
  PASSWORD,
  WRONG,
} from "../support/accounts";
import { aCity, type TestCity } from "../support/fixtures";

let city: TestCity;
let admin: Actor;

beforeAll(async () => {
  city = await aCity("taichung");
  await aCity("taoyuan");
  admin = city.actors.bureau_admin;
});

describe("Signing in", () => {
  it("begins a session whose actor comes from the database, and leaves an audit entry", async () => {
    const { id, login } = await aPerson({ role: "a_unit_manager", unitId: city.aUnit.id });
    const { sessionId } = done(await signIn(` ${login.toUpperCase()} `, PASSWORD));
    const actor = await actorOfSession(sessionId);
    expect(actor).toMatchObject({ accountId: id, role: "a_unit_manager", unitId: city.aUnit.id });
    expect(await actionsOn(id)).toEqual(["account.created", "account.signed_in"]);
  });

  it("refuses an unknown login, an invited account and a closed one with the same words as a wrong password", async () => {
    const { login } = await aPerson();
    const invited = newPerson();
    done(await createAccount(admin, invited));
    const closed = await aPerson();
    done(await closeAccount(admin, { id: closed.id, version: 1, reason: "離職" }));
    const wrong = await signIn(login, WRONG);
    for (const other of [
      await signIn("nobody.at.all", PASSWORD),
      await signIn(invited.login, PASSWORD),
      await signIn(closed.login, PASSWORD),
    ])
      expect(other).toEqual(wrong);
    expect(code(wrong)).toBe("wrong_credentials");
  });

  it("takes as long for an unknown login as for a wrong password", async () => {
    const { login } = await aPerson();
    const time = async (who: string) => {
      const begun = performance.now();
      await signIn(who, WRONG);
      return performance.now() - begun;
    };
    await time("nobody.first");
    const known = Math.min(await time(login), await time(login), await time(login));
    const unknown = Math.min(await time("nobody.1"), await time("nobody.2"), await time("nobody.3"));
    expect(unknown).toBeGreaterThan(known / 3);
  });
});

describe("Lock-out", () => {
  it("locks for fifteen minutes at the fifth failure in a row, also for the right password", async () => {
    const { id, login } = await aPerson();
    const clock = aClock();
    const tries = [];
    for (let n = 0; n < 5; n += 1) tries.push(code(await signIn(login, WRONG, clock)));
    expect(tries).toEqual([...Array(4).fill("wrong_credentials"), "locked"]);
    const refused = await signIn(login, PASSWORD, clock);
    expect(refused).toMatchObject({ ok: false, code: "locked" });
    expect(refused.ok ? "" : refused.message).toContain("115/11/20 09:15");

    clock.forward(14.99);
    expect(code(await signIn(login, PASSWORD, clock))).toBe("locked");
    clock.forward(0.02);
    expect(code(await signIn(login, PASSWORD, clock))).toBe("ok");
    expect(await accountRow(id)).toMatchObject({ failed_attempts: 0, locked_until: null });
    expect((await actionsOn(id)).filter((action) => action === "account.locked")).toHaveLength(1);
  });

  it("begins to count anew after a success, and after a lock that ran out", async () => {
    const { id, login } = await aPerson();
    const clock = aClock();
    for (let n = 0; n < 4; n += 1) await signIn(login, WRONG, clock);
    done(await signIn(login, PASSWORD, clock));
    for (let n = 0; n < 4; n += 1) expect(code(await signIn(login, WRONG, clock))).toBe("wrong_credentials");
    expect(code(await signIn(login, WRONG, clock))).toBe("locked");
    clock.forward(16);
    expect(code(await signIn(login, WRONG, clock))).toBe("wrong_credentials");
    expect(await accountRow(id)).toMatchObject({ failed_attempts: 1 });
  });

  it("counts twenty guesses sent at once as twenty, and lets no more than five be tried", async () => {
    const { id, login } = await aPerson();
    const results = await Promise.all(Array.from({ length: 20 }, () => signIn(login, WRONG)));
    expect(results.filter((result) => code(result) === "wrong_credentials")).toHaveLength(4);
    expect(results.filter((result) => code(result) === "locked")).toHaveLength(16);
    expect((await accountRow(id)).failed_attempts).toBe(20);
    const actions = await actionsOn(id);
    expect(actions.filter((action) => action === "account.sign_in_failed")).toHaveLength(5);
    expect(actions.filter((action) => action === "account.sign_in_refused")).toHaveLength(15);
  });

  it("does not let the right password through among parallel guesses once five have failed", async () => {
    const { login } = await aPerson();
    await Promise.all(Array.from({ length: 5 }, () => signIn(login, WRONG)));
    const late = await Promise.all(Array.from({ length: 5 }, () => signIn(login, PASSWORD)));
    expect(late.map(code)).toEqual(Array(5).fill("locked"));
  });

  it("ends early when an admin unlocks", async () => {
    const { id, login } = await aPerson();
    for (let n = 0; n < 5; n += 1) await signIn(login, WRONG);
    done(await unlockAccount(admin, { id }));
    expect(code(await signIn(login, PASSWORD))).toBe("ok");
  });

  it("also counts wrong guesses of the old password by somebody who is signed in", async () => {
    const { id, login } = await aPerson();
    const actor = await actorOfSession(done(await signIn(login, PASSWORD)).sessionId);
    if (!actor) throw new Error("not signed in");
    for (let n = 0; n < 5; n += 1)
      expect(code(await changeOwnPassword(actor, { currentPassword: WRONG, password: OTHER }))).toBe(
        "wrong_password",
      );
    expect((await accountRow(id)).failed_attempts).toBe(5);
    const right = { currentPassword: PASSWORD, password: OTHER };
    expect(code(await changeOwnPassword(actor, right))).toBe("wrong_password");
  });
});

describe("A session", () => {
  it("holds for thirty idle minutes and no longer", async () => {
    const { login } = await aPerson();
    const clock = aClock();
    const { sessionId } = done(await signIn(login, PASSWORD, clock));
    clock.forward(29);
    expect(await actorOfSession(sessionId, clock)).not.toBeNull();
    clock.forward(30);
    expect(await actorOfSession(sessionId, clock)).not.toBeNull();
    clock.forward(30.1);
    expect(await actorOfSession(sessionId, clock)).toBeNull();
  });

  it("ends after ten hours however busy it is", async () => {
    const { login } = await aPerson();
    const clock = aClock();
    const { sessionId } = done(await signIn(login, PASSWORD, clock));
    for (let minutes = 0; minutes < 600; minutes += 20) {
      expect(await actorOfSession(sessionId, clock)).not.toBeNull();
      clock.forward(20);
    }
    expect(await actorOfSession(sessionId, clock)).not.toBeNull();
    clock.forward(1);
    expect(await actorOfSession(sessionId, clock)).toBeNull();
  });

  it("is out at the next request when the account's name, role, unit or districts change, or it is closed", async () => {
    const changes: ((id: string) => Promise<Result<unknown>>)[] = [
      (id) =>
        changeAccount(admin, {
          id,
          version: 1,
          name: "新名",
          role: "bureau_officer",
          unitId: null,
          districtIds: [],
        }),
      (id) =>
        changeAccount(admin, {
          id,
          version: 1,
          name: "示範",
          role: "case_manager",
          unitId: city.aUnit.id,
          districtIds: [],
        }),
      (id) => closeAccount(admin, { id, version: 1, reason: "調職" }),
    ];
    for (const change of changes) {
      const { id, login } = await aPerson();
      const { sessionId } = done(await signIn(login, PASSWORD));
      expect(await actorOfSession(sessionId)).not.toBeNull();
      done(await change(id));
      expect(await actorOfSession(sessionId)).toBeNull();
    }
  });

  it("ends with signing out, once", async () => {
    const { id, login } = await aPerson();
    const { sessionId } = done(await signIn(login, PASSWORD));
    done(await signOutOf(sessionId));
    done(await signOutOf(sessionId));
    expect(await actorOfSession(sessionId)).toBeNull();
    expect((await actionsOn(id)).filter((action) => action === "account.signed_out")).toHaveLength(1);
  });

  it("can be ended from another one of the same person, not from somebody else's", async () => {
    const { login } = await aPerson();
    const [one, two, three] = await Promise.all([1, 2, 3].map(() => signIn(login, PASSWORD).then(done)));
    const present = await actorOfSession(one?.sessionId ?? "");
    if (!present || !two || !three) throw new Error("not signed in");
    expect(await ownSessions(present)).toHaveLength(3);
    expect(code(await endOwnSession(city.actors.bureau_officer, { id: two.sessionId }))).toBe("not_found");
    done(await endOwnSession(present, { id: two.sessionId }));
    expect(await actorOfSession(two.sessionId)).toBeNull();
    expect(code(await endOwnSession(present, { id: present.sessionId ?? "" }))).toBe("present_session");
    expect(done(await endOtherSessions(present))).toEqual({ ended: 1 });
    expect((await ownSessions(present)).map((session) => session.isPresent)).toEqual([true]);
  });
});
