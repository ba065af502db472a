"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayCase } from "../policy";
import { changeContactSchema, changePersonSchema } from "./schema";
import { changeContact, changePerson } from "./service";

export const changeContactAction = defineAction({
  name: "case.change_contact",
  permit: (actor) => mayCase(actor, "case.change_person"),
  schema: changeContactSchema,
  run: (actor, input) => changeContact(actor, input),
  revalidate: ({ id }) => ["/cases", `/cases/${id}`],
  redirectTo: ({ id }) => `/cases/${id}?done=changed`,
});

export const changePersonAction = defineAction({
  name: "case.change_person",
  permit: (actor) => mayCase(actor, "case.change_identity"),
  schema: changePersonSchema,
  run: (actor, input) => changePerson(actor, input),
  revalidate: ({ id }) => ["/cases", `/cases/${id}`],
  redirectTo: ({ id, number, stillOwn }) =>
    stillOwn ? `/cases/${id}?done=changed` : `/cases?done=moved&number=${number}`,
});
