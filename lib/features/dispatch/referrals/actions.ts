"use server";

import { defineAction } from "@/lib/platform/define-action";
import { acceptReferral, declineReferral, recordFirstService } from "./answering/service";
import { correctFirstService } from "./correcting/service";
import { mayReferral } from "./policy";
import {
  acceptSchema,
  correctFirstServiceSchema,
  declineSchema,
  firstServiceSchema,
  toldAnswerSchema,
  toldFirstServiceSchema,
} from "./schema";
import { recordAnswerFor, recordFirstServiceFor } from "./telling/service";

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

export const correctFirstServiceAction = defineAction({
  name: "referral.correct_first_service",
  permit: (actor) => mayReferral(actor, "referral.correct"),
  schema: correctFirstServiceSchema,
  run: (actor, input) => correctFirstService(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/dispatch/referrals/${id}?done=corrected`,
});

export const recordAnswerForAction = defineAction({
  name: "referral.record_answer",
  permit: (actor) => mayReferral(actor, "referral.answer_for"),
  schema: toldAnswerSchema,
  run: (actor, input) => recordAnswerFor(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/dispatch/referrals/${id}?done=told`,
});

export const recordFirstServiceForAction = defineAction({
  name: "referral.record_first_service",
  permit: (actor) => mayReferral(actor, "referral.answer_for"),
  schema: toldFirstServiceSchema,
  run: (actor, input) => recordFirstServiceFor(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/dispatch/referrals/${id}?done=began`,
});
