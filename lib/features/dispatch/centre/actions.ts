"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayCentre } from "./policy";
import { redispatchCase } from "./redispatching/service";
import { keepDistrictOrder, resumeUnit, startDistrictOrder } from "./rotation/service";
import {
  keepOrderSchema,
  redispatchSchema,
  resumeSchema,
  sendSchema,
  startOrderSchema,
  takeBackSchema,
} from "./schema";
import { dispatchToAUnit } from "./service";
import { takeBackCase } from "./taking-back/service";

const pagesOfCase = ({ caseId }: { caseId: string }) => [
  "/dispatch/centre",
  `/dispatch/centre/${caseId}`,
  `/cases/${caseId}`,
  "/today",
];
const pagesOfOrder = ({ id }: { id: string }) => [
  "/dispatch/centre/rotations",
  `/dispatch/centre/rotations/${id}`,
];

export const dispatchToAUnitAction = defineAction({
  name: "centre.dispatch",
  permit: (actor) => mayCentre(actor, "centre.dispatch"),
  schema: sendSchema,
  run: (actor, input) => dispatchToAUnit(actor, input),
  revalidate: pagesOfCase,
  redirectTo: ({ caseId }) => `/dispatch/centre/${caseId}?done=dispatched`,
});

export const takeBackAction = defineAction({
  name: "centre.take_back",
  permit: (actor) => mayCentre(actor, "centre.take_back"),
  schema: takeBackSchema,
  run: (actor, input) => takeBackCase(actor, input),
  revalidate: pagesOfCase,
  redirectTo: ({ caseId }) => `/dispatch/centre/${caseId}?done=taken_back`,
});

export const redispatchAction = defineAction({
  name: "centre.redispatch",
  permit: (actor) => mayCentre(actor, "centre.take_back") && mayCentre(actor, "centre.dispatch"),
  schema: redispatchSchema,
  run: (actor, input) => redispatchCase(actor, input),
  revalidate: pagesOfCase,
  redirectTo: ({ caseId }) => `/dispatch/centre/${caseId}?done=redispatched`,
});

export const startOrderAction = defineAction({
  name: "centre_order.start",
  permit: (actor) => mayCentre(actor, "centre.keep_order"),
  schema: startOrderSchema,
  run: (actor, input) => startDistrictOrder(actor, input),
  revalidate: pagesOfOrder,
  redirectTo: ({ id, source }) => `/dispatch/centre/rotations/${id}?done=${source}`,
});

export const keepOrderAction = defineAction({
  name: "centre_order.keep",
  permit: (actor) => mayCentre(actor, "centre.keep_order"),
  schema: keepOrderSchema,
  run: (actor, input) => keepDistrictOrder(actor, input),
  revalidate: pagesOfOrder,
});

export const resumeUnitAction = defineAction({
  name: "centre_order.resume",
  permit: (actor) => mayCentre(actor, "centre.keep_order"),
  schema: resumeSchema,
  run: (actor, input) => resumeUnit(actor, input),
  revalidate: pagesOfOrder,
  redirectTo: ({ id }) => `/dispatch/centre/rotations/${id}?done=resumed`,
});
