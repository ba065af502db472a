import { headers } from "next/headers";

/** The address under which the product is reached, for links that are handed to somebody. */
export async function siteOrigin(): Promise<string> {
  const configured = process.env.NEXTAUTH_URL;
  if (configured && URL.canParse(configured)) return new URL(configured).origin;
  const list = await headers();
  const host = list.get("x-forwarded-host") ?? list.get("host") ?? "127.0.0.1:3000";
  return `${list.get("x-forwarded-proto") ?? "http"}://${host}`;
}
