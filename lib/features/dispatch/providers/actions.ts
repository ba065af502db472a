"use server";

import { defineAction } from "@/lib/platform/define-action";
import { endDispatch, withdrawDispatch } from "./ending/service";
import { mayDispatch } from "./policy";
import { endSchema, sendSchema, withdrawSchema } from "./schema";
import { dispatchToProvider } from "./service";

const pagesOf = ({ caseId }: { caseId: string }) => [
  `/cases/${caseId}`,
  `/cases/${caseId}/dispatch`,
  "/dispatch/referrals",
  "/today",
];

export const dispatchToProviderAction = defineAction({
  name: "dispatch.to_provider",
  permit: (actor) => mayDispatch(actor, "dispatch.send"),
  schema: sendSchema,
  run: (actor, input) => dispatchToProvider(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ caseId }) => `/cases/${caseId}/dispatch?done=sent`,
});

export const withdrawDispatchAction = defineAction({
  name: "dispatch.withdraw",
  permit: (actor) => mayDispatch(actor, "dispatch.send"),
  schema: withdrawSchema,
  run: (actor, input) => withdrawDispatch(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ caseId }) => `/cases/${caseId}/dispatch?done=withdrawn`,
});

export const endDispatchAction = defineAction({
  name: "dispatch.end",
  permit: (actor) => mayDispatch(actor, "dispatch.send"),
  schema: endSchema,
  run: (actor, input) => endDispatch(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ caseId }) => `/cases/${caseId}/dispatch?done=ended`,
});
