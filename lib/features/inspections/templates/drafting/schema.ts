import { z } from "zod";
import { dateInput, idInput, versionInput } from "@/lib/features/registry/closures/schema";

const own = { id: idInput, version: versionInput };

export const draftSchema = z.object({ id: idInput, revisedOn: dateInput });
export const publishSchema = z.object({
  ...own,
  confirmed: z.literal("on", { error: "請勾選確認後再發布。" }),
});
export const discardSchema = z.object(own);

export type DraftTemplate = z.output<typeof draftSchema>;
export type PublishTemplate = z.output<typeof publishSchema>;
export type DiscardTemplate = z.output<typeof discardSchema>;
