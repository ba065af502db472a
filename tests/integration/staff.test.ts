import { beforeAll, describe, expect, it } from "vitest";
import { addClosure } from "@/lib/features/registry/closures/service";
import { staffAsCsv } from "@/lib/features/registry/staff/documents";
import { exportStaff, openStaffFile, revealNationalId } from "@/lib/features/registry/staff/file/service";
import { listStaff, registrationClock, staffById } from "@/lib/features/registry/staff/queries";
import { type AddStaff, addStaffSchema, staffListParams } from "@/lib/features/registry/staff/schema";
import { addStaff, changeStaff, endStaff, registerStaff } from "@/lib/features/registry/staff/service";
import type { Actor } from "@/lib/platform/actor";
import type { Clock } from "@/lib/platform/clock";
import { checkPersonId } from "@/lib/platform/identifiers";
import type { Refused, Result } from "@/lib/platform/result";
import { plainDate } from "@/lib/rules/plain-date";
import { actionsOn, code, done, holds } from "../support/accounts";
import { aCity, aUnitOf, ownerSql, type TestCity } from "../support/fixtures";

let city: TestCity;
let other: TestCity;
let officer: Actor;
let manager: Actor;
let running = 0;

beforeAll(async () => {
  city = await aCity("taichung");
  other = await aCity("taoyuan");
  officer = city.actors.bureau_officer;
  manager = city.actors.a_unit_manager;
});

const day = plainDate;

function on(date: string): Clock {
  return { now: () => new Date(`${date}T04:00:00Z`) };
}

/** A number that nobody has: its check digit is wrong. Services take IDs that the form has checked. */
function inventedId(): string {
  running += 1;
  const id = `C1${String(running).padStart(8, "0")}`;
  return checkPersonId(id).valid ? inventedId() : id;
}

function person(changes: Partial<AddStaff> = {}): AddStaff {
  const nationalId = inventedId();
  return {
    unitId: city.aUnit.id,
    nationalId,
    name: `示範員工${running}`,
    duty: "case_manager",
    employment: "full_time",
    qualification: null,
    startedOn: day("2026-03-02"),
    ...changes,
  };
}

async function added(changes: Partial<AddStaff> = {}, actor = officer) {
  const given = person(changes);
  const { id } = done(await addStaff(actor, given, on("2026-03-02")));
  return { id, given };
}

function refused(result: Result<unknown>): Refused {
  if (result.ok) throw new Error("was not refused");
  return result;
}

async function standing(id: string, asOf: string, actor = officer) {
  const params = staffListParams({ presence: "all", size: "100" });
  const found = (await listStaff(actor, params, day(asOf))).rows.find((row) => row.id === id);
  if (!found) throw new Error("not in the list");
  return found.registration;
}

describe("A person's national ID", () => {
  it("is taken when its check digit is right, in any writing, and named wrong otherwise", () => {
    const form = { ...person(), startedOn: "115/3/2", qualification: "" };
    // 內政部's own sample; a resident's numbers, new and old form, computed from the published rule.
    for (const id of ["A123456789", "ａ１２３４５６７８９", " a123-456789 ", "A800000014", "AC01234567"]) {
      expect(addStaffSchema.safeParse({ ...form, nationalId: id }).success, id).toBe(true);
    }
    const wrong = addStaffSchema.safeParse({ ...form, nationalId: "A123456788" });
    expect(wrong.error?.issues[0]?.message).toContain("檢查碼");
    const odd = addStaffSchema.safeParse({ ...form, nationalId: "123" });
    expect(odd.error?.issues[0]?.message).toContain("格式");
  });

  it("is kept encrypted and leaves no trace in the audit log", async () => {
    const { id, given } = await added();
    expect(checkPersonId(given.nationalId).valid).toBe(false);
    const rows = await ownerSql<{ stored: string }>("SELECT staff::text AS stored FROM staff WHERE id = $1", [
      id,
    ]);
    const entries = await ownerSql<{ stored: string }>(
      "SELECT audit_entry::text AS stored FROM audit_entry WHERE subject_id = $1",
      [id],
    );
    for (const { stored } of [...rows, ...entries]) expect(holds(stored, given.nationalId)).toBe(false);
  });

  it("comes masked with the file and whole by a step of its own; both are in the audit log", async () => {
    const { id, given } = await added();
    const file = done(await openStaffFile(manager, id, on("2026-03-02")));
    expect(file.maskedNationalId).toBe(`${given.nationalId.slice(0, 3)}****${given.nationalId.slice(-3)}`);
    expect(JSON.stringify(file)).not.toContain(given.nationalId);
    const whole = done(await revealNationalId(manager, { id }));
    expect(whole.nationalId).toBe(given.nationalId);
    expect(await actionsOn(id)).toEqual(["staff.added", "staff.opened", "staff.national_id_opened"]);
  });

  it("is in no exported file, and the export is in the audit log", async () => {
    const { given } = await added();
    const rows = done(await exportStaff(officer, staffListParams({})));
    const csv = staffAsCsv(rows);
    expect(csv).toContain(given.name);
    expect(csv).not.toContain(given.nationalId);
    const [entry] = await ownerSql<{ detail: { rows: number } }>(
      "SELECT detail FROM audit_entry WHERE action = 'staff.list_exported' ORDER BY at DESC LIMIT 1",
    );
    expect(entry?.detail.rows).toBe(rows.length);
  });
});

