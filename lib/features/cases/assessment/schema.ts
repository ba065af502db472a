import { z } from "zod";
import { idInput, versionInput } from "../../registry/closures/schema";
import { ASSESSMENT_KINDS } from "../labels";
import { optionalText, pastDate } from "../schema";
import { MOST_PROBLEMS, PROBLEM_LENGTH, problemField } from "./labels";

const LEVEL = "長照需要等級為第 1 級至第 8 級。";
const COPAY = "長照身分別為第一類至第三類。";
const TOO_LONG = `每一項照顧問題最多 ${PROBLEM_LENGTH} 字。`;

const ROWS = Array.from({ length: MOST_PROBLEMS }, (_, place) => problemField(place + 1));
const rowInput = z.string().trim().max(PROBLEM_LENGTH, TOO_LONG).optional();

const linesInput = z
  .string()
  .max(MOST_PROBLEMS * (PROBLEM_LENGTH + 2), `其他照顧問題最多 ${MOST_PROBLEMS * PROBLEM_LENGTH} 字。`)
  .optional()
  .transform((text) => (text ?? "").split(/\r?\n/u).map((line) => line.trim()))
  .refine((lines) => lines.every((line) => line.length <= PROBLEM_LENGTH), TOO_LONG);

const particulars = {
  id: idInput,
  version: versionInput,
  kind: z.enum(ASSESSMENT_KINDS, { error: "請選擇初評或複評。" }),
  assessedOn: pastDate("評估日"),
  needLevel: z.coerce.number({ error: LEVEL }).int(LEVEL).min(1, LEVEL).max(8, LEVEL),
  copayClass: z.coerce.number({ error: COPAY }).int(COPAY).min(1, COPAY).max(3, COPAY),
  hasForeignCaregiver: z
    .literal("on", { error: "聘僱外籍看護工的欄位不正確，請重新勾選。" })
    .optional()
    .transform((value) => value === "on"),
  note: optionalText("備註", 1000),
};

/** An assessment. Problems stand in rows and, one a line, in a text; the same one twice counts once. */
export const assessSchema = z
  .object({
    ...particulars,
    moreProblems: linesInput,
    ...Object.fromEntries(ROWS.map((row) => [row, rowInput])),
  })
  .transform((input) => {
    const rows = input as Record<string, unknown>;
    const { id, version, kind, assessedOn, needLevel, copayClass, hasForeignCaregiver, note } = input;
    const written = [...ROWS.map((row) => rows[row]), ...input.moreProblems];
    const problems = written.filter((text): text is string => typeof text === "string" && text !== "");
    return {
      ...{ id, version, kind, assessedOn, needLevel, copayClass, hasForeignCaregiver, note },
      problems: [...new Set(problems)],
    };
  })
  .superRefine(({ needLevel, problems }, context) => {
    if (problems.length > MOST_PROBLEMS) {
      const message = `照顧問題最多 ${MOST_PROBLEMS} 項。`;
      context.addIssue({ code: "custom", path: ["moreProblems"], message });
    }
    if (needLevel >= 2 && problems.length === 0) {
      const message = "第 2 級以上至少填一項照顧問題，照顧計畫以此為據。";
      context.addIssue({ code: "custom", path: [problemField(1)], message });
    }
  });

export type Assess = z.output<typeof assessSchema>;
