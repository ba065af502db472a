import { type NextRequest, NextResponse } from "next/server";

// Runs before every page. It decides nothing about rights: whether a session holds is asked of the database by
// `requireActor`. Kept free of imports from lib, so that it starts in a moment.

/** Uploads end at 10 MB; a form around one is a little larger. */
const LARGEST_POST = 12 * 1024 * 1024;
const SESSION_COOKIES = ["next-auth.session-token", "__Secure-next-auth.session-token"];
const OPEN_PATHS =
  /^\/(sign-in|set-password|published|api|theme)(\/|$)|\.(svg|png|ico|txt|json|webmanifest)$/;
/** The same name as in lib/platform/session.ts. */
const PATH_HEADER = "x-caretower-path";

/** Security headers for every answer, the way to the sign-in page, and a message for uploads that are too large. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (request.method === "POST" && Number(request.headers.get("content-length")) > LARGEST_POST) {
    return withHeaders(tooLarge(request));
  }
  if (isReading(request) && !OPEN_PATHS.test(pathname) && !hasSessionCookie(request)) {
    const target = new URL("/sign-in", request.url);
    if (pathname !== "/") target.searchParams.set("next", `${pathname}${search}`);
    return withHeaders(NextResponse.redirect(target, 303));
  }

  const policy = contentSecurityPolicy(btoa(crypto.randomUUID()));
  const headers = new Headers(request.headers);
  // Next reads the nonce from here and puts it on its scripts.
  headers.set("Content-Security-Policy", policy);
  headers.set(PATH_HEADER, `${pathname}${search}`);
  return withHeaders(NextResponse.next({ request: { headers } }), policy);
}

function isReading({ method }: NextRequest): boolean {
  return method === "GET" || method === "HEAD";
}

/** Long tokens come in pieces, `name.0`, `name.1`. */
function hasSessionCookie({ cookies }: NextRequest): boolean {
  return cookies.getAll().some(({ name }) => SESSION_COOKIES.includes(name.replace(/\.\d+$/, "")));
}

/**
 * Back to the page with a message. A browser follows the redirect of a form; Next's own client takes the place to go
 * from the header that its server actions answer with.
 */
function tooLarge(request: NextRequest): NextResponse {
  const target = new URL(request.nextUrl.pathname + request.nextUrl.search, request.url);
  target.searchParams.set("error", "too_large");
  if (!request.headers.has("next-action")) return NextResponse.redirect(target, 303);
  return new NextResponse(null, {
    status: 303,
    headers: { "x-action-redirect": `${target.pathname}${target.search};push` },
  });
}

function contentSecurityPolicy(nonce: string): string {
  // React rebuilds server errors with eval in development only.
  const development = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    // The page of an inspection on site, which opens again without a connection.
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function withHeaders(
  response: NextResponse,
  policy = "default-src 'none'; frame-ancestors 'none'",
): NextResponse {
  const { headers } = response;
  headers.set("Content-Security-Policy", policy);
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("X-Frame-Options", "DENY");
  // One-time links stand in the address: it never leaves for another site.
  headers.set("Referrer-Policy", "same-origin");
  headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  if ((process.env.NEXTAUTH_URL ?? "").startsWith("https://")) {
    headers.set("Strict-Transport-Security", "max-age=31536000");
  }
  return response;
}

export const config = { matcher: ["/((?!_next/static|_next/image).*)"] };
