import { z } from "zod";
import { idInput, reasonInput, versionInput } from "@/lib/features/registry/closures/schema";
import { SERVICES_OF_TIER } from "@/lib/features/registry/units/labels";
import { listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import type { Service } from "@/prisma/generated/enums";
import { ROTATION_FILTERS, type RotationFilter } from "./labels";

const B_SERVICES = SERVICES_OF_TIER.b as [Service, ...Service[]];
const NOTE_MAX = 200;

export const startRotationSchema = z.object({
  area: z.string({ error: "請選擇服務區。" }).trim().min(1, "請選擇服務區。").max(60, "服務區不在清單內。"),
  service: z.enum(B_SERVICES, { error: "請選擇服務項目。" }),
});

/** `up:<unit>`, `down:<unit>`, `remove:<unit>`, `add`, or nothing to save what was typed. */
const stepInput = z
  .string()
  .regex(/^(up:|down:|remove:).{36}$|^add$|^$/, "這個動作無法辨識，請重新開啟本頁。")
  .optional()
  .transform((text) => {
    const [kind = "", unitId = ""] = (text ?? "").split(":");
    return { kind: kind as "" | "add" | "up" | "down" | "remove", unitId };
  });

export const keepRotationSchema = z
  .looseObject({
    id: idInput,
    version: versionInput,
    inventoryNote: z.string().trim().max(2000, "盤點說明最多 2000 字。").optional().default(""),
    add: z
      .union([z.literal(""), idInput])
      .optional()
      .default(""),
    step: stepInput,
  })
  .transform((form, context) => {
    const notes: Record<string, string> = {};
    for (const [name, value] of Object.entries(form)) {
      if (!name.startsWith("note:") || typeof value !== "string") continue;
      if (value.trim().length > NOTE_MAX)
        context.addIssue({ code: "custom", path: [name], message: `備註最多 ${NOTE_MAX} 字。` });
      notes[name.slice("note:".length)] = value.trim();
    }
    const { id, version, inventoryNote, add, step } = form;
    if (step.kind === "add" && add === "")
      context.addIssue({ code: "custom", path: ["add"], message: "請先選擇要加入的單位。" });
    return { id, version, inventoryNote, add, step, notes };
  });

export const submitRotationSchema = z.object({ id: idInput, version: versionInput });
export const approveRotationSchema = z.object({ id: idInput, version: versionInput });
export const returnRotationSchema = z.object({
  id: idInput,
  version: versionInput,
  remark: z
    .string({ error: "請填寫退回意見。" })
    .trim()
    .min(2, "請填寫退回意見（至少 2 字），A 單位才知道如何修正。")
    .max(1000, "退回意見最多 1000 字。"),
});

export const discardRotationSchema = z.object({ id: idInput, version: versionInput, reason: reasonInput });

export type StartRotation = z.output<typeof startRotationSchema>;
export type KeepRotation = z.output<typeof keepRotationSchema>;
export type RotationRef = z.output<typeof submitRotationSchema>;
export type DiscardRotation = z.output<typeof discardRotationSchema>;
export type ReturnRotation = z.output<typeof returnRotationSchema>;

export const ROTATION_SORTS = ["validThrough", "service", "unit", "submittedAt"] as const;
export type RotationListParams = ReturnType<typeof rotationListParams>;

/** Reads the parameters of the list of orders; what is not understood falls back. */
export function rotationListParams(params: SearchParams) {
  return {
    ...listParams(params, ROTATION_SORTS),
    state: oneOf<RotationFilter>(params.state, ROTATION_FILTERS),
    service: oneOf<Service>(params.service, SERVICES_OF_TIER.b),
    area: (one(params.area) ?? "").slice(0, 60),
  };
}
