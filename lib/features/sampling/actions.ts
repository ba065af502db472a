"use server";

import { defineAction } from "@/lib/platform/define-action";
import { recordCall } from "./audits/calls/service";
import { completeAudit } from "./audits/completing/service";
import { assignAudit, cancelAudit } from "./audits/service";
import { drawMonth } from "./draws/service";
import { maySampling } from "./policy";
import {
  assignAuditSchema,
  cancelAuditSchema,
  completeAuditSchema,
  drawMonthSchema,
  recordCallSchema,
} from "./schema";

const pageOf = ({ id }: { id: string }) => `/sampling/audits/${id}`;
const pagesOf = (data: { id: string }) => [pageOf(data), "/sampling/audits", "/sampling", "/today"];

export const drawMonthAction = defineAction({
  name: "sampling.draw",
  permit: (actor) => maySampling(actor, "sampling.draw"),
  schema: drawMonthSchema,
  run: (actor, input) => drawMonth(actor, input),
  revalidate: () => ["/sampling", "/sampling/audits", "/today"],
  redirectTo: ({ month }) => `/sampling?month=${month}&done=drawn`,
});

export const assignAuditAction = defineAction({
  name: "sampling.assign",
  permit: (actor) => maySampling(actor, "sampling.assign"),
  schema: assignAuditSchema,
  run: (actor, input) => assignAudit(actor, input),
  revalidate: pagesOf,
  redirectTo: (data) => `${pageOf(data)}?done=assigned`,
});

export const recordCallAction = defineAction({
  name: "sampling.call",
  permit: (actor) => maySampling(actor, "sampling.carry_out"),
  schema: recordCallSchema,
  run: (actor, input) => recordCall(actor, input),
  revalidate: pagesOf,
  redirectTo: (data) =>
    `${pageOf(data)}?done=${{ ask: "called", call_again: "called", replaced: "unreachable", end_of_list: "unreachable_alone" }[data.next]}`,
});

export const cancelAuditAction = defineAction({
  name: "sampling.cancel",
  permit: (actor) => maySampling(actor, "sampling.assign"),
  schema: cancelAuditSchema,
  run: (actor, input) => cancelAudit(actor, input),
  revalidate: pagesOf,
  redirectTo: (data) => `${pageOf(data)}?done=cancelled`,
});

export const completeAuditAction = defineAction({
  name: "sampling.complete",
  permit: (actor) => maySampling(actor, "sampling.carry_out"),
  schema: completeAuditSchema,
  run: (actor, input) => completeAudit(actor, input),
  revalidate: (data) => [...pagesOf(data), "/complaints/incidents"],
  redirectTo: (data) => `${pageOf(data)}?done=${data.incident ? "anomaly" : "done"}`,
});
