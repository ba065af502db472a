import { beforeAll, describe, expect, it } from "vitest";
import { centreBoard } from "@/lib/features/dispatch/centre/queries";
import { dispatchToAUnit } from "@/lib/features/dispatch/centre/service";
import { dispatchToProvider } from "@/lib/features/dispatch/providers/service";
import { letterById, lettersAbout } from "@/lib/features/letters/queries";
import { enterArrival, openLetter } from "@/lib/features/letters/service";
import { measureById } from "@/lib/features/penalties/measures/queries";
import { decideMeasure, dropMeasure, liftMeasure } from "@/lib/features/penalties/measures/service";
import { askReview, decideReview } from "@/lib/features/penalties/reviews/service";
import type { DecideMeasure } from "@/lib/features/penalties/schema";
import type { Actor } from "@/lib/platform/actor";
import { sha256Of } from "@/lib/platform/files";
import { plainDate } from "@/lib/rules/plain-date";
import { code, done } from "../support/accounts";
import { aCase, type TestCase } from "../support/cases";
import { aCentreOrder, aTakingUnit } from "../support/centre";
import { aConsent, aContract, anOrder, noonOf } from "../support/dispatch";
import { aCity, anActor, aUnitOf, ownerSql, type TestCity, type TestUnit } from "../support/fixtures";
import { aViolation, ownLetters, proposedMeasure } from "../support/penalties";

let city: TestCity;
let officer: Actor;

beforeAll(async () => {
  await ownLetters();
  city = await aCity("taichung");
  officer = city.actors.bureau_officer;
});

const GROUNDS = "違約情節非輕，予以處分。";
const TODAY = "2026-08-07";
const clock = noonOf(TODAY);

async function aParty(to = "2026-12-31") {
  const unit = await aUnitOf("taichung", { tier: "b", services: ["home_care", "respite"] });
  const contractId = await aContract(unit, { to });
  return { unit, contractId, person: await anActor("taichung", "b_unit_staff", unit) };
}

/** What an officer decides on the open proposal of a unit; thirty days from the first of September, unless told. */
async function decision(unit: TestUnit, changes: Partial<DecideMeasure> = {}): Promise<DecideMeasure> {
  const open = await proposedMeasure(unit);
  if (!open) throw new Error("nothing is proposed");
  return {
    ...{ id: open.id, version: open.version, kind: open.kind as DecideMeasure["kind"], services: [] },
    ...{ fromOn: plainDate("2026-09-01"), throughOn: plainDate("2026-09-30"), grounds: GROUNDS },
    ...changes,
  };
}

describe("What points lead to", () => {
  it("is proposed with the first point, as a suspension, and decided with a letter", async () => {
    const { unit, person } = await aParty();
    const violationId = await aViolation(officer, unit).decided();
    const input = await decision(unit);
    expect(input.kind).toBe("suspension");
    expect(await measureById(person, input.id)).toBeNull();
    done(await decideMeasure(officer, input, clock));
    const seen = await measureById(person, input.id);
    expect(seen).toMatchObject({ state: "decided", fromOn: "2026-09-01", throughOn: "2026-09-30" });
    expect(seen?.violations.map(({ id }) => id)).toEqual([violationId]);
    const [letter] = await lettersAbout(person, { measureId: input.id });
    expect(letter?.kind).toBe("suspension");
  });

  it.each([
    ["2026-09-29", "span", "29 days are too few"],
    ["2027-03-01", "span", "past the contract"],
    ["2026-08-31", "span", "an end before its beginning"],
  ])("lasts no day less and none more than the law says: through %s is refused (%s)", async (throughOn) => {
    const { unit } = await aParty();
    await aViolation(officer, unit).decided();
    const refused = await decideMeasure(
      officer,
      await decision(unit, { throughOn: plainDate(throughOn) }),
      clock,
    );
    expect(code(refused)).toBe("span");
    expect(refused.ok ? {} : refused.fieldErrors).toHaveProperty("throughOn");
    expect(await ownerSql("SELECT 1 FROM dispatch_suspension WHERE unit_id = $1", [unit.id])).toEqual([]);
  });

  it("begins no earlier than today, and may end with the contract before thirty days are over", async () => {
    const { unit } = await aParty("2026-08-20");
    await aViolation(officer, unit).decided();
    const late = await decision(unit, { fromOn: plainDate("2026-08-06") });
    expect(code(await decideMeasure(officer, late, clock))).toBe("day");
    const short = { fromOn: plainDate(TODAY), throughOn: plainDate("2026-08-20") };
    done(await decideMeasure(officer, await decision(unit, short), clock));
  });

  it("is not proposed again for the same points after an officer decided against it", async () => {
    const { unit } = await aParty();
    await aViolation(officer, unit, { happenedOn: "2026-02-01" }).decided();
    const { id, version } = await decision(unit);
    done(await dropMeasure(officer, { id, version, grounds: "情節輕微，不予停派。" }, clock));
    expect(await proposedMeasure(unit)).toBeNull();
    await aViolation(officer, unit, { clause: 5, happenedOn: "2026-03-01" }).decided();
    expect((await proposedMeasure(unit))?.id).not.toBe(id);
  });

  it("goes when a review takes the only points back", async () => {
    const { unit, person } = await aParty();
    const violationId = await aViolation(officer, unit).decided();
    expect(await proposedMeasure(unit)).not.toBeNull();
    done(
      await askReview(
        person,
        { violationId, grounds: "事實有誤，請撤銷。", askedOn: null },
        noonOf("2026-08-10"),
      ),
    );
    const taken = { violationId, version: 1, outcome: "taken_back", decision: "事實認定有誤。" } as const;
    done(await decideReview(officer, taken, noonOf("2026-08-12")));
    expect(await proposedMeasure(unit)).toBeNull();
  });
});

