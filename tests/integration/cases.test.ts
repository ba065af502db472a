import { expect, it } from "vitest";
import { aCase, aDispatch, aProvider } from "../support/cases";
import { aCity, ownerSql } from "../support/fixtures";

it("lays out cases of every state", async () => {
  const city = await aCity("taichung");
  await aCase(city).applied();
  await aCase(city).notEligible();
  await aCase(city).assessed({ needLevel: 5 });
  await aCase(city).dispatched();
  await aCase(city).assigned();
  const served = await aCase(city).inService();
  await aDispatch(served, city.aUnit, await aProvider(city), { state: "accepted" });
  await aCase(city).closed();
  const rows = await ownerSql<{ status: string }>("SELECT status FROM case_file ORDER BY status");
  expect(rows).toHaveLength(7);
});
