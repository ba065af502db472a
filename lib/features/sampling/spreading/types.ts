import type { SampleAuditKind, SampleStratum } from "@/prisma/generated/enums";

export interface Auditor {
  id: string;
  role: "care_supervisor" | "care_specialist";
  /** The districts that a specialist covers: no other case is seen. */
  districts: readonly string[];
}

export interface ToSpread {
  caseId: string;
  districtId: string;
  stratum: SampleStratum;
  kind: SampleAuditKind;
}

/** How many cases a city gives to each; null where it names no number. */
export interface PerAuditor {
  new_case: number;
  reassessed: number;
}

/** The name of a check among those to be spread. */
export function spreadKey({ caseId, kind }: Pick<ToSpread, "caseId" | "kind">): string {
  return `${kind}:${caseId}`;
}

/**
 * Who gets which check. Where the city names a number of each auditor, a case goes to one person with both its checks: new ones
 * to supervisors, reassessed ones to a specialist who covers the district, none above the number while others have room; what no
 * specialist can take goes to the supervisors. Elsewhere supervisors audit the plans and specialists call. Null: nobody is there.
 */
export function spreadAudits(
  checks: readonly ToSpread[],
  auditors: readonly Auditor[],
  perAuditor: PerAuditor | null,
): Map<string, string | null> {
  const supervisors = auditors.filter(({ role }) => role === "care_supervisor").map(({ id }) => id);
  const specialists = auditors.filter(({ role }) => role === "care_specialist");
  const load = new Map<string, number>();
  const least = (ids: readonly string[]): string | null => {
    const [first] = [...ids].sort((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0) || (a < b ? -1 : 1));
    if (first !== undefined) load.set(first, (load.get(first) ?? 0) + 1);
    return first ?? null;
  };
  const covering = ({ districtId }: { districtId: string }) =>
    specialists.filter(({ districts }) => districts.includes(districtId)).map(({ id }) => id);
  const given = new Map<string, string | null>();
  if (perAuditor === null) {
    for (const check of checks) {
      const callers = check.kind === "telephone_survey" ? covering(check) : [];
      given.set(spreadKey(check), least(callers) ?? least(supervisors));
    }
    return given;
  }
  const cases = [...new Map(checks.map((check) => [check.caseId, check])).values()];
  const reassessed = cases.filter(({ stratum }) => stratum === "reassessed");
  const bySpecialist = matched(
    reassessed.map((each) => ({ id: each.caseId, takers: covering(each) })),
    perAuditor.reassessed,
  );
  const ofCase = new Map(cases.map(({ caseId }) => [caseId, bySpecialist.get(caseId) ?? least(supervisors)]));
  for (const check of checks) given.set(spreadKey(check), ofCase.get(check.caseId) ?? null);
  return given;
}

/**
 * As many as possible to takers of whom none gets more than `most`: each in turn to the taker with most room; where all are full,
 * one of their cases moves on to somebody else if that makes room.
 */
function matched(
  cases: readonly { id: string; takers: readonly string[] }[],
  most: number,
): Map<string, string> {
  const takersOf = new Map(cases.map(({ id, takers }) => [id, takers]));
  const held = new Map<string, string[]>();
  const holding = (taker: string) => held.get(taker) ?? [];
  const place = (id: string, tried: Set<string>): boolean => {
    const takers = [...(takersOf.get(id) ?? [])].sort(
      (a, b) => holding(a).length - holding(b).length || (a < b ? -1 : 1),
    );
    for (const taker of takers) {
      if (tried.has(taker)) continue;
      tried.add(taker);
      if (holding(taker).length < most) {
        held.set(taker, [...holding(taker), id]);
        return true;
      }
      for (const other of holding(taker)) {
        if (!place(other, tried)) continue;
        held.set(taker, [...holding(taker).filter((each) => each !== other), id]);
        return true;
      }
    }
    return false;
  };
  for (const { id } of cases) place(id, new Set());
  return new Map([...held].flatMap(([taker, ids]) => ids.map((id): [string, string] => [id, taker])));
}
