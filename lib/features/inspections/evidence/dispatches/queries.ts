import { fromDbDate, toDbDate } from "@/lib/platform/clock";
import type { Tx } from "@/lib/platform/db";
import { formatRocDate } from "@/lib/platform/roc-date";
import { addMonths, type PlainDate } from "@/lib/rules/plain-date";
import type { DispatchBasis, Service } from "@/prisma/generated/enums";
import { BASIS_LABELS } from "../../../dispatch/providers/labels";
import { contractedUnits, coversDistrict } from "../../../dispatch/rotations/facts/queries";
import type { ContractedArea } from "../../../dispatch/rotations/facts/types";
import { SERVICE_LABELS } from "../../../registry/units/labels";
import type { Found, Search } from "../types";

interface Made {
  caseId: string;
  service: Service;
  basis: DispatchBasis;
  reason: string | null;
  consentId: string | null;
  hasDecision: boolean;
  on: PlainDate;
  unit: { id: string; name: string; organisationId: string };
  district: { id: string; zoneId: string | null };
}

type DispatchKey = "rotation_followed" | "zone_followed" | "dispatch_reasons" | "related_party";

/** What the dispatches of the year before say of each case, by key; those withdrawn or taken back do not count. */
export async function dispatchesSay(tx: Tx, search: Search, key: DispatchKey): Promise<Map<string, Found>> {
  const made = await madeOf(tx, search);
  const of = (caseId: string) => made.filter((each) => each.caseId === caseId);
  const judge = await judgeOf(tx, search, key, made);
  return new Map(search.caseIds.map((caseId) => [caseId, judge(of(caseId), caseId)]));
}

type Judge = (made: readonly Made[], caseId: string) => Found;

async function judgeOf(tx: Tx, search: Search, key: DispatchKey, made: readonly Made[]): Promise<Judge> {
  if (key === "rotation_followed") return rotationFollowed;
  if (key === "dispatch_reasons") return reasonsKept;
  if (key === "related_party") return relatedJudge(await relatedOrganisations(tx, search));
  return zoneJudge(await contractsOn(tx, made));
}

async function madeOf(tx: Tx, { jurisdictionId, unitId, asOf, from, caseIds }: Search): Promise<Made[]> {
  const rows = await tx.dispatch.findMany({
    where: {
      ...{ jurisdictionId, fromUnitId: unitId, caseId: { in: [...caseIds] } },
      state: { notIn: ["withdrawn", "taken_back"] },
      dispatchedOn: { gte: toDbDate(from), lte: toDbDate(asOf) },
    },
    include: {
      toUnit: { select: { id: true, name: true, organisationId: true } },
      caseFile: { select: { district: { select: { id: true, serviceZoneId: true } } } },
    },
    orderBy: [{ dispatchedAt: "asc" }, { id: "asc" }],
  });
  return rows.map(
    ({ caseId, service, basis, reason, consentId, decision, dispatchedOn, toUnit, caseFile }) => ({
      ...{ caseId, service, basis, reason, consentId, unit: toUnit, on: fromDbDate(dispatchedOn) },
      hasDecision: typeof decision === "object" && decision !== null && "input" in decision,
      district: { id: caseFile.district.id, zoneId: caseFile.district.serviceZoneId },
    }),
  );
}

function rowsOf(made: readonly Made[], caseId: string, mark: (each: Made) => string) {
  return made.map((each) => ({
    label: `${formatRocDate(each.on)} ${SERVICE_LABELS[each.service]} ${each.unit.name}（${BASIS_LABELS[each.basis]}）${mark(each)}`,
    href: `/cases/${caseId}/dispatch`,
  }));
}

function nothing(what: string): Found {
  return { verdict: "not_applicable", why: `${what}：一年內沒有照會。`, rows: [] };
}

/** By choice or in turn is as the law says; somebody else by hand is not, whatever the reason. */
function rotationFollowed(made: readonly Made[], caseId: string): Found {
  const what = "輪派";
  if (made.length === 0) return nothing(what);
  const left = made.filter(({ basis }) => basis === "deviation");
  const rows = rowsOf(made, caseId, ({ basis, reason }) =>
    basis === "deviation" ? `：${reason ?? ""}` : "",
  );
  return left.length === 0
    ? { verdict: "in_order", why: `${what}：${made.length} 件均依個案選擇或輪序。`, rows }
    : {
        verdict: "deviation",
        why: `${what}：${made.length} 件中 ${left.length} 件未依輪序（人工調整）。`,
        rows,
      };
}

/** What a dispatch was made from is kept, a choice has its consent, a deviation its reason. */
function reasonsKept(made: readonly Made[], caseId: string): Found {
  const what = "派案紀錄";
  if (made.length === 0) return nothing(what);
  const lacks = ({ basis, reason, consentId, hasDecision }: Made) => [
    ...(hasDecision ? [] : ["沒有派案依據"]),
    ...(basis === "client_choice" && consentId === null ? ["個案選擇沒有同意書"] : []),
    ...(basis === "deviation" && !reason?.trim() ? ["人工調整沒有原因"] : []),
  ];
  const lacking = made.filter((each) => lacks(each).length > 0);
  const rows = rowsOf(made, caseId, (each) => (lacks(each).length > 0 ? `：${lacks(each).join("、")}` : ""));
  return lacking.length === 0
    ? { verdict: "in_order", why: `${what}：${made.length} 件均有紀錄及佐證。`, rows }
    : {
        verdict: "deviation",
        why: `${what}：${made.length} 件中 ${lacking.length} 件紀錄或佐證不全。`,
        rows,
      };
}

