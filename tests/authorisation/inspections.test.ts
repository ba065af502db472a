import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import * as actions from "@/lib/features/inspections/visits/actions";
import { saveAnswers } from "@/lib/features/inspections/visits/answers/service";
import { listInspections } from "@/lib/features/inspections/visits/list/queries";
import { inspectionListParams } from "@/lib/features/inspections/visits/list/schema";
import { addPhoto, openPhoto, removePhoto } from "@/lib/features/inspections/visits/photos/service";
import { inspectionById, inspectorOptions, visitTemplates } from "@/lib/features/inspections/visits/queries";
import { planSchema } from "@/lib/features/inspections/visits/schema";
import {
  cancelInspection,
  planInspection,
  replanInspection,
  startInspection,
} from "@/lib/features/inspections/visits/service";
import { addAddendum, signInspection } from "@/lib/features/inspections/visits/signing/service";
import type { Actor } from "@/lib/platform/actor";
import type { FormAction } from "@/lib/platform/define-action";
import { currentActor } from "@/lib/platform/session";
import type { Role } from "@/prisma/generated/enums";
import { aClock, code } from "../support/accounts";
import { aCase } from "../support/cases";
import { aCity, anActor, appSql, ROLES, type TestCity, withoutRowSecurity } from "../support/fixtures";
import { anInspection, aTemplate, signed, type TestInspection } from "../support/inspections";

vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: vi.fn(),
}));

const clock = aClock(new Date("2026-11-10T02:00:00Z"));
const LEADERS: readonly Role[] = ["bureau_officer", "care_supervisor"];
const READERS: readonly Role[] = [...LEADERS, "care_specialist"];
const OWN: readonly Role[] = ["a_unit_manager", "case_manager"];

let city: TestCity;
let other: TestCity;
/** A specialist who is named in none of the inspections. */
let stranger: Actor;
const rows: Record<string, TestInspection> = {};
let photo: string;

const id = (name: string) => rows[name]?.id ?? "";

beforeAll(async () => {
  process.env.DOCUMENTS_DIR = await mkdtemp(path.join(tmpdir(), "inspections-"));
  city = await aCity("taichung");
  other = await aCity("taoyuan");
  stranger = await anActor("taichung", "care_specialist", null);
  const inspectors = [city.actors.care_specialist];
  const drawn = await aCase(city).inService(city.aUnit);
  const answers = [{ itemKey: "leaflets", value: { leaflets_result: "met" } }];
  rows.planned = await anInspection(city.aUnit, { inspectors });
  rows.underWay = await anInspection(city.aUnit, { inspectors, answers, state: "under_way" });
  rows.signed = await anInspection(city.aUnit, { inspectors, answers, caseIds: [drawn.id], state: "signed" });
  rows.neighbour = await anInspection(city.otherAUnit, { inspectors, answers, state: "signed" });
  rows.foreign = await anInspection(other.aUnit, { state: "signed" });
  rows.foreignOpen = await anInspection(other.aUnit, { state: "under_way" });
  rows.withPhoto = await anInspection(city.aUnit, { inspectors, state: "under_way" });
  photo = kept(await addPhoto(city.actors.bureau_officer, { id: rows.withPhoto.id, file: picture() }, clock));
  rows.withPhoto = await signed(rows.withPhoto);
});

type Fence = (work: () => Promise<void>) => Promise<void>;
const FENCES: [string, Fence][] = [
  ["with both fences", (work) => work()],
  ["by policy alone", (work) => withoutRowSecurity(work)],
];

const NAMES = ["planned", "underWay", "signed", "neighbour", "foreign", "foreignOpen"] as const;

/** Which of the inspections a role sees: inspectors the city's, a unit its own once signed. */
function visible(role: Role): string[] {
  if (READERS.includes(role)) return ["planned", "underWay", "signed", "neighbour"];
  return OWN.includes(role) ? ["signed"] : [];
}

const kept = (result: Awaited<ReturnType<typeof addPhoto>>) => (result.ok ? result.data.id : result.message);
const one = {
  answers: [{ itemKey: "leaflets", caseId: null, raw: { leaflets_result: ["met"] }, version: 1 }],
};
const picture = () => new File([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1])], "a.jpg");
const named = [{ party: "officer" as const, name: "測試", strokes: "typed" as const, refusedReason: null }];

