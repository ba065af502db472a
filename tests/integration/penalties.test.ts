import { beforeAll, describe, expect, it } from "vitest";
import { answerFinding } from "@/lib/features/inspections/findings/answering/service";
import { closeFinding, failFinding } from "@/lib/features/inspections/findings/settling/service";
import { decideViolation } from "@/lib/features/penalties/deciding/service";
import { ledgerOf } from "@/lib/features/penalties/ledger/queries";
import { violationById } from "@/lib/features/penalties/queries";
import { askReview, decideReview } from "@/lib/features/penalties/reviews/service";
import {
  dropViolation,
  proposeViolation,
  startHearing,
  stateCase,
} from "@/lib/features/penalties/violations/service";
import type { Actor } from "@/lib/platform/actor";
import { plainDate } from "@/lib/rules/plain-date";
import { code, done } from "../support/accounts";
import { aContract, noonOf } from "../support/dispatch";
import { finding, findingsOf } from "../support/findings";
import { aCity, anActor, aUnitOf, ownerSql, type TestCity } from "../support/fixtures";
import { arrived, aViolation, charge, ownLetters, violation } from "../support/penalties";

let city: TestCity;
let officer: Actor;

beforeAll(async () => {
  await ownLetters();
  city = await aCity("taichung");
  officer = city.actors.bureau_officer;
});

/** A B unit with a contract of this year, and the person who answers for it. */
async function aParty(from = "2026-01-01", tier: "a" | "b" | "c" = "b") {
  const unit = await aUnitOf("taichung", { tier });
  await aContract(unit, { from, to: "2026-12-31" });
  const person = await anActor("taichung", tier === "a" ? "a_unit_manager" : "b_unit_staff", unit);
  return { unit, person };
}

const pointsOf = async (id: string) => {
  const row = await violation(officer, id);
  return [row.points, row.proposals.decided?.article];
};
const GROUNDS = "事證明確，依法記點。";

