import { ensureTableClocks } from "@/lib/features/dispatch/monthly-tables/clocks/service";
import { fileTable, keepPrinciples } from "@/lib/features/dispatch/monthly-tables/filing/service";
import { draftOf, monthOf, ownPrinciples } from "@/lib/features/dispatch/monthly-tables/queries";
import { acceptTable, returnTable } from "@/lib/features/dispatch/monthly-tables/review/service";
import { type Flag, flagsOf, type Month, standingMark } from "@/lib/features/dispatch/monthly-tables/types";
import type { Actor } from "@/lib/platform/actor";
import { today } from "@/lib/platform/clock";
import type { DemoActors } from "./actors";
import { type DemoDay, dayOfMonth, daysAgo, done, onDay } from "./days";

// The monthly tables of the demo. The first A unit filed every month, one late, one twice, one that came back; last month is open.
// The second filed last month; the month before it never handed in.

const PRINCIPLES =
  "以案家選擇為優先，並告知可選擇之單位；案家無意見者，依核定之輪序表輪派。輪到之單位無量能、停止派案或不在服務區者略過。";

const EXPLANATIONS: Record<Flag, string> = {
  concentrated: "本月案家指定者多，區內其他單位量能已滿。",
  related: "負責人相同，均依案家指定或輪序派案，同意書留存備查。",
  related_top3: "區內可承接之單位僅三家，均依輪序。",
};

/** A day of the month after a month `back` months ago, or today where it has not come yet. */
function after(back: number, day: number): DemoDay {
  return onDay([dayOfMonth(back - 1, day), today()].sort()[0] ?? today());
}

/** Files and judges; the limits of what is missing run. */
export async function fileTables(actors: DemoActors): Promise<void> {
  const [first, second] = [actors.manager, actors.ofUnit("AD02", "a_unit_manager")];
  for (const manager of [first, second]) await writePrinciples(manager);
  for (let back = await monthsSince(first); back >= 5; back -= 1) {
    await file(first, back, after(back, 5));
    await accept(actors, first, back, after(back, 12));
  }
  await file(first, 4, after(4, 17));
  await accept(actors, first, 4, after(4, 24));
  await file(first, 3, after(3, 4));
  await giveBack(actors, first, 3, "人工調整之原因過於簡略，請補充。", after(3, 8));
  await file(first, 3, after(3, 9), "依審核意見補充人工調整之原因");
  await accept(actors, first, 3, after(3, 15));
  await file(first, 2, after(2, 6));
  await giveBack(actors, first, 2, "關聯單位居前三，請說明案家如何得知其他單位。", after(2, 13));
  await file(second, 1, after(1, 5));
  for (const manager of [first, second]) await ensureTableClocks(manager, daysAgo(0));
}

async function writePrinciples(manager: Actor): Promise<void> {
  const { seen } = await ownPrinciples(manager);
  done(await keepPrinciples(manager, { text: PRINCIPLES, seen }, daysAgo(200)), "the principles");
}

/** How many months back the unit first dispatched: the one whose table it owed first. */
async function monthsSince(manager: Actor): Promise<number> {
  for (let back = 12; back > 5; back -= 1) {
    const draft = await draftOf(manager, monthAt(back), today());
    if (draft && draft.content.total.dispatches > 0) return back;
  }
  return 5;
}

const monthAt = (back: number): Month => dayOfMonth(back, 1).slice(0, 7);

/** What the unit's form would send: every flag explained, a reason where it files again. */
async function file(manager: Actor, back: number, at: DemoDay, reason = ""): Promise<void> {
  const month = monthAt(back);
  const draft = await draftOf(manager, month, at.day);
  if (!draft) throw new Error(`demo: no table of ${month}`);
  const filed = await fileTable(
    manager,
    {
      ...{ month, digest: draft.digest, standing: standingMark(await standing(manager, month)), reason },
      explanations: Object.fromEntries(
        flagsOf(draft.content).map(({ key, flag }) => [key, EXPLANATIONS[flag]]),
      ),
    },
    at,
  );
  done(filed, `the table of ${month}`);
}

async function standing(actor: Actor, month: Month, unitId = actor.unitId ?? "") {
  const view = await monthOf(actor, unitId, month);
  return view?.versions.find(({ state }) => state !== "replaced") ?? null;
}

/** The form of the centre's review of what stands. */
async function reviewed(actors: DemoActors, manager: Actor, back: number) {
  const table = await standing(actors.supervisor, monthAt(back), manager.unitId ?? "");
  if (!table) throw new Error(`demo: no table of ${monthAt(back)} to judge`);
  return { id: table.id, version: table.version };
}

async function accept(actors: DemoActors, manager: Actor, back: number, at: DemoDay): Promise<void> {
  const judged = { ...(await reviewed(actors, manager, back)), remark: "" };
  done(await acceptTable(actors.supervisor, judged, at), "accepting a table");
}

async function giveBack(
  actors: DemoActors,
  manager: Actor,
  back: number,
  remark: string,
  at: DemoDay,
): Promise<void> {
  const judged = { ...(await reviewed(actors, manager, back)), remark };
  done(await returnTable(actors.supervisor, judged, at), "returning a table");
}
