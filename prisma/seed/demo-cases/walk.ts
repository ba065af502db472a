import type { Service } from "@/prisma/generated/enums";
import type { DemoActors } from "./actors";
import { call } from "./caring";
import { daysAgo } from "./days";
import { type Applicant, apply, assess, assign, close, type Journey, send } from "./journey";
import { type DemoCase, MEALS, type Stage } from "./people";
import { approve, draft, giveBack, type PlanName, submit } from "./planning";
import { accept, acceptTold, begin, decline, refer } from "./referring";

// Every case of the demo went the way that a real one goes: through the services, on the days on which it would have happened.

const STAGES: readonly Stage[] = [
  "applied",
  "not_eligible",
  "assessed",
  "dispatched",
  "assigned",
  "draft",
  "submitted",
  "returned",
  "approved",
  "in_service",
];

export const SERVICES: Readonly<Record<PlanName, Service[]>> = {
  bathing: ["home_care", "respite"],
  meals: ["home_care"],
  moreMeals: ["home_care"],
  dayCare: ["day_care"],
};

export type Place = Pick<Applicant, "districtId" | "nationalId">;

function reaches(person: DemoCase, stage: Stage): boolean {
  return STAGES.indexOf(person.stage) >= STAGES.indexOf(stage);
}

/** Takes one person from the application as far as the demo wants. */
export async function walk(actors: DemoActors, person: DemoCase, place: Place): Promise<Journey> {
  const way = await apply(actors, { ...person, ...place }, daysAgo(person.days));
  await go(way, person);
  if (person.closed) await close(way, person.closed.reason, person.closed.note, daysAgo(2));
  return way;
}

async function go(way: Journey, person: DemoCase): Promise<void> {
  const { days, needLevel = 4, problems = MEALS, basis = "client_choice", to = "AD01" } = person;
  if (person.stage === "applied") return;
  await assess(way, { ...person, needLevel, problems: needLevel === 1 ? [] : problems }, daysAgo(days - 2));
  if (!reaches(person, "dispatched")) return;
  await send(way, basis, to, daysAgo(days - 3));
  if (!reaches(person, "assigned")) return;
  await assign(way, managerFor(way.carrier, days), daysAgo(days - 3));
  if (!reaches(person, "draft")) return;
  await plan(way, person);
  if (!reaches(person, "in_service")) return;
  for (const service of SERVICES[person.plan ?? "meals"]) await serve(way, person, service);
  if (person.called) await call(way, daysAgo(0));
}

function managerFor(carrier: string, days: number): string {
  if (carrier === "AD02") return "示範·凌霜";
  return days % 3 === 0 ? "示範·卓一帆" : "示範·石沐言";
}

async function plan(way: Journey, person: DemoCase): Promise<void> {
  const { days, slow = 0 } = person;
  const drafted = await draft(way, { plan: person.plan ?? "meals", visited: true }, daysAgo(days - 4));
  if (person.stage === "draft") return;
  const submitted = await submit(way, drafted, daysAgo(days - 5 - slow));
  if (person.stage === "submitted") return;
  const decidedAt = daysAgo(days - 6 - slow);
  if (person.stage === "returned") await giveBack(way, submitted, decidedAt);
  else await approve(way, submitted, decidedAt);
}

async function serve(way: Journey, person: DemoCase, service: Service): Promise<void> {
  const days = person.days - (person.slow ?? 0);
  const sent = await refer(way, service, person.given?.[service] ?? { basis: "rotation" }, daysAgo(days - 7));
  if (person.waiting?.includes(service)) return;
  if (person.declined?.includes(service)) return decline(way, sent, daysAgo(days - 8));
  if (person.told) await acceptTold(way, sent, person.told, daysAgo(days - 8));
  else await accept(way, sent, daysAgo(days - 8));
  if (!person.notBegun?.includes(service)) await begin(way, sent, daysAgo(days - 10));
}