describe("What the law proposes", () => {
  it("is one point under §25, two under §27 the second time, and a multiple the third", async () => {
    const { unit } = await aParty();
    const first = await aViolation(officer, unit, { happenedOn: "2026-02-01" }).decided();
    const second = await aViolation(officer, unit, { happenedOn: "2026-03-01" }).decided();
    const third = await violation(
      officer,
      await aViolation(officer, unit, { happenedOn: "2026-04-01" }).heard(),
    );
    expect(await pointsOf(first)).toEqual([1, "25"]);
    expect(await pointsOf(second)).toEqual([2, "27"]);
    expect(third.proposalNow).toMatchObject({ points: 2, article: "27", discretionary: true });
    const { id, version } = third;
    const less = await decideViolation(
      officer,
      { id, version, points: 1, article: "", grounds: GROUNDS },
      noonOf("2026-08-10"),
    );
    expect(less.ok ? {} : less.fieldErrors).toHaveProperty("points");
    done(
      await decideViolation(
        officer,
        { id, version, points: 6, article: "", grounds: GROUNDS },
        noonOf("2026-08-10"),
      ),
    );
    expect(await pointsOf(id)).toEqual([6, "27"]);
  });

  it("counts from the contract's history alone: another contract begins anew", async () => {
    const unit = await aUnitOf("taichung", { tier: "b" });
    await aContract(unit, { from: "2025-01-01", to: "2025-12-31" });
    await aContract(unit, { from: "2026-01-01", to: "2026-12-31" });
    await aViolation(officer, unit, { happenedOn: "2025-11-01" }).decided();
    const next = await aViolation(officer, unit, { happenedOn: "2026-02-01" }).heard();
    expect((await violation(officer, next)).proposalNow).toMatchObject({ points: 1, article: "25" });
  });

  it("makes a point of two corrections in time, from findings of an A unit, under §29", async () => {
    const { unit } = await aParty("2026-01-01", "a");
    const settled = async (visitedOn: string) => {
      const { ids } = await findingsOf(officer, unit, { visitedOn, correctionDueOn: "2026-07-30" });
      const id = ids[0] ?? "";
      const text = "已補正紀錄。";
      done(await answerFinding(officer, { id, version: 1, text, files: [] }, noonOf("2026-07-10")));
      const close = { id, version: 2, mendedOn: plainDate("2026-07-09"), remark: "已改善。" };
      done(await closeFinding(officer, close, noonOf("2026-07-11")));
      return id;
    };
    const of = async (findingId: string) =>
      violation(
        officer,
        await aViolation(officer, unit, { findingId, clause: 3, happenedOn: "2026-07-11" }).decided(),
      );
    const first = await of(await settled("2026-07-01"));
    const second = await of(await settled("2026-07-02"));
    expect([first.corrected, first.points, first.proposals.decided?.pendingCures]).toEqual([true, 0, 1]);
    expect([second.points, second.proposals.decided?.article]).toEqual([1, "29"]);
    expect(first.entries).toEqual([]);
    expect(second.entries.map(({ points }) => points)).toEqual([1]);
  });

  it("asks whether a clause with a time to correct was corrected, and takes it from the finding where there is one", async () => {
    const { unit } = await aParty("2026-01-01", "a");
    const refused = await proposeViolation(officer, charge(unit, { clause: 9 }), noonOf("2026-08-03"));
    expect(refused.ok ? {} : refused.fieldErrors).toHaveProperty("corrected");
    const { ids } = await findingsOf(officer, unit, { correctionDueOn: "2026-10-10" });
    const findingId = ids[0] ?? "";
    const input = charge(unit, { findingId, clause: 9, happenedOn: "2026-10-11" });
    expect(code(await proposeViolation(officer, input, noonOf("2026-10-12")))).toBe("finding");
    done(
      await failFinding(officer, { id: findingId, version: 1, reason: "屆期未提出。" }, noonOf("2026-10-11")),
    );
    const id = done(await proposeViolation(officer, input, noonOf("2026-10-12"))).id;
    const row = await violation(officer, id);
    expect([row.corrected, row.proposals.proposed.points, row.finding?.id]).toEqual([false, 1, findingId]);
    expect(code(await proposeViolation(officer, input, noonOf("2026-10-12")))).toBe("finding");
    expect((await finding(officer, findingId, "2026-10-12")).state).toBe("failed");
  });

  it("knows no contract on a day without one, and none of a day to come", async () => {
    const { unit } = await aParty();
    const before = charge(unit, { happenedOn: "2025-12-31" });
    expect(code(await proposeViolation(officer, before, noonOf("2026-08-03")))).toBe("no_contract");
    const ahead = charge(unit, { happenedOn: "2026-08-04" });
    expect(code(await proposeViolation(officer, ahead, noonOf("2026-08-03")))).toBe("day");
  });

  it("leaves the number to the officer where the contract of before 2025 has a scheme of its own", async () => {
    const unit = await aUnitOf("taichung", { tier: "b" });
    await aContract(unit, { from: "2024-01-01", to: "2026-12-31" });
    const id = await aViolation(officer, unit, { clause: null }).heard();
    const row = await violation(officer, id);
    expect([row.scheme, row.proposalNow?.points]).toEqual(["taichung_b_111", null]);
    const input = { id, version: row.version, points: 5, article: "", grounds: GROUNDS };
    expect(code(await decideViolation(officer, input, noonOf("2026-08-10")))).toBe("article");
    done(await decideViolation(officer, { ...input, article: "契約書第20條" }, noonOf("2026-08-10")));
    expect((await violation(officer, id)).entries[0]).toMatchObject({ points: 5, article: "契約書第20條" });
  });
});

