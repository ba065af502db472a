import { beforeAll, describe, expect, it } from "vitest";
import { historyLines } from "@/components/registry/history-lines";
import { unitHistory } from "@/lib/features/registry/units/history/queries";
import {
  changeDetailsSchema,
  createUnitSchema,
  organisationStamp,
} from "@/lib/features/registry/units/keeping/schema";
import { changeDetails, createUnit } from "@/lib/features/registry/units/keeping/service";
import { listUnits } from "@/lib/features/registry/units/list/queries";
import { unitListParams } from "@/lib/features/registry/units/list/schema";
import { confirmName, correctName } from "@/lib/features/registry/units/naming/service";
import { unitHeader, unitOverview } from "@/lib/features/registry/units/queries";
import { code, done } from "../support/accounts";
import { aCity, anActor, aUnitOf, ownerSql, type TestCity } from "../support/fixtures";
import { addContract, addStaff, damaged, versionOf } from "../support/units";

const CENTRE = "66000060";
const EAST = "66000020";

let city: TestCity;
let officer: TestCity["actors"]["bureau_officer"];

beforeAll(async () => {
  city = await aCity("taichung");
  officer = city.actors.bureau_officer;
});

async function names(q: string): Promise<string[]> {
  return (await listUnits(officer, unitListParams({ q }))).rows.map((row) => row.name);
}

describe("Correcting a name", () => {
  it("renames the unit and its only organisation, keeps the printed name and writes before and after", async () => {
    const unit = await damaged("示範社臺懷屬");
    const result = done(
      await correctName(officer, { id: unit.id, version: 1, name: "示範社團法人關懷協會", merge: false }),
    );
    expect(result).toMatchObject({ outcome: "renamed", id: unit.id });
    expect(await unitHeader(officer, unit.id)).toMatchObject({
      name: "示範社團法人關懷協會",
      nameState: "corrected",
      organisation: { id: unit.organisationId, name: "示範社團法人關懷協會" },
      version: 2,
    });
    expect((await unitOverview(officer, unit.id))?.listings[0]?.printedName).toBe("示範社臺懷屬");
    expect(await names("社臺懷屬")).toEqual(["示範社團法人關懷協會"]);
    const { entries, names: known } = await unitHistory(officer, unit.id);
    expect(entries[0]).toMatchObject({ action: "unit.name_corrected", actorName: officer.name });
    expect(historyLines(entries[0]?.detail, known)).toContainEqual(
      expect.objectContaining({ before: "示範社臺懷屬", value: "示範社團法人關懷協會" }),
    );
  });

  it("leaves an organisation with other units alone and makes or joins the right one", async () => {
    const unit = await damaged("示範誤植甲");
    const sibling = await aUnitOf("taichung", { tier: "b", name: "示範誤植乙", districtId: EAST });
    await ownerSql("UPDATE unit SET organisation_id = $1 WHERE id = $2", [unit.organisationId, sibling.id]);
    done(await correctName(officer, { id: unit.id, version: 1, name: "示範正名機構", merge: false }));
    const header = await unitHeader(officer, unit.id);
    expect(header?.organisation.id).not.toBe(unit.organisationId);
    expect(header?.organisation.name).toBe("示範正名機構");
    expect((await unitHeader(officer, sibling.id))?.organisation.id).toBe(unit.organisationId);
    const third = await damaged("示範誤植丙");
    done(
      await correctName(officer, { id: third.id, version: 1, name: "示範正名機構(西屯區)", merge: false }),
    );
    expect((await unitHeader(officer, third.id))?.organisation.id).toBe(header?.organisation.id);
  });

  it("confirms a name that is right as printed", async () => {
    const unit = await damaged("示範看似損壞");
    done(await confirmName(officer, { id: unit.id, version: 1 }));
    expect(await unitHeader(officer, unit.id)).toMatchObject({
      nameState: "corrected",
      name: "示範看似損壞",
    });
    const { entries } = await unitHistory(officer, unit.id);
    expect(entries[0]?.action).toBe("unit.name_confirmed");
  });

  it("refuses a form made before somebody else's change, and says who changed what", async () => {
    const unit = await damaged("示範同時更正");
    done(await correctName(officer, { id: unit.id, version: 1, name: "示範先到", merge: false }));
    const late = await correctName(city.actors.bureau_admin, {
      id: unit.id,
      version: 1,
      name: "示範後到",
      merge: false,
    });
    expect(code(late)).toBe("stale");
    expect(!late.ok && late.message).toContain(officer.name);
    expect(!late.ok && late.message).toContain("更正名稱");
    expect((await unitHeader(officer, unit.id))?.name).toBe("示範先到");
  });

  it("lets one of two corrections of the same unit at the same moment through", async () => {
    const unit = await damaged("示範搶先");
    const results = await Promise.all(
      ["示範甲名", "示範乙名"].map((name) =>
        correctName(officer, { id: unit.id, version: 1, name, merge: false }),
      ),
    );
    expect(results.map(code).sort()).toEqual(["ok", "stale"]);
  });
});

