/**
 * The console's service worker: shows an alarm on a sleeping device and leads to where it is answered; and hands
 * out the page of an exit point that the page itself has kept, where there is no network. It touches no other request
 * and keeps no answer of the server. The language was left in a cache by the page that subscribed.
 */
const ANSWER = { zh: "应答", en: "Answer" };

async function language() {
  const kept = await caches.match("/.lang");
  const lang = kept === undefined ? navigator.language.slice(0, 2) : await kept.text();
  return lang === "zh" ? "zh" : "en";
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  event.waitUntil(
    (async () => {
      const lang = await language();
      let ring;
      try {
        ring = event.data.json();
      } catch {
        ring = { title: { zh: "有告警，请打开查看", en: "An alarm: open to see it" }, body: [], url: "/alarms", tag: "alarm", rank: "emergency" };
      }
      await self.registration.showNotification(ring.title[lang], {
        body: ring.body.map((line) => line[lang]).join("\n"),
        lang: lang === "zh" ? "zh-CN" : "en",
        tag: ring.tag,
        renotify: true,
        requireInteraction: ring.rank !== "reminder",
        icon: "/mark.svg",
        data: { url: ring.url },
        actions: ring.rank === "reminder" ? [] : [{ action: "answer", title: ANSWER[lang] }],
      });
    })(),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = new URL(event.notification.data?.url ?? "/alarms", self.location.origin);
  // Only ever to our own pages, whatever the message says.
  event.waitUntil(self.clients.openWindow(url.origin === self.location.origin ? url.href : "/alarms"));
});

const SHELL = "firebreak-gate";

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || pathname.startsWith("/api/")) return;
  const page = request.mode === "navigate" && pathname.endsWith("/gate");
  if (!page && request.mode === "navigate") return;
  event.respondWith(
    (async () => {
      try {
        return await fetch(request);
      } catch (error) {
        const shell = await caches.open(SHELL);
        const kept = await shell.match(page ? "/" : pathname);
        if (kept === undefined) throw error;
        return kept;
      }
    })(),
  );
});
