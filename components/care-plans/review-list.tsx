import { StatusTag } from "@/components/ui/status-tag";
import type { PlanProblem } from "@/lib/features/care-plans/types";
import { type PlanIssue, planIssueLabel } from "@/lib/rules/plan-review";

type ReviewListProps = { issues: readonly PlanIssue[]; problems: readonly PlanProblem[] };

/** What a reviewer would send back, as lib/rules finds it, before anyone hands the plan in. */
export function ReviewList({ issues, problems }: ReviewListProps) {
  if (issues.length === 0) {
    return (
      <p>
        <StatusTag tone="good">檢核無意見</StatusTag>
      </p>
    );
  }
  return (
    <ul className="plan-issues">
      {issues.map((issue) => (
        <li key={JSON.stringify(issue)}>
          <StatusTag tone={issue.code === "single_service" ? "info" : "warn"}>
            {issue.code === "single_service" ? "提示" : "需補正"}
          </StatusTag>
          <span>
            {aboutOf(issue, problems)}
            {planIssueLabel(issue.code)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function aboutOf(issue: PlanIssue, problems: readonly PlanProblem[]): string {
  if (issue.code === "problem_unanswered") {
    return `「${problems.find(({ id }) => id === issue.problem)?.text ?? "照顧問題"}」`;
  }
  return "item" in issue ? `${issue.item}：` : "";
}
