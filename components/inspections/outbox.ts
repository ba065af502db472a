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
