import type { GivenPart } from "@/lib/features/inspections/visits/form/schema";
import type { PartValue, RawPart } from "@/lib/features/inspections/visits/form/types";
import type { Conflict, SavedAnswers } from "@/lib/features/inspections/visits/types";

// What the page knows of every part while it is filled in. Pure: the page, the store of the browser and the network stand around it.

export interface PartState {
  /** What stands in the inputs. */
  raw: RawPart;
  /** The version that it was made from; 0 where nobody has answered. */
  version: number;
  /** Counts the changes made here; an answer to an older one does not count as received. */
  typed: number;
  /** Not yet received by the server. */
  isWaiting: boolean;
  errors: Readonly<Record<string, string>>;
  /** Somebody else's newer answer, between which and one's own the inspector chooses. */
  theirs: Conflict | null;
  by: string | null;
  at: string | null;
}

export type FormState = Readonly<Record<string, PartState>>;

/** What is kept in the browser until the server has it. */
export type KeptPart = Pick<PartState, "raw" | "version">;
export type KeptParts = Readonly<Record<string, KeptPart>>;

export const EMPTY_PART: PartState = {
  ...{ raw: {}, version: 0, typed: 0, isWaiting: false, errors: {} },
  ...{ theirs: null, by: null, at: null },
};

/** The state of a page that has just been opened: what the server has, and over it what waited in this browser. */
export function openedState(
  ids: readonly string[],
  given: Readonly<Record<string, GivenPart>>,
  kept: KeptParts,
): FormState {
  return Object.fromEntries(
    ids.map((id) => {
      const part = { ...EMPTY_PART, ...given[id] };
      const own = kept[id];
      return [id, own ? { ...part, ...own, typed: 1, isWaiting: true } : part];
    }),
  );
}

function changed(state: FormState, id: string, change: (part: PartState) => PartState): FormState {
  const part = state[id];
  return part ? { ...state, [id]: change(part) } : state;
}

/** Somebody typed or ticked. */
export function typed(state: FormState, id: string, key: string, values: readonly string[]): FormState {
  return changed(state, id, (part) => {
    const { [key]: _mended, ...errors } = part.errors;
    return { ...part, raw: { ...part.raw, [key]: values }, typed: part.typed + 1, isWaiting: true, errors };
  });
}

export interface Sent {
  id: string;
  raw: RawPart;
  version: number;
  /** `typed` as it was when it was sent. */
  typed: number;
}

/** What is to be sent now. A part whose conflict is not decided waits. */
export function toSend(state: FormState): Sent[] {
  return Object.entries(state)
    .filter(([, part]) => part.isWaiting && part.theirs === null)
    .map(([id, { raw, version, typed: count }]) => ({ id, raw, version, typed: count }));
}

/** The server's answer to what was sent. What was typed meanwhile goes on waiting, now from the new version. */
export function received(state: FormState, sent: readonly Sent[], answer: SavedAnswers): FormState {
  let next = state;
  for (const { id, typed: count } of sent) {
    const saved = answer.saved.find(({ partId }) => partId === id);
    const theirs = answer.conflicts.find(({ partId }) => partId === id);
    const errors = answer.errors.filter(({ partId }) => partId === id);
    next = changed(next, id, (part) => {
      const noted = { ...part, errors: Object.fromEntries(errors.map(({ key, message }) => [key, message])) };
      if (theirs) return { ...noted, theirs };
      // Neither kept nor refused: the part is not on the form any more.
      if (!saved) return { ...noted, isWaiting: part.typed !== count };
      const by = saved.version === part.version ? part : { by: "您", at: "已儲存" };
      return { ...noted, by: by.by, at: by.at, version: saved.version, isWaiting: part.typed !== count };
    });
  }
  return next;
}

/** Of two answers one's own is kept: it is sent again over the newer one. */
export function keptMine(state: FormState, id: string): FormState {
  return changed(state, id, (part) =>
    part.theirs ? { ...part, version: part.theirs.version, theirs: null, isWaiting: true } : part,
  );
}

/** Of two answers the other's is kept. */
export function tookTheirs(state: FormState, id: string): FormState {
  return changed(state, id, (part) => {
    if (!part.theirs) return part;
    const { raw, version, by, at } = part.theirs;
    return { ...part, raw, version, by, at, theirs: null, isWaiting: false, errors: {} };
  });
}

/** What others have answered meanwhile. Parts with something unsent, and the one in which somebody types, stay as they are. */
export function refreshed(
  state: FormState,
  given: Readonly<Record<string, GivenPart>>,
  isBusy: (id: string) => boolean,
): FormState {
  let next = state;
  for (const [id, part] of Object.entries(given)) {
    next = changed(next, id, (own) =>
      own.isWaiting || own.version >= part.version || isBusy(id) || Object.keys(own.errors).length > 0
        ? own
        : { ...own, ...part },
    );
  }
  return next;
}

/** What must survive in the browser: everything that the server does not have as it stands in the inputs. */
export function toKeep(state: FormState): KeptParts {
  return Object.fromEntries(
    Object.entries(state)
      .filter(([, part]) => part.isWaiting || part.theirs !== null || Object.keys(part.errors).length > 0)
      .map(([id, { raw, version }]) => [id, { raw, version }]),
  );
}

/** What the server has, as far as this page knows. */
export function toRemember(state: FormState): Record<string, GivenPart> {
  return Object.fromEntries(
    Object.entries(state)
      .filter(([, part]) => part.version > 0 && !part.isWaiting && part.theirs === null)
      .map(([id, { raw, version, by, at }]) => [id, { raw, version, by: by ?? "", at: at ?? "" }]),
  );
}

/** The answers of a part for judging which blanks are open: texts where the kept value would be a number. */
export function valueOfRaw(raw: RawPart): PartValue {
  return Object.fromEntries(
    Object.entries(raw)
      .map(([key, texts]) => [key, texts.filter((text) => text.trim() !== "")] as const)
      .filter(([, texts]) => texts.length > 0),
  );
}
