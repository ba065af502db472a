import { beforeAll, describe, expect, it } from "vitest";
import { keepDistrictOrder, startDistrictOrder } from "@/lib/features/dispatch/centre/rotation/service";
import { dispatchToAUnit } from "@/lib/features/dispatch/centre/service";
import { replayMonth } from "@/lib/features/dispatch/replay/queries";
import { systemActor } from "@/lib/platform/actor";
import type { CaseSource } from "@/prisma/generated/enums";
import { replay } from "@/scripts/replay/report";
import { done } from "../support/accounts";
import { aCase } from "../support/cases";
import { aTakingUnit, caseRow, type TakingUnit } from "../support/centre";
import { noonOf } from "../support/dispatch";
import { aCity, ownerSql, type TestCity } from "../support/fixtures";

let city: TestCity;
let districts: string[];

beforeAll(async () => {
  city = await aCity("taichung");
  const rows = await ownerSql<{ id: string }>(
    "SELECT id FROM district WHERE jurisdiction_id = 'taichung' ORDER BY id DESC",
  );
  districts = rows.map((row) => row.id);
});

const supervisor = () => city.actors.care_supervisor;

interface Sending {
  basis?: "rotation" | "client_choice" | "own_development";
  unitId?: string;
  source?: CaseSource;
}

/** A district with an order of A units that the centre began; its dispatches of a month are the caller's. */
async function aDistrict() {
  const districtId = districts.pop() ?? "";
  const units: TakingUnit[] = [];
  for (let index = 0; index < 3; index += 1) units.push(await aTakingUnit("taichung", districtId));
  const { id: order } = done(await startDistrictOrder(supervisor(), { districtId }, noonOf("2026-03-01")));
  const send = async (day: string, { basis = "rotation", unitId, source = "hotline_1966" }: Sending = {}) => {
    const row = await aCase(city, { districtId, source }).assessed();
    const { version } = await caseRow(row.id);
    const input = { caseId: row.id, version, basis, unitId: unitId ?? null };
    return done(await dispatchToAUnit(supervisor(), input, noonOf(day)));
  };
  const [u1, u2, u3] = units as [TakingUnit, TakingUnit, TakingUnit];
  return { districtId, order, send, u1, u2, u3 };
}

const ofCentre = (month: string) => replayMonth(systemActor("taichung"), "centre", month);

describe("The replay of the centre's dispatches", () => {
  it("recomputes turns, choices and own development of a month, also over an order that was changed in between", async () => {
    const { send, order, u1, u2, u3 } = await aDistrict();
    await send("2026-03-02");
    await send("2026-03-03", { basis: "client_choice", unitId: u3.id });
    await send("2026-03-04", { basis: "own_development", unitId: u1.id, source: "a_unit_outreach" });
    const step = { kind: "up" as const, unitId: u3.id };
    done(
      await keepDistrictOrder(
        supervisor(),
        { id: order, version: 1, step, add: "", notes: {} },
        noonOf("2026-03-05"),
      ),
    );
    const { unitId } = await send("2026-03-06");
    expect([u2.id, u3.id]).toContain(unitId);
    await send("2026-04-01");
    expect(await ofCentre("2026-03")).toMatchObject({ decisions: 4, differences: [], orders: [] });
    expect(await ofCentre("2026-04")).toMatchObject({ decisions: 1, differences: [] });
  });

  it("is part of the replay of the unit that got the cases", async () => {
    const { send, u1 } = await aDistrict();
    await send("2026-05-04");
    await send("2026-05-05");
    const report = await replayMonth(systemActor("taichung"), u1.code, "2026-05");
    expect(report).toMatchObject({ decisions: 1, differences: [], orders: [] });
  });

  it("reports another unit, a turn out of line and a cursor that was set by hand", async () => {
    const { send, order, u3 } = await aDistrict();
    const first = await send("2026-06-01");
    const second = await send("2026-06-02");
    await ownerSql("UPDATE dispatch SET to_unit_id = $2 WHERE id = $1", [first.id, u3.id]);
    await ownerSql("UPDATE dispatch SET turn = 9 WHERE id = $1", [second.id]);
    await ownerSql("UPDATE rotation SET cursor = 0 WHERE id = $1", [order]);
    const report = await ofCentre("2026-06");
    expect(report?.differences.map((each) => each.dispatchId).sort()).toEqual([first.id, second.id].sort());
    expect(report?.orders).toHaveLength(1);
  });

  it("is asked for by the city and the word centre, and told with the number of decisions", async () => {
    const { send } = await aDistrict();
    await send("2026-07-01");
    const printed: string[] = [];
    expect(await replay(["taichung/centre", "115-07"], (line) => printed.push(line))).toBe(0);
    expect(printed.join("\n")).toContain("照管中心 2026-07\n1 decisions, 0 differ");
    const unclear: string[] = [];
    expect(await replay(["centre", "115-07"], (line) => unclear.push(line))).toBe(2);
    expect(unclear.join("\n")).toContain("請加上縣市");
  });
});