describe.each(FENCES)("Inspections, %s", (_name, fenced) => {
  it.each(ROLES)(
    "are read as %s: the city's by inspectors, the own signed ones by a unit, none by the admin",
    (role) =>
      fenced(async () => {
        const actor = city.actors[role];
        const seen = await Promise.all(NAMES.map((name) => inspectionById(actor, id(name))));
        expect(NAMES.filter((_, at) => seen[at])).toEqual(visible(role));
        const { rows: listed } = await listInspections(actor, inspectionListParams({ size: "100" }));
        const ids = listed.map((row) => row.id);
        expect(NAMES.filter((name) => ids.includes(id(name)))).toEqual(visible(role));
        const record = seen[2];
        if (record)
          expect([record.answers.length, record.cases.length, record.inspectors.length]).toEqual([1, 1, 1]);
        expect(Boolean(record?.mayCarryOut)).toBe(READERS.includes(role));
      }),
  );

  it.each(ROLES)(
    "are planned, changed and cancelled as %s by officer and supervisor alone, never another city's",
    (role) =>
      fenced(async () => {
        const actor = city.actors[role];
        const may = LEADERS.includes(role);
        const inspectorIds = [city.actors.bureau_officer.accountId ?? ""];
        const plan = planSchema.parse({
          ...{ unitId: other.aUnit.id, templateId: (await aTemplate("taichung")).id, purpose: "routine" },
          ...{ plannedWeek: "115/11/11", inspectorIds },
        });
        const change = { version: 99, plannedWeek: plan.plannedWeek, inspectorIds };
        const answers = [
          await planInspection(actor, plan, clock),
          await replanInspection(actor, { id: id("planned"), ...change }, clock),
          await cancelInspection(actor, { id: id("planned"), version: 99, reason: "測試" }, clock),
          await replanInspection(actor, { id: id("foreignOpen"), ...change }, clock),
          await cancelInspection(actor, { id: id("foreignOpen"), version: 1, reason: "測試" }, clock),
        ];
        const allowed = ["not_found", "stale", "stale", "not_found", "not_found"];
        expect(answers.map(code)).toEqual(may ? allowed : allowed.map(() => "forbidden"));
        expect((await inspectorOptions(actor)).length > 0).toBe(may);
        expect((await visitTemplates(actor)).length > 0).toBe(may);
      }),
  );

  const deeds = async (actor: Actor, names: { planned: string; underWay: string; signed: string }) => [
    await startInspection(actor, { id: id(names.planned), version: 99 }, clock),
    await saveAnswers(actor, id(names.underWay), one, clock),
    await addPhoto(actor, { id: id(names.signed), file: picture() }, clock),
    await removePhoto(actor, { id: id(names.signed), photoId: photo }, clock),
    await signInspection(
      actor,
      { id: id(names.underWay), version: 1, standing: "x", signatures: named },
      clock,
    ),
    await addAddendum(actor, { id: id(names.underWay), text: "補充" }, clock),
  ];
  const OWN_CITY = { planned: "planned", underWay: "underWay", signed: "signed" };
  const FOREIGN = { planned: "foreignOpen", underWay: "foreignOpen", signed: "foreign" };

  it.each(ROLES)("are carried out as %s by officer, supervisor and the specialist who is named", (role) =>
    fenced(async () => {
      const actor = city.actors[role];
      const may = READERS.includes(role);
      const allowed = ["stale", "ok", "signed", "signed", "stale", "not_signed"];
      expect((await deeds(actor, OWN_CITY)).map(code)).toEqual(
        may ? allowed : allowed.map(() => "forbidden"),
      );
      const foreign = (await deeds(actor, FOREIGN)).map(code);
      expect(foreign).toEqual(foreign.map(() => (may ? "not_found" : "forbidden")));
    }),
  );

  it("are not touched by a specialist who is not named", () =>
    fenced(async () => {
      const answers = (await deeds(stranger, OWN_CITY)).map(code);
      expect(answers).toEqual(answers.map(() => "not_found"));
      expect((await inspectionById(stranger, id("underWay")))?.mayCarryOut).toBe(false);
    }));

  it.each(ROLES)("hand their photographs out as %s to those who see the inspection", (role) =>
    fenced(async () => {
      const open = async (actor: Actor, of: string) => (await openPhoto(actor, id(of), photo)) !== null;
      const sees = READERS.includes(role) || OWN.includes(role);
      expect(await open(city.actors[role], "withPhoto")).toBe(sees);
      // The photograph of one inspection is not to be had under the address of another.
      expect(await open(city.actors[role], "signed")).toBe(false);
      expect(await open(other.actors[role], "withPhoto")).toBe(false);
    }),
  );
});

const ALL_ACTIONS = Object.entries(actions) as [keyof typeof actions, FormAction<unknown>][];
const MAY_TRY: Record<keyof typeof actions, readonly Role[]> = {
  planInspectionAction: LEADERS,
  replanInspectionAction: LEADERS,
  cancelInspectionAction: LEADERS,
  startInspectionAction: READERS,
  saveSectionAction: READERS,
  addPhotoAction: READERS,
  removePhotoAction: READERS,
  signInspectionAction: READERS,
  addAddendumAction: READERS,
};