describe("Merging", () => {
  it("asks first when the right name is that of a unit of the same tier and district", async () => {
    const unit = await damaged("示範台中永倍");
    await aUnitOf("taichung", { tier: "b", name: "示範臺中永信" });
    const asked = await correctName(officer, { id: unit.id, version: 1, name: "示範台中永信", merge: false });
    expect(code(asked)).toBe("would_merge");
    expect(!asked.ok && asked.fieldErrors.merge).toHaveLength(1);
    expect(await versionOf(unit.id)).toBe(1);
  });

  it("moves listings, contracts, staff, accounts, hours and related parties, and keeps the history", async () => {
    const unit = await damaged("示範合併前", "a");
    const target = await aUnitOf("taichung", { tier: "a", name: "示範合併後" });
    const friend = await aUnitOf("taichung", { tier: "b", name: "示範關聯者" });
    const contract = await addContract(unit, "case_management", "2026-01-01", "2026-12-31");
    await addStaff(unit, "示範人員甲");
    const manager = await anActor("taichung", "a_unit_manager", unit);
    await ownerSql(
      `INSERT INTO opening_hours (unit_id, jurisdiction_id, opens) VALUES ($1, 'taichung', '08:00')`,
      [unit.id],
    );
    const [a, b] = [unit.organisationId, friend.organisationId].sort();
    await ownerSql(
      `INSERT INTO related_party (id, jurisdiction_id, organisation_a_id, organisation_b_id, kind, basis, created_at)
       VALUES (gen_random_uuid(), 'taichung', $1, $2, 'connected', '示範', now())`,
      [a, b],
    );
    await confirmName(officer, { id: unit.id, version: 1 });
    const result = done(
      await correctName(officer, { id: unit.id, version: 2, name: "示範合併後", merge: true }),
    );
    expect(result).toEqual({ outcome: "merged", id: target.id, code: unit.code });

    const of = async (table: string, column = "unit_id") =>
      (await ownerSql(`SELECT 1 FROM ${table} WHERE ${column} = $1`, [target.id])).length;
    expect(await of("listing")).toBe(2);
    expect(await of("contract")).toBe(1);
    expect(await of("contract_service")).toBe(1);
    expect(await of("staff")).toBe(1);
    expect(await of("opening_hours")).toBe(1);
    expect(await of("unit", "merged_into_id")).toBe(1);
    expect(await ownerSql("SELECT unit_id FROM contract_service WHERE contract_id = $1", [contract])).toEqual(
      [{ unit_id: target.id }],
    );
    const accounts = await ownerSql("SELECT unit_id, version FROM account WHERE id = $1", [
      manager.accountId,
    ]);
    expect(accounts).toEqual([{ unit_id: target.id, version: 2 }]);
    const pairs = await ownerSql<{ organisation_a_id: string; organisation_b_id: string }>(
      `SELECT organisation_a_id, organisation_b_id FROM related_party
       WHERE ended_at IS NULL AND $1 IN (organisation_a_id, organisation_b_id)`,
      [friend.organisationId],
    );
    expect(pairs).toHaveLength(1);
    expect(Object.values(pairs[0] ?? {})).toContain(target.organisationId);

    expect(await unitHeader(officer, unit.id)).toMatchObject({ mergedIntoId: target.id });
    expect(await names("示範合併")).toEqual(["示範合併後"]);
    const { entries } = await unitHistory(officer, target.id);
    expect(entries.map((entry) => entry.action).sort()).toEqual([
      "unit.absorbed",
      "unit.merged",
      "unit.name_confirmed",
    ]);
  });

  it("follows a signpost to where it points, and points no signpost to another", async () => {
    const first = await damaged("示範路標一");
    const second = await aUnitOf("taichung", { tier: "b", name: "示範路標二" });
    const third = await aUnitOf("taichung", { tier: "b", name: "示範路標三" });
    done(await correctName(officer, { id: first.id, version: 1, name: "示範路標二", merge: true }));
    done(
      await correctName(officer, {
        id: second.id,
        version: await versionOf(second.id),
        name: "示範路標三",
        merge: true,
      }),
    );
    expect((await unitHeader(officer, first.id))?.mergedIntoId).toBe(third.id);
    const late = await damaged("示範路標四");
    const result = done(
      await correctName(officer, { id: late.id, version: 1, name: "示範路標一", merge: true }),
    );
    expect(result.id).toBe(third.id);
  });

  it("lets a unit take back the name of one that merged into it", async () => {
    const wrong = await damaged("示範原名");
    const right = await aUnitOf("taichung", { tier: "b", name: "示範新名" });
    done(await correctName(officer, { id: wrong.id, version: 1, name: "示範新名", merge: true }));
    const result = done(
      await correctName(officer, {
        id: right.id,
        version: await versionOf(right.id),
        name: "示範原名",
        merge: false,
      }),
    );
    expect(result.outcome).toBe("renamed");
    expect((await unitHeader(officer, right.id))?.name).toBe("示範原名");
  });

  it("refuses, and changes nothing, when both have a contract for one service or the same person", async () => {
    const unit = await damaged("示範重疊前");
    const target = await aUnitOf("taichung", { tier: "b", name: "示範重疊後" });
    for (const each of [unit, target]) await addContract(each, "home_care", "2026-01-01", "2026-12-31");
    const input = { id: unit.id, version: 1, name: "示範重疊後", merge: true };
    expect(code(await correctName(officer, input))).toBe("contract_overlap");
    await ownerSql("DELETE FROM contract WHERE unit_id = $1", [unit.id]);
    for (const each of [unit, target]) await addStaff(each, "示範同一人", Buffer.from("same person"));
    expect(code(await correctName(officer, input))).toBe("staff_twice");
    expect(await unitHeader(officer, unit.id)).toMatchObject({ mergedIntoId: null, version: 1 });
    expect((await unitHistory(officer, unit.id)).total).toBe(0);
  });

  it("refuses a change of a unit that was merged", async () => {
    const unit = await damaged("示範已併");
    await aUnitOf("taichung", { tier: "b", name: "示範已併後" });
    done(await correctName(officer, { id: unit.id, version: 1, name: "示範已併後", merge: true }));
    expect(code(await confirmName(officer, { id: unit.id, version: 2 }))).toBe("merged");
  });
});

