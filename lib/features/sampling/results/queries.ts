import { firstDayOf } from "@/lib/features/dispatch/monthly-tables/schema";
import type { ChecklistTemplate } from "@/lib/features/inspections/templates/types";
import type { Actor } from "@/lib/platform/actor";
import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import { readAs } from "@/lib/platform/db";
import type { SampleAuditKind } from "@/prisma/generated/enums";
import { questionsOf } from "../answers/types";
import { maySampling } from "../policy";
import type { KeptAnswers, KeptPopulation, Month } from "../types";
import type { QuestionResult, Standing, UnitResult } from "./types";

const NONE: Standing = { all: 0, to_do: 0, done: 0, unreachable: 0, cancelled: 0, anomaly: 0 };

/** The months that were drawn, newest first. */
export async function drawnMonths(actor: Actor): Promise<Month[]> {
  if (!maySampling(actor, "sampling.read_city")) return [];
  const { jurisdictionId } = actor;
  const rows = await readAs(actor, (tx) =>
    tx.samplingDraw.findMany({
      ...{ where: { jurisdictionId }, distinct: ["month"], select: { month: true } },
      orderBy: { month: "desc" },
    }),
  );
  return rows.map(({ month }) => fromDbDate(month).slice(0, 7));
}

/** Every A unit's draw of a month, or one unit's of all months, with how its checks stand. */
export async function unitResults(
  actor: Actor,
  { month, unit }: { month?: Month; unit?: string },
): Promise<UnitResult[]> {
  if (!maySampling(actor, "sampling.read_city")) return [];
  const { jurisdictionId } = actor;
  const where = {
    jurisdictionId,
    ...(month ? { month: toDbDate(firstDayOf(month)) } : {}),
    ...(unit ? { aUnitId: unit } : {}),
  };
  return readAs(actor, async (tx) => {
    const draws = await tx.samplingDraw.findMany({
      where,
      include: { aUnit: { select: { id: true, code: true, name: true } } },
      orderBy: [{ month: "desc" }, { aUnit: { code: "asc" } }],
    });
    const groups = await tx.sampleAudit.groupBy({
      by: ["drawId", "kind", "state", "hasAnomaly"],
      where: { jurisdictionId, drawId: { in: draws.map(({ id }) => id) } },
      _count: { _all: true },
    });
    return draws.map((draw) => {
      const standing = (kind: SampleAuditKind) =>
        groups
          .filter((group) => group.drawId === draw.id && group.kind === kind)
          .reduce((sum, { state, hasAnomaly, _count }) => added(sum, state, hasAnomaly, _count._all), NONE);
      const population = draw.population as unknown as KeptPopulation[];
      return {
        ...{ aUnit: draw.aUnit, size: draw.size, relatedInTop3: draw.relatedInTop3 },
        month: fromDbDate(draw.month).slice(0, 7),
        population: population.reduce((sum, { ids }) => sum + ids.length, 0),
        kinds: { telephone_survey: standing("telephone_survey"), plan_audit: standing("plan_audit") },
      };
    });
  });
}

function added(sum: Standing, state: keyof Standing, hasAnomaly: boolean, count: number): Standing {
  return {
    ...sum,
    all: sum.all + count,
    [state]: sum[state] + count,
    anomaly: sum.anomaly + (hasAnomaly ? count : 0),
  };
}

/** The sums over units. */
export function totalOf(rows: readonly UnitResult[], kind: SampleAuditKind): Standing {
  return rows.reduce((sum, { kinds }) => {
    const { all, to_do, done, unreachable, cancelled, anomaly } = kinds[kind];
    return {
      all: sum.all + all,
      to_do: sum.to_do + to_do,
      done: sum.done + done,
      unreachable: sum.unreachable + unreachable,
      cancelled: sum.cancelled + cancelled,
      anomaly: sum.anomaly + anomaly,
    };
  }, NONE);
}

/** How the questions of a form were answered in the checks that are done, of a month or of all, of a unit or of all. */
export async function questionResults(
  actor: Actor,
  { kind, month, unit }: { kind: SampleAuditKind; month?: Month; unit?: string },
): Promise<QuestionResult[]> {
  if (!maySampling(actor, "sampling.read_city")) return [];
  const { jurisdictionId } = actor;
  return readAs(actor, async (tx) => {
    const audits = await tx.sampleAudit.findMany({
      where: {
        ...{ jurisdictionId, kind, state: "done" },
        ...(unit ? { aUnitId: unit } : {}),
        ...(month ? { draw: { month: toDbDate(firstDayOf(month)) } } : {}),
      },
      select: { answers: true, templateId: true },
    });
    const templates = await tx.checklistTemplate.findMany({
      where: { jurisdictionId, id: { in: [...new Set(audits.map(({ templateId }) => templateId))] } },
      select: { content: true },
      orderBy: { versionNo: "desc" },
    });
    const given = audits.map(({ answers }) => (answers as KeptAnswers).values ?? {});
    return resultsOf(
      templates.map(({ content }) => content as unknown as ChecklistTemplate),
      given,
    );
  });
}

/** Questions with boxes, those of the newest version first; a key means the same question in every version. */
function resultsOf(
  templates: readonly ChecklistTemplate[],
  given: readonly Readonly<Record<string, string | string[]>>[],
): QuestionResult[] {
  const known = new Map<string, QuestionResult>();
  for (const template of templates) {
    for (const { item, question } of questionsOf(template)) {
      if (question.answers.length === 0 || known.has(question.key)) continue;
      const bad = question.findings.flatMap(({ answers }) => answers);
      const of = given.map((values) => values[question.key]).filter((value) => value !== undefined);
      const counts = question.answers.map(({ value, label }) => ({
        ...{ value, label, isAmiss: bad.includes(value) },
        count: of.filter((each) => [each].flat().includes(value)).length,
      }));
      const { key, answers, findings } = question;
      known.set(key, {
        ...{ itemNumber: item.number, label: question.label ?? item.label, answered: of.length, counts },
        question: { key, answers, findings },
      });
    }
  }
  return [...known.values()];
}
