"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayAccounts } from "../policy";
import { accountIdSchema } from "../schema";
import { revealNationalId } from "./service";

export const revealNationalIdAction = defineAction({
  name: "account.open_national_id",
  permit: (actor) => mayAccounts(actor, "account.open_national_id"),
  schema: accountIdSchema,
  run: (actor, input) => revealNationalId(actor, input),
});
