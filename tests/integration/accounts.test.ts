import { beforeAll, describe, expect, it } from "vitest";
import { revealNationalId } from "@/lib/features/accounts/opening/service";
import { readLink } from "@/lib/features/accounts/passwords/queries";
import { changeOwnPassword, setPasswordByLink } from "@/lib/features/accounts/passwords/service";
import {
  changeAccount,
  closeAccount,
  createAccount,
  createAccountWithPassword,
  issueLink,
  reopenAccount,
} from "@/lib/features/accounts/service";
import { signIn } from "@/lib/features/accounts/sign-in/service";
import { type Actor, systemActor } from "@/lib/platform/actor";
import { actorOfSession } from "@/lib/platform/session";
import {
  aClock,
  accountRow,
  aPerson,
  code,
  done,
  holds,
  newPerson,
  OTHER,
  PASSWORD,
  WRONG,
} from "../support/accounts";
import { aCity, anActor, ownerSql, type TestCity } from "../support/fixtures";

let city: TestCity;
let admin: Actor;

beforeAll(async () => {
  city = await aCity("taichung");
  await aCity("taoyuan");
  admin = city.actors.bureau_admin;
});

describe("A one-time link", () => {
  it("sets the first password, once, and opens the account", async () => {
    const given = newPerson();
    const { id, secret } = done(await createAccount(admin, given));
    expect(await readLink(secret)).toMatchObject({ state: "open", name: given.name, isFirst: true });
    done(await setPasswordByLink({ secret, password: PASSWORD }));
    expect((await accountRow(id)).state).toBe("active");
    expect(await readLink(secret)).toEqual({ state: "used" });
    expect(code(await setPasswordByLink({ secret, password: OTHER }))).toBe("link_over");
    expect(code(await signIn(given.login, PASSWORD))).toBe("ok");
  });

  it("is used up by one of two that come at once", async () => {
    const { secret } = done(await createAccount(admin, newPerson()));
    const both = await Promise.all([
      setPasswordByLink({ secret, password: PASSWORD }),
      setPasswordByLink({ secret, password: OTHER }),
    ]);
    expect(both.map(code).sort()).toEqual(["link_over", "ok"]);
  });

  it("holds for 72 hours, ends with a newer one, and with the account", async () => {
    const clock = aClock();
    const { id, secret } = done(await createAccount(admin, newPerson(), clock));
    clock.forward(72 * 60 - 1);
    expect((await readLink(secret, clock)).state).toBe("open");
    clock.forward(1);
    expect((await readLink(secret, clock)).state).toBe("expired");
    expect(code(await setPasswordByLink({ secret, password: PASSWORD }, clock))).toBe("link_over");

    const second = done(await issueLink(admin, { id }, clock));
    const third = done(await issueLink(admin, { id }, clock));
    expect((await readLink(second.secret, clock)).state).toBe("expired");
    expect((await readLink(third.secret, clock)).state).toBe("open");
    done(await closeAccount(admin, { id, version: 1, reason: "重複建檔" }, clock));
    expect((await readLink(third.secret, clock)).state).toBe("expired");
    expect(code(await issueLink(admin, { id }, clock))).toBe("closed");
    expect(await readLink("no-such-secret")).toEqual({ state: "unknown" });
  });

  it("resets a forgotten password: the lock is gone and every session is out", async () => {
    const { id, login } = await aPerson();
    const { sessionId } = done(await signIn(login, PASSWORD));
    for (let n = 0; n < 5; n += 1) await signIn(login, WRONG);
    const { secret } = done(await issueLink(admin, { id }));
    done(await setPasswordByLink({ secret, password: OTHER }));
    expect(await actorOfSession(sessionId)).toBeNull();
    expect(code(await signIn(login, PASSWORD))).toBe("wrong_credentials");
    expect(code(await signIn(login, OTHER))).toBe("ok");
  });

  it("leaves nothing of its secret in the database or the audit", async () => {
    const { id, secret } = done(await createAccount(admin, newPerson()));
    const rows = await ownerSql<{ text: string }>(
      `SELECT to_jsonb(l)::text AS text FROM password_link l WHERE account_id = $1::uuid
       UNION ALL SELECT to_jsonb(e)::text FROM audit_entry e WHERE subject_id = $1::text`,
      [id],
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const { text } of rows) expect(holds(text, secret)).toBe(false);
  });
});