describe("The hearing", () => {
  it("shows the matter to the unit from then on, with a letter, and not before", async () => {
    const { unit, person } = await aParty();
    const id = await aViolation(officer, unit).proposed();
    expect(await violationById(person, id)).toBeNull();
    const input = { id, version: 1, hearingDueOn: plainDate("2026-08-20") };
    done(await startHearing(officer, input, noonOf("2026-08-03")));
    expect(await violation(person, id)).toMatchObject({ state: "hearing", hearingDueOn: "2026-08-20" });
    const letters = await ownerSql("SELECT kind::text FROM letter WHERE violation_id = $1", [id]);
    expect(letters).toEqual([{ kind: "hearing" }]);
  });

  it("keeps the decision until the unit has spoken or its time is over: not on the last day, on the next", async () => {
    const { unit, person } = await aParty();
    const silent = await aViolation(officer, unit).heard();
    const input = { id: silent, version: 2, points: 1, article: "", grounds: GROUNDS };
    expect(code(await decideViolation(officer, input, noonOf("2026-08-06")))).toBe("hearing");
    done(await decideViolation(officer, input, noonOf("2026-08-07")));

    const spoken = await aViolation(officer, unit, { clause: 5 }).heard();
    const statement = "當日系統故障，已於次日回復。";
    done(await stateCase(person, { id: spoken, version: 2, statement }, noonOf("2026-08-04")));
    const decided = { ...input, id: spoken, version: 3 };
    done(await decideViolation(officer, decided, noonOf("2026-08-04")));
    expect((await violation(person, spoken)).statement).toBe(statement);
  });

  it("may end without points, with grounds, and is then over", async () => {
    const { unit, person } = await aParty();
    const id = await aViolation(officer, unit).heard();
    const input = { id, version: 2, grounds: "陳述有理由，不予記點。" };
    done(await dropViolation(officer, input, noonOf("2026-08-04")));
    expect(await violation(person, id)).toMatchObject({ state: "dropped", points: null });
    const again = { id, version: 3, points: 1, article: "", grounds: GROUNDS };
    expect(code(await decideViolation(officer, again, noonOf("2026-08-10")))).toBe("state");
  });

  it("hides from the unit what was dropped before it was heard", async () => {
    const { unit, person } = await aParty();
    const id = await aViolation(officer, unit).proposed();
    done(
      await dropViolation(officer, { id, version: 1, grounds: "查無事證，不予記點。" }, noonOf("2026-08-04")),
    );
    expect(await violationById(person, id)).toBeNull();
  });
});

describe("Two decisions at the same time", () => {
  it("see each other: the same clause gives one point and then two", async () => {
    const { unit } = await aParty();
    const ids = [
      await aViolation(officer, unit, { happenedOn: "2026-02-01" }).heard(),
      await aViolation(officer, unit, { happenedOn: "2026-03-01" }).heard(),
    ];
    const tried = async () =>
      Promise.all(
        ids.map(async (id) => {
          const row = await violation(officer, id);
          if (row.state === "decided") return;
          const points = row.proposalNow?.points ?? 0;
          const input = { id, version: row.version, points, article: "", grounds: GROUNDS };
          await decideViolation(officer, input, noonOf("2026-08-10"));
        }),
      );
    await tried();
    await tried();
    const rows = await ownerSql<{ points: number }>(
      "SELECT points FROM point_entry WHERE unit_id = $1 ORDER BY points",
      [unit.id],
    );
    expect(rows.map(({ points }) => points)).toEqual([1, 2]);
  });
});

describe("The review", () => {
  it("may be asked for on the thirtieth day after the notice arrived, and not on the next", async () => {
    const { unit, person } = await aParty();
    const id = await aViolation(officer, unit).decided();
    await arrived(id, "2026-08-11");
    expect((await violation(person, id)).reviewUntil?.dueOn).toBe("2026-09-10");
    const input = { violationId: id, grounds: "記點事實有誤。", askedOn: null };
    expect(code(await askReview(person, input, noonOf("2026-09-11")))).toBe("late");
    done(await askReview(person, input, noonOf("2026-09-10")));
    expect((await violation(officer, id)).review).toBe("asked");
  });

  it("is granted once", async () => {
    const { unit, person } = await aParty();
    const id = await aViolation(officer, unit).decided();
    const input = { violationId: id, grounds: "記點事實有誤。", askedOn: null };
    const both = await Promise.all([1, 2].map(() => askReview(person, input, noonOf("2026-08-12"))));
    expect(both.map(code).toSorted()).toEqual(["ok", "once"]);
    done(
      await decideReview(
        officer,
        { violationId: id, version: 1, outcome: "upheld", decision: "理由不足，維持原處分。" },
        noonOf("2026-08-20"),
      ),
    );
    expect(code(await askReview(person, input, noonOf("2026-08-21")))).toBe("once");
    expect((await violation(person, id)).entries.map(({ points }) => points)).toEqual([1]);
  });

  it("that takes points back enters them with a minus, and the clause counts anew", async () => {
    const { unit, person } = await aParty();
    const id = await aViolation(officer, unit, { happenedOn: "2026-02-01" }).decided();
    done(
      await askReview(
        person,
        { violationId: id, grounds: "記點事實有誤。", askedOn: null },
        noonOf("2026-08-12"),
      ),
    );
    const input = {
      violationId: id,
      version: 1,
      outcome: "taken_back",
      decision: "事實認定有誤，撤銷。",
    } as const;
    done(await decideReview(officer, input, noonOf("2026-08-20")));
    const row = await violation(officer, id);
    expect(row.entries.map(({ points }) => points).toSorted()).toEqual([-1, 1]);
    expect(code(await decideReview(officer, { ...input, version: 2 }, noonOf("2026-08-20")))).toBe("state");
    const next = await aViolation(officer, unit, { happenedOn: "2026-03-01" }).heard();
    expect((await violation(officer, next)).proposalNow).toMatchObject({ points: 1, article: "25" });
    const ledger = await ledgerOf(officer, unit.id, plainDate("2026-08-21"));
    expect(ledger?.contracts[0]?.evaluation).toMatchObject({ total: 0, action: "none" });
  });

  it("on paper is entered by the officer with the day on which it came", async () => {
    const { unit } = await aParty();
    const id = await aViolation(officer, unit).decided();
    await arrived(id, "2026-08-11");
    const grounds = "書面申請複核。";
    const late = { violationId: id, grounds, askedOn: plainDate("2026-09-11") };
    expect(code(await askReview(officer, late, noonOf("2026-09-20")))).toBe("late");
    done(await askReview(officer, { ...late, askedOn: plainDate("2026-09-10") }, noonOf("2026-09-20")));
    expect((await violation(officer, id)).reviewDetail?.askedOn).toBe("2026-09-10");
  });
});

