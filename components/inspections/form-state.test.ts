import { describe, expect, it } from "vitest";
import {
  type FormState,
  keptMine,
  openedState,
  received,
  refreshed,
  toKeep,
  tookTheirs,
  toRemember,
  toSend,
  typed,
} from "./form-state";

const GIVEN = { a: { raw: { x: ["met"] }, version: 3, by: "王示範", at: "115/11/10 10:00" } };
const opened = (): FormState => openedState(["a", "b"], GIVEN, {});
const answer = (changes: object) => ({ saved: [], conflicts: [], errors: [], ...changes });
const THEIRS = { partId: "a", version: 5, raw: { x: ["partly"] }, by: "李示範", at: "115/11/10 10:05" };

describe("A form that is filled in", () => {
  it("keeps what was typed in the browser until the server has it", () => {
    const state = typed(opened(), "a", "x", ["not_met"]);
    expect(toKeep(state)).toEqual({ a: { raw: { x: ["not_met"] }, version: 3 } });
    const after = received(state, toSend(state), answer({ saved: [{ partId: "a", version: 4 }] }));
    expect([toKeep(after), toSend(after), after.a?.version]).toEqual([{}, [], 4]);
  });

  it("goes on where the browser was closed without a connection", () => {
    const kept = toKeep(typed(opened(), "a", "x", ["not_met"]));
    const again = openedState(["a", "b"], GIVEN, kept);
    expect(toSend(again)).toMatchObject([{ id: "a", raw: { x: ["not_met"] }, version: 3 }]);
    expect(again.b?.isWaiting).toBe(false);
  });

  it("remembers what the server has for a reload without a connection, and nothing that only waits", () => {
    const state = typed(openedState(["a", "b"], GIVEN, {}), "b", "x", ["met"]);
    expect(toRemember(state)).toEqual(GIVEN);
    const after = received(state, toSend(state), answer({ saved: [{ partId: "b", version: 1 }] }));
    expect(toRemember(after).b).toMatchObject({ raw: { x: ["met"] }, version: 1, by: "您" });
    expect(refreshed(opened(), toRemember(after), () => false).b?.raw).toEqual({ x: ["met"] });
  });

  it("does not take what was typed while it was sending for received", () => {
    const first = typed(opened(), "a", "x", ["not_met"]);
    const sent = toSend(first);
    const second = typed(first, "a", "note", ["再寫一句"]);
    const after = received(second, sent, answer({ saved: [{ partId: "a", version: 4 }] }));
    expect(toSend(after)).toMatchObject([{ id: "a", version: 4, raw: { note: ["再寫一句"] } }]);
  });

  it("holds a conflict until the inspector has chosen: one's own is sent over the newer version", () => {
    const state = typed(opened(), "a", "x", ["not_met"]);
    const hit = received(state, toSend(state), answer({ conflicts: [THEIRS] }));
    expect([toSend(hit), hit.a?.theirs?.by, hit.a?.raw]).toEqual([[], "李示範", { x: ["not_met"] }]);
    expect(toKeep(hit)).toHaveProperty("a");
    expect(toSend(keptMine(hit, "a"))).toMatchObject([{ id: "a", version: 5, raw: { x: ["not_met"] } }]);
  });

  it("or the other's answer takes its place and nothing is sent", () => {
    const state = typed(opened(), "a", "x", ["not_met"]);
    const after = tookTheirs(received(state, toSend(state), answer({ conflicts: [THEIRS] })), "a");
    expect([after.a?.raw, after.a?.version, toSend(after), toKeep(after)]).toEqual([
      ...[{ x: ["partly"] }, 5, [], {}],
    ]);
  });

  it("keeps what could not be read, with the reason, and does not send it in a circle", () => {
    const state = typed(opened(), "b", "count", ["三"]);
    const errors = [{ partId: "b", key: "count", message: "請填整數。" }];
    const after = received(state, toSend(state), answer({ saved: [{ partId: "b", version: 0 }], errors }));
    expect([after.b?.errors, toSend(after)]).toEqual([{ count: "請填整數。" }, []]);
    expect(toKeep(after)).toHaveProperty("b");
    expect(toSend(typed(after, "b", "count", ["3"]))).toHaveLength(1);
  });

  it("takes in what others answered, but never over what is being typed here", () => {
    const newer = { a: { ...GIVEN.a, raw: { x: ["partly"] }, version: 4 }, b: { ...GIVEN.a, version: 1 } };
    const quiet = refreshed(opened(), newer, () => false);
    expect([quiet.a?.raw, quiet.b?.version]).toEqual([{ x: ["partly"] }, 1]);
    const busy = refreshed(typed(opened(), "a", "x", ["not_met"]), newer, (id) => id === "b");
    expect([busy.a?.raw, busy.b?.version]).toEqual([{ x: ["not_met"] }, 0]);
  });
});
