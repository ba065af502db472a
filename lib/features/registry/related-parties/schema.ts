import { z } from "zod";
import type { RelatedPartyKind } from "@/prisma/generated/enums";
import { idInput, reasonInput } from "../closures/schema";
import { KINDS } from "./labels";

export const addRelatedPartySchema = z.object({
  unitId: idInput,
  otherOrganisationId: z.uuid("請先搜尋並選擇另一個設立單位。"),
  kind: z.enum(KINDS as [RelatedPartyKind, ...RelatedPartyKind[]], { error: "請選擇關聯的種類。" }),
  basis: z
    .string({ error: "請填認定依據。" })
    .trim()
    .min(4, "請填認定依據，例如負責人相同之登記資料（至少 4 字）。")
    .max(500, "認定依據最多 500 字。"),
});

export const endRelatedPartySchema = z.object({ id: idInput, unitId: idInput, reason: reasonInput });

export type AddRelatedParty = z.output<typeof addRelatedPartySchema>;
export type EndRelatedParty = z.output<typeof endRelatedPartySchema>;
