import { beforeAll, describe, expect, it } from "vitest";
import { findOrganisations, relatedPartiesOf } from "@/lib/features/registry/related-parties/queries";
import { addRelatedParty, endRelatedParty } from "@/lib/features/registry/related-parties/service";
import type { Actor } from "@/lib/platform/actor";
import { actionsOn, code, done } from "../support/accounts";
import { aCity, aUnitOf, type TestCity, type TestUnit } from "../support/fixtures";

let city: TestCity;
let other: TestCity;
let officer: Actor;

beforeAll(async () => {
  city = await aCity("taichung");
  other = await aCity("taoyuan");
  officer = city.actors.bureau_officer;
});

const aUnit = (name?: string) => aUnitOf("taichung", { tier: "b", name });

function add(unit: TestUnit, to: TestUnit) {
  return addRelatedParty(officer, {
    unitId: unit.id,
    otherOrganisationId: to.organisationId,
    kind: "same_owner",
    basis: "負責人相同（示範）",
  });
}

describe("A related party", () => {
  it("shows on both sides, whichever was named first", async () => {
    const [one, two] = [await aUnit(), await aUnit()];
    const { id } = done(await add(one, two));
    expect(await relatedPartiesOf(officer, one.organisationId)).toMatchObject([
      { id, other: { id: two.organisationId } },
    ]);
    expect(await relatedPartiesOf(officer, two.organisationId)).toMatchObject([
      { id, other: { id: one.organisationId } },
    ]);
  });

  it("stands once, also when two enter it from both sides at once", async () => {
    const [one, two] = [await aUnit(), await aUnit()];
    const results = await Promise.all([add(one, two), add(two, one), add(one, two), add(two, one)]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(new Set(results.map(code))).toEqual(new Set(["ok", "standing"]));
  });

  it("is not the organisation itself and not one of another city", async () => {
    const one = await aUnit();
    expect(code(await add(one, one))).toBe("itself");
    expect(code(await add(one, other.bUnit))).toBe("not_found");
    expect(code(await add(other.bUnit, one))).toBe("not_found");
  });

  it("is ended once with a reason, stays on record and can be entered anew", async () => {
    const [one, two] = [await aUnit(), await aUnit()];
    const { id } = done(await add(one, two));
    const end = () => endRelatedParty(officer, { id, unitId: one.id, reason: "負責人變更" });
    done(await end());
    expect(code(await end())).toBe("ended");
    expect(code(await add(two, one))).toBe("ok");
    const rows = await relatedPartiesOf(officer, one.organisationId);
    expect(rows.map((row) => row.endedAt === null)).toEqual([true, false]);
    expect(await actionsOn(id)).toEqual(["related_party.added", "related_party.ended"]);
  });

  it("is looked for by a part of the name, however 臺 is written, without oneself", async () => {
    const one = await aUnit("示範臺安居家");
    const two = await aUnit("示範台安日照");
    const found = await findOrganisations(officer, "台安", one.organisationId);
    expect(found.map((row) => row.id)).toEqual([two.organisationId]);
    expect(await findOrganisations(officer, "  ", one.organisationId)).toEqual([]);
  });
});
