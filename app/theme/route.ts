import { cookies } from "next/headers";

const YEAR = 365 * 24 * 3600;

/** The theme switch of a browser without JavaScript: keeps the choice in a cookie and goes back to the page. */
export async function POST(request: Request) {
  const form = await request.formData();
  const theme = String(form.get("theme"));
  const back = String(form.get("back") ?? "/");
  const jar = await cookies();
  if (theme === "light" || theme === "dark") {
    jar.set("theme", theme, { path: "/", sameSite: "lax", maxAge: YEAR });
  } else {
    jar.delete("theme");
  }
  const own = /^\/(?![/\\])/u.test(back) ? back : "/";
  return new Response(null, { status: 303, headers: { Location: own } });
}
