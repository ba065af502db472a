import { beforeAll, describe, expect, it } from "vitest";
import { incidentsOfAudit, listIncidents } from "@/lib/features/complaints/incidents/queries";
import { incidentListParams } from "@/lib/features/complaints/incidents/schema";
import { closeIncident, takeUpIncident } from "@/lib/features/complaints/incidents/service";
import { recordCall } from "@/lib/features/sampling/audits/calls/service";
import { completeAudit } from "@/lib/features/sampling/audits/completing/service";
import { auditOf, listAudits } from "@/lib/features/sampling/audits/queries";
import { assignAudit, cancelAudit } from "@/lib/features/sampling/audits/service";
import type { AuditDetail } from "@/lib/features/sampling/audits/types";
import { drawMonth } from "@/lib/features/sampling/draws/service";
import { redrawMonth } from "@/lib/features/sampling/redraw/queries";
import { drawnMonths, questionResults, totalOf, unitResults } from "@/lib/features/sampling/results/queries";
import { auditListParams } from "@/lib/features/sampling/schema";
import { type Actor, systemActor } from "@/lib/platform/actor";
import { plainDate } from "@/lib/rules/plain-date";
import type { SampleAuditKind } from "@/prisma/generated/enums";
import { aClock, code, done } from "../support/accounts";
import { aCity, anActor, ownerSql, type TestCity, type TestUnit } from "../support/fixtures";
import { casesOf, covering, filledForm, samplingForms } from "../support/sampling";

const MONTH = "2026-10";
const TODAY = plainDate("2026-11-05");
const clock = aClock(new Date("2026-11-05T02:00:00Z"));
const [NORTH, EAST] = ["68000010", "68000020"];

let city: TestCity;
let leader: Actor;
let north: Actor;
let east: Actor;

async function audits(actor: Actor, unit: TestUnit, kind: SampleAuditKind, month: string) {
  const params = auditListParams({ month, unit: unit.id, kind, sort: "month" });
  return (await listAudits(actor, params, true)).rows;
}

async function theAudit(
  actor: Actor,
  unit: TestUnit,
  kind: SampleAuditKind,
  month = MONTH,
): Promise<AuditDetail> {
  const [row] = (await audits(actor, unit, kind, month)).filter(({ state }) => state === "to_do");
  const found = row && (await auditOf(actor, row.id, TODAY));
  if (!found) throw new Error(`no ${kind} to do`);
  return found;
}

const call = (actor: Actor, audit: { id: string; version: number }, reached: "yes" | "no" | "refused") =>
  recordCall(actor, { id: audit.id, version: audit.version, reached, note: "" }, clock);

async function fresh(actor: Actor, id: string): Promise<AuditDetail> {
  const found = await auditOf(actor, id, TODAY);
  if (!found) throw new Error("the audit is out of sight");
  return found;
}

/** Lets nobody answer three times. */
async function missed(actor: Actor, audit: { id: string }) {
  const results = [];
  for (let attempt = 0; attempt < 3; attempt += 1)
    results.push(done(await call(actor, await fresh(actor, audit.id), "no")));
  return results;
}

/** Units of the city with three cases each, of which one is drawn: all of the north, and one with a case in the east too. */
const units: Record<string, TestUnit> = {};

beforeAll(async () => {
  city = await aCity("taoyuan");
  leader = city.actors.care_supervisor;
  north = await covering(city.actors.care_specialist, [NORTH]);
  east = await covering(await anActor("taoyuan", "care_specialist", null), [EAST]);
  await samplingForms("taoyuan");
  Object.assign(units, { calls: city.aUnit, form: city.otherAUnit });
  await casesOf(city, city.aUnit, 3, { districtId: NORTH });
  await casesOf(city, city.otherAUnit, 2, { districtId: NORTH });
  done(await drawMonth(leader, { month: MONTH }, clock, "固定的種子"));
});

