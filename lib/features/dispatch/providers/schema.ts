import { z } from "zod";
import { dateInput, idInput, reasonInput, versionInput } from "@/lib/features/registry/closures/schema";
import { SERVICES_OF_TIER } from "@/lib/features/registry/units/labels";
import type { Service } from "@/prisma/generated/enums";

const optionalId = z
  .union([z.literal(""), idInput])
  .optional()
  .transform((text) => text || null);

export const sendSchema = z
  .object({
    caseId: idInput,
    planId: idInput,
    service: z.enum(SERVICES_OF_TIER.b as [Service, ...Service[]], { error: "請選擇服務項目。" }),
    basis: z.enum(["rotation", "client_choice", "deviation"], { error: "請選擇派案方式。" }),
    unitId: optionalId,
    consentId: optionalId,
    /** The unit that the form showed as next; the dispatch is refused when another one is by now. */
    expectedUnitId: optionalId,
    reason: z
      .string()
      .trim()
      .max(500, "理由最多 500 字。")
      .optional()
      .transform((text) => text || null),
  })
  .superRefine((form, context) => {
    const miss = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (form.basis === "rotation") return;
    if (!form.unitId) miss("unitId", "請選擇 B 單位。");
    if (form.basis === "client_choice" && !form.consentId)
      miss("consentId", "案家指定單位須有個案選擇服務單位同意書；請先上傳並選擇。");
    if (form.basis === "deviation" && (form.reason ?? "").length < 4)
      miss("reason", "未依輪序派案須敘明理由（至少 4 字），理由列入派案月報。");
  });

export const withdrawSchema = z.object({ id: idInput, version: versionInput, reason: reasonInput });
export const endSchema = z.object({
  id: idInput,
  version: versionInput,
  endedOn: dateInput,
  reason: reasonInput,
});

export type SendToProvider = z.output<typeof sendSchema>;
export type WithdrawDispatch = z.output<typeof withdrawSchema>;
export type EndDispatch = z.output<typeof endSchema>;