/** Contracts by service and day: each dispatch is judged by the day on which it was made. */
async function contractsOn(
  tx: Tx,
  made: readonly Made[],
): Promise<Map<string, ReadonlyMap<string, ContractedArea>>> {
  const found = new Map<string, ReadonlyMap<string, ContractedArea>>();
  for (const { service, on } of made) {
    const key = `${service} ${on}`;
    if (!found.has(key)) found.set(key, await contractedUnits(tx, service, on));
  }
  return found;
}

function zoneJudge(contracts: ReadonlyMap<string, ReadonlyMap<string, ContractedArea>>): Judge {
  return (made, caseId) => {
    const what = "服務區";
    if (made.length === 0) return nothing(what);
    const isCovered = ({ service, on, unit, district }: Made) =>
      coversDistrict(contracts.get(`${service} ${on}`)?.get(unit.id), district);
    const outside = made.filter((each) => !isCovered(each));
    const rows = rowsOf(made, caseId, (each) => (isCovered(each) ? "" : "：派案日未特約個案居住之服務區"));
    return outside.length === 0
      ? { verdict: "in_order", why: `${what}：${made.length} 件之 B 單位均特約個案居住地。`, rows }
      : {
          verdict: "deviation",
          why: `${what}：${made.length} 件中 ${outside.length} 件之 B 單位未特約個案居住地。`,
          rows,
        };
  };
}

/** The organisations of which a unit counts as the A unit's own: the same, or connected with it. */
export async function relatedOrganisations(
  tx: Tx,
  { jurisdictionId, unitId }: Pick<Search, "jurisdictionId" | "unitId">,
): Promise<Set<string>> {
  const unit = await tx.unit.findFirst({
    where: { jurisdictionId, id: unitId },
    select: { organisationId: true },
  });
  if (!unit) return new Set();
  const { organisationId } = unit;
  const pairs = await tx.relatedParty.findMany({
    where: {
      ...{ jurisdictionId, endedAt: null },
      OR: [{ organisationAId: organisationId }, { organisationBId: organisationId }],
    },
    select: { organisationAId: true, organisationBId: true },
  });
  return new Set([organisationId, ...pairs.flatMap((pair) => [pair.organisationAId, pair.organisationBId])]);
}

/** A related B unit that was neither chosen with consent nor in turn. */
function relatedJudge(organisations: ReadonlySet<string>): Judge {
  return (made, caseId) => {
    const what = "同一或關聯單位";
    if (made.length === 0) return nothing(what);
    const related = made.filter(({ unit }) => organisations.has(unit.organisationId));
    const amiss = related.filter(
      ({ basis, consentId }) => basis === "deviation" || (basis === "client_choice" && consentId === null),
    );
    const rows = rowsOf(related, caseId, () => "：同一或關聯單位");
    if (related.length === 0) return { verdict: "not_applicable", why: `${what}：沒有照會。`, rows };
    return amiss.length === 0
      ? { verdict: "in_order", why: `${what}：${related.length} 件，均有同意書或依輪序。`, rows }
      : {
          verdict: "deviation",
          why: `${what}：${related.length} 件中 ${amiss.length} 件沒有同意書也未依輪序。`,
          rows,
        };
  };
}

/** Referrals to other resources and what became of them. */
export async function referralsFollowed(tx: Tx, search: Search): Promise<Map<string, Found>> {
  const { jurisdictionId, asOf, from, caseIds } = search;
  const rows = await tx.outwardReferral.findMany({
    where: {
      ...{ jurisdictionId, caseId: { in: [...caseIds] } },
      referredOn: { gte: toDbDate(from), lte: toDbDate(asOf) },
    },
    orderBy: [{ referredOn: "asc" }, { id: "asc" }],
  });
  return new Map(
    caseIds.map((caseId): [string, Found] => {
      const own = rows.filter((row) => row.caseId === caseId);
      const open = own.filter(
        (row) => row.followedUpOn === null && addMonths(fromDbDate(row.referredOn), 1) < asOf,
      );
      const lines = own.map((row) => ({
        label: `${formatRocDate(fromDbDate(row.referredOn))} 轉介 ${row.receiver}，${row.followedUpOn ? "已追蹤" : "未追蹤"}`,
        href: `/cases/${caseId}/monitoring`,
      }));
      if (own.length === 0)
        return [caseId, { verdict: "not_applicable", why: "轉介：一年內沒有轉介。", rows: [] }];
      return [
        caseId,
        open.length === 0
          ? { verdict: "in_order", why: `轉介：${own.length} 件均已追蹤或尚在一個月內。`, rows: lines }
          : {
              verdict: "deviation",
              why: `轉介：${own.length} 件中 ${open.length} 件逾一個月未追蹤。`,
              rows: lines,
            },
      ];
    }),
  );
}
