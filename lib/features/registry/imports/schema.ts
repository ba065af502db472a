import { z } from "zod";
import { one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import { FINDING_LISTS, type FindingList } from "./comparison/types";

/** An uploaded file as a form sends it. Size and content are judged by the reader, which names what is wrong. */
export const uploadSchema = z.object({
  file: z
    .instanceof(File, { message: "請選擇要匯入的檔案。" })
    .refine((file) => file.name !== "" || file.size > 0, { message: "請選擇要匯入的檔案。" }),
});

const importId = z.uuid({ message: "匯入編號不正確，請由清單重新開啟。" });

export const applySchema = z.object({
  id: importId,
  /** Ticked when more of the registry goes than a slip should be able to take. */
  confirmGone: z
    .literal("on")
    .optional()
    .transform((value) => value === "on"),
  seen: z.string().max(64).optional(),
});

export const discardSchema = z.object({ id: importId });

/** Whether a text of an address is an import's id. */
export function isImportId(text: string): boolean {
  return importId.safeParse(text).success;
}

/** The list of an import that a page shows; without a choice the first that needs a look. */
export function findingList(params: SearchParams, counts: Record<FindingList, number>): FindingList {
  const first: readonly FindingList[] = ["wrong", "gone", "changed", "added", "doubtful"];
  return oneOf(params.list, FINDING_LISTS) ?? first.find((list) => counts[list] > 0) ?? "added";
}

/** Problems that were met before a form reached the server, as the address tells them. */
export function uploadProblem(params: SearchParams): "too_large" | null {
  return one(params.error) === "too_large" ? "too_large" : null;
}
