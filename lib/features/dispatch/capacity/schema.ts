import { z } from "zod";
import { dateInput } from "@/lib/features/registry/closures/schema";
import { SERVICES_OF_TIER } from "@/lib/features/registry/units/labels";
import { listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import type { Service } from "@/prisma/generated/enums";

const B_SERVICES = SERVICES_OF_TIER.b as [Service, ...Service[]];
const blank = (value: unknown) => (typeof value === "string" && value.trim() === "" ? undefined : value);

export const stateCapacitySchema = z.object({
  service: z.enum(B_SERVICES, { error: "請選擇服務項目。" }),
  districtId: z.string({ error: "請選擇行政區。" }).trim().min(1, "請選擇行政區。").max(20),
  capacity: z
    .preprocess(
      blank,
      z.coerce
        .number({ error: "請填整數；額滿填 0，不填代表未定。" })
        .int("請填整數。")
        .min(0, "不能小於 0。")
        .max(9999, "最多 9999。")
        .optional(),
    )
    .transform((value) => value ?? null),
  earliestStart: z.preprocess(blank, dateInput.optional()).transform((value) => value ?? null),
  /** When the form was shown: what was stated after that is not overwritten unseen. */
  seenAt: z.iso.datetime({ error: "頁面資料不完整，請重新整理。" }).optional(),
});

export type StateCapacity = z.output<typeof stateCapacitySchema>;

export const CAPACITY_SORTS = ["unit", "service", "district", "capacity"] as const;
export type CapacityListParams = ReturnType<typeof capacityListParams>;

/** Reads the parameters of the list of capacities; what is not understood falls back. */
export function capacityListParams(params: SearchParams) {
  return {
    ...listParams(params, CAPACITY_SORTS),
    service: oneOf<Service>(params.service, SERVICES_OF_TIER.b),
    district: (one(params.district) ?? "").slice(0, 20),
  };
}
