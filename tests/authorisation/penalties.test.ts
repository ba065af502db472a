import { beforeAll, describe, expect, it, vi } from "vitest";
import * as letterActions from "@/lib/features/letters/actions";
import { letterById, listLetters } from "@/lib/features/letters/queries";
import { letterListParams } from "@/lib/features/letters/schema";
import { enterArrival, openLetter } from "@/lib/features/letters/service";
import * as actions from "@/lib/features/penalties/actions";
import { chainOf } from "@/lib/features/penalties/chain/queries";
import { decideViolation } from "@/lib/features/penalties/deciding/service";
import { ledgerOf } from "@/lib/features/penalties/ledger/queries";
import { listMeasures, measureById } from "@/lib/features/penalties/measures/queries";
import { decideMeasure, dropMeasure, liftMeasure } from "@/lib/features/penalties/measures/service";
import { listViolations, proposalForm, violationById } from "@/lib/features/penalties/queries";
import { askReview, decideReview } from "@/lib/features/penalties/reviews/service";
import { measureListParams, violationListParams } from "@/lib/features/penalties/schema";
import {
  dropViolation,
  proposeViolation,
  startHearing,
  stateCase,
} from "@/lib/features/penalties/violations/service";
import type { FormAction } from "@/lib/platform/define-action";
import { currentActor } from "@/lib/platform/session";
import { plainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";
import { code } from "../support/accounts";
import { noonOf } from "../support/dispatch";
import { ROLES, withoutRowSecurity } from "../support/fixtures";
import { charge } from "../support/penalties";
import {
  ANSWERERS,
  inspects,
  LEADERS,
  OFFICER,
  owns,
  type PenaltyPlaces,
  PLACES,
  type Place,
  penaltyPlaces,
  STAGES,
  type Stage,
} from "../support/penalty-places";

vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: vi.fn(),
}));

const TODAY = plainDate("2026-08-10");
const clock = noonOf("2026-08-10");
const WORDS = "測試用的理由";

let places: PenaltyPlaces;

beforeAll(async () => {
  places = await penaltyPlaces();
});

const sees = (role: Role, place: Place, stage: Stage) =>
  inspects(role, place) || (owns(role, place) && (stage === "hearing" || stage === "decided"));

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

