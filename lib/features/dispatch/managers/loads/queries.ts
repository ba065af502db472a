import type { Tx } from "@/lib/platform/db";
import { type Employment, managerCaseload, unitCaseload } from "@/lib/rules/caseload";
import type { RuleSet } from "@/lib/rules/parameter";
import type { PlainDate } from "@/lib/rules/plain-date";
import type { CaseLoad } from "../types";

/** What an A unit carries on a day: its standing case managers with their cases, and the cases that wait for one. */
export interface UnitLoad {
  managers: { staffId: string; employment: Employment; activeCases: number }[];
  waiting: number;
}

/** The loads of A units, each with an entry; asked of functions of the database, because no specialist sees all of a manager's cases. */
export async function loadsOfUnits(
  tx: Tx,
  unitIds: readonly string[],
  day: PlainDate,
): Promise<ReadonlyMap<string, UnitLoad>> {
  const ids = [...unitIds];
  const managers = await tx.$queryRaw<
    { unit_id: string; staff_id: string; employment: Employment; active: number }[]
  >`SELECT unit_id::text, staff_id::text, employment::text, active FROM app_manager_loads(${ids}::uuid[], ${day}::date)`;
  const waiting = await tx.$queryRaw<
    { unit_id: string; waiting: number }[]
  >`SELECT unit_id::text, waiting FROM app_cases_without_manager(${ids}::uuid[])`;
  return new Map(
    ids.map((id) => [
      id,
      {
        managers: managers
          .filter((row) => row.unit_id === id)
          .map(({ staff_id, employment, active }) => ({
            staffId: staff_id,
            employment,
            activeCases: active,
          })),
        waiting: waiting.find((row) => row.unit_id === id)?.waiting ?? 0,
      },
    ]),
  );
}

/** How many more cases a unit can take on a day: its managers' headroom by the law, less the cases that wait for one of them. */
export function headroomOf(ruleSet: RuleSet, { managers, waiting }: UnitLoad, on: PlainDate): number {
  const { headroom } = unitCaseload(ruleSet, {
    managers: managers.map(({ employment, activeCases }) => ({ employment, activeCases })),
    on,
  });
  return Math.max(0, headroom - waiting);
}

/** One manager's load by the law, and how it would stand with one more case. */
export function caseLoad(
  ruleSet: RuleSet,
  employment: Employment,
  activeCases: number,
  on: PlainDate,
): CaseLoad {
  const now = managerCaseload(ruleSet, { employment, activeCases, on });
  const more = managerCaseload(ruleSet, { employment, activeCases: activeCases + 1, on });
  const { cap, headroom, state, citations } = now;
  const assumptions = now.assumptions.map(({ text }) => text);
  return { activeCases, cap, headroom, state, withOneMore: more.state, citations, assumptions };
}
