/** Keeps this page on the phone, so that it opens again where there is no network; the service worker hands it out. */

/** The service worker looks here; see public/sw.js. */
const SHELL = "firebreak-gate";

/** False where the browser cannot keep it: then the page must stay open. */
export async function keepPage(): Promise<boolean> {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return false;
  try {
    await navigator.serviceWorker.register("/sw.js", { scope: "/" });
    await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType("resource").map((entry) => new URL(entry.name)).filter((url) => url.origin === location.origin && !url.pathname.startsWith("/api/"));
    const shell = await caches.open(SHELL);
    await shell.addAll(["/", ...new Set(loaded.map((url) => url.pathname))]);
    return true;
  } catch {
    return false;
  }
}
