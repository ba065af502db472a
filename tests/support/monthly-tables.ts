import { fileTable, keepPrinciples } from "@/lib/features/dispatch/monthly-tables/filing/service";
import { draftOf, monthOf, ownPrinciples } from "@/lib/features/dispatch/monthly-tables/queries";
import { fileTableSchema } from "@/lib/features/dispatch/monthly-tables/schema";
import type { Flag } from "@/lib/features/dispatch/monthly-tables/types";
import { flagsOf, standingMark } from "@/lib/features/dispatch/monthly-tables/types";
import type { Actor } from "@/lib/platform/actor";
import { type Clock, officeDate } from "@/lib/platform/clock";
import { done } from "./accounts";

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
