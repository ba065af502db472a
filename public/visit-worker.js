// Lets the form of an inspection that was opened before be opened again without a connection. It knows only those pages and the
// files that they are made of; everything else goes to the server. Entries are made by the page (components/inspections/offline-copy.ts).

const FORM = /^\/inspections\/[0-9a-f-]{36}\/form$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && FORM.test(pathname)) event.respondWith(page(request, pathname));
  else if (pathname.startsWith("/_next/static/")) event.respondWith(file(request));
});

/** From the server; without a connection as it was when it was last opened. */
async function page(request, pathname) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(pathname);
    if (kept) return kept;
    throw error;
  }
}

/** Files with a hash in their name never change. */
async function file(request) {
  return (await caches.match(request)) ?? fetch(request);
}