describe("A new password", () => {
  it("differs from the last three, the present one among them", async () => {
    const { id, login } = await aPerson();
    const words = ["Second-Horse-22", "Third-Horse-333", "Fourth-Horse-44"];
    const set = async (password: string) => {
      const { secret } = done(await issueLink(admin, { id }));
      return code(await setPasswordByLink({ secret, password }));
    };
    expect(await set(PASSWORD)).toBe("weak_password");
    for (const word of words) expect(await set(word)).toBe("ok");
    for (const word of words) expect(await set(word)).toBe("weak_password");
    expect(await set(PASSWORD)).toBe("ok");
    expect(code(await signIn(login, PASSWORD))).toBe("ok");
  });

  it("is refused with the reason at the field, and a refused one uses no link up", async () => {
    const { secret } = done(await createAccount(admin, newPerson({ login: "mei.example" })));
    const refused = await setPasswordByLink({ secret, password: "Mei.Example-2026" });
    expect(refused).toMatchObject({ ok: false, code: "weak_password" });
    expect(refused.ok ? [] : refused.fieldErrors.password).toEqual(["新密碼不可包含帳號名稱"]);
    expect((await readLink(secret)).state).toBe("open");
  });

  it("changed by its person ends every other session and begins a new one", async () => {
    const { login } = await aPerson();
    const other = done(await signIn(login, PASSWORD));
    const present = await actorOfSession(done(await signIn(login, PASSWORD)).sessionId);
    if (!present) throw new Error("not signed in");
    const change = { currentPassword: PASSWORD, password: OTHER };
    const { sessionId } = done(await changeOwnPassword(present, change));
    expect(await actorOfSession(sessionId)).not.toBeNull();
    expect(await actorOfSession(present.sessionId ?? "")).toBeNull();
    expect(await actorOfSession(other.sessionId)).toBeNull();
  });
});

describe("One account a person", () => {
  it("refuses the same national ID among the city's open accounts and says whose it is", async () => {
    const first = newPerson();
    done(await createAccount(admin, first));
    const again = await createAccount(admin, newPerson({ nationalId: first.nationalId }));
    expect(code(again)).toBe("same_person");
    expect(again.ok ? "" : again.fieldErrors.nationalId?.[0]).toContain(`${first.name}（${first.login}）`);
  });

  it("tells an A unit's manager that the person has an account, not whose or where", async () => {
    const first = newPerson();
    done(await createAccount(admin, first));
    const place = { role: "case_manager", unitId: city.aUnit.id } as const;
    const again = await createAccount(
      city.actors.a_unit_manager,
      newPerson({ ...place, nationalId: first.nationalId }),
    );
    expect(code(again)).toBe("same_person");
    expect(again.ok ? "" : again.fieldErrors.nationalId?.[0]).not.toContain(first.login);
  });

  it("lets one of two made at once stand", async () => {
    const { nationalId } = newPerson();
    const both = await Promise.all([1, 2].map(() => createAccount(admin, newPerson({ nationalId }))));
    expect(both.map(code).sort()).toEqual(["ok", "same_person"]);
  });

  it("allows a new one after the old one was closed; the old one cannot then be opened again", async () => {
    const first = newPerson();
    const { id } = done(await createAccount(admin, first));
    done(await closeAccount(admin, { id, version: 1, reason: "調職" }));
    done(await createAccount(admin, newPerson({ nationalId: first.nationalId })));
    expect(code(await reopenAccount(admin, { id, version: 2 }))).toBe("same_person");
  });

  it("keeps login names apart over all cities", async () => {
    const first = newPerson();
    done(await createAccount(admin, first));
    expect(code(await createAccount(admin, newPerson({ login: first.login })))).toBe("login_taken");
    expect(code(await createAccount(systemActor("taoyuan"), newPerson({ login: first.login })))).toBe(
      "login_taken",
    );
  });

  it("keeps no national ID in clear", async () => {
    const given = newPerson();
    const { id } = done(await createAccount(admin, given));
    const rows = await ownerSql<{ text: string }>(
      `SELECT to_jsonb(a)::text AS text FROM account a WHERE id = $1::uuid
       UNION ALL SELECT to_jsonb(e)::text FROM audit_entry e WHERE subject_id = $1::text`,
      [id],
    );
    for (const { text } of rows) expect(holds(text, given.nationalId ?? "")).toBe(false);
  });
});

