import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";
import type { Rules } from "./parameter";
import {
  CASELOAD_LIMITS,
  CASES_PER_MANAGER,
  CLAIM_LIMITS,
  CLAIM_REDUCTION_PERCENT,
  type Limits,
  MANAGEMENT_PRICES,
} from "./parameters/caseload";

export const EMPLOYMENTS = ["full_time", "part_time"] as const;
export type Employment = (typeof EMPLOYMENTS)[number];
export type CaseloadState = "within" | "near" | "over";

export interface ManagerLoad {
  employment: Employment;
  activeCases: number;
}

function loadOf({ warn, cap }: Limits, activeCases: number): { state: CaseloadState; headroom: number } {
  const state = activeCases > cap ? "over" : activeCases > warn ? "near" : "within";
  return { state, headroom: Math.max(0, cap - activeCases) };
}

function readLoad(reader: InputReader): ManagerLoad {
  const employment = reader.choice("employment", EMPLOYMENTS);
  return { employment, activeCases: reader.integer("activeCases") };
}

/**
 * One case manager's caseload against the cap.
 * Input: `employment`, `activeCases` (cases, ≥ 0), `on`. Output: `cap`, `state`, `headroom` (cases, ≥ 0).
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`.
 * Source: 臺中市114年計畫 (9)A(C); PR table 4 AA01 ¶3, AA02 ¶4; Taoyuan 肆、三(一) by assumption.
 */
export function managerCaseload(
  rules: Rules,
  input: ManagerLoad & { on: string },
): Outcome<{ cap: number; state: CaseloadState; headroom: number }> {
  const reader = new InputReader(input);
  const { employment, activeCases } = readLoad(reader);
  const on = reader.date("on");
  reader.finish();
  const reasoning = new Reasoning();
  const limits = reasoning.use(CASELOAD_LIMITS, rules, on)[employment];
  const { state, headroom } = loadOf(limits, activeCases);
  reasoning.step("limits", `逾 ${limits.warn} 案提醒，上限 ${limits.cap} 案；現有 ${activeCases} 案`, {
    ...limits,
    activeCases,
  });
  return reasoning.outcome({ cap: limits.cap, state, headroom });
}

export interface UnitCaseload {
  capacity: number;
  activeCases: number;
  headroom: number;
  overCount: number;
  state: CaseloadState;
}

/**
 * An A unit's caseload over all its managers.
 * Input: `managers` (each `employment`, `activeCases`; may be empty), `on`.
 * Output: `capacity` (sum of the caps), `activeCases`, `headroom` (sum of the managers' headroom), `overCount`, `state`.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`.
 * Source: as for `managerCaseload`.
 */
export function unitCaseload(
  rules: Rules,
  input: { managers: readonly ManagerLoad[]; on: string },
): Outcome<UnitCaseload> {
  const reader = new InputReader(input);
  const managers = reader.objects("managers").map(readLoad);
  const on = reader.date("on");
  reader.finish();
  const reasoning = new Reasoning();
  const limits = reasoning.use(CASELOAD_LIMITS, rules, on);
  const unit: UnitCaseload = { capacity: 0, activeCases: 0, headroom: 0, overCount: 0, state: "within" };
  for (const { employment, activeCases } of managers) {
    const { state, headroom } = loadOf(limits[employment], activeCases);
    unit.capacity += limits[employment].cap;
    unit.activeCases += activeCases;
    unit.headroom += headroom;
    if (state === "over") unit.overCount += 1;
    if (state !== "within" && unit.state !== "over") unit.state = state;
  }
  reasoning.step("sum", `${managers.length} 名個管人員，合計上限 ${unit.capacity} 案`, { ...limits });
  return reasoning.outcome(unit);
}

/**
 * Case managers that a number of service users calls for, rounded up.
 * Input: `serviceUsers` (persons, ≥ 0), `on`. Output: `managers` (persons).
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`.
 * Source: 臺中市114年計畫表七 (1 : 120).
 */
export function managersNeeded(
  rules: Rules,
  input: { serviceUsers: number; on: string },
): Outcome<{ managers: number }> {
  const reader = new InputReader(input);
  const serviceUsers = reader.integer("serviceUsers");
  const on = reader.date("on");
  reader.finish();
  const reasoning = new Reasoning();
  const ratio = reasoning.use(CASES_PER_MANAGER, rules, on);
  reasoning.step("ratio", `${serviceUsers} 人 ÷ ${ratio}，無條件進位`, { serviceUsers, ratio });
  return reasoning.outcome({ managers: Math.ceil(serviceUsers / ratio) });
}

/** What a manager may claim in a month. */
export interface Claimable {
  full: number;
  reduced: number;
  refused: number;
  amount: number;
}

/**
 * AA01 and AA02 groups that one case manager may claim in a month at one A unit, and their amount.
 * Input: `employment`, `aa01`, `aa02` (groups, ≥ 0), `remote?` (indigenous area or island), `on`.
 * Output: `full`, `reduced`, `refused` (groups), `amount` (NTD). AA01 groups are counted first.
 * Errors: `invalid_date`, `out_of_range`, `missing_field`, `no_parameter`.
 * Source: PR table 4, AA01 ¶3 and AA02 ¶4. National.
 */
export function claimableGroups(
  rules: Rules,
  input: { employment: Employment; aa01: number; aa02: number; remote?: boolean; on: string },
): Outcome<Claimable> {
  const reader = new InputReader(input);
  const employment = reader.choice("employment", EMPLOYMENTS);
  const [aa01, aa02] = [reader.integer("aa01"), reader.integer("aa02")];
  const remote = reader.optionalBoolean("remote") ?? false;
  const on = reader.date("on");
  reader.finish();
  const reasoning = new Reasoning();
  const { warn, cap } = reasoning.use(CLAIM_LIMITS, rules, on)[employment];
  const paidPercent = 100 - reasoning.use(CLAIM_REDUCTION_PERCENT, rules, on);
  const prices = reasoning.use(MANAGEMENT_PRICES, rules, on)[remote ? "remote" : "general"];
  const total = aa01 + aa02;
  const [full, paid] = [Math.min(total, warn), Math.min(total, cap)];
  const fullPrice = Math.min(aa01, full) * prices.aa01 + Math.max(0, full - aa01) * prices.aa02;
  const paidPrice = Math.min(aa01, paid) * prices.aa01 + Math.max(0, paid - aa01) * prices.aa02;
  const amount = fullPrice + Math.floor(((paidPrice - fullPrice) * paidPercent) / 100);
  reasoning.step(
    "limits",
    `前 ${warn} 組全額，第 ${warn + 1} 至 ${cap} 組付 ${paidPercent}%，逾 ${cap} 組不給付`,
    {
      warn,
      cap,
      paidPercent,
      prices,
    },
  );
  return reasoning.outcome({ full, reduced: paid - full, refused: total - paid, amount });
}
