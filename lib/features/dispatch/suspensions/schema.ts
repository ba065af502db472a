import { z } from "zod";
import { dateInput, idInput, reasonInput } from "@/lib/features/registry/closures/schema";
import { SERVICES_OF_TIER } from "@/lib/features/registry/units/labels";
import type { Service } from "@/prisma/generated/enums";

const several = (value: unknown): unknown => (value === undefined ? [] : [value].flat());

/** What is dispatched: to A units case management, to B units the rest. */
const DISPATCHED: Service[] = [...SERVICES_OF_TIER.a, ...SERVICES_OF_TIER.b];

export const enterSuspensionSchema = z.object({
  unitId: idInput,
  /** None ticked: every service. */
  services: z.preprocess(
    several,
    z.array(z.enum(DISPATCHED as [Service, ...Service[]], { error: "服務項目不在清單內。" })),
  ),
  fromOn: dateInput,
  throughOn: dateInput,
  reason: reasonInput,
});

export const liftSuspensionSchema = z.object({ id: idInput, reason: reasonInput });

export type EnterSuspension = z.output<typeof enterSuspensionSchema>;
export type LiftSuspension = z.output<typeof liftSuspensionSchema>;
