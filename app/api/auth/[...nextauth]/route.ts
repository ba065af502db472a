import type { NextRequest } from "next/server";
import NextAuth, { type NextAuthOptions } from "next-auth";
import { decode } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { signIn, signOutOf } from "@/lib/features/accounts/sign-in/service";
import { settings } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { actorOfSession } from "@/lib/platform/session";

// next-auth's own endpoints (session, csrf, signout, callback/credentials) over the same sessions as the pages.
// Its token names a session and nothing else; the database says whether that session still holds.

type Context = { params: Promise<{ nextauth: string[] }> };

function options(): NextAuthOptions {
  const { sessionSecret, absoluteHours, secureCookies } = settings();
  return {
    secret: sessionSecret,
    useSecureCookies: secureCookies,
    session: { strategy: "jwt", maxAge: absoluteHours * 3600 },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        name: "帳號密碼",
        credentials: { login: { label: "帳號" }, password: { label: "密碼", type: "password" } },
        authorize: (given, request) => authorize(given, request.headers?.["x-forwarded-for"]),
      }),
    ],
    jwt: {
      // A token whose session is over counts as none, so that /session answers empty and takes the cookie away.
      decode: async (params) => {
        const token = await decode(params);
        const sid = typeof token?.sid === "string" ? token.sid : null;
        return sid && (await actorOfSession(sid)) ? token : null;
      },
    },
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: user.id } : { sid: token.sid }),
      session: async ({ session, token }) => {
        const actor = typeof token.sid === "string" ? await actorOfSession(token.sid) : null;
        return { ...session, user: actor ? { name: actor.name } : undefined };
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === "string") await signOutOf(token.sid);
      },
    },
    logger: {
      error: (code) => log.info({ code }, "next-auth"),
      warn: (code) => log.debug({ code }, "next-auth"),
      debug: () => undefined,
    },
  };
}

/** Never throws: next-auth would put an exception's text into the address. */
async function authorize(given: { login?: string; password?: string } | undefined, from: unknown) {
  try {
    if (!given?.login || !given.password || given.password.length > 1000) return null;
    const address = typeof from === "string" ? from : null;
    const result = await signIn(given.login, given.password, undefined, address);
    return result.ok ? { id: result.data.sessionId, name: result.data.name } : null;
  } catch (error) {
    log.error({ err: error }, "sign-in through next-auth failed");
    return null;
  }
}

export async function GET(request: NextRequest, context: Context) {
  return NextAuth(request, context, options());
}

export async function POST(request: NextRequest, context: Context) {
  return NextAuth(request, context, options());
}
