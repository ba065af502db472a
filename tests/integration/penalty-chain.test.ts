import { beforeAll, describe, expect, it } from "vitest";
import { answerFinding } from "@/lib/features/inspections/findings/answering/service";
import { sendCorrectionLetter } from "@/lib/features/inspections/findings/notices/service";
import { failFinding, setReinspection } from "@/lib/features/inspections/findings/settling/service";
import { letterById, lettersAbout } from "@/lib/features/letters/queries";
import { chainOf } from "@/lib/features/penalties/chain/queries";
import type { ChainNode, ChainStart } from "@/lib/features/penalties/chain/types";
import { decideMeasure } from "@/lib/features/penalties/measures/service";
import { askReview } from "@/lib/features/penalties/reviews/service";
import { stateCase } from "@/lib/features/penalties/violations/service";
import { queuesOf } from "@/lib/features/today/queries";
import type { Actor } from "@/lib/platform/actor";
import { plainDate } from "@/lib/rules/plain-date";
import { code, done } from "../support/accounts";
import { aContract, noonOf } from "../support/dispatch";
import { finding, findingsOf, type OpenedFindings } from "../support/findings";
import { aCity, ownerSql, type TestCity } from "../support/fixtures";
import { anInspection } from "../support/inspections";
import { aViolation, ownLetters, proposedMeasure, violation } from "../support/penalties";

let city: TestCity;
let officer: Actor;
let manager: Actor;

beforeAll(async () => {
  await ownLetters();
  city = await aCity("taichung");
  officer = city.actors.bureau_officer;
  manager = city.actors.a_unit_manager;
  await aContract(city.aUnit);
});

describe("The chain", () => {
  let opened: OpenedFindings;
  let again: string;
  let violationId: string;
  let measureId: string;

  // One matter from end to end: found, answered, looked at again, failed, points, a review asked for, suspended.
  beforeAll(async () => {
    opened = await findingsOf(officer, city.aUnit, {
      visitedOn: "2026-06-01",
      correctionDueOn: "2026-06-20",
    });
    const id = opened.ids[0] ?? "";
    const text = "已改善，請查核。";
    done(await answerFinding(manager, { id, version: 1, text, files: [] }, noonOf("2026-06-10")));
    again = (await anInspection(city.aUnit, { state: "under_way", visitedOn: "2026-06-25" })).id;
    done(await setReinspection(officer, { id, version: 2, inspectionId: again }, noonOf("2026-06-21")));
    await ownerSql("UPDATE inspection SET state = 'signed', signed_at = now() WHERE id = $1", [again]);
    done(await failFinding(officer, { id, version: 3, reason: "複查仍未改善。" }, noonOf("2026-06-26")));
    const given = { findingId: id, clause: 12, happenedOn: "2026-06-26" };
    violationId = await aViolation(officer, city.aUnit, given, "2026-07-01").decided();
    done(
      await askReview(manager, { violationId, grounds: "請予複核。", askedOn: null }, noonOf("2026-07-10")),
    );
    const open = await proposedMeasure(city.aUnit);
    measureId = open?.id ?? "";
    const span = { fromOn: plainDate("2026-08-01"), throughOn: plainDate("2026-08-30"), services: [] };
    const decision = { id: measureId, version: open?.version ?? 0, kind: "suspension" as const, ...span };
    done(await decideMeasure(officer, { ...decision, grounds: "依法停止派案。" }, noonOf("2026-07-15")));
  });

  const starts = (): [string, ChainStart][] => [
    ["the inspection", { inspectionId: opened.inspection.id }],
    ["the re-inspection", { inspectionId: again }],
    ["the finding", { findingId: opened.ids[0] ?? "" }],
    ["the points", { violationId }],
    ["the suspension", { measureId }],
  ];

  const expected = () => [
    ["item", `/inspections/${opened.inspection.id}`],
    ["finding", `/inspections/findings/${opened.ids[0]}`],
    ["correction", `/inspections/findings/${opened.ids[0]}#steps`],
    ["re_inspection", `/inspections/${again}`],
    ["points", `/penalties/violations/${violationId}`],
    ["review", `/penalties/violations/${violationId}#review`],
    ["measure", `/penalties/measures/${measureId}`],
  ];
  const ways = (nodes: readonly ChainNode[]) => nodes.map(({ stage, href }) => [stage, href]);

  it("leads from every point to every other, for the officer and for the unit", async () => {
    for (const actor of [officer, manager]) {
      for (const [name, start] of starts()) {
        expect([name, ways(await chainOf(actor, start))]).toEqual([name, expected()]);
      }
    }
  });

  it("shows nothing of it to another unit, to the administrator or to another city", async () => {
    const foreign = await aCity("taoyuan");
    for (const actor of [city.otherManager, city.actors.bureau_admin, foreign.actors.bureau_officer]) {
      for (const [, start] of starts()) expect(await chainOf(actor, start)).toEqual([]);
    }
  });
});

