import pg from "pg";
import { v7 as uuid } from "uuid";
import { afterAll } from "vitest";
import { foldText } from "@/lib/platform/fold-text";
import { checkPersonId } from "@/lib/platform/identifiers";
import { blindIndex, encryptText } from "@/lib/platform/secrets";
import type { CaseSource, CaseStatus, DispatchBasis, DispatchState, Service } from "@/prisma/generated/enums";
import { testDatabase } from "./database";
import { aUnitOf, type TestCity, type TestUnit } from "./fixtures";

// Cases for tests in named states of their life, written as the owner of the tables. Every person is invented; national IDs
// have a wrong check digit. No clocks run on them: a test of clocks takes the case through the services.

let held: pg.Client | undefined;

/** Runs SQL as the owner over one connection for the whole test file: a case is a dozen rows. */
async function write(sql: string, values: unknown[]): Promise<void> {
  held ??= await connected();
  await held.query(sql, values);
}

afterAll(async () => {
  await held?.end();
  held = undefined;
});

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: (await testDatabase()).ownerUrl });
  // A database that is reset cuts its connections; the next case makes a new one.
  client.on("error", () => {
    held = undefined;
  });
  await client.connect();
  return client;
}

/** Where a case lives: a city as `aCity` lays it out, or only its id and a district. */
type Place = Pick<TestCity, "id"> & { aUnit?: TestUnit };

interface CaseOptions {
  districtId?: string;
  name?: string;
  nationalId?: string;
  source?: CaseSource;
  appliedOn?: string;
  contact?: { address: string; phone: string; contactName: string; contactRelation: string };
}

interface AssessmentOptions {
  needLevel?: number;
  copayClass?: 1 | 2 | 3;
  hasForeignCaregiver?: boolean;
  assessedOn?: string;
  problems?: readonly string[];
}

interface DispatchOptions extends AssessmentOptions {
  basis?: DispatchBasis;
  state?: DispatchState;
  dispatchedOn?: string;
}

interface ServiceOptions extends DispatchOptions {
  items?: readonly { code: string; name?: string; unitPrice?: number; quantity?: number }[];
}

export interface TestCase {
  id: string;
  jurisdictionId: string;
  clientId: string;
  number: string;
  name: string;
  nationalId: string;
  districtId: string;
  status: CaseStatus;
  version: number;
  needLevel: number | null;
  assessmentId: string | null;
  /** Of the newest assessment, in their order. */
  problemIds: string[];
  aUnitId: string | null;
  managerId: string | null;
  /** The centre's dispatch to the A unit. */
  dispatchId: string | null;
  /** The approved plan. */
  planId: string | null;
}

export interface TestManager {
  id: string;
  unitId: string;
  name: string;
  nationalId: string;
}

const DISTRICTS: Record<string, string> = { taichung: "66000060", taoyuan: "68000010" };
let running = 0;

/** A national ID that nobody has: its check digit is wrong. */
export function inventedId(letter = "D"): string {
  running += 1;
  const id = `${letter}1${String(running).padStart(8, "0")}`;
  return checkPersonId(id).valid ? inventedId(letter) : id;
}

/** A case of a city: `await aCase(city).assessed({needLevel: 4})`. Each call of a state writes the rows and returns what was written. */
export function aCase(city: Place, options: CaseOptions = {}) {
  return {
    applied: () => anApplication(city, options),
    notEligible: async () => {
      const row = await assess(await anApplication(city, options), { needLevel: 1, problems: [] });
      return becomes(row, "not_eligible");
    },
    assessed: async (given: AssessmentOptions = {}) =>
      becomes(await assess(await anApplication(city, options), given), "assessed"),
    dispatched: async (unit?: TestUnit, given: DispatchOptions = {}) =>
      dispatch(await assess(await anApplication(city, options), given), unitIn(city, unit), {
        state: "waiting",
        ...given,
      }),
    assigned: async (unit?: TestUnit, staffId?: string, given: DispatchOptions = {}) =>
      assign(await assess(await anApplication(city, options), given), unitIn(city, unit), staffId, given),
    inService: async (unit?: TestUnit, staffId?: string, given: ServiceOptions = {}) => {
      const row = await assess(await anApplication(city, options), given);
      const assigned = await assign(row, unitIn(city, unit), staffId, given);
      return becomes(await withPlan(assigned, given.items), "in_service");
    },
    closed: async (reason = "moved") => {
      const row = await anApplication(city, options);
      await write(
        `UPDATE case_file SET status = 'closed', closed_on = applied_on, close_reason = $2::close_reason WHERE id = $1`,
        [row.id, reason],
      );
      return { ...row, status: "closed" as const };
    },
  };
}

