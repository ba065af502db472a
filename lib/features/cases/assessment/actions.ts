"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayCase } from "../policy";
import { assessSchema } from "./schema";
import { assessCase } from "./service";

export const assessCaseAction = defineAction({
  name: "case.assess",
  permit: (actor) => mayCase(actor, "case.assess"),
  schema: assessSchema,
  run: (actor, input) => assessCase(actor, input),
  revalidate: ({ id }) => ["/cases", "/today", `/cases/${id}`],
  redirectTo: ({ id, status }) =>
    `/cases/${id}?done=${status === "not_eligible" ? "not_eligible" : "assessed"}`,
});
