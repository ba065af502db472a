"use server";

import { defineAction } from "@/lib/platform/define-action";
import { answerExhaustion } from "./answering/service";
import { mayExhaustion } from "./policy";
import { raiseExhaustion } from "./raising/service";
import { answerSchema, raiseSchema } from "./schema";

const pagesOf = ({ caseId }: { caseId: string }) => [
  `/cases/${caseId}`,
  `/cases/${caseId}/dispatch`,
  "/today",
];

export const raiseExhaustionAction = defineAction({
  name: "exhaustion.raise",
  permit: (actor) => mayExhaustion(actor, "exhaustion.raise"),
  schema: raiseSchema,
  run: (actor, input) => raiseExhaustion(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ caseId }) => `/cases/${caseId}/dispatch?done=raised`,
});

export const answerExhaustionAction = defineAction({
  name: "exhaustion.answer",
  permit: (actor) => mayExhaustion(actor, "exhaustion.answer"),
  schema: answerSchema,
  run: (actor, input) => answerExhaustion(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ caseId, dispatchId }) =>
    `/cases/${caseId}/dispatch?done=${dispatchId ? "named" : "answered"}`,
});