function unitIn(city: Place, unit?: TestUnit): TestUnit {
  const found = unit ?? city.aUnit;
  if (!found) throw new Error("this case needs an A unit");
  return found;
}

async function anApplication(city: Place, options: CaseOptions): Promise<TestCase> {
  const nationalId = options.nationalId ?? inventedId();
  const name = options.name ?? `示範個案${running}`;
  const districtId = options.districtId ?? city.aUnit?.districtId ?? DISTRICTS[city.id] ?? "";
  const [clientId, id, number] = [uuid(), uuid(), `C${String(5_000_000 + running)}`];
  const contact = options.contact ?? {
    address: "示範路 1 號",
    phone: "04-0000-0000",
    contactName: "示範家屬",
    contactRelation: "子女",
  };
  await write(
    `INSERT INTO client (id, jurisdiction_id, national_id_cipher, national_id_index, name, name_folded, sex, born_on,
                         contact_cipher, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'female', '1940-05-06', $7, now())`,
    [
      ...[clientId, city.id, encryptText(nationalId), blindIndex(nationalId), name, foldText(name)],
      encryptText(JSON.stringify(contact)),
    ],
  );
  await write(
    `INSERT INTO case_file (id, jurisdiction_id, client_id, number, status, source, applied_on, district_id, created_at)
     VALUES ($1, $2, $3, $4, 'applied', $5::case_source, $6, $7, now())`,
    [
      id,
      city.id,
      clientId,
      number,
      options.source ?? "hotline_1966",
      options.appliedOn ?? "2026-07-01",
      districtId,
    ],
  );
  return {
    ...{ id, jurisdictionId: city.id, clientId, number, name, nationalId, districtId },
    ...{ status: "applied", version: 1, needLevel: null, assessmentId: null, problemIds: [] },
    ...{ aUnitId: null, managerId: null, dispatchId: null, planId: null },
  };
}

async function becomes(row: TestCase, status: CaseStatus): Promise<TestCase> {
  await write("UPDATE case_file SET status = $2::case_status WHERE id = $1", [row.id, status]);
  return { ...row, status };
}

/** Adds an assessment; the status stays, since the later state's rows come first. */
async function assess(row: TestCase, given: AssessmentOptions): Promise<TestCase> {
  const assessmentId = uuid();
  const { needLevel = 4, copayClass = 3, hasForeignCaregiver = false, assessedOn = "2026-07-06" } = given;
  const problems = given.problems ?? ["洗澡問題", "跌倒風險"];
  await write(
    `INSERT INTO assessment (id, jurisdiction_id, case_id, kind, assessed_on, need_level, copay_class,
                             has_foreign_caregiver, created_at)
     VALUES ($1, $2, $3, 'initial', $4, $5, $6, $7, now())`,
    [assessmentId, row.jurisdictionId, row.id, assessedOn, needLevel, copayClass, hasForeignCaregiver],
  );
  const problemIds = problems.map(() => uuid());
  for (const [place, text] of problems.entries()) {
    await write(
      `INSERT INTO care_problem (id, jurisdiction_id, case_id, assessment_id, sort_order, text) VALUES ($1, $2, $3, $4, $5, $6)`,
      [problemIds[place], row.jurisdictionId, row.id, assessmentId, place + 1, text],
    );
  }
  await write(
    `UPDATE case_file SET need_level = $2, copay_class = $3, has_foreign_caregiver = $4, last_assessed_on = $5::date,
            next_reassessment_on = ($5::date + interval '12 months')::date WHERE id = $1`,
    [row.id, needLevel, copayClass, hasForeignCaregiver, assessedOn],
  );
  return { ...row, needLevel, assessmentId, problemIds };
}

async function dispatch(row: TestCase, unit: TestUnit, given: DispatchOptions): Promise<TestCase> {
  await write("UPDATE case_file SET status = 'dispatched', a_unit_id = $2 WHERE id = $1", [row.id, unit.id]);
  const dispatchId = await aDispatch(row, null, unit, { service: "case_management", ...given });
  return { ...row, status: "dispatched", aUnitId: unit.id, dispatchId };
}

