import { beforeAll, describe, expect, it, vi } from "vitest";
import * as incidentActions from "@/lib/features/complaints/incidents/actions";
import { incidentOf, listIncidents } from "@/lib/features/complaints/incidents/queries";
import { incidentListParams } from "@/lib/features/complaints/incidents/schema";
import { closeIncident, openIncident, takeUpIncident } from "@/lib/features/complaints/incidents/service";
import * as actions from "@/lib/features/sampling/actions";
import { recordCall } from "@/lib/features/sampling/audits/calls/service";
import { completeAudit } from "@/lib/features/sampling/audits/completing/service";
import { auditOf, listAudits } from "@/lib/features/sampling/audits/queries";
import { assignAudit, cancelAudit } from "@/lib/features/sampling/audits/service";
import { drawMonth } from "@/lib/features/sampling/draws/service";
import { auditors } from "@/lib/features/sampling/queries";
import { redrawMonth } from "@/lib/features/sampling/redraw/queries";
import { drawnMonths, questionResults, unitResults } from "@/lib/features/sampling/results/queries";
import { auditListParams } from "@/lib/features/sampling/schema";
import { samplingQueues } from "@/lib/features/today/sampling/queries";
import { type Actor, systemActor } from "@/lib/platform/actor";
import { withActor } from "@/lib/platform/db";
import type { FormAction } from "@/lib/platform/define-action";
import { currentActor } from "@/lib/platform/session";
import { plainDate } from "@/lib/rules/plain-date";
import type { Role } from "@/prisma/generated/enums";
import { aClock, code, done } from "../support/accounts";
import {
  aCity,
  anActor,
  appSql,
  ownerSql,
  ROLES,
  type TestCity,
  withoutRowSecurity,
} from "../support/fixtures";
import { casesOf, covering, samplingForms } from "../support/sampling";

vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: vi.fn(),
}));

const MONTH = "2026-10";
const TODAY = plainDate("2026-11-05");
const clock = aClock(new Date("2026-11-05T02:00:00Z"));
const LEADERS: readonly Role[] = ["bureau_officer", "care_supervisor"];
const AUDITORS: readonly Role[] = [...LEADERS, "care_specialist"];

let city: TestCity;
let other: TestCity;
let specialist: Actor;
/** A survey of the specialist of the city, one of another specialist, one of the other city. */
let own: string;
let neighbour: string;
let foreign: string;
let incident: string;
let foreignIncident: string;

/** A person of every role; the specialist covers the district of the case. */
const actorOf = (role: Role) => (role === "care_specialist" ? specialist : city.actors[role]);

async function surveyOf(unitId: string): Promise<string> {
  const [row] = await ownerSql<{ id: string }>(
    "SELECT id FROM sample_audit WHERE a_unit_id = $1 AND kind = 'telephone_survey'",
    [unitId],
  );
  return row?.id ?? "";
}

async function anIncident(actor: Actor, unitId: string): Promise<string> {
  const opened = await withActor(actor, async (tx) => ({
    ok: true as const,
    data: await openIncident(
      tx,
      actor,
      { kind: "other", unitId, facts: "測試事實", happenedOn: TODAY },
      clock.now(),
    ),
  }));
  return done(opened).id;
}

beforeAll(async () => {
  city = await aCity("taoyuan");
  other = await aCity("taichung");
  specialist = await covering(city.actors.care_specialist, ["68000010"]);
  const elsewhere = await covering(await anActor("taoyuan", "care_specialist", null), ["68000020"]);
  await samplingForms("taoyuan");
  await samplingForms("taichung");
  await casesOf(city, city.aUnit, 1, { districtId: "68000010" });
  await casesOf(city, city.otherAUnit, 1, { districtId: "68000020" });
  await casesOf(other, other.aUnit, 1, { approvedOn: "2026-10-05" });
  done(await drawMonth(city.actors.care_supervisor, { month: MONTH }, clock));
  done(await drawMonth(other.actors.care_supervisor, { month: MONTH }, clock));
  own = await surveyOf(city.aUnit.id);
  neighbour = await surveyOf(city.otherAUnit.id);
  foreign = await surveyOf(other.aUnit.id);
  const given = await ownerSql<{ id: string; assigned_to_id: string }>(
    "SELECT id, assigned_to_id FROM sample_audit WHERE id = ANY ($1)",
    [[own, neighbour]],
  );
  expect(given.find(({ id }) => id === own)?.assigned_to_id).toBe(specialist.accountId);
  expect(given.find(({ id }) => id === neighbour)?.assigned_to_id).toBe(elsewhere.accountId);
  incident = await anIncident(city.actors.care_supervisor, city.aUnit.id);
  foreignIncident = await anIncident(other.actors.care_supervisor, other.aUnit.id);
});

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

