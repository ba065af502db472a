import { z } from "zod";
import { today } from "@/lib/platform/clock";
import { checkPersonId, normaliseId } from "@/lib/platform/identifiers";
import type { PlainDate } from "@/lib/rules/plain-date";
import { dateInput } from "../registry/closures/schema";

// Inputs that the forms of cases share. Every text has an end, so that a megabyte is a message at its field.

const ID_HINT = "請填國民身分證統一編號或居留證統一證號（1 個英文字母加 9 碼數字）。";
const ID_REASONS = {
  format: "格式不正確：應為 1 個英文字母加 9 碼數字（舊式居留證為 2 個英文字母加 8 碼）。",
  checksum: "檢查碼不符，請核對證件後重新輸入。",
};

/** A national ID or a resident's number with the right check digit, in the form in which it is kept. */
export const nationalIdInput = z
  .string({ error: ID_HINT })
  .max(40, ID_REASONS.format)
  .transform((text, context): string => {
    const id = normaliseId(text);
    const check = checkPersonId(id);
    if (check.valid) return id;
    context.addIssue({ code: "custom", message: id === "" ? ID_HINT : ID_REASONS[check.reason] });
    return z.NEVER;
  });

/** A text that must be there. */
export function requiredText(label: string, max: number) {
  return z
    .string({ error: `請填${label}。` })
    .trim()
    .min(1, `請填${label}。`)
    .max(max, `${label}最多 ${max} 字。`);
}

/** A text that may be missing. */
export function optionalText(label: string, max: number) {
  return z
    .string()
    .trim()
    .max(max, `${label}最多 ${max} 字。`)
    .optional()
    .transform((text) => text || null);
}

/** A day that has come already. */
export function pastDate(label: string) {
  return dateInput.refine((date) => date <= today(), { message: `${label}不得晚於今日。` });
}

const OLDEST = "1900-01-01" as PlainDate;

/** A birth date. */
export const birthDateInput = pastDate("出生日期").refine((date) => date >= OLDEST, {
  message: "出生日期早於民國前 12 年，請核對。",
});

const PHONE = /^[\d+()#\-\s轉分機~,、／/]+$/u;

/** How a person and the family are reached. */
export const contactShape = {
  address: requiredText("居住地址", 200),
  phone: requiredText("電話", 60).regex(PHONE, "電話只能有數字、括號、連字號與分機。"),
  contactName: optionalText("聯絡人姓名", 60),
  contactRelation: optionalText("與個案關係", 20),
  contactPhone: z
    .string()
    .trim()
    .max(60, "聯絡人電話最多 60 字。")
    .refine((text) => text === "" || PHONE.test(text), "電話只能有數字、括號、連字號與分機。")
    .optional()
    .transform((text) => text || null),
};

/** A district by its eight digits; whether the city has it is judged by the service. */
export const districtInput = z.string({ error: "請選擇行政區。" }).regex(/^\d{8}$/, "請選擇行政區。");
