"use server";

import { defineAction } from "@/lib/platform/define-action";
import { ok } from "@/lib/platform/result";
import { correctMonitoring } from "./correction/service";
import { rocMonth } from "./labels";
import { addOutward, followUpOutward } from "./outward/service";
import { mayMonitor } from "./policy";
import { addOutwardSchema, correctSchema, followUpSchema, recordSchema, workListParams } from "./schema";
import { recordMonitoring } from "./service";
import { nextOfList } from "./worklist/queries";

/** Records one case and goes on to the next of the list that the form was opened from. */
export const recordMonitoringAction = defineAction({
  name: "monitoring.record",
  permit: (actor) => mayMonitor(actor, "monitoring.record"),
  schema: recordSchema,
  run: async (actor, input) => {
    const recorded = await recordMonitoring(actor, input);
    if (!recorded.ok || input.list === undefined) return recorded;
    const params = workListParams(Object.fromEntries(new URLSearchParams(input.list)));
    const next = await nextOfList(actor, params, { done: input.caseId, wished: input.next });
    return ok({ ...recorded.data, next });
  },
  revalidate: ({ caseId }) => ["/monitoring", "/today", "/clocks", `/cases/${caseId}`],
  redirectTo: (data, { list }) => {
    if (!("next" in data)) return `/cases/${data.caseId}/monitoring?done=recorded`;
    const search = new URLSearchParams(list);
    search.set("done", data.caseId);
    return data.next ? `/monitoring/${data.next}?${search}` : `/monitoring?${search}`;
  },
});

export const correctMonitoringAction = defineAction({
  name: "monitoring.correct",
  permit: (actor) => mayMonitor(actor, "monitoring.record"),
  schema: correctSchema,
  run: (actor, input) => correctMonitoring(actor, input),
  revalidate: ({ caseId }) => ["/monitoring", "/clocks", `/cases/${caseId}`],
  redirectTo: ({ caseId, month }) => `/cases/${caseId}/monitoring?done=corrected#m${rocMonth(month)}`,
});

export const addOutwardAction = defineAction({
  name: "outward_referral.add",
  permit: (actor) => mayMonitor(actor, "outward.write"),
  schema: addOutwardSchema,
  run: (actor, input) => addOutward(actor, input),
  revalidate: ({ caseId }) => ["/monitoring/referrals", `/cases/${caseId}/monitoring`],
  redirectTo: ({ caseId }) => `/cases/${caseId}/monitoring?done=referred`,
});

export const followUpOutwardAction = defineAction({
  name: "outward_referral.follow_up",
  permit: (actor) => mayMonitor(actor, "outward.write"),
  schema: followUpSchema,
  run: (actor, input) => followUpOutward(actor, input),
  revalidate: ({ caseId }) => ["/monitoring/referrals", `/cases/${caseId}/monitoring`],
});
