"use server";

import { defineAction, definePublicAction } from "@/lib/platform/define-action";
import { ok } from "@/lib/platform/result";
import { clearSessionCookie, sessionIdOfRequest } from "@/lib/platform/session";
import { mayAccounts } from "./policy";
import {
  accountIdSchema,
  accountVersionSchema,
  changeAccountSchema,
  closeAccountSchema,
  createAccountSchema,
  noInputSchema,
} from "./schema";
import {
  changeAccount,
  closeAccount,
  createAccount,
  issueLink,
  reopenAccount,
  unlockAccount,
} from "./service";
import { signOutOf } from "./sign-in/service";

const LIST = "/admin/accounts";

/** Signing out also works when the session has ended already. */
export const signOut = definePublicAction({
  name: "account.sign_out",
  schema: noInputSchema,
  run: async () => {
    const sessionId = await sessionIdOfRequest();
    if (sessionId) await signOutOf(sessionId);
    await clearSessionCookie();
    return ok(null);
  },
  redirectTo: () => "/sign-in?reason=signed_out",
});

export const createAccountAction = defineAction({
  name: "account.create",
  permit: (actor) => mayAccounts(actor, "account.create"),
  schema: createAccountSchema,
  run: (actor, input) => createAccount(actor, input),
  revalidate: () => [LIST],
});

export const changeAccountAction = defineAction({
  name: "account.change",
  permit: (actor) => mayAccounts(actor, "account.change"),
  schema: changeAccountSchema,
  run: (actor, input) => changeAccount(actor, input),
  revalidate: ({ id }) => [LIST, `${LIST}/${id}`],
  redirectTo: ({ id }) => `${LIST}/${id}?done=changed`,
});

export const closeAccountAction = defineAction({
  name: "account.close",
  permit: (actor) => mayAccounts(actor, "account.close"),
  schema: closeAccountSchema,
  run: (actor, input) => closeAccount(actor, input),
  revalidate: ({ id }) => [LIST, `${LIST}/${id}`],
  redirectTo: ({ id }) => `${LIST}/${id}?done=closed`,
});

export const reopenAccountAction = defineAction({
  name: "account.reopen",
  permit: (actor) => mayAccounts(actor, "account.reopen"),
  schema: accountVersionSchema,
  run: (actor, input) => reopenAccount(actor, input),
  revalidate: ({ id }) => [LIST, `${LIST}/${id}`],
  redirectTo: ({ id }) => `${LIST}/${id}?done=reopened`,
});

export const unlockAccountAction = defineAction({
  name: "account.unlock",
  permit: (actor) => mayAccounts(actor, "account.unlock"),
  schema: accountIdSchema,
  run: (actor, input) => unlockAccount(actor, input),
  revalidate: ({ id }) => [LIST, `${LIST}/${id}`],
  redirectTo: ({ id }) => `${LIST}/${id}?done=unlocked`,
});

export const issueLinkAction = defineAction({
  name: "account.issue_link",
  permit: (actor) => mayAccounts(actor, "account.issue_link"),
  schema: accountIdSchema,
  run: (actor, input) => issueLink(actor, input),
});
