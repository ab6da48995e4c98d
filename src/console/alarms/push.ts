/**
 * Rings this device for a post by web push: asks the reader, registers the service worker, tells the server.
 * Every way it can fail has a name, because "it does not ring" must never be found out at night.
 */
import type { Post } from "../api-types.ts";
import { getJson, postJson, type Failure } from "../data/http.ts";
import type { Lang } from "../text/index.ts";

export type PushState = "unsupported" | "insecure" | "denied" | "off" | "on";
export type PushProblem = "denied" | "not-reached" | Failure;

const LANG_NOTE = "/.lang";

export async function pushState(): Promise<PushState> {
  if (!window.isSecureContext) return "insecure";
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return "unsupported";
  if (Notification.permission === "denied") return "denied";
  const registration = await navigator.serviceWorker.getRegistration("/");
  const subscription = await registration?.pushManager.getSubscription();
  return subscription === null || subscription === undefined ? "off" : "on";
}

/** Null when this device now rings for the post. */
export async function ringHere(post: Post, who: string, lang: Lang): Promise<PushProblem | null> {
  if ((await Notification.requestPermission()) !== "granted") return "denied";
  const key = await getJson<{ key: string }>("/api/push/key");
  if (!key.ok) return key.failure;
  const registration = await navigator.serviceWorker.register("/sw.js", { scope: "/" });
  await navigator.serviceWorker.ready;
  const store = await caches.open("firebreak");
  await store.put(LANG_NOTE, new Response(lang));
  let subscription: PushSubscription;
  try {
    subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key.value.key) });
  } catch {
    return "not-reached";
  }
  const told = await postJson<{ ok: boolean }>("/api/push/subscribe", {
    post: { org: post.org, role: post.role }, ...(who === "" ? {} : { who }), subscription: subscription.toJSON(),
  });
  if (told.ok) return null;
  await subscription.unsubscribe();
  return told.failure;
}

export async function ringNoMore(): Promise<Failure | null> {
  const registration = await navigator.serviceWorker.getRegistration("/");
  const subscription = await registration?.pushManager.getSubscription();
  if (subscription === null || subscription === undefined) return null;
  const told = await postJson<{ ok: boolean }>("/api/push/unsubscribe", { endpoint: subscription.endpoint });
  await subscription.unsubscribe();
  return told.ok ? null : told.failure;
}

/** Base64url, as the server's key comes, to bytes. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const padded = text.replaceAll("-", "+").replaceAll("_", "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
  return Uint8Array.from(atob(padded), (character) => character.charCodeAt(0));
}
