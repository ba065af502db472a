import { beforeAll, describe, expect, it } from "vitest";
import { dispatchToProvider } from "@/lib/features/dispatch/providers/service";
import {
  keepRotation,
  startRotation,
  stepped,
  submitRotation,
} from "@/lib/features/dispatch/rotations/keeping/service";
import { listRotations, rotationById } from "@/lib/features/dispatch/rotations/queries";
import {
  approveRotation,
  carriedCursor,
  returnRotation,
} from "@/lib/features/dispatch/rotations/review/service";
import { keepRotationSchema, rotationListParams } from "@/lib/features/dispatch/rotations/schema";
import { ROTATION_TRANSITIONS } from "@/lib/features/dispatch/rotations/types";
import { plainDate } from "@/lib/rules/plain-date";
import { code, done } from "../support/accounts";
import { aCase } from "../support/cases";
import {
  aContract,
  aContractedUnit,
  anOrder,
  aSuspension,
  NEIGHBOUR_ZONE,
  noonOf,
  ZONE,
} from "../support/dispatch";
import { aCity, anActor, aUnitOf, ownerSql, type TestCity, type TestUnit } from "../support/fixtures";

const DAY = "2026-09-15";
const AS_OF = plainDate(DAY);
/** A zone in which no test but one has contracts. */
const QUIET_ZONE = "taichung-山1";

let city: TestCity;

beforeAll(async () => {
  city = await aCity("taichung");
});

async function aPlace() {
  const aUnit = await aUnitOf("taichung", { tier: "a" });
  return { aUnit, manager: await anActor("taichung", "a_unit_manager", aUnit) };
}

const detail = async (id: string) => {
  const found = await rotationById(city.actors.care_supervisor, id, AS_OF);
  if (!found) throw new Error("no such order");
  return found;
};

const unitsOf = async (id: string) => (await detail(id)).entries.map((entry) => entry.unit.id);

function keep(id: string, version: number, step: string, more: Record<string, string> = {}) {
  return keepRotationSchema.parse({ id, version: String(version), step, ...more });
}

async function submitted(aUnit: TestUnit, units: TestUnit[]) {
  return { id: await anOrder(aUnit, units, { state: "submitted" }), version: 1 };
}

describe("A new order", () => {
  it("begins with the units that are contracted for the service in the area, and no others", async () => {
    const { manager } = await aPlace();
    const main = await aContractedUnit(city, { service: "day_care" });
    const secondary = await aContractedUnit(city, {
      service: "day_care",
      mainZoneId: NEIGHBOUR_ZONE,
      secondaryZoneId: ZONE,
    });
    const elsewhere = await aContractedUnit(city, { service: "day_care", mainZoneId: NEIGHBOUR_ZONE });
    const ended = await aContractedUnit(city, { service: "day_care", to: "2026-09-14" });
    const started = done(await startRotation(manager, { area: ZONE, service: "day_care" }, noonOf(DAY)));
    expect(started.source).toBe("contracts");
    const units = await unitsOf(started.id);
    expect(units).toEqual(expect.arrayContaining([main.id, secondary.id]));
    expect(units).not.toContain(elsewhere.id);
    expect(units).not.toContain(ended.id);
  });

  it("begins with the units that the public list names where nobody is contracted, and says so", async () => {
    const { manager } = await aPlace();
    const [district] = await ownerSql<{ id: string }>("SELECT id FROM district WHERE service_zone_id = $1", [
      QUIET_ZONE,
    ]);
    const listed = await aUnitOf("taichung", {
      tier: "b",
      districtId: district?.id ?? "",
      services: ["family_care_home"],
    });
    const started = done(
      await startRotation(manager, { area: QUIET_ZONE, service: "family_care_home" }, noonOf(DAY)),
    );
    expect(started.source).toBe("listings");
    const order = await detail(started.id);
    expect(order.withoutContracts).toBe(true);
    expect(order.entries.find((entry) => entry.unit.id === listed.id)?.contracted).toBe(false);
  });

  it("goes on from the approved one: its units in their order, new ones last, gone ones left out", async () => {
    const { aUnit, manager } = await aPlace();
    const [one, two] = [await aContractedUnit(city), await aContractedUnit(city)];
    const gone = await aContractedUnit(city, { to: "2026-09-14" });
    await anOrder(aUnit, [two, gone, one]);
    const started = done(await startRotation(manager, { area: ZONE, service: "home_care" }, noonOf(DAY)));
    expect(started.source).toBe("former");
    const units = await unitsOf(started.id);
    expect(units.slice(0, 2)).toEqual([two.id, one.id]);
    expect(units).not.toContain(gone.id);
  });

  it("is one at a time for an area and service", async () => {
    const { manager } = await aPlace();
    const input = { area: ZONE, service: "respite" as const };
    const results = await Promise.all([1, 2, 3].map(() => startRotation(manager, input, noonOf(DAY))));
    expect(results.map(code).sort()).toEqual(["ok", "open_order", "open_order"]);
    expect(code(await startRotation(manager, { ...input, area: "taoyuan-x" }, noonOf(DAY)))).toBe("no_area");
  });

  it("stands for a district in a city without zones", async () => {
    const foreign = await aCity("taoyuan");
    const unit = await aUnitOf("taoyuan", { tier: "b" });
    await aContract(unit);
    const manager = foreign.actors.a_unit_manager;
    const input = { area: unit.districtId, service: "home_care" as const };
    const started = done(await startRotation(manager, input, noonOf(DAY)));
    const order = await rotationById(manager, started.id, AS_OF);
    expect(order?.area).toMatchObject({ zoneId: null, districtId: unit.districtId });
    expect(order?.entries.map((entry) => entry.unit.id)).toEqual([unit.id]);
  });
});