describe("A person who stands already", () => {
  it("is refused in the same unit and taken again after leaving", async () => {
    const { id, given } = await added();
    const again = refused(await addStaff(officer, given, on("2026-03-02")));
    expect(again.code).toBe("standing");
    expect(again.fieldErrors.nationalId?.[0]).toContain(given.name);
    const leaving = { id, version: 1, endedOn: day("2026-03-05"), reason: "離職" };
    done(await endStaff(officer, leaving, on("2026-03-06")));
    expect(code(await addStaff(officer, given, on("2026-03-09")))).toBe("ok");
  });

  it("is entered once when two clerks enter the same person at once", async () => {
    const given = person();
    const results = await Promise.all(
      Array.from({ length: 8 }, () => addStaff(officer, given, on("2026-03-02"))),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(new Set(results.map(code))).toEqual(new Set(["ok", "standing"]));
  });

  it("in another unit is warned of: the office learns where, a unit only that it is so", async () => {
    const { given } = await added();
    const elsewhere = { ...given, unitId: city.otherAUnit.id };
    const byManager = done(await addStaff(city.otherManager, elsewhere, on("2026-03-02")));
    expect(byManager.elsewhere).toEqual({ count: 1, units: null });
    const forManager = done(await openStaffFile(city.otherManager, byManager.id));
    expect(JSON.stringify(forManager)).not.toContain(city.aUnit.code);
    expect(JSON.stringify(forManager)).not.toContain(city.aUnit.id);
    const forOfficer = done(await openStaffFile(officer, byManager.id));
    expect(forOfficer.elsewhere.units?.map((unit) => unit.code)).toEqual([city.aUnit.code]);
  });

  it("in another city is not known here", async () => {
    const { given } = await added();
    const there = { ...given, unitId: other.aUnit.id };
    const result = done(await addStaff(other.actors.bureau_officer, there, on("2026-03-02")));
    expect(result.elsewhere.count).toBe(0);
  });
});

describe("Registration within three days (臺中市114年計畫)", () => {
  it.each([
    ["2026-03-02", "2026-03-05", "a Monday: the Thursday"],
    ["2026-03-03", "2026-03-06", "a Tuesday: the Friday"],
    ["2026-03-04", "2026-03-09", "a Wednesday: a Saturday, so the Monday"],
    ["2026-03-05", "2026-03-09", "a Thursday: a Sunday, so the Monday"],
    ["2026-02-11", "2026-02-23", "over the Lunar New Year"],
  ])("from %s is due on %s (%s)", async (startedOn, dueOn) => {
    const { id } = await added({ startedOn: day(startedOn) });
    const registration = await standing(id, startedOn);
    expect(registration).toMatchObject({ kind: "clock", outcome: { dueOn } });
  });

  it("moves over a typhoon closure and is judged with it", async () => {
    const startedOn = day("2026-07-13");
    const { id } = await added({ startedOn });
    expect(await standing(id, "2026-07-17")).toMatchObject({
      outcome: { dueOn: "2026-07-16", state: "overdue" },
    });
    const typhoon = { closedOn: day("2026-07-16"), reason: "示範颱風停班" };
    done(await addClosure(officer, typhoon, on("2026-07-15")));
    expect(await standing(id, "2026-07-17")).toMatchObject({
      outcome: { dueOn: "2026-07-17", state: "due_soon" },
    });
    const sent = { id, version: 1, registeredOn: day("2026-07-17") };
    expect(done(await registerStaff(manager, sent, on("2026-07-17"))).late).toBe(false);
  });

  it("sent late is recorded and said to be late, with the rule's outcome in the audit log", async () => {
    const { id } = await added();
    const sent = { id, version: 1, registeredOn: day("2026-03-06") };
    expect(done(await registerStaff(officer, sent, on("2026-03-09"))).late).toBe(true);
    expect(await standing(id, "2026-03-09")).toMatchObject({ outcome: { state: "met_late" } });
    const [entry] = await ownerSql<{ detail: unknown }>(
      "SELECT detail FROM audit_entry WHERE subject_id = $1 AND action = 'staff.registered'",
      [id],
    );
    expect(entry?.detail).toMatchObject({ late: true, rule: { dueOn: "2026-03-05", state: "met_late" } });
  });

  it("takes no day before the first day and none in the future", async () => {
    const { id } = await added();
    const sent = (registeredOn: string) =>
      registerStaff(officer, { id, version: 1, registeredOn: day(registeredOn) }, on("2026-03-04"));
    expect(code(await sent("2026-03-01"))).toBe("day");
    expect(code(await sent("2026-03-05"))).toBe("day");
    expect(code(await sent("2026-03-04"))).toBe("ok");
  });

  it("sent by two at once is recorded once; the other is told by whom", async () => {
    const { id } = await added();
    const sent = { id, version: 1, registeredOn: day("2026-03-04") };
    const results = await Promise.all([
      registerStaff(officer, sent, on("2026-03-04")),
      registerStaff(manager, sent, on("2026-03-04")),
    ]);
    expect(results.map(code).sort()).toEqual(["ok", "stale"]);
    const stale = results.find((result) => !result.ok);
    expect(stale && refused(stale).message).toMatch(/登錄報備寄送日（登錄寄送日）/u);
  });

  it("has no clock in Taoyuan, which is said", async () => {
    const clock = registrationClock("taoyuan", day("2026-03-02"));
    expect(clock).toMatchObject({ kind: "no_rule", message: expect.stringContaining("時效") });
    const given = { ...person(), unitId: other.aUnit.id };
    const { id } = done(await addStaff(other.actors.a_unit_manager, given, on("2026-03-02")));
    const sent = { id, version: 1, registeredOn: day("2026-03-20") };
    const result = done(await registerStaff(other.actors.a_unit_manager, sent, on("2026-03-20")));
    expect(result.late).toBe(false);
  });

  it.each([
    ["overdue", "2026-03-06", true],
    ["overdue", "2026-03-05", false],
    ["due", "2026-03-05", true],
    ["due", "2026-03-06", false],
    ["open", "2026-03-06", true],
    ["registered", "2026-03-06", false],
  ])("filters %s on %s as the rule judges: %s", async (registration, date, there) => {
    const unit = await aUnitOf("taichung", { tier: "a" });
    const { id } = await added({ unitId: unit.id });
    const params = staffListParams({ registration, unit: unit.id });
    const { rows, total } = await listStaff(officer, params, day(date));
    expect(rows.map((row) => row.id)).toEqual(there ? [id] : []);
    expect(total).toBe(there ? 1 : 0);
  });
});

describe("A person's data", () => {
  const details = {
    name: "示範改名",
    duty: "other",
    employment: "part_time",
    qualification: "社會工作師",
  } as const;

  it("changes with its version, which tells the next what was changed", async () => {
    const { id } = await added();
    done(await changeStaff(manager, { id, version: 1, ...details }, on("2026-03-03")));
    const again = refused(await changeStaff(officer, { id, version: 1, ...details }, on("2026-03-03")));
    expect(again.code).toBe("stale");
    expect(again.message).toContain(manager.name);
    expect(again.message).toContain("專兼任");
    expect(await staffById(officer, id)).toMatchObject({ ...details, version: 2 });
  });

  it("does not change after the end, and the end comes once and not before the first day", async () => {
    const { id } = await added();
    const end = (version: number, endedOn: string) =>
      endStaff(officer, { id, version, endedOn: day(endedOn), reason: "離職" }, on("2026-03-31"));
    expect(code(await end(1, "2026-03-01"))).toBe("day");
    expect(code(await end(1, "2026-04-01"))).toBe("day");
    done(await end(1, "2026-03-02"));
    expect(code(await end(2, "2026-03-03"))).toBe("ended");
    expect(code(await changeStaff(officer, { id, version: 2, ...details }))).toBe("ended");
  });

  it("is found by a part of the name and by the unit, whichever way 臺 is written", async () => {
    const unit = await aUnitOf("taichung", { tier: "a", name: "示範臺灣單位" });
    const { id } = await added({ unitId: unit.id, name: "示範台生" });
    const found = async (q: string) => {
      const { rows } = await listStaff(officer, staffListParams({ q }), day("2026-03-02"));
      return rows.map((row) => row.id);
    };
    expect(await found("範臺生")).toEqual([id]);
    expect(await found("台灣單位")).toEqual([id]);
    expect(await found(unit.code)).toEqual([id]);
  });

  it("cannot be entered for a unit of another city, an unknown one or a first day years ahead", async () => {
    expect(code(await addStaff(officer, person({ unitId: other.aUnit.id })))).toBe("not_found");
    const late = person({ startedOn: day("2027-03-03") });
    expect(code(await addStaff(officer, late, on("2026-03-02")))).toBe("day");
  });
});
