import { beforeAll, describe, expect, it, vi } from "vitest";
import * as actions from "@/lib/features/inspections/findings/actions";
import { answerFinding, openEvidence } from "@/lib/features/inspections/findings/answering/service";
import { listFindings } from "@/lib/features/inspections/findings/list/queries";
import { exportFindings } from "@/lib/features/inspections/findings/list/service";
import { sendCorrectionLetter } from "@/lib/features/inspections/findings/notices/service";
import { findingById, reinspectionOptions } from "@/lib/features/inspections/findings/queries";
import { findingListParams } from "@/lib/features/inspections/findings/schema";
import {
  closeFinding,
  extendFinding,
  failFinding,
  returnFinding,
  setReinspection,
} from "@/lib/features/inspections/findings/settling/service";
import type { FormAction } from "@/lib/platform/define-action";
import { currentActor } from "@/lib/platform/session";
import { plainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";
import { code, done } from "../support/accounts";
import { noonOf } from "../support/dispatch";
import { findingsOf } from "../support/findings";
import { aCity, appSql, ownerSql, ROLES, type TestCity, withoutRowSecurity } from "../support/fixtures";
import { anInspection } from "../support/inspections";
import { ownLetters } from "../support/penalties";

vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: vi.fn(),
}));

const PLACES = ["own A unit", "own B unit", "other unit", "another city"] as const;
type Place = (typeof PLACES)[number];

const INSPECTORS: readonly Role[] = ["bureau_officer", "care_supervisor", "care_specialist"];
const REVIEWERS: readonly Role[] = ["bureau_officer", "care_supervisor"];
const ANSWERERS: readonly Role[] = ["a_unit_manager", "b_unit_staff"];
const TODAY = plainDate("2026-10-06");
const clock = noonOf("2026-10-06");

let city: TestCity;
let ids: Record<Place, string>;
/** Of each finding a step with a piece of evidence. */
let evidence: Record<Place, string>;

beforeAll(async () => {
  await ownLetters();
  city = await aCity("taichung");
  const foreign = await aCity("taoyuan");
  const units = {
    "own A unit": city.aUnit,
    "own B unit": city.bUnit,
    "other unit": city.otherAUnit,
    "another city": foreign.aUnit,
  };
  const officers = { taichung: city.actors.bureau_officer, taoyuan: foreign.actors.bureau_officer };
  ids = {} as Record<Place, string>;
  evidence = {} as Record<Place, string>;
  const png = () => new File([Buffer.from("89504e470d0a1a0a0000000d", "hex")], "佐證.png");
  for (const place of PLACES) {
    const officer = officers[units[place].jurisdictionId as "taichung" | "taoyuan"];
    const { ids: opened } = await findingsOf(officer, units[place]);
    const id = opened[0] ?? "";
    ids[place] = id;
    done(await answerFinding(officer, { id, version: 1, text: "已改善。", files: [png()] }, clock));
    const [file] = await ownerSql<{ id: string }>(
      "SELECT e.id FROM finding_evidence e JOIN finding_step s ON s.id = e.step_id WHERE s.finding_id = $1",
      [id],
    );
    evidence[place] = file?.id ?? "";
  }
});

const owns = (role: Role, place: Place) =>
  place === "own A unit"
    ? role === "a_unit_manager" || role === "case_manager"
    : place === "own B unit" && role === "b_unit_staff";
const sees = (role: Role, place: Place) =>
  owns(role, place) || (INSPECTORS.includes(role) && place !== "another city");

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

describe.each(FENCES)("Findings, %s", (_name, fenced) => {
  it.each(ROLES)("are read as %s: the city's by its inspectors, the own unit's by a unit", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const listed = await listFindings(actor, findingListParams({ size: "100" }), TODAY);
      const listedIds = listed.rows.map(({ id }) => id);
      for (const place of PLACES) {
        const found = await findingById(actor, ids[place], TODAY);
        const file = await openEvidence(actor, evidence[place], clock);
        expect([place, found !== null, listedIds.includes(ids[place]), file.ok]).toEqual([
          place,
          sees(role, place),
          sees(role, place),
          sees(role, place),
        ]);
      }
    }),
  );

  it.each(ROLES)("are judged as %s by officer and supervisor alone, and only in their city", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const may = REVIEWERS.includes(role);
      for (const place of PLACES) {
        // The version is wrong on purpose, so that nothing is changed.
        const base = { id: ids[place], version: 99 };
        const answers = [
          await returnFinding(actor, { ...base, reason: "不符" }, clock),
          await extendFinding(actor, { ...base, dueOn: TODAY, reason: "不符" }, clock),
          await setReinspection(actor, { ...base, inspectionId: ids[place] }, clock),
          await closeFinding(actor, { ...base, mendedOn: TODAY, remark: "不符" }, clock),
          await failFinding(actor, { ...base, reason: "不符" }, clock),
        ];
        const expected = may ? (place === "another city" ? "not_found" : "stale") : "forbidden";
        expect([place, ...answers.map(code)]).toEqual([place, ...answers.map(() => expected)]);
      }
    }),
  );

  it.each(ROLES)(
    "are answered as %s by those who answer for the unit, or entered by those who review",
    (role) =>
      fenced(async () => {
        for (const place of PLACES) {
          const input = { id: ids[place], version: 99, text: "測試回復", files: [] };
          const given = code(await answerFinding(city.actors[role], input, clock));
          const may = ANSWERERS.includes(role) || REVIEWERS.includes(role);
          const expected = !may ? "forbidden" : sees(role, place) ? "stale" : "not_found";
          expect([place, given]).toEqual([place, expected]);
        }
      }),
  );

  it.each(ROLES)("are sent out as %s, offered for re-inspection and exported only by those who may", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const letter = await sendCorrectionLetter(actor, { id: ids["another city"], withOthers: false }, clock);
      expect(code(letter)).toBe(REVIEWERS.includes(role) ? "not_found" : "forbidden");
      await anInspection(city.aUnit);
      const options = await reinspectionOptions(actor, city.aUnit.id);
      expect(options.length > 0).toBe(REVIEWERS.includes(role));
      const exported = await exportFindings(actor, findingListParams({}), clock);
      expect(code(exported)).toBe(role === "bureau_admin" ? "forbidden" : "ok");
    }),
  );
});

