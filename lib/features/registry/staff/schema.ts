import { z } from "zod";
import { checkPersonId, normaliseId } from "@/lib/platform/identifiers";
import { listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import type { Duty, Employment } from "@/prisma/generated/enums";
import { dateInput, idInput, reasonInput, versionInput } from "../closures/schema";
import {
  DUTIES,
  EMPLOYMENTS,
  PRESENCES,
  type Presence,
  REGISTRATION_FILTERS,
  type RegistrationFilter,
} from "./labels";

const ID_HINT = "請填國民身分證統一編號或居留證統一證號，例如首碼英文加 9 碼數字。";
const ID_REASONS = {
  format: "格式不正確：應為 1 個英文字母加 9 碼數字（舊式居留證為 2 個英文字母加 8 碼）。",
  checksum: "檢查碼不符，請核對證件後重新輸入。",
};

const nationalIdInput = z.string({ error: ID_HINT }).transform((text, context): string => {
  const id = normaliseId(text);
  const check = checkPersonId(id);
  if (check.valid) return id;
  context.addIssue({ code: "custom", message: id === "" ? ID_HINT : ID_REASONS[check.reason] });
  return z.NEVER;
});

const details = {
  name: z.string({ error: "請填姓名。" }).trim().min(1, "請填姓名。").max(60, "姓名最多 60 字。"),
  duty: z.enum(DUTIES as [Duty, ...Duty[]], { error: "請選擇職務。" }),
  employment: z.enum(EMPLOYMENTS as [Employment, ...Employment[]], { error: "請選擇專任或兼任。" }),
  qualification: z
    .string()
    .trim()
    .max(200, "資格最多 200 字。")
    .optional()
    .transform((text) => text || null),
};

export const addStaffSchema = z.object({
  unitId: idInput,
  nationalId: nationalIdInput,
  startedOn: dateInput,
  ...details,
});
export const changeStaffSchema = z.object({ id: idInput, version: versionInput, ...details });
export const registerStaffSchema = z.object({ id: idInput, version: versionInput, registeredOn: dateInput });
export const endStaffSchema = z.object({
  id: idInput,
  version: versionInput,
  endedOn: dateInput,
  reason: reasonInput,
});
export const revealNationalIdSchema = z.object({ id: idInput });

export type AddStaff = z.output<typeof addStaffSchema>;
export type ChangeStaff = z.output<typeof changeStaffSchema>;
export type RegisterStaff = z.output<typeof registerStaffSchema>;
export type EndStaff = z.output<typeof endStaffSchema>;
export type RevealNationalId = z.output<typeof revealNationalIdSchema>;

export const STAFF_SORTS = ["startedOn", "name", "unit", "duty", "registeredOn"] as const;
export type StaffListParams = ReturnType<typeof staffListParams>;

/** Reads the parameters of a list of staff; what is not understood falls back. */
export function staffListParams(params: SearchParams) {
  return {
    ...listParams(params, STAFF_SORTS, "desc"),
    duty: oneOf<Duty>(params.duty, DUTIES),
    employment: oneOf<Employment>(params.employment, EMPLOYMENTS),
    presence: oneOf<Presence>(params.presence, PRESENCES) ?? "standing",
    registration: oneOf<RegistrationFilter>(params.registration, REGISTRATION_FILTERS),
    unit: (one(params.unit) ?? "").slice(0, 40),
  };
}
