"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayInUnits } from "../policy";
import { confirmNameSchema, correctNameSchema } from "./schema";
import { confirmName, correctName } from "./service";

/** Corrects a unit's name and shows the unit that bears it. */
export const correctNameAction = defineAction({
  name: "unit.correct_name",
  permit: (actor) => mayInUnits(actor, "unit.correct_name"),
  schema: correctNameSchema,
  run: (actor, input) => correctName(actor, input),
  revalidate: () => ["/units", "/search"],
  redirectTo: ({ id, outcome, code }) => `/units/${id}?done=${outcome}&code=${code}`,
});

export const confirmNameAction = defineAction({
  name: "unit.confirm_name",
  permit: (actor) => mayInUnits(actor, "unit.correct_name"),
  schema: confirmNameSchema,
  run: (actor, input) => confirmName(actor, input),
  revalidate: () => ["/units", "/search"],
  redirectTo: ({ id, outcome, code }) => `/units/${id}?done=${outcome}&code=${code}`,
});
