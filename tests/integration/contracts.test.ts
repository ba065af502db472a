import { beforeAll, describe, expect, it } from "vitest";
import {
  contractById,
  contractsOfUnit,
  readOverlaps,
  standing,
} from "@/lib/features/registry/contracts/queries";
import { type CreateContract, createContractSchema } from "@/lib/features/registry/contracts/schema";
import { closeContract, correctContract, createContract } from "@/lib/features/registry/contracts/service";
import { fencesAsRefusals } from "@/lib/features/registry/contracts/terms/service";
import type { Clock } from "@/lib/platform/clock";
import { withActor } from "@/lib/platform/db";
import { ok, type Refused, type Result } from "@/lib/platform/result";
import { plainDate } from "@/lib/rules/plain-date";
import { actionsOn, code, done } from "../support/accounts";
import { aCity, aUnitOf, ownerSql, type TestCity } from "../support/fixtures";

let city: TestCity;
let other: TestCity;
let running = 0;

beforeAll(async () => {
  city = await aCity("taichung");
  other = await aCity("taoyuan");
});

const day = plainDate;

/** A clock that stands at noon of a day in the office. */
function on(date: string): Clock {
  return { now: () => new Date(`${date}T04:00:00Z`) };
}

function terms(changes: Partial<CreateContract> = {}): CreateContract {
  running += 1;
  return {
    unitId: city.bUnit.id,
    number: `測試 ${running}`,
    startsOn: day("2026-01-01"),
    endsOn: day("2026-12-31"),
    services: ["home_care"],
    mainZoneId: "taichung-城中2",
    secondaryZoneId: null,
    districtIds: [],
    ...changes,
  };
}

const aBUnit = () => aUnitOf("taichung", { tier: "b", services: ["home_care", "respite"] });

function create(changes: Partial<CreateContract> = {}, clock = on("2026-03-02")) {
  return createContract(city.actors.bureau_officer, terms(changes), clock);
}

async function made(changes: Partial<CreateContract> = {}) {
  const unit = await aBUnit();
  const { id } = done(await create({ unitId: unit.id, ...changes }));
  return { id, unit };
}

function refused(result: Result<unknown>): Refused {
  if (result.ok) throw new Error("was not refused");
  return result;
}

const row = async (id: string) => {
  const found = await contractById(city.actors.bureau_officer, id);
  if (!found) throw new Error("no such contract");
  return found;
};

describe("The period of a contract (CR §10)", () => {
  it.each([
    ["2026-01-01", "2028-12-31", "ok"],
    ["2026-01-01", "2029-01-01", "period"],
    ["2024-02-29", "2027-02-28", "ok"],
    ["2024-02-29", "2027-03-01", "period"],
    ["2025-03-01", "2028-02-29", "ok"],
    ["2025-03-01", "2028-03-01", "period"],
    ["2026-05-01", "2026-05-01", "ok"],
    ["2026-05-02", "2026-05-01", "out_of_range"],
    ["2023-01-01", "2023-12-31", "no_parameter"],
  ])("from %s to %s is %s", async (startsOn, endsOn, answer) => {
    const unit = await aBUnit();
    const result = await create({ unitId: unit.id, startsOn: day(startsOn), endsOn: day(endsOn) });
    expect(code(result)).toBe(answer);
  });

  it("quotes the regulation when it is refused", async () => {
    const result = refused(await create({ endsOn: day("2029-01-01") }));
    expect(result.fieldErrors.endsOn?.[0]).toContain("117/12/31");
    expect(result.fieldErrors.endsOn?.[0]).toContain("長期照顧特約管理辦法第10條");
  });

  it("is held by the database as well", async () => {
    const unit = await aBUnit();
    const write = ownerSql(
      `INSERT INTO contract (id, jurisdiction_id, unit_id, number, starts_on, ends_on, effective_until, created_at)
       VALUES (gen_random_uuid(), 'taichung', $1, 'direct', '2024-02-29', '2027-03-01', '2027-03-01', now())`,
      [unit.id],
    );
    await expect(write).rejects.toThrow("contract_period");
  });
});

