"use server";

import { defineAction } from "@/lib/platform/define-action";
import { maySuspension } from "./policy";
import { enterSuspensionSchema, liftSuspensionSchema } from "./schema";
import { enterSuspension, liftSuspension } from "./service";

const pagesOf = ({ unitId }: { unitId: string }) => [`/units/${unitId}/suspensions`, `/units/${unitId}`];

export const enterSuspensionAction = defineAction({
  name: "suspension.enter",
  permit: (actor) => maySuspension(actor, "suspension.keep"),
  schema: enterSuspensionSchema,
  run: (actor, input) => enterSuspension(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ unitId }) => `/units/${unitId}/suspensions?done=entered`,
});

export const liftSuspensionAction = defineAction({
  name: "suspension.lift",
  permit: (actor) => maySuspension(actor, "suspension.keep"),
  schema: liftSuspensionSchema,
  run: (actor, input) => liftSuspension(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ unitId }) => `/units/${unitId}/suspensions?done=lifted`,
});