describe.each(FENCES)("Sampling audits, %s", (_name, fenced) => {
  it.each(ROLES)(
    "are read as %s: the city's by those who lead, the own by a specialist, none by others",
    (role) =>
      fenced(async () => {
        const actor = actorOf(role);
        const sees = async (id: string) => (await auditOf(actor, id, TODAY)) !== null;
        const leads = LEADERS.includes(role);
        const mine = role === "care_specialist";
        expect([await sees(own), await sees(neighbour), await sees(foreign)]).toEqual([
          leads || mine,
          leads,
          false,
        ]);
        const { rows } = await listAudits(actor, auditListParams({}), true);
        const ids = rows.map(({ id }) => id);
        expect([ids.includes(own), ids.includes(neighbour), ids.includes(foreign)]).toEqual([
          leads || mine,
          leads,
          false,
        ]);
      }),
  );

  it.each(ROLES)("give results, months and the people who audit as %s to those who lead alone", (role) =>
    fenced(async () => {
      const actor = actorOf(role);
      const leads = LEADERS.includes(role);
      const units = (await unitResults(actor, { month: MONTH })).map(({ aUnit }) => aUnit.id);
      expect([units.includes(city.aUnit.id), units.includes(other.aUnit.id)]).toEqual([leads, false]);
      expect((await drawnMonths(actor)).includes(MONTH)).toBe(leads);
      expect(await questionResults(actor, { kind: "plan_audit", unit: other.aUnit.id })).toEqual([]);
      if (!leads) expect(await auditors(actor)).toEqual([]);
      expect((await redrawMonth(actor, city.aUnit.id, MONTH)) !== null).toBe(leads);
      expect(await redrawMonth(actor, other.aUnit.id, MONTH)).toBeNull();
    }),
  );

  it.each(ROLES)("are drawn, given and taken off as %s by those who lead alone", (role) =>
    fenced(async () => {
      const actor = actorOf(role);
      const to = { assignedToId: city.actors.care_supervisor.accountId ?? "" };
      const answers = [
        await drawMonth(actor, { month: MONTH }, clock),
        // The version is wrong on purpose, so that nothing is changed.
        await assignAudit(actor, { id: own, version: 99, ...to }, clock),
        await cancelAudit(actor, { id: own, version: 99, reason: "測試" }, clock),
        await assignAudit(actor, { id: foreign, version: 1, ...to }, clock),
        await cancelAudit(actor, { id: foreign, version: 1, reason: "測試" }, clock),
      ];
      expect(answers.map(code)).toEqual(
        LEADERS.includes(role)
          ? ["drawn", "stale", "stale", "not_found", "not_found"]
          : Array.from({ length: 5 }, () => "forbidden"),
      );
    }),
  );

  it.each(ROLES)("are carried out as %s by those who lead and by whom they are given to", (role) =>
    fenced(async () => {
      const actor = actorOf(role);
      const tried = async (id: string) => [
        code(await recordCall(actor, { id, version: 99, reached: "no", note: "" }, clock)),
        code(await completeAudit(actor, { id, version: 99, form: {} }, clock)),
      ];
      const leads = LEADERS.includes(role);
      const expected = AUDITORS.includes(role)
        ? [
            ["stale", "stale"],
            Array.from({ length: 2 }, () => (leads ? "stale" : "not_found")),
            ["not_found", "not_found"],
          ]
        : Array.from({ length: 3 }, () => ["forbidden", "forbidden"]);
      expect([await tried(own), await tried(neighbour), await tried(foreign)]).toEqual(expected);
    }),
  );

  it.each(ROLES)(
    "and incidents are read as %s by the bureau's auditors, settled by those who lead, of the own city",
    (role) =>
      fenced(async () => {
        const actor = actorOf(role);
        const reads = AUDITORS.includes(role);
        const { rows } = await listIncidents(actor, incidentListParams({}), true);
        expect(rows.map(({ id }) => id)).toEqual(reads ? [incident] : []);
        expect([
          (await incidentOf(actor, incident)) !== null,
          await incidentOf(actor, foreignIncident),
        ]).toEqual([reads, null]);
        const answers = [
          await takeUpIncident(actor, { id: incident, version: 99 }, clock),
          await closeIncident(actor, { id: incident, version: 99, remark: "測試" }, clock),
          await closeIncident(actor, { id: foreignIncident, version: 1, remark: "測試" }, clock),
        ];
        expect(answers.map(code)).toEqual(
          LEADERS.includes(role) ? ["stale", "stale", "not_found"] : ["forbidden", "forbidden", "forbidden"],
        );
      }),
  );

  it.each(ROLES)("stand on the home page of %s as far as they are the own work", (role) =>
    fenced(async () => {
      const queues = [];
      for (const queue of samplingQueues) queues.push(await queue(actorOf(role), TODAY));
      const totals = queues.map((queue) => queue && [queue.key, queue.total]);
      const mine = { care_specialist: 1, care_supervisor: 2, bureau_officer: 0 } as Partial<
        Record<Role, number>
      >;
      expect(totals).toEqual(
        LEADERS.includes(role)
          ? [
              ["audit_mine", mine[role]],
              ["audit_unassigned", 0],
              ["incident_open", 1],
            ]
          : role === "care_specialist"
            ? [["audit_mine", 1], null, null]
            : [null, null, null],
      );
    }),
  );
});

