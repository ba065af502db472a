"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayCase } from "../policy";
import { applySchema, identifySchema } from "./schema";
import { applyForCare, identifyPerson } from "./service";

export const identifyPersonAction = defineAction({
  name: "case.identify",
  permit: (actor) => mayCase(actor, "case.intake"),
  schema: identifySchema,
  run: (actor, input) => identifyPerson(actor, input),
  redirectTo: ({ person }) => `/cases/new?person=${person}`,
});

export const applyForCareAction = defineAction({
  name: "case.apply",
  permit: (actor) => mayCase(actor, "case.intake"),
  schema: applySchema,
  run: (actor, input) => applyForCare(actor, input),
  revalidate: () => ["/cases", "/today"],
  redirectTo: ({ id, known, person }) => (known ? `/cases/new?person=${person}` : `/cases/${id}?done=opened`),
});
