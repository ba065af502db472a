"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayLetter } from "./policy";
import { enterArrivalSchema } from "./schema";
import { enterArrival } from "./service";

export const enterArrivalAction = defineAction({
  name: "letter.enter_arrival",
  permit: (actor) => mayLetter(actor, "letter.enter_arrival"),
  schema: enterArrivalSchema,
  run: (actor, input) => enterArrival(actor, input),
  revalidate: ({ id }) => [`/letters/${id}`, "/letters", "/penalties"],
  redirectTo: ({ id }) => `/letters/${id}?done=arrived`,
});
