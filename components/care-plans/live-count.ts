import { countPlan, type PlanCount } from "@/lib/features/care-plans/budget/types";
import { unitLabel, whyNoCode } from "@/lib/features/care-plans/codes/labels";
import { findCode, type PaymentCode, priceOf, suitsLevel } from "@/lib/features/care-plans/codes/types";
import { readPlanContent, type TypedItem } from "@/lib/features/care-plans/schema";
import type { PlanProblem } from "@/lib/features/care-plans/types";
import type { RuleSet } from "@/lib/rules/parameter";
import type { PlainDate } from "@/lib/rules/plain-date";
import { type PlanIssue, reviewPlan } from "@/lib/rules/plan-review";

/** What a draft is counted by in the browser; the server judges again by the same functions. */
export type CountGround = {
  rules: RuleSet;
  today: PlainDate;
  needLevel: number;
  copayClass: number;
  foreignCaregiver: boolean;
  transportZone: number;
  /** The case lives where the second price of the table holds. */
  remote: boolean;
  problems: readonly PlanProblem[];
  codes: readonly PaymentCode[];
};

export type LiveRow = {
  code: string;
  /** The code's name, or why what was typed is no code. */
  text: string;
  ok: boolean;
  unit: string;
  unitPrice: number | null;
  /** The table gives no price, so it is typed. */
  typesPrice: boolean;
  subtotal: number | null;
};

export type LiveCount = {
  rows: Readonly<Record<number, LiveRow>>;
  count: PlanCount;
  issues: readonly PlanIssue[];
  answered: ReadonlySet<string>;
};

const UNREADABLE = () => undefined;

/** Counts what stands in the form. What cannot be read yet is left out; the server says so when the form is sent. */
export function countTyped(raw: Readonly<Record<string, unknown>>, ground: CountGround): LiveCount {
  const content = readPlanContent(raw, UNREADABLE);
  const on = content.visitedOn ?? ground.today;
  const rows = content.items.map((item) => [item.row, liveRow(item, on, ground)] as const);
  const counted = content.items.flatMap((item, at) => {
    const live = rows[at]?.[1];
    return live?.ok && live.unitPrice !== null
      ? [{ ...item, code: live.code, unitPrice: live.unitPrice }]
      : [];
  });
  const { rules, needLevel, copayClass, foreignCaregiver, transportZone, problems } = ground;
  const lines = counted.map(({ code, unitPrice, quantity }) => ({ code, unitPrice, quantity }));
  const { issues } = reviewPlan({
    problems: problems.map(({ id }) => ({ id, note: content.notes[id] })),
    items: counted.map(({ code, problemId, goal }) => ({ code, problem: problemId, goal })),
  });
  const open = issues.flatMap((issue) => (issue.code === "problem_unanswered" ? [issue.problem] : []));
  return {
    rows: Object.fromEntries(rows),
    count: countPlan({ rules, on, needLevel, copayClass, foreignCaregiver, transportZone, lines }),
    issues,
    answered: new Set(problems.map(({ id }) => id).filter((id) => !open.includes(id))),
  };
}

function liveRow(item: TypedItem, on: PlainDate, { codes, remote, needLevel }: CountGround): LiveRow {
  const none = { code: "", unit: "", unitPrice: null, typesPrice: false, subtotal: null, ok: false };
  if (item.code === "") return { ...none, text: "" };
  const found = findCode(codes, item.code, on);
  if (found.kind !== "found") return { ...none, text: whyNoCode(found, item.code) ?? "" };
  const { code, name, cmsLevels, unit } = found.code;
  if (!suitsLevel(found.code, needLevel)) {
    return {
      ...none,
      text: `${name}（適用第 ${cmsLevels.replace("-", " 至 ")} 級，個案為第 ${needLevel} 級）`,
    };
  }
  const listed = priceOf(found.code, remote);
  const unitPrice = listed ?? item.price;
  return {
    ...{ code, unitPrice, ok: true, text: name, unit: unitLabel(unit), typesPrice: listed === null },
    subtotal: unitPrice === null ? null : unitPrice * item.quantity,
  };
}
