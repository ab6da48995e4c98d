/**
 * The console's service worker: shows an alarm on a sleeping device and leads to where it is answered. It keeps
 * no pages and touches no request. The language was left in a cache by the page that subscribed.
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
