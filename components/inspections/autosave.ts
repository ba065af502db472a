"use client";

import { useEffect, useEffectEvent, useReducer, useRef, useState } from "react";
import type { GivenPart } from "@/lib/features/inspections/visits/form/schema";
import type { SavedAnswers } from "@/lib/features/inspections/visits/types";
import {
  type FormState,
  type KeptParts,
  keptMine,
  openedState,
  received,
  refreshed,
  type Sent,
  toKeep,
  tookTheirs,
  toRemember,
  toSend,
  typed,
} from "./form-state";
import { keepHere, keptHere, rememberSeen, seenHere } from "./outbox";

/** How it stands with the server. `closed`: the form takes no answers any more. */
export type Link = "saved" | "saving" | "waiting" | "offline" | "signed_out" | "closed";

export interface Autosave {
  state: FormState;
  link: Link;
  /** The server's words where it refuses. */
  message: string;
  /** How many parts are not received yet. */
  waiting: number;
  /** Whether the browser keeps what waits. */
  isKept: boolean;
  type: (id: string, key: string, values: readonly string[], isText: boolean) => void;
  keepMine: (id: string) => void;
  takeTheirs: (id: string) => void;
  sendNow: () => void;
}

const AFTER_TYPING = 700;
const AFTER_FAILURE = 10_000;
const LOOK_EVERY = 20_000;
const STOP_LOOKING = 300_000;

const TOUCHES = ["pointerdown", "keydown"] as const;

type Change = (state: FormState) => FormState;
type Given = Readonly<Record<string, GivenPart>>;

interface Options {
  accountId: string;
  inspectionId: string;
  ids: readonly string[];
  given: Given;
}

/** Sends every answer as it is given, one batch at a time, and keeps in the browser what could not be sent. */
export function useAutosave({ accountId, inspectionId, ids, given }: Options): Autosave {
  const [state, change] = useReducer((now: FormState, by: Change) => by(now), openedState(ids, given, {}));
  const [link, setLink] = useState<Link>("saved");
  const [message, setMessage] = useState("");
  const [isKept, setKept] = useState(true);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isSending = useRef(false);
  const first = useRef(state);
  const written = useRef<KeptParts>({});
  const touched = useRef(0);
  const address = `/api/inspections/${inspectionId}/answers`;

  const schedule = (delay: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      void flush();
    }, delay);
  };

  const flush = useEffectEvent(async () => {
    const sent = toSend(state);
    if (isSending.current || link === "closed" || sent.length === 0) return;
    isSending.current = true;
    setLink("saving");
    const outcome = await send(address, sent);
    isSending.current = false;
    setLink(outcome.link);
    setMessage(outcome.message);
    if (outcome.answer) {
      const { answer } = outcome;
      change((now) => received(now, sent, answer));
    } else if (outcome.link === "offline") schedule(AFTER_FAILURE);
  });

  const look = useEffectEvent(async () => {
    if (document.visibilityState !== "visible" || isSending.current || link !== "saved") return;
    // A page that nobody touches lets the session grow idle.
    if (performance.now() - touched.current > STOP_LOOKING) return;
    const fresh = await current(address);
    if (fresh) change((now) => refreshed(now, fresh, isFocused));
  });

  // What waited in this browser from before.
  const open = useEffectEvent(() => {
    const kept = keptHere(accountId, inspectionId);
    written.current = kept;
    const seen = seenHere(accountId, inspectionId);
    change(() => refreshed(openedState(ids, given, kept), seen, () => false));
  });
  useEffect(() => open(), []);

  const write = useEffectEvent((now: FormState) => {
    if (now === first.current) return;
    const parts = toKeep(now);
    setKept(keepHere(accountId, inspectionId, parts, written.current));
    rememberSeen(accountId, inspectionId, link === "closed" ? null : toRemember(now));
    written.current = parts;
  });
  const again = useEffectEvent((now: FormState) => {
    if (!isSending.current && toSend(now).length > 0 && timer.current === undefined) schedule(0);
  });
  useEffect(() => {
    write(state);
    again(state);
  }, [state]);

  useEffect(() => {
    const back = () => void flush();
    const touch = () => {
      touched.current = performance.now();
    };
    touch();
    const looking = setInterval(() => void look(), LOOK_EVERY);
    window.addEventListener("online", back);
    document.addEventListener("visibilitychange", back);
    for (const kind of TOUCHES) document.addEventListener(kind, touch);
    return () => {
      clearInterval(looking);
      window.removeEventListener("online", back);
      document.removeEventListener("visibilitychange", back);
      for (const kind of TOUCHES) document.removeEventListener(kind, touch);
    };
  }, []);

  const then = (by: Change, delay: number) => {
    change(by);
    schedule(delay);
  };
  const waiting = Object.keys(toKeep(state)).length;
  return {
    ...{ state, message, waiting, isKept },
    link: link === "saved" && toSend(state).length > 0 ? "waiting" : link,
    type: (id, key, values, isText) => then((now) => typed(now, id, key, values), isText ? AFTER_TYPING : 0),
    keepMine: (id) => then((now) => keptMine(now, id), 0),
    takeTheirs: (id) => change((now) => tookTheirs(now, id)),
    sendNow: () => schedule(0),
  };
}

const isFocused = (id: string) =>
  document.activeElement?.closest("[data-part]")?.getAttribute("data-part") === id;

interface Outcome {
  link: Link;
  message: string;
  answer?: SavedAnswers;
}

async function send(address: string, sent: readonly Sent[]): Promise<Outcome> {
  const answers = sent.map(({ id, raw, version }) => {
    const [itemKey, caseId = null] = id.split("|");
    return { itemKey, caseId, raw, version };
  });
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ answers }),
    });
    if (response.ok) return { link: "saved", message: "", answer: (await response.json()) as SavedAnswers };
    const { message = "" } = (await response.json().catch(() => ({}))) as { message?: string };
    if (response.status === 401) return { link: "signed_out", message };
    // A server that is being restarted is like none: what was typed waits.
    if (response.status >= 500) return { link: "offline", message: "" };
    return { link: "closed", message };
  } catch {
    return { link: "offline", message: "" };
  }
}

async function current(address: string): Promise<Given | null> {
  try {
    const response = await fetch(address);
    return response.ok ? ((await response.json()) as { given: Given }).given : null;
  } catch {
    // No connection: nothing new to see.
    return null;
  }
}
