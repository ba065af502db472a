"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayCase } from "../policy";
import { closeSchema, reopenSchema } from "./schema";
import { closeCase, reopenCase } from "./service";

export const closeCaseAction = defineAction({
  name: "case.close",
  permit: (actor) => mayCase(actor, "case.close"),
  schema: closeSchema,
  run: (actor, input) => closeCase(actor, input),
  revalidate: ({ id }) => ["/cases", "/today", `/cases/${id}`],
  redirectTo: ({ id }) => `/cases/${id}?done=closed`,
});

export const reopenCaseAction = defineAction({
  name: "case.reopen",
  permit: (actor) => mayCase(actor, "case.reopen"),
  schema: reopenSchema,
  run: (actor, input) => reopenCase(actor, input),
  revalidate: ({ id }) => ["/cases", "/today", `/cases/${id}`],
  redirectTo: ({ id }) => `/cases/${id}?done=reopened`,
});
