import { beforeAll, describe, expect, it } from "vitest";
import { closeSchema } from "@/lib/features/cases/closing/schema";
import { closeCase, reopenCase } from "@/lib/features/cases/closing/service";
import { caseHistory } from "@/lib/features/cases/file/queries";
import { openCaseFile, revealNationalId } from "@/lib/features/cases/file/service";
import { changePersonSchema } from "@/lib/features/cases/person/schema";
import { changeContact, changePerson } from "@/lib/features/cases/person/service";
import type { Actor } from "@/lib/platform/actor";
import type { Clock } from "@/lib/platform/clock";
import { plainDate } from "@/lib/rules/plain-date";
import { actionsOn, code, done } from "../support/accounts";
import { aCase, aDispatch, type TestCase } from "../support/cases";
import { aCity, ownerSql, type TestCity } from "../support/fixtures";

let city: TestCity;
let supervisor: Actor;
let manager: Actor;

beforeAll(async () => {
  city = await aCity("taichung");
  supervisor = city.actors.care_supervisor;
  manager = city.actors.a_unit_manager;
});

const at = (instant: string): Clock => ({ now: () => new Date(instant) });
const NOW = at("2026-07-15T04:00:00Z");
const day = (text: string) => plainDate(text);

const stored = async (id: string) =>
  (
    await ownerSql<Record<string, unknown>>(
      "SELECT *, applied_on::text AS applied, closed_on::text AS closed FROM case_file WHERE id = $1",
      [id],
    )
  )[0];

describe("A case file", () => {
  it("tells person, need, plan, dispatches and problems, with the national ID masked", async () => {
    const row = await aCase(city).inService();
    const file = done(await openCaseFile(manager, row.id, NOW));
    if (file.view !== "full") throw new Error("not the whole file");
    expect(file.person).toMatchObject({ name: row.name, contact: { phone: "04-0000-0000" } });
    expect(file.person.maskedNationalId).toBe(`${row.nationalId.slice(0, 3)}****${row.nationalId.slice(-3)}`);
    expect(JSON.stringify(file)).not.toContain(row.nationalId);
    expect(file.assessments[0]?.problems).toEqual(["洗澡問題", "跌倒風險"]);
    expect(file.plans.map((plan) => [plan.status, plan.items[0]?.code])).toEqual([["approved", "BA01"]]);
    expect(file.dispatches.map((dispatch) => dispatch.state)).toEqual(["accepted"]);
  });

  it("that is opened is in the audit log with the read, once in ten minutes for one person", async () => {
    const row = await aCase(city).assigned();
    done(await openCaseFile(manager, row.id, at("2026-07-15T04:00:00Z")));
    done(await openCaseFile(manager, row.id, at("2026-07-15T04:09:00Z")));
    done(await openCaseFile(supervisor, row.id, at("2026-07-15T04:09:00Z")));
    done(await openCaseFile(manager, row.id, at("2026-07-15T04:20:00Z")));
    const openings = await ownerSql<{ actor_name: string; unit_id: string }>(
      "SELECT actor_name, unit_id FROM audit_entry WHERE subject_id = $1 AND action = 'case.opened' ORDER BY at",
      [row.id],
    );
    expect(openings.map((entry) => entry.actor_name).sort()).toEqual(
      [manager.name, manager.name, supervisor.name].sort(),
    );
    expect(openings.every((entry) => entry.unit_id === city.aUnit.id)).toBe(true);
  });

  it("that cannot be opened leaves no entry", async () => {
    const row = await aCase(city).inService();
    expect(code(await openCaseFile(city.otherManager, row.id, NOW))).toBe("not_found");
    expect(code(await openCaseFile(city.actors.bureau_admin, row.id, NOW))).toBe("forbidden");
    expect(code(await openCaseFile(manager, "no-id", NOW))).toBe("not_found");
    expect(await actionsOn(row.id)).toEqual([]);
  });

  it("shows a B unit no more than it needs, and only while the referral lasts", async () => {
    const row = await aCase(city).inService();
    const staff = city.actors.b_unit_staff;
    expect(code(await openCaseFile(staff, row.id, NOW))).toBe("not_found");
    const referral = await aDispatch(row, city.aUnit, city.bUnit, { state: "waiting" });
    const file = done(await openCaseFile(staff, row.id, NOW));
    expect(Object.keys(file).sort()).toEqual(
      [
        ...["aUnit", "address", "dispatches", "district", "id", "items", "name", "needLevel", "number"],
        ...["phone", "view"],
      ].sort(),
    );
    expect(file.view === "limited" && file.dispatches.map((dispatch) => dispatch.id)).toEqual([referral]);
    expect(await actionsOn(row.id)).toEqual(["case.opened"]);
    await ownerSql("UPDATE dispatch SET state = 'declined' WHERE id = $1", [referral]);
    expect(code(await openCaseFile(staff, row.id, NOW))).toBe("not_found");
  });

  it("shows the whole national ID by a step of its own, which is in the audit log", async () => {
    const row = await aCase(city).assigned();
    expect(done(await revealNationalId(manager, { id: row.id }, NOW)).nationalId).toBe(row.nationalId);
    expect(await actionsOn(row.id)).toEqual(["case.national_id_opened"]);
  });

  it("tells what was done in its history and who opened it apart from that", async () => {
    const row = await aCase(city).inService();
    done(await openCaseFile(manager, row.id, NOW));
    const changed = { ...person(row), id: row.id, version: 1, name: "示範改名" };
    done(await changePerson(supervisor, changed, NOW));
    const history = await caseHistory(manager, row.id);
    expect(history?.entries.map((entry) => entry.action)).toEqual(["case.person_changed"]);
    expect(JSON.stringify(history)).not.toContain("示範路 9 號");
    const openings = await caseHistory(manager, row.id, { openings: true });
    expect(openings?.entries.map((entry) => entry.action)).toEqual(["case.opened"]);
    const specialist = { ...city.actors.care_specialist, districtIds: [row.districtId] };
    expect((await caseHistory(specialist, row.id))?.total).toBe(1);
    expect(await caseHistory(specialist, row.id, { openings: true })).toBeNull();
  });
});