describe("The ledger", () => {
  it("shows every entry, the running year, three years, and what the next violation of each clause would mean", async () => {
    const { unit, person } = await aParty();
    await aViolation(officer, unit, { happenedOn: "2026-02-01" }).decided();
    await aViolation(officer, unit, { happenedOn: "2026-03-01" }).decided();
    const ledger = await ledgerOf(person, unit.id, plainDate("2026-08-21"));
    expect(ledger?.entries.map(({ countsOn, points, article }) => [countsOn, points, article])).toEqual([
      ["2026-03-01", 2, "27"],
      ["2026-02-01", 1, "25"],
    ]);
    expect(ledger?.years).toEqual([
      { year: 2024, points: 0 },
      { year: 2025, points: 0 },
      { year: 2026, points: 3 },
    ]);
    const [contract] = ledger?.contracts ?? [];
    expect(contract?.evaluation).toMatchObject({ total: 3, windowTotal: 3, action: "suspend" });
    const next = (clause: number, corrected: boolean | null) =>
      contract?.next.find((each) => each.clause === clause && each.corrected === corrected);
    expect(next(1, null)).toMatchObject({ points: 1, article: "25", total: 4, action: "suspend" });
    expect(next(17, null)).toMatchObject({ points: 2, article: "27", total: 5, action: "suspend" });
    expect(next(4, true)).toMatchObject({ points: 0, article: "26", total: 3 });
    expect(next(4, false)).toMatchObject({ points: 1, article: "25", total: 4 });
    await aViolation(officer, unit, { clause: 5, happenedOn: "2026-04-01" }).decided();
    const after = await ledgerOf(officer, unit.id, plainDate("2026-08-21"));
    const [now] = after?.contracts ?? [];
    expect(now?.next.find(({ clause }) => clause === 17)).toMatchObject({ total: 6, action: "terminate" });
    expect(now?.next.find(({ clause }) => clause === 1)).toMatchObject({ total: 5, action: "suspend" });
  });

  it("is shown to no other unit", async () => {
    const { unit } = await aParty();
    const { person } = await aParty();
    expect(await ledgerOf(person, unit.id, plainDate("2026-08-21"))).toBeNull();
  });

  it("counts a C station's missed corrections and the months of the grant that they cost", async () => {
    const { unit } = await aParty("2026-01-01", "c");
    const given = { clause: null, corrected: false } as const;
    await aViolation(officer, unit, { ...given, happenedOn: "2026-02-01" }).decided();
    await aViolation(officer, unit, { ...given, happenedOn: "2026-05-01" }).decided();
    const ledger = await ledgerOf(officer, unit.id, plainDate("2026-08-21"));
    expect([ledger?.grantMonths, ledger?.entries.length]).toEqual([1, 2]);
    const [contract] = ledger?.contracts ?? [];
    expect([contract?.scheme, contract?.evaluation?.action]).toEqual(["taichung_c", "none"]);
    expect(contract?.next).toMatchObject([{ points: 1, total: 3, action: "terminate" }]);
    const cured = charge(unit, { clause: null, corrected: true });
    expect(code(await proposeViolation(officer, cured, noonOf("2026-08-03")))).toBe("corrected");
  });
});
