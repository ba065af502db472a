import type pg from "pg";
import { ensureThisMonth } from "@/lib/features/cases/monitoring/clocks/service";
import { type DemoCity, inventedId } from "../demo-data";
import { type DemoActors, demoActors } from "./actors";
import { casesOfMonths } from "./months";
import { declareTyphoon, layOutOrders, limitUnits, openOrders } from "./orders";
import { DEMO_CASES } from "./people";
import { LAST_STORY, LATE_STORIES, STORIES } from "./stories";
import { fileTables } from "./tables";
import { type Place, walk } from "./walk";

/** Cases in every state, in the cities of the demo that have none; loaded once, the cities side by side. */
export async function seedCases(
  owner: pg.Client,
  cities: readonly DemoCity[],
  log: (line: string) => void,
): Promise<void> {
  const empty: [DemoCity, DemoActors][] = [];
  for (const city of cities) {
    const { rowCount } = await owner.query("SELECT FROM case_file WHERE jurisdiction_id = $1 LIMIT 1", [
      city.id,
    ]);
    if (rowCount === 0) empty.push([city, await demoActors(owner, city.id)]);
  }
  await Promise.all(empty.map(([city, actors]) => seedCity(actors, city, log)));
}

async function seedCity(actors: DemoActors, city: DemoCity, log: (line: string) => void): Promise<void> {
  log(`載入${city.label}示範個案 · loading the demo's cases of ${city.id}`);
  const place = placesOf(city);
  await layOutOrders(actors, city);
  for (const story of STORIES) await story(actors, place());
  const people = [...casesOfMonths(), ...DEMO_CASES].sort((a, b) => b.days - a.days);
  for (const person of people) await walk(actors, person, place());
  await LAST_STORY(actors, place());
  for (const code of ["AD01", "AD02"]) await ensureThisMonth(actors.ofUnit(code, "a_unit_manager"));
  await fileTables(actors);
  await openOrders(actors, city);
  await limitUnits(actors, city);
  for (const story of LATE_STORIES) await story(actors, place());
  await declareTyphoon(actors);
}

/** A district, in turn, and a number of its own for each person. */
function placesOf(city: DemoCity): () => Place {
  let index = -1;
  return () => {
    index += 1;
    const districtId = city.districts[index % city.districts.length] ?? "";
    return { districtId, nationalId: inventedId(city.id, 900, index) };
  };
}