function person(row: TestCase) {
  return {
    ...{ name: row.name, sex: "female" as const, bornOn: day("1940-05-06"), districtId: row.districtId },
    ...{
      address: "示範路 9 號",
      phone: "04-1",
      contactName: null,
      contactRelation: null,
      contactPhone: null,
    },
  };
}

describe("The data of a person", () => {
  it("are changed with the version of the form; an older form is refused with who changed it, nothing overwritten", async () => {
    const row = await aCase(city).assigned();
    const changed = { ...person(row), id: row.id, version: 1 };
    done(await changeContact(manager, changed, NOW));
    const late = await changePerson(supervisor, { ...changed, name: "不會存的名字" }, NOW);
    expect(late).toMatchObject({ ok: false, code: "stale" });
    expect(late.ok || late.message).toContain(manager.name);
    const [client] = await ownerSql<{ name: string }>("SELECT name FROM client WHERE id = $1", [
      row.clientId,
    ]);
    expect(client?.name).toBe(row.name);
    expect((await stored(row.id))?.version).toBe(2);
  });

  it("move a case to another district, where it is another specialist's from then on", async () => {
    const row = await aCase(city).applied();
    const specialist = { ...city.actors.care_specialist, districtIds: [row.districtId] };
    const moved = { ...person(row), id: row.id, version: 1, districtId: "66000010" };
    expect(done(await changePerson(specialist, moved, NOW)).stillOwn).toBe(false);
    expect(await stored(row.id)).toMatchObject({ district_id: "66000010", version: 2 });
    expect(code(await openCaseFile(specialist, row.id, NOW))).toBe("not_found");
    const abroad = { ...moved, version: 2, districtId: "68000010" };
    expect(code(await changePerson(supervisor, abroad, NOW))).toBe("district");
  });

  it("answer a megabyte, an unknown district and a birth to come at the field", () => {
    const typed = { id: "019a0000-0000-7000-8000-000000000000", version: "1", sex: "male", districtId: "x" };
    const issues = changePersonSchema.safeParse({
      ...{ ...typed, name: "字".repeat(1_000_000), bornOn: "199/1/1" },
      ...{ address: "字".repeat(1_000_000), phone: "1".repeat(1_000_000) },
    }).error?.issues;
    expect(issues?.map((issue) => String(issue.path[0])).sort()).toEqual(
      ["address", "bornOn", "districtId", "name", "phone"].sort(),
    );
    for (const issue of issues ?? []) expect(issue.message).toMatch(/[一-龥]/u);
  });
});

const closing = (row: TestCase, changes: object = {}) => ({
  ...{ id: row.id, version: row.version, closeReason: "institution" as const },
  ...{ closedOn: day("2026-07-15"), note: null, ...changes },
});

