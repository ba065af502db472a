import type { Actor } from "@/lib/platform/actor";
import type { Citation } from "@/lib/rules/citations";
import type { Assumption, Step } from "@/lib/rules/outcome";
import type { PlainDate } from "@/lib/rules/plain-date";

/** How pressing an item is. The shape matches what every rule's outcome carries. */
export type Urgency = "overdue" | "due_soon" | "open" | "settled";

/** Why an item stands where it stands. */
export interface Why {
  steps: readonly Step[];
  citations: readonly Citation[];
  assumptions: readonly Assumption[];
}

export interface QueueItem {
  /** Where the thing itself is. */
  href: string;
  title: string;
  detail: string;
  dueOn: PlainDate | null;
  urgency: Urgency;
  /** The state in words. */
  state: string;
  why: Why | null;
  /** What is to be done about it, when the actor may do it. */
  action?: { href: string; label: string };
}

/** One list of work of one kind. `items` are the first of `total`; `href` opens all of them. */
export interface Queue {
  key: string;
  title: string;
  /** What the list holds, in a sentence. */
  about: string;
  total: number;
  href: string;
  items: QueueItem[];
  /** The items are kinds with their numbers, and nothing is left behind them. */
  grouped?: boolean;
  /** Shown when the list is empty. */
  empty: string;
}

/** Whose cases the queues hold: those of one case manager, or with null the whole unit's. */
export interface WorkView {
  staffId: string | null;
}

/** Makes one queue of the actor; null when the actor's role has no such queue. */
export type QueueProvider = (actor: Actor, today: PlainDate, view?: WorkView) => Promise<Queue | null>;
