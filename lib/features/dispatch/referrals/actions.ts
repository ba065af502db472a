"use server";

import { defineAction } from "@/lib/platform/define-action";
import { acceptReferral, declineReferral, recordFirstService } from "./answering/service";
import { mayReferral } from "./policy";
import { acceptSchema, declineSchema, firstServiceSchema } from "./schema";

const pagesOf = ({ id, caseId }: { id: string; caseId: string }) => [
  "/dispatch/referrals",
  `/dispatch/referrals/${id}`,
  `/cases/${caseId}/dispatch`,
  "/today",
];

export const acceptReferralAction = defineAction({
  name: "referral.accept",
  permit: (actor) => mayReferral(actor, "referral.answer"),
  schema: acceptSchema,
  run: (actor, input) => acceptReferral(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/dispatch/referrals/${id}?done=accepted`,
});

export const declineReferralAction = defineAction({
  name: "referral.decline",
  permit: (actor) => mayReferral(actor, "referral.answer"),
  schema: declineSchema,
  run: (actor, input) => declineReferral(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/dispatch/referrals/${id}?done=declined`,
});

export const recordFirstServiceAction = defineAction({
  name: "referral.first_service",
  permit: (actor) => mayReferral(actor, "referral.answer"),
  schema: firstServiceSchema,
  run: (actor, input) => recordFirstService(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/dispatch/referrals/${id}?done=began`,
});
