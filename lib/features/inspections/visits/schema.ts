import { z } from "zod";
import { dateInput, idInput, reasonInput, versionInput } from "@/lib/features/registry/closures/schema";
import { fileInput } from "@/lib/platform/uploads";
import { addDays, dayNumberOf, type PlainDate, weekdayOf } from "@/lib/rules/plain-date";
import { InspectionPurpose, SigningParty } from "@/prisma/generated/enums";
import { typedParts } from "./form/schema";
import { TYPED } from "./types";

const own = { id: idInput, version: versionInput };

/** One or several values of a form's field, or none. */
const many = <T extends z.ZodType>(each: T) =>
  z.preprocess((value) => (value === undefined || value === "" ? [] : [value].flat()), z.array(each));

/** The Monday of the week in which a day lies; a Sunday ends its week. */
export const weekInput = dateInput.transform((date): PlainDate => {
  const weekday = weekdayOf(dayNumberOf(date)) || 7;
  return addDays(date, 1 - weekday);
});
export const inspectorsInput = many(idInput).refine((ids) => ids.length > 0, {
  message: "請至少指定一位查核人員。",
});

export const planSchema = z.object({
  unitId: z.uuid("請選擇受查單位。"),
  templateId: z.uuid("請選擇查核表。"),
  /** Home visits: the number of the case whose home it is. */
  caseNumber: z.string().trim().max(20).default(""),
  purpose: z.enum(InspectionPurpose, { error: "請選擇查核性質。" }),
  announced: z.preprocess((value) => value === "on", z.boolean()),
  plannedWeek: weekInput,
  inspectorIds: inspectorsInput,
});

export const replanSchema = z.object({ ...own, plannedWeek: weekInput, inspectorIds: inspectorsInput });
export const startSchema = z.object(own);
export const cancelSchema = z.object({ ...own, reason: reasonInput });

const shortKey = z.string().max(80);
const answerInput = z.object({
  itemKey: shortKey,
  caseId: idInput.nullable(),
  raw: z.record(shortKey, z.array(z.string().max(20_000)).max(60)),
  /** The version that the answer was made from; 0 where nothing was answered yet. */
  version: z.number().int().min(0),
});

/** What the page on site sends: one item, or everything that was kept while there was no connection. */
export const saveAnswersSchema = z.object({ answers: z.array(answerInput).min(1).max(400) });

/** A section as a form without JavaScript sends it: the parts that were touched. */
export const saveSectionSchema = z
  .record(z.string(), z.unknown())
  .transform((form) => ({ id: form.id, section: form.section, answers: typedParts(form) }))
  .pipe(
    z.object({
      id: idInput,
      section: shortKey,
      answers: z.array(answerInput.extend({ shown: z.string().max(200_000) })).max(400),
    }),
  );

export const photoSchema = z.object({
  id: idInput,
  itemKey: shortKey.optional(),
  caseId: z.preprocess((value) => (value === "" ? undefined : value), idInput.optional()),
  caption: z.string().trim().max(200, "說明最多 200 字。").optional(),
  file: fileInput,
});
export const removePhotoSchema = z.object({ id: idInput, photoId: idInput });

/** Strokes as an SVG path of straight lines in a box of 600 × 200. */
const strokesInput = z
  .string()
  .max(60_000, "簽名筆畫過多，請清除後重簽。")
  .regex(/^(M\d{1,3} \d{1,3}(L\d{1,3} \d{1,3})+)+$/u, "簽名的筆畫不完整，請清除後重簽。");

const signatureInput = z.object({
  party: z.enum(SigningParty),
  name: z.string().trim().max(50, "姓名最多 50 字。"),
  strokes: z.union([z.literal(TYPED), strokesInput]).nullable(),
  refusedReason: z.string().trim().max(500, "原因最多 500 字。").nullable(),
});

/** The form of a signature has a way and the fields of every way; only those of the chosen way count. */
export const signSchema = z
  .record(z.string(), z.unknown())
  .transform((form) => ({
    id: form.id,
    version: form.version,
    standing: form.standing,
    signatures: [form.party].flat().map((party) => ({
      party,
      name: text(form[`${party}_name`]),
      strokes: strokesOf(form, String(party)),
      refusedReason: form[`${party}_way`] === "refused" ? text(form[`${party}_refused`]) : null,
    })),
  }))
  .pipe(z.object({ ...own, standing: z.string(), signatures: z.array(signatureInput).min(1).max(4) }));

const text = (value: unknown) => (typeof value === "string" ? value : "");

function strokesOf(form: Record<string, unknown>, party: string): string | null {
  const way = form[`${party}_way`];
  if (way === "drawn") return text(form[`${party}_strokes`]) || null;
  return way === "typed" && form[`${party}_confirmed`] === "on" ? TYPED : null;
}

export const addendumSchema = z.object({
  id: idInput,
  text: z
    .string({ error: "請填寫補充內容。" })
    .trim()
    .min(2, "請填寫補充內容（至少 2 字）。")
    .max(4000, "最多 4000 字。"),
});

export type PlanInspection = z.output<typeof planSchema>;
export type ReplanInspection = z.output<typeof replanSchema>;
export type StartInspection = z.output<typeof startSchema>;
export type CancelInspection = z.output<typeof cancelSchema>;
export type SaveAnswers = z.output<typeof saveAnswersSchema>;
export type SaveSection = z.output<typeof saveSectionSchema>;
export type AddPhoto = z.output<typeof photoSchema>;
export type RemovePhoto = z.output<typeof removePhotoSchema>;
export type SignInspection = z.output<typeof signSchema>;
export type AddAddendum = z.output<typeof addendumSchema>;