describe("A telephone survey", () => {
  it("after three unanswered calls is out of reach, and the next rank takes its place with the same person", async () => {
    const unit = units.calls as TestUnit;
    const survey = await theAudit(north, unit, "telephone_survey");
    expect([survey.rank, survey.callsAtMost]).toEqual([1, 3]);
    const [first, second, third] = await missed(north, survey);
    expect([first?.next, second?.next, third?.next]).toEqual(["call_again", "call_again", "replaced"]);
    const ended = await fresh(north, survey.id);
    expect([ended.state, ended.outcome, ended.callRows.length]).toEqual(["unreachable", "unreachable", 3]);
    const next = await fresh(north, third?.replacedBy ?? "");
    expect([next.rank, next.replacesRank, next.state, next.assignedTo?.id]).toEqual([
      2,
      1,
      "to_do",
      north.accountId,
    ]);
    expect(code(await call(north, ended, "no"))).toBe("wrong_state");
    // The list, with who took whose place, still comes out of seed and population.
    const report = await redrawMonth(systemActor("taoyuan"), unit.code, MONTH);
    expect(report?.differences).toEqual([]);
    expect(report?.drawn.map(({ rank, replacesRank }) => [rank, replacesRank])).toEqual([
      [1, null],
      [2, 1],
    ]);
  });

  it("goes on to the end of the list, and says so when nobody is left", async () => {
    const unit = units.calls as TestUnit;
    const [, , third] = await missed(north, await theAudit(north, unit, "telephone_survey"));
    expect(third?.next).toBe("replaced");
    const last = await theAudit(north, unit, "telephone_survey");
    expect([last.rank, last.replacesRank]).toEqual([3, 2]);
    expect((await missed(north, last)).at(-1)).toMatchObject({ next: "end_of_list", replacedBy: null });
    expect((await redrawMonth(systemActor("taoyuan"), unit.code, MONTH))?.differences).toEqual([]);
  });

  it("is not filled in before somebody answered, and then only whole", async () => {
    const survey = await theAudit(north, units.form as TestUnit, "telephone_survey");
    const form = filledForm(survey.template);
    const input = { id: survey.id, version: survey.version };
    expect(code(await completeAudit(north, { ...input, form }, clock))).toBe("nobody_reached");
    expect(done(await call(north, survey, "yes")).next).toBe("ask");
    const spoken = await fresh(north, survey.id);
    const half = { ...form };
    delete half.pressed_result;
    const refused = await completeAudit(north, { ...input, version: spoken.version, form: half }, clock);
    expect(refused).toMatchObject({
      ok: false,
      code: "invalid",
      fieldErrors: { pressed_result: ["請選擇。"] },
    });
    const wrong = { ...form, pressed_result: "perhaps" };
    expect(code(await completeAudit(north, { ...input, version: spoken.version, form: wrong }, clock))).toBe(
      "invalid",
    );
    expect(code(await completeAudit(north, { ...input, version: survey.version, form }, clock))).toBe(
      "stale",
    );
  });

  it("with an abnormal answer opens an incident with its facts, which is taken up and closed with a remark", async () => {
    const survey = await theAudit(north, units.form as TestUnit, "telephone_survey");
    const form = filledForm(survey.template, {
      pressed_result: "yes",
      pressed_by: "個管員要求一定要用示範居家",
      near_enough_result: "no",
      interviewee: "示範家屬",
    });
    const result = done(await completeAudit(north, { id: survey.id, version: survey.version, form }, clock));
    expect(result.incident?.number).toMatch(/^異115-\d{4}$/);
    const ended = await fresh(north, survey.id);
    expect([ended.state, ended.outcome, ended.hasAnomaly]).toEqual(["done", "anomaly", true]);
    expect(ended.answers.values).toMatchObject({
      interviewee: "示範家屬",
      case_number: survey.caseFile?.number,
      pressed_result: "yes",
    });
    const [incident, ...more] = await incidentsOfAudit(leader, survey.id);
    expect(more).toEqual([]);
    expect(incident).toMatchObject({
      ...{ kind: "survey_anomaly", state: "open", happenedOn: "2026-11-05" },
      unit: { id: city.otherAUnit.id },
      caseFile: { number: survey.caseFile?.number },
      // What was merely inconvenient is advice and no incident.
      facts:
        "7. 有沒有人要求或暗示您必須選擇某一家服務單位? 是；何人、哪一家單位及情形：個管員要求一定要用示範居家",
    });
    const { id, version } = incident as { id: string; version: number };
    done(await takeUpIncident(leader, { id, version }, clock));
    expect(code(await closeIncident(leader, { id, version, remark: "已查明" }, clock))).toBe("stale");
    done(await closeIncident(leader, { id, version: version + 1, remark: "已函請單位改善" }, clock));
    const settled = (await listIncidents(leader, incidentListParams({ state: "closed" }))).rows.find(
      (row) => row.id === id,
    );
    expect([settled?.closedOn, settled?.closedRemark]).toEqual(["2026-11-05", "已函請單位改善"]);
    expect(code(await takeUpIncident(leader, { id, version: version + 2 }, clock))).toBe("wrong_state");
    const byAnswer = auditListParams({ answer: "pressed_result:yes" });
    expect((await listAudits(leader, byAnswer)).rows.map((row) => row.id)).toEqual([survey.id]);
  });
});

