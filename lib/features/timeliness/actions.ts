"use server";

import { defineAction } from "@/lib/platform/define-action";
import { mayClock } from "./policy";
import { excuseSchema } from "./schema";
import { excuseClock } from "./service";

export const excuseClockAction = defineAction({
  name: "clock.excused",
  permit: (actor) => mayClock(actor, "clock.excuse"),
  schema: excuseSchema,
  run: excuseClock,
  revalidate: () => ["/clocks", "/today"],
});
