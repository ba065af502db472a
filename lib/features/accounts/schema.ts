import { z } from "zod";
import { checkPersonId, normaliseId } from "@/lib/platform/identifiers";
import { listParams, one, oneOf, type SearchParams } from "@/lib/platform/list-params";
import { AccountState, Role } from "@/prisma/generated/enums";
import { normaliseLogin } from "./sign-in/schema";
import { ACCOUNT_SORTS, type AccountFilter } from "./types";

const ROLES = Object.values(Role);

const id = z.uuid("找不到這個帳號");
const version = z.coerce.number().int();
const name = z
  .string()
  .transform((text) => text.normalize("NFKC").trim().replace(/\s+/gu, " "))
  .pipe(z.string().min(1, "請輸入姓名").max(50, "姓名最多 50 個字"));

const login = z
  .string()
  .transform(normaliseLogin)
  .pipe(
    z
      .string()
      .min(1, "請輸入帳號名稱")
      .regex(
        /^[a-z0-9][a-z0-9._@-]{2,63}$/,
        "帳號名稱須為 3 至 64 個小寫英文字母、數字或 . _ @ -，並以字母或數字開頭",
      ),
  );

const nationalId = z
  .string()
  .transform(normaliseId)
  .superRefine((text, context) => {
    if (text === "") context.addIssue("請輸入國民身分證或居留證統一編號");
    else {
      const check = checkPersonId(text);
      if (check.valid) return;
      const format = "格式不符：1 個英文字母加 9 個數字（舊式居留證 2 個字母加 8 個數字）";
      context.addIssue(check.reason === "format" ? format : "檢查碼不符，請核對是否打錯");
    }
  });

/** A select that was left empty sends an empty text. */
const unitId = z
  .union([z.literal("").transform(() => null), z.uuid("請選擇單位")])
  .optional()
  .transform((value) => value ?? null);

/** A check box group sends nothing, one text, or several. */
const districtIds = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [...new Set([value ?? []].flat().filter((text) => text !== ""))]);

const placement = { role: z.enum(ROLES, "請選擇角色"), unitId, districtIds };

export const createAccountSchema = z.object({ login, name, nationalId, ...placement });
/** Asked for only while none is on record; an empty field leaves it so. */
const missingNationalId = z
  .union([z.literal("").transform(() => null), nationalId])
  .optional()
  .transform((value) => value ?? null);

export const changeAccountSchema = z.object({
  id,
  version,
  name,
  nationalId: missingNationalId,
  ...placement,
});
export const accountIdSchema = z.object({ id });
export const accountVersionSchema = z.object({ id, version });
export const closeAccountSchema = z.object({
  id,
  version,
  reason: z.string().trim().min(2, "請輸入停用原因").max(200, "停用原因最多 200 個字"),
});
export const noInputSchema = z.object({});

export type CreateAccount = Omit<z.output<typeof createAccountSchema>, "nationalId"> & {
  /** Null only for accounts that the product itself makes. */
  nationalId: string | null;
};
export type ChangeAccount = Omit<z.output<typeof changeAccountSchema>, "nationalId"> & {
  nationalId?: string | null;
};

const STATES = [...Object.values(AccountState), "locked"] as const;

/** What the account list takes from its URL. */
export function accountListParams(params: SearchParams) {
  const filter: AccountFilter = {
    q: listParams(params, ACCOUNT_SORTS).q,
    role: oneOf(params.role, ROLES),
    state: oneOf(params.state, STATES),
    unit: (one(params.unit) ?? "").trim().slice(0, 100),
  };
  return { ...listParams(params, ACCOUNT_SORTS), ...filter };
}

/** A role named in a URL, when it is one of those that may be given. */
export function chosenRole(params: SearchParams, offered: readonly Role[]): Role | undefined {
  return oneOf(params.role, offered);
}