const ALL_ACTIONS = Object.entries({ ...actions, ...incidentActions }) as [
  keyof typeof actions | keyof typeof incidentActions,
  FormAction<unknown>,
][];
const MAY_TRY: Record<keyof typeof actions | keyof typeof incidentActions, readonly Role[]> = {
  drawMonthAction: LEADERS,
  assignAuditAction: LEADERS,
  cancelAuditAction: LEADERS,
  recordCallAction: AUDITORS,
  completeAuditAction: AUDITORS,
  takeUpIncidentAction: LEADERS,
  closeIncidentAction: LEADERS,
};

describe("The actions of sampling and incidents", () => {
  it.each(ALL_ACTIONS)(
    "%s turns away every other role before it reads the form, and whoever is signed out",
    async (name, action) => {
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
    },
  );
});

describe("Sampling by row-level security alone", () => {
  const seen = async (actor: Actor | null, table: string) =>
    (await appSql<{ id: string }>(actor, `SELECT id FROM ${table}`)).map(({ id }) => id);
  const works = (actor: Actor, sql: string, values: unknown[]) =>
    appSql(actor, sql, values).then(
      (rows) => rows.length > 0,
      () => false,
    );

  it.each(ROLES)("shows %s the audits, draws and incidents that the role sees", async (role) => {
    const actor = actorOf(role);
    const audits = await seen(actor, "sample_audit");
    const leads = LEADERS.includes(role);
    expect([own, neighbour, foreign].map((id) => audits.includes(id))).toEqual([
      leads || role === "care_specialist",
      leads,
      false,
    ]);
    const draws = await appSql<{ a_unit_id: string }>(actor, "SELECT a_unit_id FROM sampling_draw");
    const units = draws.map((row) => row.a_unit_id);
    const reads = AUDITORS.includes(role);
    expect([units.includes(city.aUnit.id), units.includes(other.aUnit.id)]).toEqual([reads, false]);
    expect(await seen(actor, "incident")).toEqual(reads ? [incident] : []);
  });

  it("shows nothing without an actor, and who audits to those who lead alone", async () => {
    for (const table of ["sample_audit", "sampling_draw", "incident", "call_attempt"])
      expect(await appSql(null, `SELECT 1 FROM ${table}`)).toEqual([]);
    for (const role of ROLES) {
      const rows = await appSql<{ id: string }>(actorOf(role), "SELECT id FROM app_auditors()");
      const ids = rows.map(({ id }) => id);
      expect([
        role,
        ids.includes(specialist.accountId ?? ""),
        ids.includes(other.actors.care_specialist.accountId ?? ""),
      ]).toEqual([role, LEADERS.includes(role), false]);
    }
    expect(await appSql(null, "SELECT * FROM app_auditors()")).toEqual([]);
    const [draw] = await ownerSql<{ id: string }>("SELECT id FROM sampling_draw WHERE a_unit_id = $1", [
      city.aUnit.id,
    ]);
    const sampled = (actor: Actor | null) =>
      appSql(actor, "SELECT app_sampled_cases($1::uuid, 'plan_audit')", [draw?.id]).then(
        (rows) => rows.length,
      );
    for (const role of ROLES)
      expect([role, await sampled(actorOf(role))]).toEqual([role, AUDITORS.includes(role) ? 1 : 0]);
    expect(await sampled(other.actors.care_supervisor)).toBe(0);
  });

  it.each(ROLES)(
    "lets %s draw only as who leads, change only what is seen, and add no check but in somebody's place",
    async (role) => {
      const actor = actorOf(role);
      const leads = LEADERS.includes(role);
      const change = "UPDATE sample_audit SET version = version + 1 WHERE id = $1 RETURNING id";
      expect([
        await works(actor, change, [own]),
        await works(actor, change, [neighbour]),
        await works(actor, change, [foreign]),
      ]).toEqual([leads || role === "care_specialist", leads, false]);
      // Who carries an audit out gives it to nobody else.
      if (role === "care_specialist")
        expect(
          await works(actor, "UPDATE sample_audit SET assigned_to_id = NULL WHERE id = $1 RETURNING id", [
            own,
          ]),
        ).toBe(false);
      const drawn = `WITH made AS (INSERT INTO sampling_draw (id, jurisdiction_id, a_unit_id, month, seed, population, related_in_top3, size, outcome, drawn_at)
      VALUES (gen_random_uuid(), $1, $2, '2026-01-01', 's', '[]', false, 0, '{}', now()) RETURNING 1) SELECT * FROM made`;
      expect([
        await works(actor, drawn, [city.id, city.aUnit.id]),
        await works(actor, drawn, [other.id, other.aUnit.id]),
      ]).toEqual([leads, false]);
      const added = async (replacesRank: number | null) =>
        appSql(
          actor,
          `INSERT INTO sample_audit (id, jurisdiction_id, draw_id, a_unit_id, case_id, kind, stratum, rank, replaces_rank, template_id, assigned_to_id, state)
         SELECT gen_random_uuid(), $1::text, d.id, d.a_unit_id, $2::uuid, 'telephone_survey', 'ongoing', 2, $3::int, t.id, NULL, 'to_do'
           FROM sampling_draw d, checklist_template t
          WHERE d.a_unit_id = $4 AND t.form_key = 'telephone_survey' AND t.jurisdiction_id = $1::text AND t.state = 'in_force'`,
          [
            city.id,
            (
              await ownerSql<{ id: string }>("SELECT id FROM case_file WHERE a_unit_id = $1", [
                city.otherAUnit.id,
              ])
            )[0]?.id,
            replacesRank,
            city.aUnit.id,
          ],
        ).then(
          () => true,
          () => false,
        );
      // Whoever sees no draw selects nothing to add, which is no error.
      if (AUDITORS.includes(role)) expect([await added(1), await added(null)]).toEqual([true, leads]);
    },
  );

  it.each(ROLES)("lets %s open and change incidents of the own city only as who audits", async (role) => {
    const actor = actorOf(role);
    const may = AUDITORS.includes(role);
    const change = "UPDATE incident SET version = version + 1 WHERE id = $1 RETURNING id";
    expect([await works(actor, change, [incident]), await works(actor, change, [foreignIncident])]).toEqual([
      may,
      false,
    ]);
    const add = `WITH made AS (INSERT INTO incident (id, jurisdiction_id, number, kind, unit_id, facts, state, happened_on, created_at)
      VALUES (gen_random_uuid(), $1, gen_random_uuid()::text, 'other', $2, 'x', 'open', '2026-11-05', now()) RETURNING 1) SELECT * FROM made`;
    expect([
      await works(actor, add, [city.id, city.aUnit.id]),
      await works(actor, add, [other.id, other.aUnit.id]),
    ]).toEqual([may, false]);
  });
});

describe("The product itself", () => {
  it("reads draws to repeat them, of the city that it was asked for, and does nothing else", async () => {
    expect((await redrawMonth(systemActor("taoyuan"), city.aUnit.id, MONTH))?.differences).toEqual([]);
    expect(await redrawMonth(systemActor("taichung"), city.aUnit.id, MONTH)).toBeNull();
    expect(code(await drawMonth(systemActor("taoyuan"), { month: "2026-11" }, clock))).toBe("forbidden");
    expect(
      code(await recordCall(systemActor("taoyuan"), { id: own, version: 1, reached: "no", note: "" }, clock)),
    ).toBe("forbidden");
  });
});
