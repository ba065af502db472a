"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayInUnits } from "../policy";
import { changeDetailsSchema, createUnitSchema } from "./schema";
import { changeDetails, createUnit } from "./service";

/** Makes a unit and shows it; when it is there already, the form comes back with a link to it and what was typed. */
export const createUnitAction = defineAction({
  name: "unit.create",
  permit: (actor) => mayInUnits(actor, "unit.create"),
  schema: createUnitSchema,
  run: (actor, input) => createUnit(actor, input),
  revalidate: () => ["/units"],
  redirectTo: ({ outcome, id }, input) => {
    if (outcome === "created") return `/units/${id}?done=created`;
    const { services, ...texts } = input;
    const typed = new URLSearchParams({ exists: id });
    for (const [name, value] of Object.entries(texts)) if (value) typed.set(name, value);
    for (const service of services) typed.append("services", service);
    return `/units/new?${typed}`;
  },
});

export const changeDetailsAction = defineAction({
  name: "unit.change_details",
  permit: (actor) => mayInUnits(actor, "unit.change_details"),
  schema: changeDetailsSchema,
  run: (actor, input) => changeDetails(actor, input),
  revalidate: ({ id }) => [`/units/${id}`, "/units"],
  redirectTo: ({ id }) => `/units/${id}?done=changed`,
});
