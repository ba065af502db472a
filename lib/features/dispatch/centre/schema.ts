import { z } from "zod";
import { SOURCES } from "@/lib/features/cases/labels";
import { idInput, reasonInput, versionInput } from "@/lib/features/registry/closures/schema";
import { listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import type { CaseSource } from "@/prisma/generated/enums";
import { CENTRE_BASES, CENTRE_VIEWS, type CentreView } from "./labels";

const optionalId = z
  .union([z.literal(""), idInput])
  .optional()
  .transform((id) => id || null);

/** By rotation no unit is named; `expectedUnitId` is whose turn the page showed. */
export const sendSchema = z
  .object({
    caseId: idInput,
    version: versionInput,
    basis: z.enum(CENTRE_BASES, { error: "請選擇派案方式。" }),
    unitId: optionalId,
    expectedUnitId: optionalId,
  })
  .refine(({ basis, unitId }) => basis === "rotation" || unitId !== null, {
    path: ["unitId"],
    message: "請選擇 A 單位。",
  });

/** Taken back from one A unit and given to another in one step. */
export const redispatchSchema = sendSchema.and(z.object({ reason: reasonInput }));

export const takeBackSchema = z.object({ caseId: idInput, version: versionInput, reason: reasonInput });

export const startOrderSchema = z.object({
  districtId: z.string({ error: "請選擇行政區。" }).regex(/^\d{8}$/, "行政區不在本市清單內。"),
});

const NOTE_MAX = 200;

/** `up:<unit>`, `down:<unit>`, `remove:<unit>`, `add`, or nothing to save the notes. */
export const keepOrderSchema = z
  .looseObject({
    id: idInput,
    version: versionInput,
    add: optionalId,
    step: z
      .string()
      .regex(/^(up:|down:|remove:).{36}$|^add$|^$/, "這個動作無法辨識，請重新開啟本頁。")
      .optional()
      .transform((text) => {
        const [kind = "", unitId = ""] = (text ?? "").split(":");
        return { kind: kind as "" | "add" | "up" | "down" | "remove", unitId };
      }),
  })
  .transform((form, context) => {
    const { id, version, step, add } = form;
    const notes: Record<string, string> = {};
    for (const [name, value] of Object.entries(form)) {
      if (!name.startsWith("note:") || typeof value !== "string") continue;
      if (value.trim().length > NOTE_MAX)
        context.addIssue({ code: "custom", path: [name], message: `備註最多 ${NOTE_MAX} 字。` });
      notes[name.slice("note:".length)] = value.trim();
    }
    if (step.kind === "add" && add === null)
      context.addIssue({ code: "custom", path: ["add"], message: "請先選擇要加入的單位。" });
    return { id, version, step, add: add ?? "", notes };
  });

export const resumeSchema = z.object({
  id: idInput,
  version: versionInput,
  unitId: idInput,
  reason: reasonInput,
});

type SendForm = z.output<typeof sendSchema>;
export type SendToAUnit = Omit<SendForm, "expectedUnitId"> & Partial<Pick<SendForm, "expectedUnitId">>;
export type Redispatch = SendToAUnit & { reason: string };
export type TakeBack = z.output<typeof takeBackSchema>;
export type StartOrder = z.output<typeof startOrderSchema>;
export type KeepOrder = z.output<typeof keepOrderSchema>;
export type ResumeUnit = z.output<typeof resumeSchema>;

export const CENTRE_SORTS = ["lastAssessedOn", "number", "district", "needLevel"] as const;
export type CentreListParams = ReturnType<typeof centreListParams>;

/** Reads the parameters of the centre's list; what is not understood falls back. */
export function centreListParams(params: SearchParams) {
  const district = one(params.district) ?? "";
  return {
    ...listParams(params, CENTRE_SORTS),
    view: oneOf<CentreView>(params.view, CENTRE_VIEWS) ?? "waiting",
    district: /^\d{8}$/.test(district) ? district : "",
    source: oneOf<CaseSource>(params.source, SOURCES),
    overdue: one(params.overdue) === "yes",
  };
}
