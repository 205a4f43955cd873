// Keeps what is needed without a connection: the assets, the front page, the shelf, and the articles
// on it as they were last seen. Rule: the network comes first; what is kept is shown only when there
// is none, and is gone with the session.
"use strict";

const SHELL = "shell-VERSION";
const PAGES = "pages";
const MOST_PAGES = 80;
const ASSETS = ["/offline", "CSS", "SCRIPT", "FEATURES"];

self.addEventListener("install", (event) => {
  const fill = async () => (await caches.open(SHELL)).addAll(ASSETS);
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const old = (await caches.keys()).filter((name) => name !== SHELL && name !== PAGES);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

const forget = () => caches.delete(PAGES);

const keep = async (path, response) => {
  const pages = await caches.open(PAGES);
  await pages.put(path, response);
  const keys = await pages.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_PAGES)).map((key) => pages.delete(key)));
};

// Pages by which a session begins or ends: what was kept is of the one before.
const DOORS = ["/sign-in", "/sign-out", "/join", "/register", "/reset", "/settings/delete"];
const signedOut = (response) => response.redirected && new URL(response.url).pathname === "/sign-in";

// An article by its number: its headline, and so its address, may change.
const kept = (path) => path === "/" || path === "/saved";
const nameOf = (path) => path.match(/^\/a\/\d+/)?.[0] ?? path;

const page = async (request) => {
  const { pathname: path, search } = new URL(request.url);
  if (DOORS.includes(path)) await forget();
  // The second page of the front page is not the front page.
  const is = search ? () => false : kept;
  try {
    const response = await fetch(request);
    // A page follows redirects itself; the front page and the shelf only ever lead to signing in.
    if (response.type === "opaqueredirect" && is(path)) await forget();
    else if (response.ok && (is(path) || (await caches.match(nameOf(path), { cacheName: PAGES })))) {
      await keep(nameOf(path), response.clone());
    }
    return response;
  } catch {
    return (await caches.match(nameOf(path), { cacheName: PAGES })) ?? (await caches.match("/offline")) ?? Response.error();
  }
};

const asset = async (request) => (await caches.match(request)) ?? fetch(request);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST" && DOORS.includes(pathname)) return event.waitUntil(forget());
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (pathname.startsWith("/assets/")) event.respondWith(asset(request));
});

// What the paper tells, encrypted for this browser; the same text as `push.rs` writes. A browser that
// is told shows it, or it is told no more. Each tells all that is unread, so one takes another's place.
self.addEventListener("push", (event) => {
  const { title, body, url, lang, dir } = event.data.json();
  const shown = { body, lang, dir, icon: "ICON", tag: "news", renotify: true, data: { url } };
  event.waitUntil(self.registration.showNotification(title, shown));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { href, origin } = new URL(event.notification.data.url, location.origin);
  const open = async () => {
    const windows = await self.clients.matchAll({ type: "window" });
    const there = windows.find((one) => one.url === href);
    return there ? there.focus() : self.clients.openWindow(href);
  };
  if (origin === location.origin) event.waitUntil(open());
});

// The page says which articles are on the shelf.
self.addEventListener("message", (event) => {
  const fill = async () => {
    for (const path of (event.data?.keep ?? []).slice(0, MOST_PAGES - 2)) {
      if (await caches.match(nameOf(path), { cacheName: PAGES })) continue;
      const response = await fetch(path);
      if (signedOut(response)) return forget();
      if (response.ok) await keep(nameOf(path), response);
    }
    for (const path of event.data?.drop ?? []) await (await caches.open(PAGES)).delete(nameOf(path));
  };
  event.waitUntil(fill().catch(() => {}));
});