describe("A suspended B unit", () => {
  const DAYS = [
    ["2026-08-31", true],
    ["2026-09-01", false],
    ["2026-09-30", false],
    ["2026-10-01", true],
  ] as const;

  async function suspended(services: DecideMeasure["services"] = []) {
    const { unit } = await aParty();
    const second = await aUnitOf("taichung", { tier: "b", services: ["home_care"] });
    await aContract(second);
    await aViolation(officer, unit).decided();
    done(await decideMeasure(officer, await decision(unit, { services }), clock));
    const aUnit = await aUnitOf("taichung", { tier: "a" });
    const manager = await anActor("taichung", "a_unit_manager", aUnit);
    return { unit, second, aUnit, manager };
  }

  const send = (row: TestCase, changes: object) => ({
    ...{
      caseId: row.id,
      planId: row.planId ?? "",
      service: "home_care" as const,
      basis: "rotation" as const,
    },
    ...{ unitId: null, consentId: null, expectedUnitId: null, reason: null },
    ...changes,
  });

  it.each(DAYS)("on %s takes its turn: %s", async (day, takes) => {
    const { unit, second, aUnit, manager } = await suspended();
    await anOrder(aUnit, [unit, second]);
    const row = await aCase(city).inService(aUnit);
    const sent = done(await dispatchToProvider(manager, send(row, {}), noonOf(day)));
    expect(sent.unitId).toBe(takes ? unit.id : second.id);
  });

  it.each(DAYS)("on %s may be chosen by the family: %s", async (day, takes) => {
    const { unit, aUnit, manager } = await suspended();
    const row = await aCase(city).inService(aUnit);
    const consentId = await aConsent(row);
    const input = send(row, { basis: "client_choice", unitId: unit.id, consentId });
    const result = await dispatchToProvider(manager, input, noonOf(day));
    expect(code(result)).toBe(takes ? "ok" : "choice_unavailable");
    if (!result.ok) expect(result.message).toContain("停止派案");
  });

  it("of another service goes on taking this one", async () => {
    const { unit } = await aParty();
    await ownerSql(
      `INSERT INTO contract_service (contract_id, service, jurisdiction_id, unit_id, starts_on, effective_until)
       SELECT id, 'respite', jurisdiction_id, unit_id, starts_on, effective_until FROM contract WHERE unit_id = $1`,
      [unit.id],
    );
    await aViolation(officer, unit).decided();
    const strange = await decideMeasure(officer, await decision(unit, { services: ["day_care"] }), clock);
    expect(code(strange)).toBe("services");
    done(await decideMeasure(officer, await decision(unit, { services: ["respite"] }), clock));
    const aUnit = await aUnitOf("taichung", { tier: "a" });
    const manager = await anActor("taichung", "a_unit_manager", aUnit);
    await anOrder(aUnit, [unit]);
    const row = await aCase(city).inService(aUnit);
    const sent = done(await dispatchToProvider(manager, send(row, {}), noonOf("2026-09-10")));
    expect(sent.unitId).toBe(unit.id);
  });

  it("is back in the rotations at once when the suspension is lifted, and not twice", async () => {
    const { unit, second, aUnit, manager } = await suspended();
    await anOrder(aUnit, [unit, second]);
    const [measure] = await ownerSql<{ id: string; version: number }>(
      "SELECT id, version FROM measure WHERE unit_id = $1 AND state = 'decided'",
      [unit.id],
    );
    const input = { id: measure?.id ?? "", version: measure?.version ?? 0, reason: "複核撤銷，提前解除。" };
    done(await liftMeasure(officer, input, noonOf("2026-09-10")));
    expect(code(await liftMeasure(officer, { ...input, version: input.version + 1 }, clock))).toBe("state");
    const row = await aCase(city).inService(aUnit);
    const sent = done(await dispatchToProvider(manager, send(row, {}), noonOf("2026-09-10")));
    expect(sent.unitId).toBe(unit.id);
  });
});

