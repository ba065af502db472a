"use client";

import { useEffect, useEffectEvent } from "react";

// A copy of the opened form in the browser, so that it can be loaded again without a connection. One a browser and account: what
// another account left here is removed.

const PREFIX = "visit-";

/** Keeps a copy of this page while it is open for answers, and takes it away when it is not. */
export function useOfflineCopy(accountId: string, path: string, isOpen: boolean): void {
  const refresh = useEffectEvent(async (isKept: boolean) => {
    if (!("serviceWorker" in navigator) || !("caches" in window) || !navigator.onLine) return;
    await removeOthers(accountId);
    const cache = await caches.open(PREFIX + accountId);
    if (!isKept) return void (await cache.delete(path));
    await navigator.serviceWorker.register("/visit-worker.js", { scope: "/inspections/" });
    await copy(cache, path);
  });
  useEffect(() => {
    // Without a copy the form works as long as the page stays open; there is nothing to tell.
    const run = () => void refresh(isOpen).catch(() => undefined);
    run();
    window.addEventListener("online", run);
    return () => window.removeEventListener("online", run);
  }, [isOpen]);
}

async function removeOthers(accountId: string): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== PREFIX + accountId) await caches.delete(name);
  }
}

/** The page as a reload would get it, with the scripts and styles that it names. */
async function copy(cache: Cache, path: string): Promise<void> {
  const page = await fetch(path, { headers: { Accept: "text/html" } });
  if (!page.ok || page.redirected) return;
  const html = await page.clone().text();
  const named = html.match(/\/_next\/static\/[^"'\\\s)?]+(\?[^"'\\\s)]*)?/gu) ?? [];
  const loaded = performance
    .getEntriesByType("resource")
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith("/_next/static/"))
    .map(({ pathname, search }) => pathname + search);
  for (const file of new Set([...named, ...loaded])) {
    if (await cache.match(file)) continue;
    const response = await fetch(file).catch(() => null);
    if (response?.ok) await cache.put(file, response);
  }
  await cache.put(path, page);
}