describe.each(FENCES)("Points, %s", (_name, fenced) => {
  it.each(ROLES)("are read as %s: the city's by its inspectors, the own unit's from the hearing on", (role) =>
    fenced(async () => {
      const actor = places.city.actors[role];
      const { rows } = await listViolations(actor, violationListParams({ size: "100" }), TODAY);
      for (const place of PLACES) {
        for (const stage of STAGES) {
          const id = places.violations[place][stage];
          const found = await violationById(actor, id);
          const chain = await chainOf(actor, { violationId: id });
          const expected = sees(role, place, stage);
          expect([place, stage, found !== null, rows.some((row) => row.id === id), chain.length > 0]).toEqual(
            [...[place, stage, expected, expected, expected]],
          );
        }
        const ledger = await ledgerOf(actor, places.units[place].id, TODAY);
        expect([place, ledger !== null]).toEqual([place, inspects(role, place) || owns(role, place)]);
      }
    }),
  );

  it.each(ROLES)("lead to measures that are shown as %s once decided, to inspectors before", (role) =>
    fenced(async () => {
      const actor = places.city.actors[role];
      const { rows } = await listMeasures(actor, measureListParams({ size: "100" }));
      for (const place of PLACES) {
        const { id } = places.measures[place];
        const found = await measureById(actor, id);
        expect([place, found !== null, rows.some((row) => row.id === id)]).toEqual([
          ...[place, inspects(role, place), inspects(role, place)],
        ]);
      }
    }),
  );

  it.each(ROLES)("are proposed as %s by officer and supervisor alone, of units of their city", (role) =>
    fenced(async () => {
      const actor = places.city.actors[role];
      const may = LEADERS.includes(role);
      const foreign = charge(places.units["another city"]);
      expect(code(await proposeViolation(actor, foreign, clock))).toBe(may ? "not_found" : "forbidden");
      expect(await proposalForm(actor, places.units["another city"].id, null)).toBeNull();
      expect((await proposalForm(actor, places.units["own A unit"].id, null)) !== null).toBe(may);
    }),
  );

  it.each(ROLES)("are decided as %s by an officer alone, and only in the own city", (role) =>
    fenced(async () => {
      const actor = places.city.actors[role];
      const may = OFFICER.includes(role);
      for (const place of ["other unit", "another city"] as const) {
        const expected = !may ? "forbidden" : place === "another city" ? "not_found" : "stale";
        // The version is wrong on purpose, so that nothing is changed.
        const base = { id: places.violations[place].hearing, version: 99 };
        const measure = { id: places.measures[place].id, version: 99 };
        const span = { kind: "suspension" as const, fromOn: TODAY, throughOn: TODAY, services: [] };
        const violationId = places.violations[place].decided;
        const answers = [
          await startHearing(actor, { ...base, hearingDueOn: plainDate("2026-09-01") }, clock),
          await decideViolation(actor, { ...base, points: 1, article: "", grounds: WORDS }, clock),
          await dropViolation(actor, { ...base, grounds: WORDS }, clock),
          await decideMeasure(actor, { ...measure, ...span, grounds: WORDS }, clock),
          await dropMeasure(actor, { ...measure, grounds: WORDS }, clock),
          await liftMeasure(actor, { ...measure, reason: WORDS }, clock),
        ];
        expect([place, ...answers.map(code)]).toEqual([place, ...answers.map(() => expected)]);
        const review = await decideReview(
          actor,
          { violationId, version: 1, outcome: "upheld", decision: WORDS },
          clock,
        );
        expect(code(review)).toBe(may ? "not_found" : "forbidden");
      }
    }),
  );

  it.each(ROLES)("are answered as %s by those who answer for the unit, or entered by the officer", (role) =>
    fenced(async () => {
      const actor = places.city.actors[role];
      const may = ANSWERERS.includes(role) || OFFICER.includes(role);
      for (const place of PLACES) {
        const isSeen = sees(role, place, "hearing");
        const id = places.violations[place].hearing;
        const stated = await stateCase(actor, { id, version: 99, statement: WORDS }, clock);
        expect([place, code(stated)]).toEqual([place, !may ? "forbidden" : isSeen ? "stale" : "not_found"]);
        // A matter that is still heard: nothing to review yet.
        const asked = await askReview(actor, { violationId: id, grounds: WORDS, askedOn: null }, clock);
        expect([place, code(asked)]).toEqual([place, !may ? "forbidden" : isSeen ? "state" : "not_found"]);
      }
    }),
  );

  it.each(ROLES)("are told in letters that %s reads of the own city or unit", (role) =>
    fenced(async () => {
      const actor = places.city.actors[role];
      const { rows } = await listLetters(actor, letterListParams({ size: "100" }));
      for (const place of PLACES) {
        const id = places.letters[place];
        const expected = inspects(role, place) || owns(role, place);
        const opened = await openLetter(actor, id, clock);
        const shown = [(await letterById(actor, id)) !== null, rows.some((row) => row.id === id), opened.ok];
        expect([place, ...shown]).toEqual([place, expected, expected, expected]);
        const may = LEADERS.includes(role) || ANSWERERS.includes(role);
        // A day to come is refused, so that nothing is entered.
        const entered = await enterArrival(actor, { id, arrivedOn: plainDate("2030-01-01") }, clock);
        expect([place, code(entered)]).toEqual([place, !may ? "forbidden" : expected ? "day" : "not_found"]);
      }
    }),
  );
});

const ALL_ACTIONS = Object.entries({ ...actions, ...letterActions }) as [string, FormAction<unknown>][];
const MAY_TRY: Record<keyof typeof actions | keyof typeof letterActions, readonly Role[]> = {
  proposeViolationAction: LEADERS,
  startHearingAction: OFFICER,
  stateCaseAction: [...ANSWERERS, ...OFFICER],
  decideViolationAction: OFFICER,
  dropViolationAction: OFFICER,
  askReviewAction: [...ANSWERERS, ...OFFICER],
  decideReviewAction: OFFICER,
  decideMeasureAction: OFFICER,
  dropMeasureAction: OFFICER,
  liftMeasureAction: OFFICER,
  enterArrivalAction: [...LEADERS, ...ANSWERERS],
};

describe("The actions of points and letters", () => {
  it("are all named here", () => {
    expect(ALL_ACTIONS.map(([name]) => name).toSorted()).toEqual(Object.keys(MAY_TRY).toSorted());
  });

  it.each(ALL_ACTIONS)("%s turns away every other role before it reads the form", async (name, action) => {
    for (const role of ROLES) {
      vi.mocked(currentActor).mockResolvedValue(places.city.actors[role]);
      const state = await action(null, new FormData());
      expect([role, state && !state.ok && state.code]).toEqual([
        role,
        MAY_TRY[name as keyof typeof MAY_TRY].includes(role) ? "invalid" : "forbidden",
      ]);
    }
    vi.mocked(currentActor).mockResolvedValue(null);
    const state = await action(null, new FormData());
    expect(state && !state.ok && state.code).toBe("signed_out");
  });
});
