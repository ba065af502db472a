import { savePlan, startPlan } from "@/lib/features/care-plans/drafting/service";
import { approvePlan, returnPlan } from "@/lib/features/care-plans/review/service";
import { submitPlan } from "@/lib/features/care-plans/submission/service";
import { assessCase } from "@/lib/features/cases/assessment/service";
import { closeCase } from "@/lib/features/cases/closing/service";
import { sealPerson } from "@/lib/features/cases/intake/queries";
import { applyForCare } from "@/lib/features/cases/intake/service";
import { recordMonitoring } from "@/lib/features/cases/monitoring/service";
import { dispatchToAUnit } from "@/lib/features/dispatch/centre/service";
import { assignManager } from "@/lib/features/dispatch/managers/assigning/service";
import { dispatchToProvider } from "@/lib/features/dispatch/providers/service";
import {
  acceptReferral,
  declineReferral,
  recordFirstService,
} from "@/lib/features/dispatch/referrals/answering/service";
import { type Clock, today } from "@/lib/platform/clock";
import { readAs } from "@/lib/platform/db";
import type { Result } from "@/lib/platform/result";
import { addDays, type PlainDate } from "@/lib/rules/plain-date";
import type { Service } from "@/prisma/generated/enums";
import type { DemoActors } from "./actors";
import { type DemoCase, PLANS, type Stage } from "./people";

// Every case of the demo went the way that a real one goes: through the services, on the days on which it would have happened.

const STAGES: readonly Stage[] = [
  "applied",
  "not_eligible",
  "assessed",
  "dispatched",
  "assigned",
  "draft",
  "submitted",
  "returned",
  "approved",
  "in_service",
  "closed",
];

interface Way {
  actors: DemoActors;
  person: DemoCase;
  districtId: string;
  caseId: string;
}

/** Ten in the morning of the day so many days ago. */
export function daysAgo(days: number): Clock & { day: PlainDate } {
  const day = addDays(today(), -days);
  return { day, now: () => new Date(`${day}T10:00:00+08:00`) };
}

/** The data of a success; the demo is wrong when a service refuses it. */
export function done<T>(result: Result<T>, what: string): T {
  if (result.ok) return result.data;
  throw new Error(
    `demo: ${what} was refused: ${result.code} ${result.message} ${JSON.stringify(result.fieldErrors)}`,
  );
}

function reaches({ person }: Way, stage: Stage): boolean {
  return STAGES.indexOf(person.stage) >= STAGES.indexOf(stage);
}

/** Takes one person from the application as far as the demo wants. */
export async function walk(
  actors: DemoActors,
  person: DemoCase,
  districtId: string,
  nationalId: string,
): Promise<void> {
  const caseId = await apply(actors, person, districtId, nationalId);
  const way: Way = { actors, person, districtId, caseId };
  if (person.stage === "applied") return;
  await assess(way);
  if (!reaches(way, "dispatched")) return;
  await sendToAUnit(way);
  if (!reaches(way, "assigned")) return;
  await assign(way);
  if (!reaches(way, "draft")) return;
  await plan(way);
  if (!reaches(way, "in_service")) return;
  await serve(way);
  await monitor(way);
  if (person.stage === "closed") await close(way);
}

async function apply(
  actors: DemoActors,
  person: DemoCase,
  districtId: string,
  nationalId: string,
): Promise<string> {
  const at = daysAgo(person.days);
  const applied = await applyForCare(
    actors.supervisor,
    {
      ...{ person: sealPerson(actors.supervisor, nationalId), source: person.source, appliedOn: at.day },
      ...{ name: person.name, sex: person.sex, bornOn: person.bornOn as PlainDate, districtId },
      ...{ address: "示範路 1 號", phone: "04-0000-0000" },
      ...{ contactName: "示範·家屬", contactRelation: "子女", contactPhone: "0900-000-000" },
    },
    at,
  );
  return done(applied, `the application of ${person.name}`).id;
}

async function versionOf({ actors, caseId }: Way): Promise<number> {
  return readAs(actors.supervisor, async (tx) => {
    const row = await tx.caseFile.findUniqueOrThrow({ where: { id: caseId }, select: { version: true } });
    return row.version;
  });
}

async function assess(way: Way): Promise<void> {
  const { actors, person, caseId } = way;
  const at = daysAgo(Math.max(0, person.days - 2));
  const assessed = await assessCase(
    actors.specialist,
    {
      ...{ id: caseId, version: await versionOf(way), kind: "initial", assessedOn: at.day },
      ...{ needLevel: person.needLevel ?? 4, copayClass: person.copayClass ?? 3 },
      ...{
        hasForeignCaregiver: person.hasForeignCaregiver ?? false,
        note: null,
        problems: person.problems ?? [],
      },
    },
    at,
  );
  done(assessed, `the assessment of ${person.name}`);
}

async function sendToAUnit(way: Way): Promise<void> {
  const { actors, person, caseId } = way;
  const sent = await dispatchToAUnit(
    actors.specialist,
    {
      ...{ caseId, version: await versionOf(way), basis: "client_choice" },
      unitId: actors.unitId("AD01"),
    },
    daysAgo(Math.max(0, person.days - 3)),
  );
  done(sent, `the dispatch of ${person.name}`);
}