const ALL_ACTIONS = Object.entries(actions) as [keyof typeof actions, FormAction<unknown>][];
const MAY_TRY: Record<keyof typeof actions, readonly Role[]> = {
  answerFindingAction: [...ANSWERERS, ...REVIEWERS],
  returnFindingAction: REVIEWERS,
  extendFindingAction: REVIEWERS,
  setReinspectionAction: REVIEWERS,
  closeFindingAction: REVIEWERS,
  failFindingAction: REVIEWERS,
  sendCorrectionLetterAction: REVIEWERS,
};

describe("The actions of findings", () => {
  it.each(ALL_ACTIONS)("%s turns away every other role before it reads the form", async (name, action) => {
    for (const role of ROLES) {
      vi.mocked(currentActor).mockResolvedValue(city.actors[role]);
      const state = await action(null, new FormData());
      expect([role, state && !state.ok && state.code]).toEqual([
        role,
        MAY_TRY[name].includes(role) ? "invalid" : "forbidden",
      ]);
    }
    vi.mocked(currentActor).mockResolvedValue(null);
    const state = await action(null, new FormData());
    expect(state && !state.ok && state.code).toBe("signed_out");
  });
});

describe("Findings by row-level security alone", () => {
  it("show nothing without an actor", async () => {
    for (const table of ["finding", "finding_step", "finding_evidence", "finding_reinspection"]) {
      expect(await appSql(null, `SELECT 1 FROM ${table}`)).toEqual([]);
    }
  });

  it.each(ROLES)("show %s with their steps and evidence what the role sees", async (role) => {
    const actor = city.actors[role];
    for (const place of PLACES) {
      const counts = await Promise.all(
        [
          "SELECT 1 FROM finding WHERE id = $1",
          "SELECT 1 FROM finding_step WHERE finding_id = $1",
          "SELECT 1 FROM finding_evidence e JOIN finding_step s ON s.id = e.step_id WHERE s.finding_id = $1",
        ].map(async (sql) => (await appSql(actor, sql, [ids[place]])).length),
      );
      const one = sees(role, place) ? 1 : 0;
      expect([place, ...counts]).toEqual([place, one, one, one]);
    }
  });

  const tried = (work: Promise<unknown[]>) => work.then((rows) => rows.length > 0).catch(() => false);

  it.each(ROLES)("let %s settle or move the limit only as officer or supervisor", async (role) => {
    for (const place of PLACES) {
      const may = REVIEWERS.includes(role) && place !== "another city";
      for (const change of [
        "state = 'closed', settled_on = '2026-10-06', in_time = true",
        "due_on = '2027-01-01'",
      ]) {
        const sql = `UPDATE finding SET ${change} WHERE id = $1 RETURNING 1`;
        expect([place, change, await tried(appSql(city.actors[role], sql, [ids[place]]))]).toEqual([
          place,
          change,
          may,
        ]);
      }
    }
  });

  it.each(ROLES)("let %s answer only for its own unit, and change nothing else of it", async (role) => {
    for (const place of PLACES) {
      const reviews = REVIEWERS.includes(role) && place !== "another city";
      const answers = ANSWERERS.includes(role) && owns(role, place);
      const sql = "UPDATE finding SET state = 'answered' WHERE id = $1 RETURNING 1";
      expect([place, await tried(appSql(city.actors[role], sql, [ids[place]]))]).toEqual([
        place,
        reviews || answers,
      ]);
      const facts = "UPDATE finding SET facts = '改寫' WHERE id = $1 RETURNING 1";
      expect(await tried(appSql(city.actors[role], facts, [ids[place]]))).toBe(false);
    }
  });

  it.each(ROLES)("let %s write no step but the answer of its own unit, unless it inspects", async (role) => {
    for (const place of PLACES) {
      const inspects = INSPECTORS.includes(role) && place !== "another city";
      for (const [kind, may] of [
        ["answered", inspects || (ANSWERERS.includes(role) && owns(role, place))],
        ["closed", inspects],
      ] as const) {
        const jurisdiction = place === "another city" ? "taoyuan" : "taichung";
        // RETURNING would ask for the right to read what was just written; that it was written is enough.
        const sql = `INSERT INTO finding_step (id, jurisdiction_id, finding_id, kind, text, created_at, created_by_name)
                     VALUES (gen_random_uuid(), $1, $2, $3, '測試', now(), '測試')`;
        const added = await appSql(city.actors[role], sql, [jurisdiction, ids[place], kind])
          .then(() => true)
          .catch(() => false);
        expect([place, kind, added]).toEqual([place, kind, may]);
      }
    }
  });

  it("let nobody delete a finding or anything that happened to it", async () => {
    for (const role of ROLES) {
      for (const table of ["finding", "finding_step", "finding_evidence", "finding_reinspection"]) {
        await expect(appSql(city.actors[role], `DELETE FROM ${table}`)).rejects.toThrow("permission denied");
      }
    }
  });
});
