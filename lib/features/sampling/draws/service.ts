import { randomBytes } from "node:crypto";
import { v7 as uuid } from "uuid";
import { firstDayOf, lastDayOf } from "@/lib/features/dispatch/monthly-tables/schema";
import { rulesOf } from "@/lib/features/registry/closures/queries";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { type Clock, systemClock, toDbDate, today } from "@/lib/platform/clock";
import { type Tx, withActor } from "@/lib/platform/db";
import { ok, Refusal, type Result, refuse } from "@/lib/platform/result";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { Prisma } from "@/prisma/generated/client";
import type { SampleAuditKind, SampleStratum } from "@/prisma/generated/enums";
import { maySampling } from "../policy";
import { auditorsIn } from "../queries";
import type { DrawMonth } from "../schema";
import { spreadAudits, spreadKey, type ToSpread } from "../spreading/types";
import type { DrawnStratum, KeptOutcome, Month } from "../types";
import { concentrationMonth, concentrationsOf, populationsOf } from "./population/queries";
import { drawsOf, perAuditorOn, type UnitPopulation } from "./types";

const KINDS = ["telephone_survey", "plan_audit"] as const satisfies readonly SampleAuditKind[];
/** A large city has tens of thousands of cases. */
const TIMEOUT = 120_000;

/** A seed that nobody chose. */
function newSeed(): string {
  return randomBytes(16).toString("hex");
}

/**
 * Draws a month's audits at every A unit of the city, once, and spreads them. Seed, the cases that could be drawn, the law's
 * number and the whole order are kept, so that the draw can be repeated and the next rank can take somebody's place.
 */
export async function drawMonth(
  actor: Actor,
  { month }: DrawMonth,
  clock: Clock = systemClock,
  seed: string = newSeed(),
): Promise<Result<{ month: Month; units: number; audits: number }>> {
  if (!maySampling(actor, "sampling.draw")) return refuse("forbidden", "抽樣由照管中心督導或承辦人辦理。");
  const { jurisdictionId } = actor;
  const present = today(clock).slice(0, 7);
  if (month > present) return refuse("future", "這個月份還沒有開始。", { month: "請選擇本月或以前的月份。" });
  return withActor(
    actor,
    async (tx) => {
      await lockMonth(tx, jurisdictionId, month);
      const templates = await templatesInForce(tx, jurisdictionId);
      const on = dayOfRules(month, today(clock));
      const perAuditor = perAuditorOn(rulesOf(jurisdictionId), on);
      const auditors = (await auditorsIn(tx)).filter(({ isActive }) => isActive);
      const ofRole = (role: string) => auditors.filter((each) => each.role === role).length;
      const units = await unitsOf(tx, jurisdictionId, { month, present, perAuditor: perAuditor !== null });
      const drawn = drawsOf({
        ...{ ruleSet: rulesOf(jurisdictionId), on, seed, units },
        supervisors: ofRole("care_supervisor"),
        specialists: ofRole("care_specialist"),
      });
      if ([...drawn.values()].flat().every(({ size }) => size === 0)) throw new Refusal(nothing(perAuditor));
      const toSpread = await checksOf(tx, jurisdictionId, drawn);
      const given = spreadAudits(toSpread, auditors.flatMap(asAuditor), perAuditor);
      const audits: Prisma.SampleAuditCreateManyInput[] = [];
      for (const each of units) {
        const strata = drawn.get(each.unit.id) ?? [];
        const drawId = await keepDraw(tx, actor, { ...each, drawn: strata, month, seed, at: clock.now() });
        for (const check of checksIn(strata)) {
          audits.push({
            ...{ ...check, jurisdictionId, drawId, aUnitId: each.unit.id, state: "to_do" },
            templateId: templates[check.kind],
            assignedToId: given.get(spreadKey(check)) ?? null,
          });
        }
      }
      await tx.sampleAudit.createMany({ data: audits });
      const made = { month, units: units.length, audits: audits.length };
      await audit(tx, actor, clock.now(), {
        action: "sampling.drawn",
        subject: { kind: "sampling", id: month },
        detail: { ...made, seed },
      });
      return ok(made);
    },
    { timeout: TIMEOUT },
  );
}

