"use client";

import { usePathname } from "next/navigation";

/** The path of the page on the screen; the one place where the layout asks the router. */
export function useCurrentPath(): string {
  return usePathname() ?? "/";
}

/** Of several addresses the one that the path lies under, the longest winning: `/units/new` before `/units`. */
export function closestHref(path: string, hrefs: readonly string[]): string | undefined {
  return hrefs
    .filter((href) => path === href || path.startsWith(`${href.replace(/\/$/u, "")}/`))
    .sort((a, b) => b.length - a.length)[0];
}
