import { z } from "zod";
import { idInput } from "@/lib/features/registry/closures/schema";
import { SERVICES_OF_TIER } from "@/lib/features/registry/units/labels";
import type { Service } from "@/prisma/generated/enums";

export const raiseSchema = z.object({
  caseId: idInput,
  planId: idInput,
  service: z.enum(SERVICES_OF_TIER.b as [Service, ...Service[]], { error: "請選擇服務項目。" }),
});

/** The centre names a unit, or leaves it to the A unit with what it says; the words are kept either way. */
export const answerSchema = z.object({
  id: idInput,
  unitId: z
    .union([z.literal(""), idInput])
    .optional()
    .transform((id) => id || null),
  answer: z
    .string({ error: "請填寫處理意見。" })
    .trim()
    .min(4, "請填寫處理意見（至少 4 字）；指定單位時即為列入派案月報的理由。")
    .max(500, "處理意見最多 500 字。"),
});

export type RaiseExhaustion = z.output<typeof raiseSchema>;
export type AnswerExhaustion = z.output<typeof answerSchema>;