describe("Managing accounts", () => {
  it("refuses a form made before somebody else's change", async () => {
    const { id } = await aPerson();
    const change = {
      id,
      version: 1,
      name: "改名",
      role: "bureau_officer",
      unitId: null,
      districtIds: [],
    } as const;
    done(await changeAccount(admin, { ...change, districtIds: [] }));
    expect(code(await changeAccount(admin, { ...change, districtIds: [] }))).toBe("stale");
    expect(code(await closeAccount(admin, { id, version: 1, reason: "離職" }))).toBe("stale");
    expect((await accountRow(id)).version).toBe(2);
  });

  it("gives a unit role a unit of its tier, and a specialist districts of the city", async () => {
    const wrongTier = { role: "case_manager", unitId: city.bUnit.id } as const;
    expect(code(await createAccount(admin, newPerson(wrongTier)))).toBe("unit_needed");
    expect(code(await createAccount(admin, newPerson({ role: "b_unit_staff" })))).toBe("unit_needed");
    const specialist = { role: "care_specialist", districtIds: ["68000010"] } as const;
    expect(code(await createAccount(admin, newPerson({ ...specialist, districtIds: ["68000010"] })))).toBe(
      "districts_needed",
    );
    expect(
      code(await createAccount(admin, newPerson({ ...specialist, districtIds: [city.aUnit.districtId] }))),
    ).toBe("ok");
  });

  it("takes a specialist's districts away with the role", async () => {
    const { id } = await aPerson({ role: "care_specialist", districtIds: [city.aUnit.districtId] });
    done(
      await changeAccount(admin, {
        id,
        version: 1,
        name: "示範",
        role: "care_supervisor",
        unitId: null,
        districtIds: [city.aUnit.districtId],
      }),
    );
    expect(await ownerSql("SELECT FROM account_district WHERE account_id = $1", [id])).toHaveLength(0);
  });

  it("adds a national ID where none is on record, for one account a person, and never replaces one", async () => {
    const known = newPerson();
    done(await createAccount(admin, known));
    const { id } = await aPerson({ nationalId: null });
    const change = (version: number, nationalId: string | null) =>
      changeAccount(admin, {
        ...{ id, version, nationalId, name: "示範" },
        ...{ role: "bureau_officer", unitId: null, districtIds: [] },
      });
    expect(code(await change(1, known.nationalId))).toBe("same_person");
    const { nationalId } = newPerson();
    done(await change(1, nationalId));
    done(await change(2, newPerson().nationalId));
    expect(done(await revealNationalId(admin, { id })).nationalId).toBe(nationalId);
  });

  it("opens a closed account only for a new password", async () => {
    const { id, login } = await aPerson();
    done(await closeAccount(admin, { id, version: 1, reason: "留職停薪" }));
    done(await reopenAccount(admin, { id, version: 2 }));
    expect(code(await signIn(login, PASSWORD))).toBe("wrong_credentials");
    const { secret } = done(await issueLink(admin, { id }));
    done(await setPasswordByLink({ secret, password: OTHER }));
    expect(code(await signIn(login, OTHER))).toBe("ok");
  });

  it("leaves a city an admin: the last one is neither closed nor given another role, also by two at once", async () => {
    expect(code(await closeAccount(admin, { id: admin.accountId ?? "", version: 1, reason: "離職" }))).toBe(
      "own_account",
    );
    const demote = (actor: Actor, id: string) =>
      changeAccount(actor, {
        id,
        version: 1,
        name: "示範",
        role: "bureau_officer",
        unitId: null,
        districtIds: [],
      });
    expect(code(await demote(admin, admin.accountId ?? ""))).toBe("last_admin");

    const other = await anActor("taichung", "bureau_admin", null);
    const both = await Promise.all([
      demote(admin, other.accountId ?? ""),
      demote(other, admin.accountId ?? ""),
    ]);
    expect(both.map(code).sort()).toEqual(["last_admin", "ok"]);
    const [count] = await ownerSql<{ n: number }>(
      "SELECT count(*)::int AS n FROM account WHERE jurisdiction_id = 'taichung' AND role = 'bureau_admin' AND state = 'active'",
    );
    expect(count?.n).toBe(1);
  });

  it("makes an account with a password for the product itself only", async () => {
    const given = { ...newPerson(), password: PASSWORD };
    expect(code(await createAccountWithPassword(city.actors.bureau_admin, given))).toBe("forbidden");
  });
});
