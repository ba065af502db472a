import { auditShares } from "./audit-shares";
import { addWorkingDays, isWorkingDay, rollForward, workingDaysBetween } from "./calendar";
import { claimableGroups, managerCaseload, managersNeeded, unitCaseload } from "./caseload";
import { contractPeriod, contractRenewal } from "./contract";
import { correctionDeadline } from "./correction";
import { ltcCoverage, ltcDemand, saturation, schoolDistrictDayCare } from "./coverage";
import { dispatchConcentration, nextUnit } from "./dispatch";
import { errorRank, RuleError } from "./errors";
import { earliestEnd, recontractBar, terminationTimeline, voluntaryNotice } from "./exit";
import { achievement, growth } from "./indicator";
import { inspectionDuty } from "./inspection-duty";
import { inspectionRisk } from "./inspection-risk";
import { isRuleName, type RuleName } from "./labels";
import type { Explanation } from "./outcome";
import { isRuleSet, type ParameterChange, type Rules } from "./parameter";
import { assessPoints } from "./penalty-assess";
import { evaluatePoints, reviewDeadline } from "./penalty-evaluate";
import { missedCorrections, pointRegime } from "./penalty-regime";
import { suspensionSpan } from "./penalty-suspension";
import { carryOver, planBudget, planQuota } from "./plan";
import { reviewPlan } from "./plan-review";
import { draw, sampleSize } from "./sampling";
import { careSpecialists, hoursPerPerson } from "./staffing";
import { fosterMentorDeduction, hepingTrip, transportGrant } from "./subsidy";
import { clockState, deadline } from "./timeliness";

type Ruling = (rules: Rules, input: unknown) => Explanation;

// A rule reads its input itself, whatever it is, so that what comes from outside may be handed to it unchecked.
function dated<Input>(rule: (rules: Rules, input: Input) => Explanation): Ruling {
  return (rules, input) => rule(rules, input as Input);
}

function free<Input>(rule: (input: Input) => Explanation): Ruling {
  return (_rules, input) => rule(input as Input);
}

const RULINGS: Readonly<Record<RuleName, Ruling>> = {
  "calendar.isWorkingDay": free(isWorkingDay),
  "calendar.addWorkingDays": free(addWorkingDays),
  "calendar.workingDaysBetween": free(workingDaysBetween),
  "calendar.rollForward": free(rollForward),
  "timeliness.deadline": dated(deadline),
  "timeliness.state": dated(clockState),
  "caseload.manager": dated(managerCaseload),
  "caseload.unit": dated(unitCaseload),
  "caseload.managersNeeded": dated(managersNeeded),
  "caseload.claimable": dated(claimableGroups),
  "exit.voluntaryNotice": dated(voluntaryNotice),
  "exit.earliestEnd": dated(earliestEnd),
  "exit.terminationTimeline": dated(terminationTimeline),
  "exit.recontractBar": dated(recontractBar),
  "dispatch.next": free(nextUnit),
  "dispatch.concentration": dated(dispatchConcentration),
  "sampling.size": dated(sampleSize),
  "sampling.draw": free(draw),
  "sampling.shares": dated(auditShares),
  "penalty.assess": dated(assessPoints),
  "penalty.evaluate": dated(evaluatePoints),
  "penalty.reviewDeadline": dated(reviewDeadline),
  "penalty.regime": dated(pointRegime),
  "penalty.missedCorrections": dated(missedCorrections),
  "penalty.suspensionSpan": dated(suspensionSpan),
  "correction.deadline": dated(correctionDeadline),
  "inspection.duty": dated(inspectionDuty),
  "inspection.risk": dated(inspectionRisk),
  "plan.quota": dated(planQuota),
  "plan.budget": dated(planBudget),
  "plan.carryOver": dated(carryOver),
  "plan.review": free(reviewPlan),
  "indicator.growth": free(growth),
  "indicator.achievement": free(achievement),
  "coverage.ltc": free(ltcCoverage),
  "coverage.demand": dated(ltcDemand),
  "coverage.schoolDistrictDayCare": free(schoolDistrictDayCare),
  "coverage.saturation": dated(saturation),
  "staffing.careSpecialists": dated(careSpecialists),
  "staffing.hoursPerPerson": dated(hoursPerPerson),
  "subsidy.transport": dated(transportGrant),
  "subsidy.hepingTrip": dated(hepingTrip),
  "subsidy.fosterMentor": dated(fosterMentorDeduction),
  "contract.period": dated(contractPeriod),
  "contract.renewal": dated(contractRenewal),
};

const AREAS_WITHOUT_RULE_SET = ["calendar", "indicator", "coverage"];
const RULES_WITHOUT_RULE_SET = ["sampling.draw", "dispatch.next"];

function needsRuleSet(rule: RuleName): boolean {
  const [area = ""] = rule.split(".");
  return !AREAS_WITHOUT_RULE_SET.includes(area) && !RULES_WITHOUT_RULE_SET.includes(rule);
}

function jurisdictionProblem(rule: RuleName, jurisdiction: unknown): RuleError | undefined {
  if (isRuleSet(jurisdiction)) return undefined;
  if (jurisdiction !== undefined && jurisdiction !== null) {
    return new RuleError("unknown_jurisdiction", "jurisdiction", "沒有這個轄區的規定");
  }
  if (!needsRuleSet(rule)) return undefined;
  return new RuleError("missing_field", "jurisdiction", "缺少 jurisdiction");
}

function attempt(rule: RuleName, rules: Rules, input: unknown): Explanation | RuleError {
  try {
    return RULINGS[rule](rules, input);
  } catch (error) {
    if (error instanceof RuleError) return error;
    throw error;
  }
}

/** A question to the rules as it comes from outside: every part may be anything. */
export interface RuleQuestion {
  rule?: unknown;
  jurisdiction?: unknown;
  input?: unknown;
}

/**
 * Answers a question by the name of its rule.
 * `jurisdiction` is `tw`, `taoyuan` or `taichung`; rules that need no rule set do without. `changes` are values that
 * a bureau has put in the place of ours.
 * Throws only `RuleError`: the problem that goes first in the order of `COMMON_CODES`, then the rule's own codes.
 */
export function runRule(question: RuleQuestion, changes: readonly ParameterChange[] = []): Explanation {
  const { rule, jurisdiction, input } = question;
  if (rule === undefined || rule === null) throw new RuleError("missing_field", "rule", "缺少 rule");
  if (!isRuleName(rule)) throw new RuleError("unknown_rule", "rule", "沒有這條規則");
  const ruleSet = isRuleSet(jurisdiction) ? jurisdiction : "tw";
  const answer = attempt(rule, changes.length === 0 ? ruleSet : { ruleSet, changes }, input);
  const problem = jurisdictionProblem(rule, jurisdiction);
  const error = answer instanceof RuleError ? answer : undefined;
  if (problem !== undefined && (error === undefined || errorRank(problem.code) < errorRank(error.code)))
    throw problem;
  if (error !== undefined) throw error;
  return answer as Explanation;
}
