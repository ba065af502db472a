"use server";

import { defineAction } from "@/lib/platform/define-action";
import { assignManager } from "./assigning/service";
import { handOver } from "./handing-over/service";
import { mayManage } from "./policy";
import { refuseCase } from "./refusing/service";
import { assignSchema, handOverSchema, refuseSchema } from "./schema";

const pagesOf = ({ caseId }: { caseId: string }) => [
  "/dispatch/managers",
  "/dispatch/centre",
  `/cases/${caseId}`,
  "/today",
];

export const assignManagerAction = defineAction({
  name: "manager.assign",
  permit: (actor) => mayManage(actor, "manager.assign"),
  schema: assignSchema,
  run: (actor, input) => assignManager(actor, input),
  revalidate: pagesOf,
  redirectTo: () => "/dispatch/managers?done=assigned",
});

export const refuseCaseAction = defineAction({
  name: "manager.refuse",
  permit: (actor) => mayManage(actor, "manager.refuse"),
  schema: refuseSchema,
  run: (actor, input) => refuseCase(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ left }) => `/dispatch/managers?done=${left ? "refused_without_reason" : "refused"}`,
});

export const handOverAction = defineAction({
  name: "manager.hand_over",
  permit: (actor) => mayManage(actor, "manager.hand_over"),
  schema: handOverSchema,
  run: (actor, input) => handOver(actor, input),
  revalidate: ({ fromStaffId, toStaffId }) => [
    "/dispatch/managers",
    `/dispatch/managers/${fromStaffId}`,
    `/dispatch/managers/${toStaffId}`,
    "/today",
  ],
  redirectTo: ({ fromStaffId }) => `/dispatch/managers/${fromStaffId}?done=handed_over`,
});
