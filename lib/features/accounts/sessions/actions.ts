"use server";

import { defineAction } from "@/lib/platform/define-action";
import { endOtherSessionsSchema, endSessionSchema } from "./schema";
import { endOtherSessions, endOwnSession } from "./service";

// Everybody who is signed in may end the own sessions.
const ownOnly = () => true;

export const endSessionAction = defineAction({
  name: "account.end_session",
  permit: ownOnly,
  schema: endSessionSchema,
  run: (actor, input) => endOwnSession(actor, input),
  revalidate: () => ["/account"],
  redirectTo: () => "/account?done=session",
});

export const endOtherSessionsAction = defineAction({
  name: "account.end_other_sessions",
  permit: ownOnly,
  schema: endOtherSessionsSchema,
  run: (actor) => endOtherSessions(actor),
  revalidate: () => ["/account"],
  redirectTo: () => "/account?done=session",
});
