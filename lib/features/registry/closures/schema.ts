import { z } from "zod";
import { parseDateInput } from "@/lib/platform/roc-date";
import type { PlainDate } from "@/lib/rules/plain-date";

const DATE_HINT = "請填日期，例如 114/03/05。";

/** A date as officials write it, read into the form in which the code holds it. */
export const dateInput = z.string({ error: DATE_HINT }).transform((text, context): PlainDate => {
  const date = parseDateInput(text);
  if (date) return date;
  context.addIssue({
    code: "custom",
    message: text.trim() === "" ? DATE_HINT : `「${text}」不是曆法上的日期，請填如 114/03/05。`,
  });
  return z.NEVER;
});

/** A reason that stays on record. */
export const reasonInput = z
  .string({ error: "請填寫原因。" })
  .trim()
  .min(2, "請填寫原因（至少 2 字）。")
  .max(500, "原因最多 500 字。");

export const idInput = z.uuid("這筆資料的編號不正確，請回到清單重新開啟。");

/** The version that the form was made from; an older one than the row's is stale. */
export const versionInput = z.coerce.number({ error: "表單缺少版本，請重新開啟本頁。" }).int().min(1);

export const addClosureSchema = z.object({ closedOn: dateInput, reason: reasonInput });
export const withdrawClosureSchema = z.object({ id: idInput, reason: reasonInput });

export type AddClosure = z.output<typeof addClosureSchema>;
export type WithdrawClosure = z.output<typeof withdrawClosureSchema>;