async function assign(way: Way): Promise<void> {
  const { actors, person, caseId } = way;
  const staffId = actors.staff.get(person.days % 3 === 0 ? "示範·卓一帆" : "示範·石沐言") ?? "";
  const assigned = await assignManager(
    actors.manager,
    { caseId, version: await versionOf(way), staffId },
    daysAgo(Math.max(0, person.days - 3)),
  );
  done(assigned, `the manager of ${person.name}`);
}

async function plan(way: Way): Promise<void> {
  const { actors, person, caseId } = way;
  const at = daysAgo(Math.max(0, person.days - 4));
  const started = done(
    await startPlan(actors.manager, { caseId, kind: "initial", reason: null }, at),
    `the plan of ${person.name}`,
  );
  const content = { visitedOn: at.day, items: await itemsOf(way), notes: {} };
  const saved = done(
    await savePlan(actors.manager, { id: started.id, version: started.version, content }, at),
    `the items of ${person.name}`,
  );
  if (person.stage === "draft") return;
  const submittedAt = daysAgo(Math.max(0, person.days - 5));
  const submitted = done(
    await submitPlan(actors.manager, { id: saved.id, version: saved.version }, submittedAt),
    `the submission of ${person.name}`,
  );
  if (person.stage === "submitted") return;
  const decision = { id: submitted.id, version: submitted.version, remarks: {} };
  const decidedAt = daysAgo(Math.max(0, person.days - 6));
  const decided =
    person.stage === "returned"
      ? await returnPlan(actors.specialist, { ...decision, remark: "請補充交通接送的必要性。" }, decidedAt)
      : await approvePlan(actors.specialist, { ...decision, remark: null }, decidedAt);
  done(decided, `the decision on ${person.name}`);
}

async function itemsOf({ actors, person, caseId }: Way) {
  const problems = await readAs(actors.supervisor, (tx) =>
    tx.careProblem.findMany({ where: { caseId }, orderBy: { sortOrder: "asc" } }),
  );
  return PLANS[person.plan ?? "meals"].map((item, row) => ({
    ...{ row, code: item.code, quantity: item.quantity, price: null, goal: item.goal },
    problemId: problems[item.problem]?.id ?? null,
  }));
}

const SERVICES: Record<keyof typeof PLANS, Service[]> = {
  bathing: ["home_care", "respite"],
  meals: ["home_care"],
  dayCare: ["day_care"],
};

async function serve(way: Way): Promise<void> {
  const { actors, person, caseId } = way;
  const { id: planId } = await readAs(actors.supervisor, (tx) =>
    tx.carePlan.findFirstOrThrow({ where: { caseId, status: "approved" }, select: { id: true } }),
  );
  for (const service of SERVICES[person.plan ?? "meals"]) {
    const sent = await dispatchToProvider(
      actors.manager,
      {
        ...{ caseId, planId, service, basis: "rotation", unitId: null },
        ...{ consentId: null, expectedUnitId: null, reason: null },
      },
      daysAgo(person.days - 7),
    );
    await answer(way, service, done(sent, `${service} of ${person.name}`));
  }
}

async function answer(
  { actors, person }: Way,
  service: Service,
  sent: { id: string; unitId: string },
): Promise<void> {
  if (person.waiting?.includes(service)) return;
  const code = ["BD01", "BD02", "BD04"].find((each) => actors.unitId(each) === sent.unitId) ?? "BD05";
  const provider = actors.ofUnit(code, "b_unit_staff");
  const at = daysAgo(person.days - 8);
  if (person.declined?.includes(service)) {
    const declined = await declineReferral(
      provider,
      { id: sent.id, version: 1, reason: "照服員人力不足" },
      at,
    );
    done(declined, `the answer on ${person.name}`);
    return;
  }
  const plannedStartOn = addDays(at.day, 2);
  done(
    await acceptReferral(provider, { id: sent.id, version: 1, plannedStartOn }, at),
    `the answer on ${person.name}`,
  );
  const served = daysAgo(person.days - 10);
  const first = await recordFirstService(
    provider,
    { id: sent.id, version: 2, firstServiceOn: served.day },
    served,
  );
  done(first, `the first service of ${person.name}`);
}

/** A call in each month asked for, on a day that has come and on which the case was with the unit already. */
async function monitor({ actors, person, caseId }: Way): Promise<void> {
  for (const back of person.monitored ?? []) {
    const at = daysAgo(back * 30 + 1);
    if (at.day.slice(0, 7) === daysAgo(person.days - 4).day.slice(0, 7)) continue;
    const recorded = await recordMonitoring(
      actors.manager,
      {
        ...{ caseId, contactOn: at.day, contactKind: "phone", problems: null, planChangeNeeded: false },
        ...{ cStationInformed: true, note: "示範：服務正常", referrals: [] },
        usage: Object.fromEntries(
          PLANS[person.plan ?? "meals"].map(({ code }) => [code, "as_planned" as const]),
        ),
      },
      at,
    );
    done(recorded, `the call to ${person.name}`);
  }
}

async function close(way: Way): Promise<void> {
  const { actors, person, caseId } = way;
  const at = daysAgo(2);
  const closed = await closeCase(
    actors.supervisor,
    {
      id: caseId,
      version: await versionOf(way),
      closeReason: "moved",
      closedOn: at.day,
      note: "示範：遷居外縣市",
    },
    at,
  );
  done(closed, `the closing of ${person.name}`);
}
