import { z } from "zod";
import { SEXES, SOURCES } from "../labels";
import {
  birthDateInput,
  contactShape,
  districtInput,
  nationalIdInput,
  pastDate,
  requiredText,
} from "../schema";

/** The first step: who it is. */
export const identifySchema = z.object({ nationalId: nationalIdInput });

/** The application itself. The person stands in `person`, sealed by the first step. */
export const applySchema = z
  .object({
    person: z
      .string({ error: "請先查詢統一編號。" })
      .min(1, "請先查詢統一編號。")
      .max(500, "請先查詢統一編號。"),
    source: z.enum(SOURCES, { error: "請選擇申請來源。" }),
    /** The A unit that found the case, where that is the source. */
    sourceUnitId: z
      .union([z.literal("").transform(() => null), z.uuid("請由清單選擇開發的 A 單位。")])
      .optional(),
    appliedOn: pastDate("申請日"),
    name: requiredText("姓名", 60),
    sex: z.enum(SEXES, { error: "請選擇性別。" }),
    bornOn: birthDateInput,
    districtId: districtInput,
    ...contactShape,
  })
  .refine(({ source, sourceUnitId }) => source !== "a_unit_outreach" || sourceUnitId, {
    path: ["sourceUnitId"],
    message: "申請來源為 A 單位開發時，請選擇開發的 A 單位。",
  });

export type Identify = z.output<typeof identifySchema>;
export type Application = z.output<typeof applySchema>;