/** One draw of a month at a time, and only one ever. */
async function lockMonth(tx: Tx, jurisdictionId: string, month: Month): Promise<void> {
  const key = `sampling ${jurisdictionId} ${month}`;
  await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))) AS held`;
  const before = await tx.samplingDraw.count({
    where: { jurisdictionId, month: toDbDate(firstDayOf(month)) },
  });
  if (before > 0) throw new Refusal(refuse("drawn", "這個月份已抽樣，名單不重抽；可由種子及母體重算查驗。"));
}

/** The day of which the law is asked: the month's last, or today while it runs. */
function dayOfRules(month: Month, asOf: PlainDate): PlainDate {
  const end = lastDayOf(month);
  return asOf <= end ? asOf : end;
}

interface ToKeep extends UnitPopulation {
  drawn: DrawnStratum[];
  month: Month;
  seed: string;
  at: Date;
}

async function keepDraw(tx: Tx, actor: Actor, draw: ToKeep): Promise<string> {
  const { unit, strata, concentration, drawn, month, seed, at } = draw;
  const id = uuid();
  const outcome: KeptOutcome = { format: 1, strata: drawn, concentration };
  await tx.samplingDraw.createMany({
    data: [
      {
        ...{ id, jurisdictionId: actor.jurisdictionId, aUnitId: unit.id, month: toDbDate(firstDayOf(month)) },
        ...{ seed, drawnAt: at, drawnById: actor.accountId },
        population: strata as unknown as Prisma.InputJsonArray,
        relatedInTop3: (concentration?.relatedInTop3.length ?? 0) > 0,
        size: drawn.reduce((sum, { size }) => sum + size, 0),
        outcome: outcome as unknown as Prisma.InputJsonObject,
      },
    ],
  });
  return id;
}

function nothing(perAuditor: object | null) {
  return refuse(
    "nothing_to_draw",
    perAuditor
      ? "沒有可抽的案件：這個月份沒有新案或複評案，或沒有使用中的督導及照專帳號。"
      : "沒有可抽的案件：沒有 A 單位有已核定計畫的在案個案。",
  );
}

async function unitsOf(
  tx: Tx,
  jurisdictionId: string,
  { month, present, perAuditor }: { month: Month; present: Month; perAuditor: boolean },
): Promise<UnitPopulation[]> {
  const strata: SampleStratum[] = perAuditor ? ["new_case", "reassessed"] : ["ongoing"];
  const units = await populationsOf(tx, jurisdictionId, month, strata);
  if (perAuditor) return units;
  const related = await concentrationsOf(tx, jurisdictionId, concentrationMonth(month, present));
  return units.map((each) => ({ ...each, concentration: related.get(each.unit.id) ?? null }));
}

async function templatesInForce(tx: Tx, jurisdictionId: string): Promise<Record<SampleAuditKind, string>> {
  const rows = await tx.checklistTemplate.findMany({
    where: { jurisdictionId, state: "in_force", formKey: { in: [...KINDS] } },
    select: { id: true, formKey: true },
  });
  const idOf = (kind: SampleAuditKind) => rows.find(({ formKey }) => formKey === kind)?.id;
  const [survey, plan] = [idOf("telephone_survey"), idOf("plan_audit")];
  if (!survey || !plan)
    throw new Refusal(refuse("no_template", "電話滿意度調查或照顧計畫抽查沒有施行中的表單，請先發布。"));
  return { telephone_survey: survey, plan_audit: plan };
}

function asAuditor({ id, role, districts }: Awaited<ReturnType<typeof auditorsIn>>[number]) {
  return role === "bureau_officer" ? [] : [{ id, role, districts }];
}

function checksIn(ofUnit: readonly DrawnStratum[]) {
  return ofUnit.flatMap(({ stratum, size, order }) =>
    order
      .slice(0, size)
      .flatMap((caseId, index) => KINDS.map((kind) => ({ stratum, caseId, kind, rank: index + 1 }))),
  );
}

async function checksOf(
  tx: Tx,
  jurisdictionId: string,
  drawn: ReadonlyMap<string, DrawnStratum[]>,
): Promise<ToSpread[]> {
  const checks = [...drawn.values()].flatMap(checksIn);
  const rows = await tx.caseFile.findMany({
    where: { jurisdictionId, id: { in: [...new Set(checks.map(({ caseId }) => caseId))] } },
    select: { id: true, districtId: true },
  });
  const districts = new Map(rows.map(({ id, districtId }) => [id, districtId]));
  return checks.map((check) => ({ ...check, districtId: districts.get(check.caseId) ?? "" }));
}
