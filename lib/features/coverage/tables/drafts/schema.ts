import { z } from "zod";

const file = z
  .instanceof(File, { message: "請選擇要匯入的檔案。" })
  .refine((each) => each.name !== "" || each.size > 0, { message: "請選擇要匯入的檔案。" });

/** Uploaded tables as a form sends them, one or several. Size and content are judged by the reader. */
export const draftUploadSchema = z.object({
  planYear: z.coerce
    .number({ message: "請填計畫年度，例如 115。" })
    .int({ message: "請填計畫年度，例如 115。" })
    .min(110, { message: "計畫年度為民國年，例如 115。" })
    .max(150, { message: "計畫年度為民國年，例如 115。" }),
  file: z.preprocess(
    (value) => (Array.isArray(value) ? value : [value]),
    z.array(file).min(1, { message: "請選擇要匯入的檔案。" }).max(80, { message: "一次最多 80 個檔案。" }),
  ),
});

const id = z.uuid({ message: "草案編號不正確，請由清單重新開啟。" });

export const draftApplySchema = z.object({
  id,
  seen: z.string().max(64),
  /** Ticked when rows of the present edition are not in the draft. */
  confirmMissing: z
    .literal("on")
    .optional()
    .transform((value) => value === "on"),
});

export const draftDiscardSchema = z.object({ id });

/** Whether a text of an address is a draft's id. */
export function isDraftId(text: string): boolean {
  return id.safeParse(text).success;
}
