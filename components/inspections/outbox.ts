import type { GivenPart } from "@/lib/features/inspections/visits/form/schema";
import type { KeptPart, KeptParts } from "./form-state";

// What the server does not have yet lies in this browser, under the account that typed it: written at every change, so that it
// outlives a lost connection, a flat battery and a closed page. Each part by itself, so that two pages do not undo each other.

const prefixOf = (accountId: string, inspectionId: string) =>
  `caretower.inspection.${accountId}.${inspectionId}.`;

/** What waits in this browser; nothing where the store cannot be read. */
export function keptHere(accountId: string, inspectionId: string): KeptParts {
  const prefix = prefixOf(accountId, inspectionId);
  const kept: Record<string, KeptPart> = {};
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(prefix))
        kept[key.slice(prefix.length)] = JSON.parse(localStorage.getItem(key) ?? "null");
    }
  } catch {
    // Private browsing, or a store that somebody else wrote: the form works, only nothing waits.
  }
  return Object.fromEntries(Object.entries(kept).filter(([, part]) => part?.raw));
}

/** Writes down what waits, and takes away what this page wrote `before` and has been received. Says whether the browser took it. */
export function keepHere(
  accountId: string,
  inspectionId: string,
  parts: KeptParts,
  before: KeptParts,
): boolean {
  const prefix = prefixOf(accountId, inspectionId);
  try {
    for (const [id, part] of Object.entries(parts)) localStorage.setItem(prefix + id, JSON.stringify(part));
    for (const id of Object.keys(before)) if (!(id in parts)) localStorage.removeItem(prefix + id);
    return true;
  } catch {
    // Full or forbidden; the page says so.
    return false;
  }
}

const seenKey = (accountId: string, inspectionId: string) => `caretower.seen.${accountId}.${inspectionId}`;

/** What was last known of the server's answers: newer than a copy of the page that was made when it was opened. */
export function seenHere(accountId: string, inspectionId: string): Record<string, GivenPart> {
  try {
    return JSON.parse(localStorage.getItem(seenKey(accountId, inspectionId)) ?? "{}") ?? {};
  } catch {
    // As if nothing was seen: the page shows what it was made with.
    return {};
  }
}

/** Writes down what is known of the server's answers; nothing once the form is closed. */
export function rememberSeen(
  accountId: string,
  inspectionId: string,
  parts: Readonly<Record<string, GivenPart>> | null,
): void {
  try {
    if (parts === null) localStorage.removeItem(seenKey(accountId, inspectionId));
    else localStorage.setItem(seenKey(accountId, inspectionId), JSON.stringify(parts));
  } catch {
    // The store is full or forbidden: a reload without a connection shows older answers, sent ones are safe with the server.
  }
}