describe("A draft", () => {
  it("moves units up and down, takes them out, takes them in, and keeps the notes with every step", async () => {
    const { aUnit, manager } = await aPlace();
    const units = [await aContractedUnit(city), await aContractedUnit(city), await aContractedUnit(city)];
    const [a, b, c] = units as [TestUnit, TestUnit, TestUnit];
    const id = await anOrder(aUnit, units, { state: "draft" });
    const note = { [`note:${c.id}`]: "夜間可", inventoryNote: "三家" };
    done(await keepRotation(manager, keep(id, 1, `up:${c.id}`, note), noonOf(DAY)));
    expect(await unitsOf(id)).toEqual([a.id, c.id, b.id]);
    done(await keepRotation(manager, keep(id, 2, `down:${a.id}`, { inventoryNote: "三家" }), noonOf(DAY)));
    done(await keepRotation(manager, keep(id, 3, `remove:${b.id}`), noonOf(DAY)));
    expect(await unitsOf(id)).toEqual([c.id, a.id]);
    done(await keepRotation(manager, keep(id, 4, "add", { add: b.id }), noonOf(DAY)));
    expect(await unitsOf(id)).toEqual([c.id, a.id, b.id]);
    expect((await detail(id)).entries[0]?.note).toBe("夜間可");
    const stranger = await aUnitOf("taichung", { tier: "b" });
    const refused = await keepRotation(manager, keep(id, 5, "add", { add: stranger.id }), noonOf(DAY));
    expect(code(refused)).toBe("not_offered");
  });

  it("stays within its ends", () => {
    const step = (kind: "up" | "down", unitId: string) =>
      stepped(["a", "b"], { step: { kind, unitId }, add: "" });
    expect([step("up", "a"), step("down", "b"), step("up", "x")]).toEqual([
      ["a", "b"],
      ["a", "b"],
      ["a", "b"],
    ]);
  });

  it("is not changed from a form that is older than its last change", async () => {
    const { aUnit, manager } = await aPlace();
    const id = await anOrder(aUnit, [await aContractedUnit(city)], { state: "draft" });
    done(await keepRotation(manager, keep(id, 1, "", { inventoryNote: "先" }), noonOf(DAY)));
    const stale = await keepRotation(manager, keep(id, 1, "", { inventoryNote: "後" }), noonOf(DAY));
    expect(code(stale)).toBe("stale");
    if (!stale.ok) expect(stale.message).toContain(manager.name);
    expect((await detail(id)).inventoryNote).toBe("先");
  });

  it("is sent only with a unit in it, and not changed while it is with the centre", async () => {
    const { aUnit, manager } = await aPlace();
    const empty = await anOrder(aUnit, [], { state: "draft" });
    expect(code(await submitRotation(manager, { id: empty, version: 1 }, noonOf(DAY)))).toBe("empty");
    const { id, version } = await submitted(aUnit, [await aContractedUnit(city)]);
    expect(code(await keepRotation(manager, keep(id, version, ""), noonOf(DAY)))).toBe("fixed");
    expect(code(await submitRotation(manager, { id, version }, noonOf(DAY)))).toBe("transition_refused");
  });

  it("takes a note of 200 characters and refuses one more at its field", () => {
    const id = "00000000-0000-7000-8000-000000000001";
    const form = (length: number) => ({ id, version: "1", [`note:${id}`]: "字".repeat(length) });
    expect(keepRotationSchema.safeParse(form(200)).success).toBe(true);
    expect(keepRotationSchema.safeParse(form(201)).error?.issues[0]?.path).toEqual([`note:${id}`]);
  });
});

