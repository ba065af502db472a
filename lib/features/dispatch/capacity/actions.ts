"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayCapacity } from "./policy";
import { stateCapacitySchema } from "./schema";
import { stateCapacity } from "./service";

export const stateCapacityAction = defineAction({
  name: "capacity.state",
  permit: (actor) => mayCapacity(actor, "capacity.state"),
  schema: stateCapacitySchema,
  run: (actor, input) => stateCapacity(actor, input),
  revalidate: () => ["/dispatch/capacity"],
  redirectTo: () => "/dispatch/capacity?done=stated",
});
