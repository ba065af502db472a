import { z } from "zod";

const SHORTEST = 12;
const LONGEST = 128;
const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{N}\s]/u];
const KINDS_NEEDED = 3;

/** What a password must be, as one sentence for the form. */
export const PASSWORD_RULE = `${SHORTEST} 至 ${LONGEST} 個字元，小寫、大寫、數字、符號至少 ${KINDS_NEEDED} 種，不含帳號名稱，且與最近 3 次使用的密碼不同。`;

/** Why a password is not accepted for a login, each reason a phrase; empty when it is. Earlier passwords are judged elsewhere. */
export function passwordProblems(password: string, login: string): string[] {
  const length = [...password].length;
  const kinds = KINDS.filter((kind) => kind.test(password)).length;
  const problems: string[] = [];
  if (length < SHORTEST) problems.push(`至少 ${SHORTEST} 個字元（目前 ${length} 個）`);
  if (length > LONGEST) problems.push(`最多 ${LONGEST} 個字元（目前 ${length} 個）`);
  if (kinds < KINDS_NEEDED)
    problems.push(`小寫、大寫、數字、符號至少 ${KINDS_NEEDED} 種（目前 ${kinds} 種）`);
  if (password.toLowerCase().includes(login.toLowerCase())) problems.push("不可包含帳號名稱");
  return problems;
}

const newPassword = z.string().min(1, "請輸入新密碼").max(1000, `最多 ${LONGEST} 個字元`);
const newPasswordAgain = z.string().max(1000);
const DIFFERENT = { path: ["passwordAgain"], error: "兩次輸入的新密碼不同" };

export const setPasswordSchema = z
  .object({ secret: z.string().max(100), password: newPassword, passwordAgain: newPasswordAgain })
  .refine((input) => input.password === input.passwordAgain, DIFFERENT);

export const changePasswordSchema = z
  .object({
    currentPassword: z.string().min(1, "請輸入目前的密碼").max(1000),
    password: newPassword,
    passwordAgain: newPasswordAgain,
  })
  .refine((input) => input.password === input.passwordAgain, DIFFERENT);