describe("The centre's answer", () => {
  it("approves for half a year less a day and says so", async () => {
    const { aUnit } = await aPlace();
    const order = await submitted(aUnit, [await aContractedUnit(city)]);
    const approved = done(await approveRotation(city.actors.care_supervisor, order, noonOf("2026-08-31")));
    expect(approved.validThrough).toBe("2027-02-27");
    expect(await detail(order.id)).toMatchObject({ state: "approved", validFrom: "2026-08-31" });
  });

  it("returns with a remark, and the A unit corrects and sends again", async () => {
    const { aUnit, manager } = await aPlace();
    const order = await submitted(aUnit, [await aContractedUnit(city)]);
    const remark = "請補充量能說明";
    done(await returnRotation(city.actors.care_supervisor, { ...order, remark }, noonOf(DAY)));
    expect(await detail(order.id)).toMatchObject({ state: "returned", reviewRemark: remark });
    done(await keepRotation(manager, keep(order.id, 2, "", { inventoryNote: "補充" }), noonOf(DAY)));
    done(await submitRotation(manager, { id: order.id, version: 3 }, noonOf(DAY)));
    expect((await detail(order.id)).state).toBe("submitted");
  });

  it("comes from a specialist of the area's districts only", async () => {
    const { aUnit } = await aPlace();
    const specialist = await anActor("taichung", "care_specialist", null);
    const order = await submitted(aUnit, [await aContractedUnit(city)]);
    const elsewhere = { ...specialist, districtIds: ["66000090"] };
    expect(code(await approveRotation(elsewhere, order, noonOf(DAY)))).toBe("forbidden");
    const here = { ...specialist, districtIds: ["66000060"] };
    expect(code(await approveRotation(here, order, noonOf(DAY)))).toBe("ok");
  });

  it("replaces the former order and goes on with the unit whose turn it was", async () => {
    const { aUnit, manager } = await aPlace();
    const units = [await aContractedUnit(city), await aContractedUnit(city), await aContractedUnit(city)];
    const [a, b, c] = units as [TestUnit, TestUnit, TestUnit];
    const former = await anOrder(aUnit, units, { cursor: 1 });
    const order = await submitted(aUnit, [c, a, b]);
    done(await approveRotation(city.actors.care_supervisor, order, noonOf(DAY)));
    expect((await detail(former)).state).toBe("superseded");
    const testCase = await aCase(city).inService(aUnit);
    const input = {
      ...{ caseId: testCase.id, planId: testCase.planId ?? "", service: "home_care" as const },
      ...{ basis: "rotation" as const, unitId: null, consentId: null, expectedUnitId: null, reason: null },
    };
    expect(done(await dispatchToProvider(manager, input, noonOf(DAY)))).toMatchObject({
      unitId: b.id,
      turn: 1,
    });
  });

  it("goes on with the next that stayed where the unit in turn has left", () => {
    const order = (...ids: string[]) => ({ entries: ids.map((unitId) => ({ unitId })) });
    const from = (cursor: number) => ({ cursor, ...order("a", "b", "c") });
    expect(carriedCursor(from(1), order("c", "a", "b"))).toBe(2);
    expect(carriedCursor(from(1), order("a", "c"))).toBe(1);
    expect(carriedCursor(from(2), order("b", "a"))).toBe(1);
    expect(carriedCursor(from(2), order("x", "y"))).toBe(0);
  });

  it("moves only as the table of transitions allows", async () => {
    const { aUnit } = await aPlace();
    const unit = await aContractedUnit(city);
    const supervisor = city.actors.care_supervisor;
    for (const state of ["draft", "returned", "approved"] as const) {
      const id = await anOrder(aUnit, [unit], {
        state,
        service: state === "approved" ? "respite" : "home_care",
      });
      expect(code(await approveRotation(supervisor, { id, version: 1 }, noonOf(DAY)))).toBe(
        "transition_refused",
      );
    }
    expect(ROTATION_TRANSITIONS.superseded).toEqual([]);
  });
});

describe("The list of orders", () => {
  it("finds what is due for renewal thirty days before the end, and what has run out", async () => {
    const { aUnit, manager } = await aPlace();
    const unit = await aContractedUnit(city);
    const soon = await anOrder(aUnit, [unit], { validThrough: "2026-10-15" });
    const later = await anOrder(aUnit, [unit], { validThrough: "2026-10-16", service: "respite" });
    const over = await anOrder(aUnit, [unit], { validThrough: "2026-09-14", service: "day_care" });
    const ids = async (state: string) =>
      (await listRotations(manager, rotationListParams({ state }), AS_OF)).rows.map((row) => row.id);
    expect(await ids("renewal_due")).toEqual([soon]);
    expect(await ids("expired")).toEqual([over]);
    expect((await ids("valid")).sort()).toEqual([soon, later].sort());
    const { rows } = await listRotations(manager, rotationListParams({ state: "expired" }), AS_OF);
    expect(rows[0]).toMatchObject({ standing: "expired", daysLeft: -1 });
  });

  it("shows on the page of an order who is not contracted, outside the area or suspended today", async () => {
    const { aUnit } = await aPlace();
    const [stranger, suspended] = [await aUnitOf("taichung", { tier: "b" }), await aContractedUnit(city)];
    const elsewhere = await aContractedUnit(city, { mainZoneId: NEIGHBOUR_ZONE });
    await aSuspension(suspended, DAY, DAY);
    const id = await anOrder(aUnit, [stranger, elsewhere, suspended], { state: "draft" });
    expect((await detail(id)).entries).toMatchObject([
      { contracted: false, inArea: false, suspended: false },
      { contracted: true, inArea: false, suspended: false },
      { contracted: true, inArea: true, suspended: true },
    ]);
  });
});