async function assign(
  row: TestCase,
  unit: TestUnit,
  staffId: string | undefined,
  given: DispatchOptions,
): Promise<TestCase> {
  const dispatched = await dispatch(row, unit, { state: "accepted", ...given });
  const managerId = staffId ?? (await aManager(unit)).id;
  await write("UPDATE case_file SET status = 'assigned', manager_id = $2 WHERE id = $1", [row.id, managerId]);
  await write(
    `INSERT INTO manager_assignment (id, jurisdiction_id, case_id, a_unit_id, staff_id, from_on, created_at)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, now())`,
    [row.jurisdictionId, row.id, unit.id, managerId, given.dispatchedOn ?? "2026-07-08"],
  );
  return { ...dispatched, status: "assigned", managerId };
}

const ITEMS = [{ code: "BA01", name: "基本身體清潔", unitPrice: 260, quantity: 8 }];

async function withPlan(row: TestCase, items: ServiceOptions["items"] = ITEMS): Promise<TestCase> {
  const planId = uuid();
  await write(
    `INSERT INTO care_plan (id, jurisdiction_id, case_id, a_unit_id, version_no, kind, status, visited_on, need_level,
                            copay_class, has_foreign_caregiver, problem_notes, created_at, submitted_at, decided_at)
     VALUES ($1, $2, $3, $4, 1, 'initial', 'approved', '2026-07-09', $5, 3, false, '{}', now(), now(), now())`,
    [planId, row.jurisdictionId, row.id, row.aUnitId, row.needLevel ?? 4],
  );
  for (const [place, item] of items.entries()) {
    const { code, name = code, unitPrice = 260, quantity = 8 } = item;
    await write(
      `INSERT INTO plan_item (id, jurisdiction_id, plan_id, sort_order, code, name, unit_price, quantity, problem_id, goal)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, '維持清潔')`,
      [row.jurisdictionId, planId, place + 1, code, name, unitPrice, quantity, row.problemIds[0] ?? null],
    );
  }
  return { ...row, planId };
}

interface AnyDispatch {
  service?: Service;
  basis?: DispatchBasis;
  state?: DispatchState;
  dispatchedOn?: string;
  firstServiceOn?: string;
  planId?: string | null;
}

/** A dispatch of a case: from nobody (the centre) to an A unit, or from an A unit to a B unit. Returns its id. */
export async function aDispatch(
  row: Pick<TestCase, "id" | "jurisdictionId" | "planId">,
  from: Pick<TestUnit, "id"> | null,
  to: Pick<TestUnit, "id">,
  given: AnyDispatch = {},
): Promise<string> {
  const id = uuid();
  const { service = "home_care", basis = "client_choice", state = "waiting" } = given;
  const { dispatchedOn = "2026-07-08", firstServiceOn = null, planId = row.planId } = given;
  const reason = ["taken_back", "withdrawn", "declined"].includes(state) ? "測試" : null;
  await write(
    `INSERT INTO dispatch (id, jurisdiction_id, case_id, plan_id, from_unit_id, to_unit_id, service, basis, reason, decision,
                           state, dispatched_on, dispatched_at, answered_on, answer_reason, first_service_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7::service, $8::dispatch_basis, $9, '{}', $10::dispatch_state, $11::date, $11::date,
             $12::date, $13, $14::date)`,
    [
      ...[id, row.jurisdictionId, row.id, from ? planId : null, from?.id ?? null, to.id, service, basis],
      ...[basis === "deviation" ? "測試" : null, state, dispatchedOn],
      ...[state === "waiting" ? null : dispatchedOn, reason, firstServiceOn],
    ],
  );
  return id;
}

/** A case manager on a unit's staff. */
export async function aManager(
  unit: Pick<TestUnit, "id" | "jurisdictionId">,
  options: {
    name?: string;
    employment?: "full_time" | "part_time";
    nationalId?: string;
    endedOn?: string;
  } = {},
): Promise<TestManager> {
  const nationalId = options.nationalId ?? inventedId("E");
  const manager = { id: uuid(), unitId: unit.id, name: options.name ?? `示範個管${running}`, nationalId };
  await write(
    `INSERT INTO staff (id, jurisdiction_id, unit_id, name, name_folded, national_id_cipher, national_id_index, duty,
                        employment, started_on, ended_on, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'case_manager', $8::employment, '2026-01-02', $9::date, now())`,
    [
      ...[manager.id, unit.jurisdictionId, unit.id, manager.name, foldText(manager.name)],
      ...[encryptText(nationalId), blindIndex(nationalId)],
      ...[options.employment ?? "full_time", options.endedOn ?? null],
    ],
  );
  return manager;
}

/** A B unit that gives a service in the city, for cases to be referred to. */
export function aProvider(city: Place, services: Service[] = ["home_care"]): Promise<TestUnit> {
  return aUnitOf(city.id, { tier: "b", services });
}
