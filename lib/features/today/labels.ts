import type { Urgency } from "./types";

/** Order of urgency: what is late stands first. */
export const URGENCIES = ["overdue", "due_soon", "open", "settled"] as const satisfies readonly Urgency[];

/** How many rows of a queue stand on the home page; the rest is behind the number. */
export const SHOWN_OF_QUEUE = 8;

/** How far ahead closures are shown, in days. */
export const CLOSURES_AHEAD_DAYS = 60;