describe("A plan audit", () => {
  it("is filled in without a call; a reason is asked for what is abnormal", async () => {
    const audit = await theAudit(leader, units.form as TestUnit, "plan_audit");
    const form = filledForm(audit.template, { goals_clear_result: "anomaly" });
    const input = { id: audit.id, version: audit.version };
    expect(await completeAudit(leader, { ...input, form }, clock)).toMatchObject({
      ok: false,
      fieldErrors: { goals_clear_reason: ["請填寫。"] },
    });
    const whole = { ...form, goals_clear_reason: "三項服務沒有目標" };
    const result = done(await completeAudit(leader, { ...input, form: whole }, clock));
    const [incident] = await incidentsOfAudit(leader, audit.id);
    expect([incident?.id, incident?.kind]).toEqual([result.incident?.id, "plan_anomaly"]);
    expect(incident?.facts).toContain("異常原因：三項服務沒有目標");
    expect(code(await call(leader, { id: audit.id, version: 2 }, "yes"))).toBe("wrong_state");
  });

  it("in which all is well opens nothing", async () => {
    const audit = await theAudit(leader, units.calls as TestUnit, "plan_audit");
    const form = filledForm(audit.template);
    expect(
      done(await completeAudit(leader, { id: audit.id, version: audit.version, form }, clock)).incident,
    ).toBeNull();
    expect((await fresh(leader, audit.id)).outcome).toBe("met");
    // What the system had proposed stays beside what was decided.
    const [kept] = await ownerSql("SELECT proposals, answers FROM sample_audit WHERE id = $1", [audit.id]);
    expect(kept).toMatchObject({
      proposals: { problems_answered: { result: "anomaly" }, goals_clear: { result: "met" } },
      answers: { values: { problems_answered_result: "met", goals_clear_result: "met" } },
    });
  });
});