describe("Contracts of the same unit and service", () => {
  it("may follow one another without a day between", async () => {
    const { unit } = await made();
    const next = { unitId: unit.id, startsOn: day("2027-01-01"), endsOn: day("2027-12-31") };
    expect(code(await create(next))).toBe("ok");
  });

  it("may not share a day, and the refusal names the contract in the way", async () => {
    const { unit, id } = await made();
    const { number } = await row(id);
    const same = { unitId: unit.id, startsOn: day("2026-12-31"), endsOn: day("2027-12-30") };
    const result = refused(await create(same));
    expect(result.code).toBe("overlap");
    expect(result.fieldErrors.services?.[0]).toContain(number);
    expect(result.fieldErrors.services?.[0]).toContain("115/01/01–115/12/31");
  });

  it("may run beside one another for different services", async () => {
    const { unit } = await made();
    expect(code(await create({ unitId: unit.id, services: ["respite"] }))).toBe("ok");
  });

  it("may begin the day after an early end", async () => {
    const { unit, id } = await made();
    const closed = { id, version: 1, closedOn: day("2026-03-31"), reason: "雙方合意" };
    done(await closeContract(city.actors.bureau_officer, closed, on("2026-03-02")));
    const next = { unitId: unit.id, endsOn: day("2026-12-31") };
    expect(code(await create({ ...next, startsOn: day("2026-03-31") }))).toBe("overlap");
    expect(code(await create({ ...next, startsOn: day("2026-04-01") }))).toBe("ok");
  });

  it("become one when twenty people make the same at once", async () => {
    const unit = await aBUnit();
    const results = await Promise.all(Array.from({ length: 20 }, () => create({ unitId: unit.id })));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(new Set(results.map(code))).toEqual(new Set(["ok", "overlap"]));
    expect(await contractsOfUnit(city.actors.bureau_admin, unit.id, day("2026-03-02"))).toHaveLength(1);
  });

  it("are refused in the same words when only the database notices", async () => {
    const { unit } = await made();
    const free = { ...terms(), unitId: unit.id };
    const { id: second } = done(await create({ unitId: unit.id, services: ["respite"] }));
    const { bureau_officer: officer } = city.actors;
    const result = await fencesAsRefusals(
      free,
      () => readOverlaps(officer, unit.id, free, second),
      () =>
        withActor(officer, async (tx) => {
          const key = { contractId: second, service: "respite" as const };
          await tx.contractService.update({
            where: { contractId_service: key },
            data: { service: "home_care" },
          });
          return ok(null);
        }),
    );
    expect(refused(result).fieldErrors.services?.[0]).toContain("居家服務");
  });

  it("are kept apart by the database as well", async () => {
    const { unit, id } = await made();
    const { id: second } = done(await create({ unitId: unit.id, services: ["respite"] }));
    const write = ownerSql("UPDATE contract_service SET service = 'home_care' WHERE contract_id = $1", [
      second,
    ]);
    await expect(write).rejects.toThrow("contract_service_no_overlap");
    expect((await row(id)).services).toEqual(["home_care"]);
  });
});

