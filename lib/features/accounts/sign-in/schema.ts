import { z } from "zod";

/** The form in which a login name is kept and looked up: narrow, lower case, no space around it. */
export function normaliseLogin(login: string): string {
  return login.normalize("NFKC").trim().toLowerCase();
}

/**
 * A path inside the product to go to after signing in, or `/today`. What could lead elsewhere (another host, a
 * backslash, a control character) or back to the sign-in page is not followed.
 */
export function safePath(next: string | null | undefined): string {
  if (!next || next.length > 500 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return "/today";
  const base = "http://here.invalid";
  if (!URL.canParse(next, base)) return "/today";
  const { origin, pathname, search } = new URL(next, base);
  const isElsewhere = origin !== base || pathname.startsWith("//");
  if (isElsewhere || /^\/(sign-in|set-password|api)(\/|$)/.test(pathname)) return "/today";
  return pathname === "/" ? "/today" : `${pathname}${search}`;
}

export const signInSchema = z.object({
  login: z.string().trim().min(1, "請輸入帳號").max(200, "請輸入帳號"),
  password: z.string().min(1, "請輸入密碼").max(1000, "帳號或密碼不正確"),
  next: z.string().optional(),
});
