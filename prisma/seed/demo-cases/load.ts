import type pg from "pg";
import { type DemoCity, inventedId } from "../demo-data";
import { demoActors } from "./actors";
import { layOutOrders, limitUnits } from "./orders";
import { DEMO_CASES } from "./people";
import { walk } from "./walk";

/** Cases in every state, in one city of the demo; loaded once. */
export async function seedCases(
  owner: pg.Client,
  city: DemoCity,
  log: (line: string) => void,
): Promise<void> {
  const { rowCount } = await owner.query("SELECT FROM case_file WHERE jurisdiction_id = $1 LIMIT 1", [
    city.id,
  ]);
  if (rowCount !== 0) return;
  log(`載入${city.label}示範個案 · loading the demo's cases of ${city.id}`);
  const actors = await demoActors(owner, city.id);
  await layOutOrders(actors, city);
  for (const [index, person] of DEMO_CASES.entries()) {
    const districtId = city.districts[index % city.districts.length] ?? "";
    await walk(actors, person, districtId, inventedId(city.id, 900, index));
  }
  await limitUnits(actors, actors.officer, city);
}
