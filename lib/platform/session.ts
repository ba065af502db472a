import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { decode, encode } from "next-auth/jwt";
import { cache } from "react";
import type { Actor } from "./actor";
import { type Clock, systemClock } from "./clock";
import { type Tx, tellCaller, withCaller } from "./db";
import { settings } from "./env";

// The cookie is next-auth's encrypted token and names a session only. Whether that session still holds is read
// from the database at every request, so that an account closed or changed is out at its next request.

const MINUTE = 60_000;
/** `last_seen_at` is written at most this often, so that reading pages does not mean writing rows. */
const SEEN_EVERY = MINUTE;

/** The name of next-auth's session cookie. */
export function sessionCookieName(): string {
  return settings().secureCookies ? "__Secure-next-auth.session-token" : "next-auth.session-token";
}

/** Puts the session's token into the answer's cookies. Only in actions and route handlers. */
export async function setSessionCookie(sessionId: string): Promise<void> {
  const maxAge = settings().absoluteHours * 3600;
  const token = await encode({ token: { sid: sessionId }, secret: settings().sessionSecret, maxAge });
  (await cookies()).set(sessionCookieName(), token, {
    httpOnly: true,
    sameSite: "lax",
    secure: settings().secureCookies,
    path: "/",
    maxAge,
  });
}

/** Takes the session's cookie away. Only in actions and route handlers. */
export async function clearSessionCookie(): Promise<void> {
  (await cookies()).delete(sessionCookieName());
}

/** The session id that the request's cookie names, or null. The cookie proves nothing yet. */
export async function sessionIdOfRequest(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookieName())?.value;
  if (!token) return null;
  try {
    const claims = await decode({ token, secret: settings().sessionSecret });
    return typeof claims?.sid === "string" ? claims.sid : null;
  } catch {
    // A cookie of an earlier key, or a forged one: the same as none.
    return null;
  }
}

/**
 * The actor of a session, or null when the session ended, was idle for too long (default 30 minutes), is too old
 * (default 10 hours), or the account was closed or changed since it began.
 */
export async function actorOfSession(sessionId: string, clock: Clock = systemClock): Promise<Actor | null> {
  const actor = await withCaller({ session: sessionId }, (tx) => readActor(tx, sessionId, clock.now()));
  return actor && "role" in actor ? actor : null;
}

async function readActor(tx: Tx, sessionId: string, now: Date): Promise<Actor | null> {
  const session = await tx.session.findUnique({ where: { id: sessionId } });
  if (!session || session.endedAt) return null;
  const idle = now.getTime() - session.lastSeenAt.getTime();
  const age = now.getTime() - session.startedAt.getTime();
  if (idle > settings().idleMinutes * MINUTE || age > settings().absoluteHours * 60 * MINUTE) return null;

  await tellCaller(tx, { account: session.accountId });
  const account = await tx.account.findUnique({
    where: { id: session.accountId },
    include: { districts: { select: { districtId: true } } },
  });
  if (account?.state !== "active" || account.version !== session.accountVersion) return null;
  if (idle > SEEN_EVERY) await tx.session.update({ where: { id: sessionId }, data: { lastSeenAt: now } });
  return {
    accountId: account.id,
    sessionId,
    name: account.name,
    role: account.role,
    jurisdictionId: account.jurisdictionId,
    unitId: account.unitId,
    districtIds: account.districts.map((row) => row.districtId),
  };
}

/** The actor of this request, read once per request; null when nobody is signed in. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const sessionId = await sessionIdOfRequest();
  return sessionId ? actorOfSession(sessionId) : null;
});

/** The request header in which `proxy.ts` tells pages their own path and query; what a browser sends there is overwritten. */
export const PATH_HEADER = "x-caretower-path";

/** The actor of this request; sends the browser to the sign-in page when there is none, and back here afterwards. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (actor) return actor;
  const path = (await headers()).get(PATH_HEADER);
  redirect(`/sign-in?reason=session${path ? `&next=${encodeURIComponent(path)}` : ""}`);
}