describe("Making and keeping a unit", () => {
  const input = (changes: object) =>
    createUnitSchema.parse({
      tier: "b",
      districtId: CENTRE,
      name: "示範新設",
      services: "home_care",
      ...changes,
    });

  it("gives codes in turn, lists the unit for its services and finds its organisation", async () => {
    const first = done(await createUnit(officer, input({ services: ["home_care", "respite"] })));
    const second = done(await createUnit(officer, input({ districtId: EAST })));
    expect(first.outcome).toBe("created");
    expect([first.code, second.code]).toEqual(["B0001", "B0002"]);
    const header = await unitHeader(officer, first.id);
    expect(header).toMatchObject({ source: "manual", nameState: "corrected" });
    expect((await unitHeader(officer, second.id))?.organisation.id).toBe(header?.organisation.id);
    expect((await unitOverview(officer, first.id))?.listings.map((row) => row.service)).toEqual([
      "home_care",
      "respite",
    ]);
  });

  it("stores nothing for a name that is there already, and says which unit it is", async () => {
    const first = done(await createUnit(officer, input({ name: "示範台中重複" })));
    const again = done(await createUnit(officer, input({ name: "示範臺中 重複" })));
    expect(again).toEqual({ outcome: "exists", id: first.id, code: first.code });
  });

  it("gives ten units made at once ten codes", async () => {
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, number) =>
        createUnit(officer, input({ tier: "c", name: `示範同時${number}` })),
      ),
    );
    const codes = made.map((result) => done(result).code);
    expect(new Set(codes).size).toBe(10);
  });

  it("refuses a district of another city, a B unit without service and a service of another tier", async () => {
    expect(code(await createUnit(officer, input({ districtId: "68000010" })))).toBe("invalid");
    expect(
      createUnitSchema.safeParse({ tier: "b", districtId: CENTRE, name: "示範", services: [] }).success,
    ).toBe(false);
    expect(
      createUnitSchema.safeParse({ tier: "b", districtId: CENTRE, name: "示範", services: "c_station" })
        .success,
    ).toBe(false);
  });

  it("changes address, telephone and organisation, with before and after in the history", async () => {
    const unit = await aUnitOf("taichung", { tier: "b", name: "示範有址" });
    const seen = organisationStamp({ businessNumber: null, representative: null });
    const change = changeDetailsSchema.parse({
      id: unit.id,
      version: "1",
      address: "臺中市西屯區示範路１號",
      phone: "04-22289111#123",
      businessNumber: "04595257",
      representative: "示範負責人",
      organisationSeen: seen,
    });
    done(await changeDetails(officer, change));
    const overview = await unitOverview(officer, unit.id);
    expect(overview).toMatchObject({
      address: "臺中市西屯區示範路1號",
      organisation: { businessNumber: "04595257" },
    });
    const { entries, names: known } = await unitHistory(officer, unit.id);
    const lines = historyLines(entries[0]?.detail, known);
    expect(lines.map((line) => line.label).sort()).toEqual(["地址", "統一編號", "負責人", "電話"].sort());
    const late = await changeDetails(officer, { ...change, version: 2 });
    expect(code(late)).toBe("stale");
  });

  it.each([
    ["businessNumber", "04595258"],
    ["businessNumber", "1234"],
    ["phone", "22289111"],
    ["phone", "04-2228"],
    ["cKind", "royal"],
  ])("does not take %s %s", (field, value) => {
    const parsed = changeDetailsSchema.safeParse({
      id: city.aUnit.id,
      version: 1,
      organisationSeen: "[null,null]",
      [field]: value,
    });
    expect(parsed.success).toBe(false);
  });
});