describe("The results", () => {
  it("count per unit and month what became of the checks, and every number opens its rows", async () => {
    const rows = await unitResults(leader, { month: MONTH });
    const of = (unit: TestUnit) => rows.find(({ aUnit }) => aUnit.id === unit.id);
    expect(of(city.aUnit)).toMatchObject({
      ...{ month: MONTH, population: 3, size: 1, relatedInTop3: false },
      kinds: {
        telephone_survey: { all: 3, to_do: 0, done: 0, unreachable: 3, cancelled: 0, anomaly: 0 },
        plan_audit: { all: 1, to_do: 0, done: 1, unreachable: 0, cancelled: 0, anomaly: 0 },
      },
    });
    for (const { aUnit, kinds } of rows)
      for (const kind of ["telephone_survey", "plan_audit"] as const)
        for (const [state, count] of Object.entries(kinds[kind])) {
          const filter = state === "all" ? {} : state === "anomaly" ? { anomaly: "yes" } : { state };
          const params = auditListParams({ month: MONTH, unit: aUnit.id, kind, ...filter });
          expect([aUnit.code, kind, state, (await listAudits(leader, params)).total]).toEqual([
            aUnit.code,
            kind,
            state,
            count,
          ]);
        }
    expect(totalOf(rows, "telephone_survey").anomaly).toBe(1);
    expect((await unitResults(leader, { unit: city.aUnit.id })).map(({ month }) => month)).toEqual([MONTH]);
    expect(await drawnMonths(leader)).toEqual([MONTH]);
  });

  it("count per question how it was answered, and every number opens its rows", async () => {
    const rows = await questionResults(leader, { kind: "telephone_survey", month: MONTH });
    const pressed = rows.find(({ question }) => question.key === "pressed_result");
    expect(pressed?.counts.map(({ value, count, isAmiss }) => [value, count, isAmiss])).toEqual([
      ["yes", 1, true],
      ["no", 0, false],
    ]);
    for (const { question, counts } of rows)
      for (const { value, count } of counts) {
        const answer = `${question.key}:${value}`;
        const { total } = await listAudits(
          leader,
          auditListParams({ month: MONTH, kind: "telephone_survey", answer }),
        );
        expect([answer, total]).toEqual([answer, count]);
      }
  });
});

describe("Spreading audits anew", () => {
  const november = { month: "2026-11" };

  beforeAll(async () => {
    done(await drawMonth(leader, november, clock, "固定的種子"));
  });

  it("gives them to whom sees the case alone, and a cancelled survey's place to the next rank", async () => {
    const survey = await theAudit(leader, city.aUnit, "telephone_survey", november.month);
    const input = { id: survey.id, version: survey.version };
    const to = (actor: Actor) =>
      assignAudit(leader, { ...input, assignedToId: actor.accountId ?? "" }, clock);
    expect(code(await to(east))).toBe("not_covered");
    expect(code(await to(city.actors.case_manager))).toBe("unknown_auditor");
    done(await to(city.actors.bureau_officer));
    const now = await fresh(leader, survey.id);
    const cancelled = done(
      await cancelAudit(leader, { id: survey.id, version: now.version, reason: "個案已過世" }, clock),
    );
    const next = await fresh(leader, cancelled.replacedBy ?? "");
    expect([next.rank, next.replacesRank, next.assignedTo]).toEqual([2, 1, null]);
    expect((await redrawMonth(systemActor("taoyuan"), city.aUnit.code, "2026-11"))?.differences).toEqual([]);
  });

  it("leaves to nobody whom the caller may not see, so that it is given to somebody else", async () => {
    const survey = await theAudit(north, city.otherAUnit, "telephone_survey", november.month);
    // The other case of the unit moves to the east before anybody calls.
    await ownerSql("UPDATE case_file SET district_id = $3 WHERE a_unit_id = $1 AND id <> $2", [
      city.otherAUnit.id,
      survey.caseFile?.id,
      EAST,
    ]);
    const refused = done(await call(north, survey, "refused"));
    expect(refused.next).toBe("replaced");
    expect((await fresh(north, survey.id)).outcome).toBe("refused");
    expect(await auditOf(north, refused.replacedBy ?? "", TODAY)).toBeNull();
    const open = await fresh(leader, refused.replacedBy ?? "");
    expect(open.assignedTo).toBeNull();
    const { id, version } = open;
    done(await assignAudit(leader, { id, version, assignedToId: east.accountId ?? "" }, clock));
    expect((await fresh(east, id)).caseFile?.number).toBe(open.caseFile?.number);
  });
});
