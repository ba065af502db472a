import { paymentRegulation, taichungPlan } from "./citations";
import { InputReader } from "./input";
import { type Outcome, Reasoning } from "./outcome";

export interface PlanProblem {
  id: string;
  note?: string | null;
}
export interface PlanItem {
  code: string;
  problem?: string | null;
  goal?: string | null;
}

export type PlanIssue =
  | { code: "problem_unanswered"; problem: string }
  | { code: "item_without_problem" | "goal_missing"; item: string }
  | { code: "aa01_and_aa02" | "single_service" };

const ISSUE_LABELS: Readonly<Record<PlanIssue["code"], string>> = {
  problem_unanswered: "照顧問題沒有對應的服務項目，也沒有說明",
  item_without_problem: "服務項目沒有對應的照顧問題",
  goal_missing: "服務項目沒有照顧目標",
  aa01_and_aa02: "AA01與AA02不得於同月併計",
  single_service: "服務少於兩種，請評估是否需媒合多元服務",
};

/** The Chinese sentence for an issue of a plan. */
export function planIssueLabel(code: PlanIssue["code"]): string {
  return ISSUE_LABELS[code];
}

function isFilled(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== "";
}

/**
 * What a reviewer would send back in a care plan. An empty list means nothing was found.
 * Input: `problems` (`id`, `note?`), `items` (`code`, `problem?`, `goal?`).
 * Output: `issues`, in this order and within each in the order of the input: `problem_unanswered`,
 * `item_without_problem` (also an unknown problem), `goal_missing`, `aa01_and_aa02`, `single_service` (a hint).
 * Errors: `out_of_range`, `missing_field`. Source: PR §5 ¶2, table 4 AA01 ¶2; 臺中市114年計畫附錄五 13. National.
 */
export function reviewPlan(input: {
  problems: readonly PlanProblem[];
  items: readonly PlanItem[];
}): Outcome<{ issues: PlanIssue[] }> {
  const reader = new InputReader(input);
  const problems = reader
    .objects("problems")
    .map((problem) => ({ id: problem.text("id"), note: problem.optionalText("note") }));
  const items = reader.objects("items").map((item) => ({
    code: item.text("code"),
    problem: item.optionalText("problem"),
    goal: item.optionalText("goal"),
  }));
  reader.finish();
  const ids = new Set(problems.map(({ id }) => id));
  const answered = new Set(items.map(({ problem }) => problem));
  const services = items.filter(({ code }) => !code.startsWith("AA"));
  const codes = new Set(items.map(({ code }) => code));
  const kinds = new Set(services.map(({ code }) => code.slice(0, 2)));
  const issues: PlanIssue[] = [
    ...problems
      .filter(({ id, note }) => !answered.has(id) && !isFilled(note))
      .map(({ id }) => ({ code: "problem_unanswered" as const, problem: id })),
    ...services
      .filter(({ problem }) => problem === undefined || !ids.has(problem))
      .map(({ code }) => ({ code: "item_without_problem" as const, item: code })),
    ...services
      .filter(({ goal }) => !isFilled(goal))
      .map(({ code }) => ({ code: "goal_missing" as const, item: code })),
  ];
  if (codes.has("AA01") && codes.has("AA02")) issues.push({ code: "aa01_and_aa02" });
  if (kinds.size < 2) issues.push({ code: "single_service" });
  const reasoning = new Reasoning();
  reasoning.cite(
    paymentRegulation("第5條第2項"),
    paymentRegulation("附表四 AA01 二"),
    taichungPlan("附錄五 13"),
  );
  for (const issue of issues) reasoning.step(issue.code, ISSUE_LABELS[issue.code], { issue });
  return reasoning.outcome({ issues });
}
