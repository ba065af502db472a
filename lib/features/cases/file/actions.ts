"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayCase } from "../policy";
import { revealNationalIdSchema } from "./schema";
import { revealNationalId } from "./service";

export const revealNationalIdAction = defineAction({
  name: "case.open_national_id",
  permit: (actor) => mayCase(actor, "case.open_national_id"),
  schema: revealNationalIdSchema,
  run: (actor, input) => revealNationalId(actor, input),
});
