import { fileTable, keepPrinciples } from "@/lib/features/dispatch/monthly-tables/filing/service";
import { draftOf, monthOf, ownPrinciples } from "@/lib/features/dispatch/monthly-tables/queries";
import { fileTableSchema } from "@/lib/features/dispatch/monthly-tables/schema";
import type { Flag, TableContent } from "@/lib/features/dispatch/monthly-tables/types";
import { flagsOf, standingMark } from "@/lib/features/dispatch/monthly-tables/types";
import type { Actor } from "@/lib/platform/actor";
import { type Clock, officeDate } from "@/lib/platform/clock";
import type { PlainDate } from "@/lib/rules/plain-date";
import { done } from "./accounts";
import { aCase, aDispatch } from "./cases";
import { aContract } from "./dispatch";
import { anActor, aUnitOf, type TestCity, type TestUnit } from "./fixtures";

// Filing as the page does it: what the form was shown is sent back with it.

/** The form that a manager is shown now, with every flag explained and a reason where one is needed. */
export async function aFiling(actor: Actor, month: string, clock: Clock, reason = "更正件數") {
  const view = await monthOf(actor, actor.unitId ?? "", month);
  const draft = await draftOf(actor, month, officeDate(clock.now()));
  if (!draft) throw new Error("no draft");
  const standing = view?.versions.find(({ state }) => state !== "replaced");
  const form: Record<string, string> = { month, digest: draft.digest, standing: standingMark(standing) };
  if (standing) form.reason = reason;
  for (const { key, flag } of flagsOf(draft.content)) form[`why:${key}`] = explanation(flag);
  return fileTableSchema.parse(form);
}

/** What the tests say of a flag. */
export function explanation(flag: Flag): string {
  return `說明${flag}`;
}

/** Writes principles and files the month, as the manager. */
export async function filed(actor: Actor, month: string, clock: Clock, reason?: string) {
  const { text, seen } = await ownPrinciples(actor);
  if (text === "") done(await keepPrinciples(actor, { text: "依案家意願，其次依輪序派案。", seen }, clock));
  return done(await fileTable(actor, await aFiling(actor, month, clock, reason), clock));
}

interface Given {
  service?: "home_care" | "respite";
  basis?: "client_choice" | "rotation" | "deviation" | "continuation";
  state?: "waiting" | "accepted" | "declined" | "withdrawn" | "ended";
  on?: string;
  times?: number;
}

/** An A unit with its manager and a contract since January. */
export async function anAUnit(city: TestCity): Promise<{ unit: TestUnit; manager: Actor }> {
  const unit = await aUnitOf(city.id, { tier: "a" });
  await aContract(unit, {});
  return { unit, manager: await anActor(city.id, "a_unit_manager", unit) };
}

export function aBUnit(city: TestCity): Promise<TestUnit> {
  return aUnitOf(city.id, { tier: "b", services: ["home_care", "respite"] });
}

/** Dispatches of an A unit to a B unit; of one case, so ended by default: only one may stand. */
export async function dispatched(from: TestUnit, to: TestUnit, given: Given = {}): Promise<void> {
  const { service = "home_care", basis = "rotation", state = "ended", on = "2026-10-15", times = 1 } = given;
  const row = await aCase({ id: from.jurisdictionId }).applied();
  for (let each = 0; each < times; each += 1)
    await aDispatch(row, from, to, { service, basis, state, dispatchedOn: on });
}

export async function draft(manager: Actor, month: string, asOf: PlainDate): Promise<TableContent> {
  const found = await draftOf(manager, month, asOf);
  if (!found) throw new Error("no draft");
  return found.content;
}