describe("A suspended A unit", () => {
  it.each([
    ["2026-08-31", null],
    ["2026-09-01", "停止派案中"],
    ["2026-09-30", "停止派案中"],
    ["2026-10-01", null],
  ])("on %s stands in the centre's order with: %s", async (day, why) => {
    // A district of its own for every row, so that each has its own order.
    const districtId = `660000${{ "2026-08-31": "70", "2026-09-01": "80", "2026-09-30": "90" }[day] ?? "50"}`;
    const unit = await aTakingUnit("taichung", districtId);
    await aCentreOrder("taichung", districtId, [unit]);
    await aViolation(officer, unit, { clause: 11 }).decided();
    done(await decideMeasure(officer, await decision(unit), clock));
    const row = await aCase(city, { districtId }).assessed();
    const supervisor = city.actors.care_supervisor;
    const board = await centreBoard(supervisor, row.id, plainDate(day));
    const candidate = board?.inOrder.find((each) => each.id === unit.id);
    expect(candidate?.skip).toBe(why === null ? null : "suspended");
    expect(board?.next?.id ?? null).toBe(why === null ? unit.id : null);
    if (why !== null) expect(board?.nobody).toContain(why);
    const input = { caseId: row.id, version: row.version, basis: "rotation" as const };
    const sent = await dispatchToAUnit(
      supervisor,
      { ...input, unitId: null, expectedUnitId: null },
      noonOf(day),
    );
    expect(sent.ok).toBe(why === null);
  });
});

describe("Termination", () => {
  async function overTheTop() {
    const party = await aParty();
    for (const [clause, happenedOn] of [
      [17, "2026-02-01"],
      [17, "2026-03-01"],
      [5, "2026-04-01"],
      [5, "2026-05-01"],
    ] as const) {
      await aViolation(officer, party.unit, { clause, happenedOn }).decided();
    }
    return party;
  }

  it("is proposed with six points in a year, ends the contract on its day, and is no suspension", async () => {
    const { unit, contractId, person } = await overTheTop();
    expect((await proposedMeasure(unit))?.kind).toBe("termination");
    const instead = await decision(unit, { kind: "suspension" });
    expect(code(await decideMeasure(officer, instead, clock))).toBe("kind");
    const input = await decision(unit, { fromOn: plainDate("2026-09-15"), throughOn: null });
    done(await decideMeasure(officer, input, clock));
    const [contract] = await ownerSql(
      "SELECT closed_on::text AS closed, effective_until::text AS until FROM contract WHERE id = $1",
      [contractId],
    );
    expect(contract).toEqual({ closed: "2026-09-15", until: "2026-09-15" });
    const [letter] = await lettersAbout(person, { measureId: input.id });
    expect(letter?.kind).toBe("termination");
  });

  it("leaves the unit in the rotations through its day, and out of them from the next", async () => {
    const { unit } = await overTheTop();
    done(
      await decideMeasure(
        officer,
        await decision(unit, { fromOn: plainDate("2026-09-15"), throughOn: null }),
        clock,
      ),
    );
    const aUnit = await aUnitOf("taichung", { tier: "a" });
    const manager = await anActor("taichung", "a_unit_manager", aUnit);
    await anOrder(aUnit, [unit]);
    const sentOn = async (day: string) => {
      const row = await aCase(city).inService(aUnit);
      const input = {
        caseId: row.id,
        planId: row.planId ?? "",
        service: "home_care" as const,
        basis: "rotation" as const,
      };
      return dispatchToProvider(
        manager,
        { ...input, unitId: null, consentId: null, expectedUnitId: null, reason: null },
        noonOf(day),
      );
    };
    expect(code(await sentOn("2026-09-15"))).toBe("ok");
    expect(code(await sentOn("2026-09-16"))).toBe("rotation_exhausted");
  });

  it("undoes everything where the contract cannot end on that day", async () => {
    const { unit } = await overTheTop();
    const input = await decision(unit, { fromOn: plainDate("2027-01-15"), throughOn: null });
    const refused = await decideMeasure(officer, input, clock);
    expect(code(refused)).toBe("outside");
    expect(refused.ok ? {} : refused.fieldErrors).toHaveProperty("fromOn");
    expect(await lettersAbout(officer, { measureId: input.id })).toEqual([]);
    expect((await proposedMeasure(unit))?.id).toBe(input.id);
  });

  it("is due for a C station with its third missed correction", async () => {
    const unit = await aUnitOf("taichung", { tier: "c" });
    await aContract(unit);
    for (const happenedOn of ["2026-02-01", "2026-05-01"]) {
      await aViolation(officer, unit, { clause: null, corrected: false, happenedOn }).decided();
      expect(await proposedMeasure(unit)).toBeNull();
    }
    await aViolation(officer, unit, { clause: null, corrected: false, happenedOn: "2026-07-01" }).decided();
    expect((await proposedMeasure(unit))?.kind).toBe("termination");
  });
});

