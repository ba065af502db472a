"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayInUnits } from "./policy";
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
    const typed = new URLSearchParams({ exists: id, tier: input.tier, district: input.districtId });
    for (const [name, value] of Object.entries({ ...input, tier: "", districtId: "", services: "" })) {
      if (value) typed.set(name, value);
    }
    for (const service of input.services) typed.append("service", service);
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