describe("What a contract covers", () => {
  it("is of the unit's tier", async () => {
    expect(code(await create({ unitId: city.aUnit.id, services: ["home_care"] }))).toBe("service_of_tier");
    const free = await aUnitOf("taichung", { tier: "a" });
    expect(code(await create({ unitId: free.id, services: ["case_management"] }))).toBe("ok");
    const station = await aUnitOf("taichung", { tier: "c" });
    expect(code(await create({ unitId: station.id, services: ["case_management"] }))).toBe("service_of_tier");
    expect(code(await create({ unitId: station.id, services: ["c_station"] }))).toBe("ok");
  });

  it.each([
    ["taichung-屯區", "ok"],
    ["taichung-城中1", "ok"],
    ["taichung-海1", "not_adjacent"],
    ["taichung-城中2", "not_adjacent"],
  ])("with the main zone 城中2 may have the secondary zone %s: %s", async (secondaryZoneId, answer) => {
    const unit = await aBUnit();
    expect(code(await create({ unitId: unit.id, secondaryZoneId }))).toBe(answer);
  });

  it("is kept to adjacent zones by the database as well", async () => {
    const { id } = await made();
    const write = ownerSql("UPDATE contract SET secondary_zone_id = 'taichung-海1' WHERE id = $1", [id]);
    await expect(write).rejects.toThrow("contract_main_zone_id_secondary_zone_id_fkey");
  });

  it("names zones in Taichung and districts in Taoyuan, each of the own city", async () => {
    const unit = await aBUnit();
    expect(code(await create({ unitId: unit.id, mainZoneId: null }))).toBe("area");
    expect(code(await create({ unitId: unit.id, mainZoneId: null, districtIds: ["66000060"] }))).toBe("area");
    const officer = other.actors.bureau_officer;
    const there = { ...terms(), unitId: other.bUnit.id, mainZoneId: null };
    expect(code(await createContract(officer, { ...there, districtIds: [] }))).toBe("area");
    expect(code(await createContract(officer, { ...there, districtIds: ["66000060"] }))).toBe("area");
    expect(code(await createContract(officer, { ...there, mainZoneId: "taichung-山1" }))).toBe("area");
    expect(code(await createContract(officer, { ...there, districtIds: ["68000010", "68000020"] }))).toBe(
      "ok",
    );
  });

  it.each([
    ["secondary_zone_id = 'taichung-海1'", "not_adjacent"],
    ["ends_on = starts_on + 2000, effective_until = starts_on + 2000", "period"],
  ])("is refused in words when only the database notices: %s", async (change, answer) => {
    const { id } = await made();
    const { bureau_officer: officer } = city.actors;
    const result = await fencesAsRefusals(
      terms(),
      async () => [],
      () =>
        withActor(officer, async (tx) => {
          await tx.$executeRawUnsafe(`UPDATE contract SET ${change} WHERE id = '${id}'`);
          return ok(null);
        }),
    );
    expect(code(result)).toBe(answer);
  });

  it("has a number that goes to one of two units at the same moment", async () => {
    const units = await Promise.all([aBUnit(), aBUnit()]);
    const results = await Promise.all(units.map((unit) => create({ unitId: unit.id, number: "同號" })));
    expect(results.map(code).sort()).toEqual(["number_taken", "ok"]);
  });

  it("has a number that is used once in a city", async () => {
    const { id } = await made();
    const unit = await aBUnit();
    const result = refused(await create({ unitId: unit.id, number: (await row(id)).number }));
    expect(result.code).toBe("number_taken");
  });

  it("is read from a form, one service or several, dates as officials write them", () => {
    const form = {
      ...terms(),
      startsOn: "115.1.1",
      endsOn: "1151231",
      services: "home_care",
      mainZoneId: "",
      secondaryZoneId: "",
    };
    const read = createContractSchema.parse({ ...form, districtIds: undefined });
    expect(read).toMatchObject({ startsOn: "2026-01-01", endsOn: "2026-12-31", mainZoneId: null });
    const bad = createContractSchema.safeParse({ ...form, startsOn: "115/2/30", services: undefined });
    expect(bad.error?.issues.map((issue) => issue.path[0]).sort()).toEqual(["services", "startsOn"]);
  });
});