describe("Closing a case", () => {
  it("ends the way: waiting referrals withdrawn, services ended, plan, manager and clocks ended", async () => {
    const row = await aCase(city).inService();
    const waiting = await aDispatch(row, city.aUnit, city.bUnit, { service: "respite" });
    const accepted = await aDispatch(row, city.aUnit, city.bUnit, { state: "accepted" });
    await ownerSql(
      `INSERT INTO clock (id, jurisdiction_id, kind, case_id, unit_id, subject_id, started_on, due_on, outcome)
       VALUES (gen_random_uuid(), 'taichung', 'monitoring', $1, $2, $3, '2026-07-01', '2026-07-31', '{}')`,
      [row.id, city.aUnit.id, `${row.id}/2026-07`],
    );
    done(await closeCase(manager, closing(row), NOW));
    expect(await stored(row.id)).toMatchObject({
      ...{ status: "closed", closed: "2026-07-15", close_reason: "institution" },
      ...{ a_unit_id: city.aUnit.id, manager_id: null, version: 2 },
    });
    const states = await ownerSql<{ id: string; state: string; answer_reason: string | null }>(
      "SELECT id, state, answer_reason FROM dispatch WHERE case_id = $1",
      [row.id],
    );
    const state = (id: string | null) => states.find((dispatch) => dispatch.id === id)?.state;
    expect([state(waiting), state(accepted), state(row.dispatchId)]).toEqual(["withdrawn", "ended", "ended"]);
    const [left] = await ownerSql<{ n: number }>(
      `SELECT ((SELECT count(*) FROM clock WHERE case_id = $1 AND done_on IS NULL AND cancelled_on IS NULL)
             + (SELECT count(*) FROM manager_assignment WHERE case_id = $1 AND until_on IS NULL)
             + (SELECT count(*) FROM care_plan WHERE case_id = $1 AND status = 'approved'))::int AS n`,
      [row.id],
    );
    expect(left?.n).toBe(0);
    expect(await actionsOn(row.id)).toEqual(["case.closed"]);
  });

  it("is refused on a day to come or before the application, from an old form, and a second time", async () => {
    const row = await aCase(city).applied();
    const attempt = (changes: object) => closeCase(supervisor, closing(row, changes), NOW);
    expect(code(await attempt({ closedOn: day("2026-07-16") }))).toBe("day");
    expect(code(await attempt({ closedOn: day("2026-06-30") }))).toBe("day");
    expect(code(await attempt({ version: 3 }))).toBe("stale");
    expect(code(await attempt({}))).toBe("ok");
    const twice = await attempt({ version: 2 });
    expect(twice).toMatchObject({ ok: false, code: "transition_refused" });
    expect(twice.ok || twice.message).toContain("已結案");
  });

  it("asks for words when the reason is another, and takes no megabyte", () => {
    const typed = {
      ...{ id: "019a0000-0000-7000-8000-000000000000", version: "1", closeReason: "other" },
      closedOn: "115/7/1",
    };
    const message = (changes: object) =>
      closeSchema.safeParse({ ...typed, ...changes }).error?.issues[0]?.message;
    expect(message({})).toContain("請填說明");
    expect(message({ note: "字".repeat(1_000_000) })).toBe("說明最多 1000 字。");
    expect(message({ closeReason: "gone" })).toBe("請選擇結案原因。");
    expect(message({ note: "已有家人照顧" })).toBeUndefined();
  });
});

describe("Taking a person in again", () => {
  const again = (row: TestCase, version: number) => ({
    ...{ id: row.id, version, source: "discharge_planning" as const, appliedOn: day("2026-07-15") },
    reason: "出院返家",
  });

  it("reopens the same file as an application and keeps what stood before in the audit log", async () => {
    const row = await aCase(city).inService();
    done(await closeCase(supervisor, closing(row), NOW));
    done(await reopenCase(supervisor, again(row, 2), NOW));
    expect(await stored(row.id)).toMatchObject({
      ...{ status: "applied", applied: "2026-07-15", closed: null, close_reason: null, need_level: null },
      ...{ a_unit_id: null, manager_id: null, version: 3 },
    });
    const [entry] = await ownerSql<{ detail: { before: Record<string, unknown> } }>(
      "SELECT detail FROM audit_entry WHERE subject_id = $1 AND action = 'case.reopened'",
      [row.id],
    );
    expect(entry?.detail.before).toMatchObject({
      caseStatus: "closed",
      needLevel: 4,
      closeReason: "入住機構",
    });
    const file = done(await openCaseFile(supervisor, row.id, NOW));
    expect(file.view === "full" && file.assessments).toHaveLength(1);
  });

  it("works for who was not eligible, and is refused for a case under way", async () => {
    const light = await aCase(city).notEligible();
    expect(code(await reopenCase(supervisor, again(light, 1), NOW))).toBe("ok");
    const served = await aCase(city).inService();
    expect(code(await reopenCase(supervisor, again(served, 1), NOW))).toBe("transition_refused");
  });
});
