"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayInspect } from "../policy";
import { assignSchema } from "./schema";
import { assignInspections } from "./service";

export const assignInspectionsAction = defineAction({
  name: "inspection.assign",
  permit: (actor) => mayInspect(actor, "inspection.plan"),
  schema: assignSchema,
  run: (actor, input) => assignInspections(actor, input),
  revalidate: () => ["/inspections", "/inspections/plan", "/inspections/plan/weeks"],
  redirectTo: ({ kind, count, week }) => `/inspections/plan?kind=${kind}&assigned=${count}&week=${week}`,
});
