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
export const applySchema = z.object({
  person: z
    .string({ error: "請先查詢統一編號。" })
    .min(1, "請先查詢統一編號。")
    .max(500, "請先查詢統一編號。"),
  source: z.enum(SOURCES, { error: "請選擇申請來源。" }),
  appliedOn: pastDate("申請日"),
  name: requiredText("姓名", 60),
  sex: z.enum(SEXES, { error: "請選擇性別。" }),
  bornOn: birthDateInput,
  districtId: districtInput,
  ...contactShape,
});

export type Identify = z.output<typeof identifySchema>;
export type Application = z.output<typeof applySchema>;
