"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayIncident } from "./policy";
import { closeIncidentSchema, takeUpIncidentSchema } from "./schema";
import { closeIncident, takeUpIncident } from "./service";

const pagesOf = ({ id }: { id: string }) => [
  `/complaints/incidents/${id}`,
  "/complaints/incidents",
  "/today",
];

export const takeUpIncidentAction = defineAction({
  name: "incident.take_up",
  permit: (actor) => mayIncident(actor, "incident.settle"),
  schema: takeUpIncidentSchema,
  run: (actor, input) => takeUpIncident(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/complaints/incidents/${id}?done=taken_up`,
});

export const closeIncidentAction = defineAction({
  name: "incident.close",
  permit: (actor) => mayIncident(actor, "incident.settle"),
  schema: closeIncidentSchema,
  run: (actor, input) => closeIncident(actor, input),
  revalidate: pagesOf,
  redirectTo: ({ id }) => `/complaints/incidents/${id}?done=closed`,
});
