import type { Actor } from "@/lib/platform/actor";
import type { PlainDate } from "@/lib/rules/plain-date";
import { aUnitQueues } from "./a-unit/queries";
import { centreQueues } from "./centre/queries";
import { clockQueues } from "./clocks/queries";
import { closureQueue } from "./closures/queries";
import { contractQueues } from "./contracts/queries";
import { findingQueues } from "./findings/queries";
import { myInspectionsQueue } from "./inspections/queries";
import { URGENCIES } from "./labels";
import { penaltyQueues } from "./penalties/queries";
import { samplingQueues } from "./sampling/queries";
import { staffQueues } from "./staff/queries";
import type { Queue, QueueProvider, Urgency, WorkView } from "./types";

/** Who adds to the home page. A later area adds its providers here. */
const PROVIDERS: readonly QueueProvider[] = [
  ...clockQueues,
  ...centreQueues,
  ...aUnitQueues,
  myInspectionsQueue,
  ...findingQueues,
  ...penaltyQueues,
  ...samplingQueues,
  ...contractQueues,
  ...staffQueues,
  closureQueue,
];

function pressing(queue: Queue): number {
  const most = queue.items.map((item) => URGENCIES.indexOf(item.urgency));
  return Math.min(URGENCIES.length, ...most);
}

/** The queues of an actor: those with something late first, then by urgency; empty ones last. */
export async function queuesOf(actor: Actor, today: PlainDate, view?: WorkView): Promise<Queue[]> {
  const queues: Queue[] = [];
  // One after another: a home page must not take the whole pool of connections.
  for (const provider of PROVIDERS) {
    const queue = await provider(actor, today, view);
    if (queue) queues.push({ ...queue, items: sorted(queue.items) });
  }
  return queues.sort((a, b) => pressing(a) - pressing(b));
}

function sorted(items: Queue["items"]): Queue["items"] {
  const rank = (urgency: Urgency) => URGENCIES.indexOf(urgency);
  return [...items].sort(
    (a, b) => rank(a.urgency) - rank(b.urgency) || (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999"),
  );
}