describe("The actions of inspections", () => {
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

describe("Inspections by row-level security alone", () => {
  const PARTS = ["inspection_answer", "inspection_case", "inspection_signature", "inspection_photo"] as const;
  const seenBy = async (actor: Actor | null, table: string) => {
    const column = table === "inspection" ? "id" : "inspection_id";
    const found = await appSql<{ id: string }>(actor, `SELECT DISTINCT ${column}::text AS id FROM ${table}`);
    return NAMES.filter((name) => found.some((row) => row.id === id(name)));
  };

  it.each(ROLES)("show %s what the role sees, with the parts", async (role) => {
    const actor = city.actors[role];
    expect(await seenBy(actor, "inspection")).toEqual(visible(role));
    const answered = visible(role).filter((name) => name !== "planned");
    expect(await seenBy(actor, "inspection_answer")).toEqual(answered);
    expect(await seenBy(actor, "inspection_case")).toEqual(answered.filter((name) => name === "signed"));
  });

  it("show nothing without an actor", async () => {
    for (const table of ["inspection", ...PARTS]) expect(await seenBy(null, table)).toEqual([]);
    const functions = [
      "app_inspectors()",
      "app_inspector_names(ARRAY[$1]::uuid[])",
      "app_inspected_cases($1::uuid)",
    ];
    for (const each of functions) {
      const values = each.includes("$1") ? [id("signed")] : [];
      expect(await appSql(null, `SELECT * FROM ${each}`, values)).toEqual([]);
    }
  });

  it.each(ROLES)(
    "tell %s the cases of a unit and their names only as inspector, or as the unit once signed",
    async (role) => {
      const actor = city.actors[role];
      const count = async (call: string, name: string) =>
        (await appSql(actor, `SELECT * FROM ${call}`, [id(name)])).length > 0;
      expect(await count("app_inspection_population($1::uuid)", "underWay")).toBe(READERS.includes(role));
      expect(await count("app_inspected_cases($1::uuid)", "signed")).toBe(
        READERS.includes(role) || OWN.includes(role),
      );
      expect(await count("app_inspection_population($1::uuid)", "foreignOpen")).toBe(false);
    },
  );

  it.each(ROLES)("let %s write no answer and no signature but as one who carries it out", async (role) => {
    const may = READERS.includes(role);
    const actor = city.actors[role];
    const write = (of: string) =>
      appSql(
        actor,
        `INSERT INTO inspection_answer (id, jurisdiction_id, inspection_id, item_key, value, answered_at, answered_by_name)
         VALUES (gen_random_uuid(), 'taichung', $1, 'sign_and_hours', '{}', now(), 'x')`,
        [id(of)],
      );
    if (may) await write("underWay");
    else await expect(write("underWay")).rejects.toThrow(/row-level security/);
    await expect(write("foreignOpen")).rejects.toThrow(/row-level security|foreign key/);
    const changed = await appSql(
      actor,
      "UPDATE inspection_answer SET note = 'x' WHERE inspection_id = $1 RETURNING id",
      [id("underWay")],
    );
    expect(changed.length > 0).toBe(may);
  });

  it("let a specialist who is not named write nothing", async () => {
    const sql = `INSERT INTO inspection_signature (inspection_id, party, jurisdiction_id, name, strokes, signed_at)
                 VALUES ($1, 'unit', 'taichung', 'x', 'x', now())`;
    await expect(appSql(stranger, sql, [id("underWay")])).rejects.toThrow(/row-level security/);
    await appSql(city.actors.care_specialist, sql, [id("underWay")]);
    const update = "UPDATE inspection SET announced = true WHERE id = $1 RETURNING id";
    expect(await appSql(stranger, update, [id("underWay")])).toEqual([]);
    expect(await appSql(city.actors.care_specialist, update, [id("underWay")])).toHaveLength(1);
  });

  it("keep from the unit's audit that it will be inspected", async () => {
    const plan = planSchema.parse({
      ...{ unitId: city.aUnit.id, templateId: (await aTemplate("taichung")).id, purpose: "unannounced" },
      ...{ plannedWeek: "115/11/11", inspectorIds: city.actors.bureau_officer.accountId },
    });
    const planned = await planInspection(city.actors.bureau_officer, plan, clock);
    const sql = "SELECT id FROM audit_entry WHERE subject_kind = 'inspection' AND subject_id = $1";
    const seen = await appSql(city.actors.a_unit_manager, sql, [planned.ok ? planned.data.id : ""]);
    expect(seen).toEqual([]);
  });
});
