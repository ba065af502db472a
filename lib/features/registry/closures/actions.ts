"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayClosure } from "./policy";
import { addClosureSchema, withdrawClosureSchema } from "./schema";
import { addClosure, withdrawClosure } from "./service";

/** Declares a closure and shows the year it lies in, with the deadlines that it moves. */
export const addClosureAction = defineAction({
  name: "closure.add",
  permit: (actor) => mayClosure(actor, "closure.add"),
  schema: addClosureSchema,
  run: (actor, input) => addClosure(actor, input),
  revalidate: () => ["/closures", "/today"],
  redirectTo: ({ id, closedOn }) => `/closures?year=${closedOn.slice(0, 4)}&added=${id}`,
});

export const withdrawClosureAction = defineAction({
  name: "closure.withdraw",
  permit: (actor) => mayClosure(actor, "closure.withdraw"),
  schema: withdrawClosureSchema,
  run: (actor, input) => withdrawClosure(actor, input),
  revalidate: () => ["/closures", "/today"],
  redirectTo: ({ id, closedOn }) => `/closures?year=${closedOn.slice(0, 4)}&withdrawn=${id}`,
});
