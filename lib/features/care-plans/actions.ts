"use server";

import { defineAction } from "@/lib/platform/define-action";
import { savePlan, startPlan, withdrawPlan } from "./drafting/service";
import { mayPlan } from "./policy";
import { decidePlan } from "./review/service";
import { decidePlanSchema, planFormSchema, startPlanSchema, withdrawPlanSchema } from "./schema";
import { submitPlan } from "./submission/service";
import type { PlanRef } from "./types";

const pagesOf = ({ caseId }: PlanRef) => ["/plans", "/today", `/cases/${caseId}`, `/cases/${caseId}/plan`];
const planHref = ({ caseId, id }: PlanRef) => `/cases/${caseId}/plan/${id}`;

export const startPlanAction = defineAction({
  name: "plan.start",
  permit: (actor) => mayPlan(actor, "plan.draft"),
  schema: startPlanSchema,
  run: (actor, input) => startPlan(actor, input),
  revalidate: pagesOf,
  redirectTo: (plan) => `${planHref(plan)}/edit`,
});

/** One form, three buttons: save, save and go on with more empty rows (without JavaScript), hand in. */
export const writePlanAction = defineAction({
  name: "plan.write",
  permit: (actor) => mayPlan(actor, "plan.draft"),
  schema: planFormSchema,
  run: (actor, input) => (input.intent === "submit" ? submitPlan(actor, input) : savePlan(actor, input)),
  revalidate: pagesOf,
  redirectTo: (plan, { intent }) => (intent === "submit" ? `${planHref(plan)}?done=submitted` : null),
});

export const withdrawPlanAction = defineAction({
  name: "plan.withdraw",
  permit: (actor) => mayPlan(actor, "plan.submit"),
  schema: withdrawPlanSchema,
  run: (actor, input) => withdrawPlan(actor, input),
  revalidate: pagesOf,
  redirectTo: (plan) => `${planHref(plan)}?done=withdrawn`,
});

export const decidePlanAction = defineAction({
  name: "plan.decide",
  permit: (actor) => mayPlan(actor, "plan.review"),
  schema: decidePlanSchema,
  run: (actor, input) => decidePlan(actor, input),
  revalidate: pagesOf,
  redirectTo: (plan, { decision }) =>
    `${planHref(plan)}?done=${decision === "approve" ? "approved" : "returned"}`,
});
