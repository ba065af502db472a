"use server";

import { headers } from "next/headers";
import { definePublicAction } from "@/lib/platform/define-action";
import { setSessionCookie } from "@/lib/platform/session";
import { safePath, signInSchema } from "./schema";
import { signIn } from "./service";

export const signInAction = definePublicAction({
  name: "account.sign_in",
  schema: signInSchema,
  run: async ({ login, password }) => {
    const from = (await headers()).get("x-forwarded-for");
    const result = await signIn(login, password, undefined, from);
    if (result.ok) await setSessionCookie(result.data.sessionId);
    return result;
  },
  redirectTo: (_data, { next }) => safePath(next),
});