describe("A letter", () => {
  it("is numbered, kept byte by byte as it was sent, and says the facts, the clause, and how to ask for a review", async () => {
    const { unit, person } = await aParty();
    const violationId = await aViolation(officer, unit, { facts: "申報時數與紀錄不符三次。" }).decided();
    const letters = await lettersAbout(person, { violationId });
    expect(letters.map(({ kind }) => kind)).toEqual(["hearing", "points"]);
    const numbers = letters.map(({ number }) => number);
    expect(numbers[0]).toMatch(/^115-\d{5}$/);
    expect(new Set(numbers).size).toBe(2);
    const points = await letterById(person, letters[1]?.id ?? "");
    const said = JSON.stringify(points?.content);
    for (const words of [
      "申報時數與紀錄不符三次。",
      "第25條第17款",
      "虛報、浮報服務費用",
      "30 日內",
      unit.name,
    ]) {
      expect(said).toContain(words);
    }
    const opened = done(await openLetter(person, points?.id ?? ""));
    expect(opened.bytes.subarray(0, 5).toString()).toBe("%PDF-");
    expect(sha256Of(opened.bytes)).toBe(points?.sha256);
    await ownerSql("UPDATE unit SET name = '改名後' WHERE id = $1", [unit.id]);
    const later = await letterById(person, points?.id ?? "");
    expect(later?.content.head.unit.name).toBe(unit.name);
  });

  it("is told to have arrived once, on no day before it was sent and on none to come", async () => {
    const { unit, person } = await aParty();
    const violationId = await aViolation(officer, unit).decided();
    const id = (await lettersAbout(person, { violationId }))[1]?.id ?? "";
    const on = (day: string) => enterArrival(person, { id, arrivedOn: plainDate(day) }, noonOf("2026-08-12"));
    expect(code(await on("2026-08-06"))).toBe("day");
    expect(code(await on("2026-08-13"))).toBe("day");
    done(await on("2026-08-10"));
    expect(code(await on("2026-08-11"))).toBe("arrived");
  });

  it("takes the next number only when it is sent: a refused decision leaves no gap", async () => {
    const { unit } = await aParty();
    const last = async () =>
      Number(
        (
          await ownerSql<{ last: number }>(
            "SELECT last FROM running_number WHERE kind = 'letter' AND roc_year = 115",
          )
        )[0]?.last,
      );
    await aViolation(officer, unit).decided();
    const before = await last();
    const refused = await decideMeasure(
      officer,
      await decision(unit, { fromOn: plainDate("2028-01-01") }),
      clock,
    );
    expect(refused.ok).toBe(false);
    expect(await last()).toBe(before);
    done(await decideMeasure(officer, await decision(unit), clock));
    expect(await last()).toBe(before + 1);
  });
});
