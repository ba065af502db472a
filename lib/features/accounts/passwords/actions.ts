"use server";

import { defineAction, definePublicAction } from "@/lib/platform/define-action";
import { ok } from "@/lib/platform/result";
import { setSessionCookie } from "@/lib/platform/session";
import { changePasswordSchema, setPasswordSchema } from "./schema";
import { changeOwnPassword, setPasswordByLink } from "./service";

export const setPasswordAction = definePublicAction({
  name: "account.set_password",
  schema: setPasswordSchema,
  run: (input) => setPasswordByLink(input),
  redirectTo: () => "/sign-in?reason=password_set",
});

export const changePasswordAction = defineAction({
  name: "account.change_password",
  // Everybody who is signed in may change the own password; the old one is asked for.
  permit: () => true,
  schema: changePasswordSchema,
  run: async (actor, input) => {
    const result = await changeOwnPassword(actor, input);
    if (!result.ok) return result;
    await setSessionCookie(result.data.sessionId);
    return ok(null);
  },
  redirectTo: () => "/account?done=password",
});
