import { firstDayOf } from "@/lib/features/dispatch/monthly-tables/schema";
import { rulesOf } from "@/lib/features/registry/closures/queries";
import type { Actor } from "@/lib/platform/actor";
import { toDbDate } from "@/lib/platform/clock";
import { readAs } from "@/lib/platform/db";
import { draw } from "@/lib/rules/sampling";
import type { SampleAuditKind, SampleStratum } from "@/prisma/generated/enums";
import { sizedAgain, sizeIn } from "../draws/types";
import { AUDIT_KIND_LABELS, STRATUM_LABELS } from "../labels";
import { maySampling } from "../policy";
import type { DrawnStratum, KeptOutcome, KeptPopulation, Month } from "../types";
import type { RedrawnCase, RedrawReport } from "./types";

interface KeptAudit {
  caseId: string;
  kind: SampleAuditKind;
  stratum: SampleStratum;
  rank: number;
  replacesRank: number | null;
}

const KINDS = ["telephone_survey", "plan_audit"] as const satisfies readonly SampleAuditKind[];

/**
 * Draws a month of an A unit again: the number by the law from what it was asked, the order from seed and list, and holds both
 * against what was kept and against the audits that stand. Null where the unit has no draw of that month.
 */
export async function redrawMonth(
  actor: Actor,
  unitCodeOrId: string,
  month: Month,
): Promise<RedrawReport | null> {
  if (!maySampling(actor, "sampling.read_city")) return null;
  const { jurisdictionId } = actor;
  const isId = /^[0-9a-f-]{36}$/i.test(unitCodeOrId);
  return readAs(actor, async (tx) => {
    const row = await tx.samplingDraw.findFirst({
      where: {
        ...{ jurisdictionId, month: toDbDate(firstDayOf(month)) },
        aUnit: isId ? { id: unitCodeOrId } : { code: unitCodeOrId },
      },
      include: {
        aUnit: { select: { id: true, code: true, name: true } },
        audits: {
          select: { caseId: true, kind: true, stratum: true, rank: true, replacesRank: true },
          orderBy: [{ stratum: "asc" }, { rank: "asc" }, { kind: "asc" }],
        },
      },
    });
    if (!row) return null;
    const population = row.population as unknown as KeptPopulation[];
    const { strata, concentration } = row.outcome as unknown as KeptOutcome;
    const differences = strata.flatMap((each) => [
      ...sizeDifferences(jurisdictionId, row.aUnit.code, each, population),
      ...orderDifferences(row.seed, each, population),
      ...auditDifferences(each, row.audits),
    ]);
    const size = strata.reduce((sum, each) => sum + each.size, 0);
    if (size !== row.size) differences.push(`重算共抽 ${size} 案，保存為 ${row.size} 案`);
    if (row.relatedInTop3 !== (concentration?.relatedInTop3.length ?? 0) > 0)
      differences.push("關聯單位居前三之註記與保存的依據不同");
    const numbers = await tx.caseFile.findMany({
      where: { jurisdictionId, id: { in: row.audits.map(({ caseId }) => caseId) } },
      select: { id: true, number: true },
    });
    return {
      ...{ unit: row.aUnit, month, seed: row.seed, relatedInTop3: row.relatedInTop3, differences },
      strata: strata.map(({ stratum, order, size: drawn }) => ({
        ...{ stratum, population: order.length, size: drawn },
      })),
      drawn: casesOf(row.audits, (id) => numbers.find((each) => each.id === id)?.number ?? id),
    };
  });
}

/** The number of cases by the law again. */
function sizeDifferences(
  jurisdictionId: string,
  unitCode: string,
  { stratum, size, sizing }: DrawnStratum,
  population: readonly KeptPopulation[],
): string[] {
  const name = STRATUM_LABELS[stratum];
  const again = sizedAgain(rulesOf(jurisdictionId), sizing);
  if (again === null) return [`${name}：現行規定無法重算案數`];
  const found: string[] = [];
  const asked =
    sizing.rule === "sampling.size"
      ? sizing.input.population
      : sizing.input.units.find(({ unit }) => unit === unitCode)?.population;
  const listed = population.find((each) => each.stratum === stratum)?.ids.length ?? 0;
  if (asked !== listed) found.push(`${name}：計算案數時母體 ${asked ?? "無"} 案，保存的名單 ${listed} 案`);
  const wanted = sizeIn({ ...sizing, outcome: again } as DrawnStratum["sizing"], unitCode);
  if (wanted !== size) found.push(`${name}：重算應抽 ${wanted} 案，保存為 ${size} 案`);
  return found;
}

/** The order by seed and list again. */
function orderDifferences(
  seed: string,
  { stratum, order }: DrawnStratum,
  population: readonly KeptPopulation[],
): string[] {
  const ids = population.find((each) => each.stratum === stratum)?.ids ?? [];
  const again = draw({ seed, ids, size: ids.length }).ids;
  const first = again.findIndex((id, index) => id !== order[index]);
  if (first < 0 && again.length === order.length) return [];
  return [
    `${STRATUM_LABELS[stratum]}：由種子及母體重排，自第 ${Math.max(first, 0) + 1} 順位起與保存的順序不同`,
  ];
}

/** The audits that stand: the first of the order, and in their places the next ones, none left out. */
function auditDifferences({ stratum, size, order }: DrawnStratum, audits: readonly KeptAudit[]): string[] {
  return KINDS.flatMap((kind) => {
    const name = `${STRATUM_LABELS[stratum]}${AUDIT_KIND_LABELS[kind]}`;
    const own = audits.filter((each) => each.kind === kind && each.stratum === stratum);
    const wrong = own
      .filter(({ caseId, rank }) => order[rank - 1] !== caseId)
      .map(({ rank }) => `${name}：第 ${rank} 順位的個案與重算的不同`);
    const ranks = new Set(own.map(({ rank }) => rank));
    const replaced = own.filter(({ replacesRank }) => replacesRank !== null).length;
    const missing = Array.from({ length: size + replaced }, (_, index) => index + 1)
      .filter((rank) => !ranks.has(rank))
      .map((rank) => `${name}：缺第 ${rank} 順位`);
    const surplus = own.length - size - replaced;
    return [...wrong, ...missing, ...(surplus > 0 ? [`${name}：多出 ${surplus} 案`] : [])];
  });
}

function casesOf(audits: readonly KeptAudit[], numberOf: (id: string) => string): RedrawnCase[] {
  const places = new Map<string, RedrawnCase>();
  for (const { stratum, rank, caseId, kind, replacesRank } of audits) {
    const key = `${stratum} ${rank} ${caseId}`;
    const kinds = [...(places.get(key)?.kinds ?? []), kind];
    places.set(key, { stratum, rank, caseNumber: numberOf(caseId), kinds, replacesRank });
  }
  return [...places.values()];
}
