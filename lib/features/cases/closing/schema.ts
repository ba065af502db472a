import { z } from "zod";
import { idInput, reasonInput, versionInput } from "../../registry/closures/schema";
import { CLOSE_REASONS, SOURCES } from "../labels";
import { optionalText, pastDate } from "../schema";

export const closeSchema = z
  .object({
    id: idInput,
    version: versionInput,
    closeReason: z.enum(CLOSE_REASONS, { error: "請選擇結案原因。" }),
    closedOn: pastDate("結案日"),
    note: optionalText("說明", 1000),
  })
  .superRefine(({ closeReason, note }, context) => {
    if (closeReason !== "other" || note) return;
    context.addIssue({ code: "custom", path: ["note"], message: "原因為「其他」時請填說明。" });
  });

export const reopenSchema = z.object({
  id: idInput,
  version: versionInput,
  source: z.enum(SOURCES, { error: "請選擇申請來源。" }),
  appliedOn: pastDate("申請日"),
  reason: reasonInput,
});

export type CloseCase = z.output<typeof closeSchema>;
export type ReopenCase = z.output<typeof reopenSchema>;