describe("The letter that asks for a correction", () => {
  it("names every open finding of the inspection with its limit, and stands with each of them", async () => {
    const { ids } = await findingsOf(officer, city.aUnit, {
      items: ["address_as_approved", "sign_and_hours", "claims_in_time"],
      correctionDueOn: "2026-10-20",
    });
    const [one = "", other = "", failed = ""] = ids;
    done(
      await failFinding(officer, { id: failed, version: 1, reason: "屆期未改善。" }, noonOf("2026-10-21")),
    );
    done(await sendCorrectionLetter(officer, { id: one, withOthers: true }, noonOf("2026-10-05")));
    const [letter] = await lettersAbout(manager, { findingId: other });
    const detail = await letterById(manager, letter?.id ?? "");
    const rows = await Promise.all([one, other].map((id) => finding(officer, id)));
    expect(detail?.content.findings?.map(({ number }) => number).toSorted()).toEqual(
      rows.map(({ number }) => number).toSorted(),
    );
    expect(JSON.stringify(detail?.content.decisions)).toContain("115/10/20");
    expect(await lettersAbout(manager, { findingId: failed })).toEqual([]);
    const late = await sendCorrectionLetter(officer, { id: failed, withOthers: true }, noonOf("2026-10-22"));
    expect(code(late)).toBe("state");
  });
});

describe("The home page", () => {
  it("holds a matter with whoever has to act next: officer, unit, officer, officer", async () => {
    const unit = city.aUnit;
    const on = async (actor: Actor, key: string, href: string) => {
      const queue = (await queuesOf(actor, plainDate("2026-08-05"))).find((each) => each.key === key);
      const item = queue?.items.find((each) => each.href === href);
      return item ? [item.state, item.urgency] : null;
    };
    const proposed = await aViolation(officer, unit, { clause: 5 }).proposed();
    const heard = await aViolation(officer, unit, { clause: 6 }).heard();
    const hrefOf = (id: string) => `/penalties/violations/${id}`;
    expect(await on(officer, "violation_proposed", hrefOf(proposed))).toEqual(["待通知", "open"]);
    expect(await on(manager, "hearing_answer", hrefOf(proposed))).toBeNull();
    expect(await on(manager, "hearing_answer", hrefOf(heard))).toEqual(["待陳述", "due_soon"]);
    expect(await on(officer, "violation_decide", hrefOf(heard))).toBeNull();
    const { version } = await violation(officer, heard);
    done(await stateCase(manager, { id: heard, version, statement: "陳述意見如附。" }, noonOf("2026-08-05")));
    expect(await on(officer, "violation_decide", hrefOf(heard))).toEqual(["已陳述", "due_soon"]);
    expect(await on(city.actors.care_supervisor, "violation_decide", hrefOf(heard))).toBeNull();
  });

  it("holds a proposed measure and a notice whose arrival is not on record with the officer", async () => {
    const place = await aCity("taoyuan");
    await aContract(place.bUnit);
    const own = place.actors.bureau_officer;
    const id = await aViolation(own, place.bUnit).decided();
    const keys = (await queuesOf(own, plainDate("2026-08-10"))).filter(({ total }) => total > 0);
    const [letter] = (await lettersAbout(own, { violationId: id })).filter(({ kind }) => kind === "points");
    const open = await proposedMeasure(place.bUnit);
    const hrefs = keys.flatMap(({ key, items }) => items.map((item) => [key, item.href]));
    expect(hrefs).toContainEqual(["measure_proposed", `/penalties/measures/${open?.id}`]);
    expect(hrefs).toContainEqual(["letter_arrival", `/letters/${letter?.id}`]);
  });
});