describe("A contract that was recorded wrongly", () => {
  const correct = (
    id: string,
    version: number,
    changes: Partial<CreateContract>,
    clock = on("2025-12-31"),
  ) => {
    const { unitId: _unit, ...rest } = terms(changes);
    return correctContract(city.actors.bureau_officer, { id, version, ...rest }, clock);
  };

  it("is corrected until the day before it begins", async () => {
    const { id } = await made();
    done(await correct(id, 1, { endsOn: day("2027-06-30"), services: ["respite", "home_care"] }));
    expect(await row(id)).toMatchObject({
      endsOn: "2027-06-30",
      effectiveUntil: "2027-06-30",
      services: ["home_care", "respite"],
      version: 2,
    });
    expect(code(await correct(id, 2, {}, on("2026-01-01")))).toBe("begun");
  });

  it("gains, exchanges and loses services", async () => {
    const { id } = await made();
    done(await correct(id, 1, { services: ["respite"] }));
    expect((await row(id)).services).toEqual(["respite"]);
    done(await correct(id, 2, { services: ["home_care", "respite"] }));
    expect((await row(id)).services).toEqual(["home_care", "respite"]);
    done(await correct(id, 3, { services: ["home_care"] }));
    expect(await row(id)).toMatchObject({ services: ["home_care"], version: 4 });
  });

  it("gains and loses districts where the city has no zones", async () => {
    const officer = other.actors.bureau_officer;
    const unit = await aUnitOf("taoyuan", { tier: "b", services: ["home_care", "respite"] });
    const base = { ...terms(), mainZoneId: null, secondaryZoneId: null };
    const districtIds = ["68000010", "68000020"];
    const { id } = done(await createContract(officer, { ...base, unitId: unit.id, districtIds }));
    const { unitId: _unit, ...rest } = base;
    const corrected = { id, version: 1, ...rest, districtIds: ["68000020", "68000030"] };
    done(await correctContract(officer, corrected, on("2025-12-31")));
    const districts = (await contractById(officer, id))?.districts.map((district) => district.id);
    expect(districts).toEqual(["68000020", "68000030"]);
  });

  it("tells a second person who changed what when", async () => {
    const { id } = await made();
    done(await correct(id, 1, { endsOn: day("2026-11-30") }));
    const result = refused(await correct(id, 1, { endsOn: day("2026-10-31") }));
    expect(result.code).toBe("stale");
    expect(result.message).toContain(city.actors.bureau_officer.name);
    expect(result.message).toContain("114/12/31");
    expect(result.message).toContain("迄日");
  });

  it("does not collide with itself, but with its neighbours", async () => {
    const { id, unit } = await made();
    done(await create({ unitId: unit.id, startsOn: day("2027-01-01"), endsOn: day("2027-12-31") }));
    expect(code(await correct(id, 1, { endsOn: day("2026-12-30") }))).toBe("ok");
    expect(code(await correct(id, 2, { endsOn: day("2027-01-01") }))).toBe("overlap");
  });
});

describe("An early end", () => {
  const close = (id: string, closedOn: string, version = 1) =>
    closeContract(
      city.actors.bureau_officer,
      { id, version, closedOn: day(closedOn), reason: "雙方合意終止" },
      on("2026-03-02"),
    );

  it.each([
    ["2025-12-31", "outside"],
    ["2026-01-01", "ok"],
    ["2026-12-30", "ok"],
    ["2026-12-31", "outside"],
  ])("on %s is %s", async (closedOn, answer) => {
    const { id } = await made();
    expect(code(await close(id, closedOn))).toBe(answer);
  });

  it("happens once and ends the renewal", async () => {
    const { id } = await made();
    done(await close(id, "2026-06-30"));
    expect(code(await close(id, "2026-07-31", 2))).toBe("closed");
    const contract = standing("taichung", await row(id), day("2026-07-01"));
    expect(contract.phase).toBe("closed");
    expect(contract.renewal.kind).toBe("closed");
    expect(await actionsOn(id)).toEqual(["contract.created", "contract.closed"]);
  });
});

describe("What was decided", () => {
  it("is kept in the audit log with the rule's outcome", async () => {
    const { id } = await made();
    const [entry] = await ownerSql<{ detail: { rule: { citations: string[] } }; unit_id: string }>(
      "SELECT detail, unit_id FROM audit_entry WHERE subject_id = $1",
      [id],
    );
    expect(entry?.detail.rule.citations).toContain("長期照顧特約管理辦法第10條");
    expect(entry?.unit_id).toBe((await row(id)).unit.id);
  });
});
