// An alarm reaches a sleeping person: a duty nobody accepts falls due on a real store, and real messages reach a
// gateway, a mail server and a browser on this machine; answered, unanswered, undelivered, restarted. The clock
// is a number; nothing sleeps.

import { createPublicKey, verify as verifyWith } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isRefusal } from "../../src/base/refusal.ts";
import { HOUR, MINUTE, type Ms } from "../../src/base/time.ts";
import type { JsonObject, Post } from "../../src/engine/event.ts";
import type { CallView } from "../../src/loops/command/alarms/views.ts";
import { model } from "../../src/loops/index.ts";
import { alarmRoutes } from "../../src/server/alarms/routes.ts";
import { startAlarms, type Alarms } from "../../src/server/alarms/service.ts";
import { sign, verify } from "../../src/server/alarms/signature.ts";
import type { Api } from "../../src/server/api.ts";
import { buildServer } from "../../src/server/app.ts";
import { packResolver, readPackFolder } from "../../src/server/pack-folder.ts";
import type { Store } from "../../src/store/contract.ts";
import { createMemoryStore } from "../../src/store/memory/store.ts";
import { COMMAND, DISTRICT_DEPUTY, FOUNDING, STREET } from "./city.ts";
import { browserSide, httpReceiver, mailReceiver, readMail, type HttpReceiver, type MailReceiver } from "./receivers.ts";

const SECRET = "whsec_c2VjcmV0IG9mIHRoZSBnYXRld2F5IGluIHRlc3Rz";
const SECRETARY: Post = { org: "street", role: "secretary" };
const T0 = Date.UTC(2026, 10, 21, 18);

let store: Store;
let api: Api;
let now: Ms;
let folder: string;
let gateway: HttpReceiver;
let pushes: HttpReceiver;
let mail: MailReceiver;
let app: FastifyInstance;
let alarms: Alarms;
let waits: Ms[];
let sent: number;

async function send(type: string, data: JsonObject, actor: Post = COMMAND, incident = "city"): Promise<void> {
  const result = await store.submit({ id: `t${++sent}`, type, incident, actor, data }, now);
  if (isRefusal(result)) throw new Error(`${type}: ${result.message}`);
}

/** Starts the alarms as the server does at each start; the folder and the store are what outlives it. */
async function start(env: Record<string, string>): Promise<void> {
  alarms = startAlarms({
    api, dataDir: folder, env, publicUrl: "http://127.0.0.1:8080", everyMs: null, allowLoopbackPush: true,
    wait: async (length) => void waits.push(length),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  app = await buildServer({ ...api, consoleDir: null, hosts: null, more: [alarmRoutes(alarms)] });
}

const everything = (): Record<string, string> => ({
  SMTP_URL: mail.url, ALARM_MAIL_FROM: "Firebreak <alarm@city.example>", ALARM_WEBHOOK_URL: `${gateway.url}/ring`, ALARM_WEBHOOK_SECRET: SECRET,
});

beforeEach(async () => {
  const packs = await readPackFolder(fileURLToPath(new URL("../../packs", import.meta.url)));
  if (Array.isArray(packs)) throw new Error("the packs do not load");
  [now, sent, waits] = [T0, 0, []];
  store = createMemoryStore({ model, packs: packs as Api["packs"] });
  api = { store, model, packs: packs as Api["packs"], packOf: packResolver(packs as Api["packs"]), replays: new Map(), now: () => now } as unknown as Api;
  folder = mkdtempSync(join(tmpdir(), "alarms-"));
  [gateway, pushes, mail] = await Promise.all([httpReceiver(), httpReceiver(), mailReceiver()]);
  await store.createIncident({ id: "city", title: "City", mode: "live", zone: "Asia/Shanghai", city: "city", pack: "cn-covid-9", commandPost: COMMAND }, now);
  for (const { type, data } of FOUNDING) await send(type, data as JsonObject);
  for (const [index, post] of [SECRETARY, STREET, DISTRICT_DEPUTY, COMMAND].entries()) {
    await send("post.register", { ...post, title: { zh: post.role, en: post.role }, who: `${post.org}-1`, phone: `1380000000${index}`, email: `${post.role}@${post.org}.example` });
  }
  await send("deputy.assign", { org: "street", role: "secretary", deputy: "office" });
  await send("responsibility.assign", { org: "community", duty: "order.execute", roles: ["secretary"] });
});

afterEach(async () => {
  await app.close();
  await alarms.stop();
  await store.close();
  await Promise.all([gateway.close(), pushes.close(), mail.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** One order the street was to carry out by an hour from now; nobody does. The street's own overseer is rung. */
async function order(number: string, due = T0 + HOUR): Promise<void> {
  await send("order.issue", { number, text: "Close the hall.", units: ["community"], legalBasis: "Law 39", due: { earliest: due, latest: due } });
}

async function later(length: Ms): Promise<void> {
  now += length;
  await store.runClock(now);
  await alarms.worker.settle();
}

async function calls(): Promise<CallView[]> {
  return (await store.things({ incident: "city", kind: "call", limit: 1000 })).map((thing) => thing.state as CallView);
}

const bodies = (): Record<string, unknown>[] => gateway.received.map((each) => JSON.parse(each.body.toString("utf8")) as Record<string, unknown>);
/** Brings the street's overseer to ring: the order is overdue at the community below. */
const overdue = async (): Promise<void> => {
  await order("1");
  await later(2 * HOUR);
};
const streetCall = async (): Promise<CallView> => (await calls()).find((call) => call.post === "secretary@street" && call.rank === "emergency")!;
const streetRings = (): Record<string, unknown>[] => bodies().filter((body) => String(body["call"]).endsWith(".secretary@street"));

describe("reaching people", () => {
  test("an overdue duty rings whoever is on watch, by gateway, mail and push, each message real and signed", async () => {
    await start(everything());
    const browser = browserSide(`${pushes.url}/device/1`);
    await alarms.devices.add({ ...browser.subscription, post: SECRETARY, who: null });
    await send("roster.set", { ...SECRETARY, shifts: [{ from: T0, to: T0 + 12 * HOUR, who: "night-9", phone: "13899999999" }] });
    await overdue();

    const ring = gateway.received.find((each) => each.body.includes(".secretary@street"))!;
    const body = JSON.parse(ring.body.toString("utf8")) as Record<string, never>;
    expect(body).toMatchObject({
      schema: "firebreak-ring/1", rank: "emergency", voice: true, to: { org: "street", role: "secretary", who: "night-9", phone: "13899999999" }, count: 1,
      title: { zh: "紧急：1项任务告警（street·secretary）", en: "Emergency: 1 alarm (secretary, street)" },
    });
    const signed = { id: String(ring.headers["webhook-id"]), timestamp: String(ring.headers["webhook-timestamp"]), signature: String(ring.headers["webhook-signature"]) };
    expect(verify(SECRET, signed, ring.body.toString("utf8"), now)).toBe(true);
    expect(verify(SECRET, signed, ring.body.toString("utf8").replace("13899999999", "13800000000"), now)).toBe(false);
    expect(ring.headers["idempotency-key"]).toBe(signed.id);

    const { code, url } = body["answer"] as unknown as { code: string; url: string };
    const letter = readMail(mail.mails.find((each) => each.to === "secretary@street.example")!.text);
    expect(letter.subject).toContain(`[紧急 EMERGENCY ${code}]`);
    expect(letter.body).toContain(url);
    expect(letter.header("auto-submitted")).toBe("auto-generated");
    expect(letter.header("message-id")).toMatch(/^<[\w-]{24}@city\.example>$/);

    const pushed = pushes.received[0]!;
    expect(browser.decrypt(pushed.body)).toMatchObject({ rank: "emergency", url, title: { en: "Emergency: 1 alarm (secretary, street)" } });
    expect(pushed.headers).toMatchObject({ "content-encoding": "aes128gcm", urgency: "high", ttl: "3600" });
    const [, token = "", key] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(String(pushed.headers.authorization)) ?? [];
    expect(key).toBe(alarms.vapidPublic);
    const [head, claims, signature] = token.split(".") as [string, string, string];
    const point = Buffer.from(alarms.vapidPublic, "base64url");
    const jwk = { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") };
    expect(verifyWith("sha256", Buffer.from(`${head}.${claims}`), { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"))).toBe(true);
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({ aud: pushes.url, sub: "mailto:alarm@city.example" });

    const [first] = (await streetCall()).rings;
    expect(first).toMatchObject({ post: SECRETARY, reach: { who: "night-9", by: "roster" } });
    expect(first!.outcomes?.map((outcome) => [outcome.channel, outcome.result])).toEqual([["webhook", "accepted"], ["push", "accepted"], ["email", "accepted"]]);
  });

  test("nobody answers: after the pack's minutes the deputy is rung, then the level above, then its own; each on record", async () => {
    await start(everything());
    await overdue();
    expect(streetRings().map((body) => (body["to"] as Post).role)).toEqual(["secretary"]);
    await later(5 * MINUTE - 1);
    expect(streetRings()).toHaveLength(1);
    await later(1);
    expect(streetRings().map((body) => (body["to"] as Post).role)).toEqual(["secretary", "office"]);
    await later(5 * MINUTE);
    await later(5 * MINUTE);
    expect(streetRings().map((body) => (body["to"] as Post).org)).toEqual(["street", "street", "district", "city"]);
    await later(5 * MINUTE);
    expect((await streetCall()).status).toBe("unanswered");
    const record = await store.events({ incident: "city", types: ["alarm.rung", "alarm.unanswered"], limit: 1000 });
    const own = record.filter((event) => String(event.data["call"]).endsWith(".secretary@street"));
    expect(own.map((event) => event.type)).toEqual(["alarm.rung", "alarm.rung", "alarm.rung", "alarm.rung", "alarm.unanswered"]);
    expect(await store.rebuildAndCompare("city")).toEqual([]);
  });

  test("a gateway that fails twice takes the third; the key stays the same, the waits grow, the ring is one", async () => {
    await start({ ALARM_WEBHOOK_URL: gateway.url, ALARM_WEBHOOK_SECRET: SECRET });
    gateway.answers.push(503, 500);
    await order("1", T0 + HOUR / 2);
    await later(HOUR / 2);
    expect(streetRings()).toHaveLength(3);
    expect(gateway.received).toHaveLength(3);
    expect(new Set(gateway.received.map((each) => each.headers["idempotency-key"])).size).toBe(1);
    expect(waits).toEqual([1000, 5000]);
    const { rings } = await streetCall();
    expect(rings).toHaveLength(1);
    expect(rings[0]!.outcomes?.at(0)).toEqual({ channel: "webhook", result: "accepted" });
  });

  test("a channel that refuses is on record and the next is tried; when none delivers the deputy is rung at once", async () => {
    await start({ ...everything(), ALARM_WEBHOOK_URL: `${gateway.url}/ring` });
    gateway.answers.push(...Array.from({ length: 50 }, () => 400));
    mail.refusals.push("550 no such box");
    await overdue();
    const call = await streetCall();
    const [first, second] = call.rings;
    expect(first!.outcomes?.map((outcome) => [outcome.channel, outcome.result])).toEqual([["webhook", "failed"], ["push", "not-configured"], ["email", "failed"]]);
    expect(first!.outcomes?.[0]?.note).toBe("HTTP 400");
    expect(first!.outcomes?.[2]?.note).toContain("550");
    expect(second).toMatchObject({ post: STREET, why: "undelivered", at: first!.at });
    expect(second!.outcomes?.find((outcome) => outcome.channel === "email")?.result).toBe("accepted");
  });

  test("a reminder is told once by mail and asks nothing; a warning takes the first way that works; neither makes a telephone ring", async () => {
    await start(everything());
    await send("post.register", { org: "city", role: "second", title: { zh: "副", en: "Second" }, phone: "13800000009", email: "second@city.example" });
    await send("deputy.assign", { org: "city", role: "duty_officer", deputy: "second" });
    await order("1", T0 + 2.5 * HOUR);
    await later(HOUR / 2);
    const [reminder] = await calls();
    expect(reminder).toMatchObject({ post: "duty_officer@city", rank: "reminder", status: "told", rings: [{ outcomes: [{ channel: "push", result: "not-configured" }, { channel: "email", result: "accepted" }] }] });
    expect(readMail(mail.mails[0]!.text).body).not.toContain("/alarm/");
    await later(HOUR / 2);
    const warning = (await calls()).find((call) => call.rank === "warning")!;
    expect(warning).toMatchObject({ post: "duty_officer@city", status: "ringing" });
    expect(warning.rings[0]!.outcomes?.map((outcome) => outcome.channel)).toEqual(["push", "email"]);
    expect(gateway.received).toEqual([]);
    mail.refusals.push("550 gone");
    await later(5 * MINUTE);
    expect(bodies().map((body) => [body["rank"], body["voice"]])).toEqual([["warning", false]]);
  });

  test("a flood to one role arrives as one call with the count", async () => {
    await start(everything());
    for (let number = 1; number <= 40; number++) await order(String(number), T0 + HOUR + number);
    await later(HOUR + 1);
    await later(MINUTE);
    expect(streetRings()).toHaveLength(1);
    const first = await streetCall();
    expect(first.rings).toHaveLength(1);
    const reply = await app.inject({ method: "POST", url: `/api/alarms/${encodeURIComponent(`city~C${first.items[0]!.seq}.secretary@street`)}/answer`, payload: { actor: SECRETARY } });
    expect(reply.statusCode).toBe(200);
    await later(10 * MINUTE);
    const told = streetRings();
    expect(told).toHaveLength(2);
    expect(told.reduce((sum, body) => sum + (body["count"] as number), 0)).toBe(40);
  });
});

describe("answering", () => {
  async function rungLink(): Promise<{ path: string; code: string; url: string }> {
    await overdue();
    const { code, url } = streetRings()[0]!["answer"] as { code: string; url: string };
    return { path: new URL(url).pathname, code, url };
  }

  test("by the link: opening it answers nothing, the button does, twice is once; the climb ends", async () => {
    await start(everything());
    const { path } = await rungLink();
    const page = await app.inject({ method: "GET", url: path });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain("<button");
    expect(page.body).not.toContain("<script");
    expect((await streetCall()).status).toBe("ringing");
    const press = (): Promise<{ statusCode: number; body: string }> => app.inject({ method: "POST", url: path, headers: { "content-type": "application/x-www-form-urlencoded" }, payload: "" });
    expect((await press()).body).toContain("已由 secretary@street 应答");
    expect((await press()).statusCode).toBe(200);
    expect(await streetCall()).toMatchObject({ status: "answered", answer: { by: SECRETARY, how: "link", ring: 0, who: "street-1" } });
    await later(HOUR);
    expect(streetRings()).toHaveLength(1);
    expect((await store.events({ incident: "city", types: ["alarm.answered"], limit: 10 })).filter((event) => String(event.data["call"]).endsWith(".secretary@street"))).toHaveLength(1);
  });

  test("by the token over the interface; a token that was never given out is none", async () => {
    await start(everything());
    const { path } = await rungLink();
    const answer = await app.inject({ method: "POST", url: `/api/alarms/${path.slice("/alarm/".length)}/answer`, payload: {} });
    expect(answer.json()).toMatchObject({ call: { status: "answered", how: "link", answeredBy: SECRETARY } });
    expect((await app.inject({ method: "POST", url: "/api/alarms/AAAAAAAAAAAAAAAA/answer", payload: {} })).statusCode).toBe(404);
    expect((await app.inject({ method: "GET", url: "/alarm/AAAAAAAAAAAAAAAA" })).statusCode).toBe(404);
  });

  test("by a reply with the code, through the signed door; a forged, old or codeless one stays outside", async () => {
    await start(everything());
    const { code } = await rungLink();
    const inbound = (payload: string, headers: Record<string, string>) => app.inject({ method: "POST", url: "/api/alarms/inbound", headers: { "content-type": "application/json", ...headers }, payload });
    const seconds = Math.floor(now / 1000);
    const signed = (payload: string, at = seconds, secret = SECRET) => ({ "webhook-id": "m1", "webhook-timestamp": String(at), "webhook-signature": sign(secret, "m1", at, payload) });
    const body = JSON.stringify({ from: "+86 138 0000 0000", text: `Re: [紧急 EMERGENCY ${code}] 收到，马上处理` });
    expect((await inbound(body, {})).statusCode).toBe(401);
    expect((await inbound(body, signed(body, seconds, "wrong"))).statusCode).toBe(401);
    expect((await inbound(body, signed(body, seconds - 3600))).statusCode).toBe(401);
    const other = JSON.stringify({ text: "ok 999" });
    expect((await inbound(other, signed(other))).json()).toMatchObject({ refusal: { code: "alarm-code-unknown" } });
    expect((await streetCall()).status).toBe("ringing");
    const answered = await inbound(body, signed(body));
    expect(answered.json()).toEqual({ status: "answered" });
    expect(await streetCall()).toMatchObject({ answer: { by: SECRETARY, how: "reply" } });
    expect((await inbound(body, signed(body))).statusCode).toBe(404);
  });

  test("from the screen, by a post on the ladder only", async () => {
    await start(everything());
    await overdue();
    const list = (await app.inject({ method: "GET", url: "/api/alarms?org=street" })).json() as { calls: { id: string; status: string; rank: string }[]; channels: { channel: string; configured: boolean }[]; silence: unknown };
    expect(list.channels).toMatchObject([{ channel: "push", configured: false }, { channel: "email", configured: true }, { channel: "webhook", configured: true }]);
    expect(list.silence).toBeNull();
    const { id } = list.calls.find((call) => call.id.endsWith(".secretary@street") && call.rank === "emergency")!;
    const url = `/api/alarms/${encodeURIComponent(id)}/answer`;
    expect((await app.inject({ method: "POST", url, payload: { actor: { org: "hotel", role: "manager" } } })).json()).toMatchObject({ refusal: { code: "not-rung" } });
    expect((await app.inject({ method: "POST", url, payload: { actor: STREET } })).json()).toMatchObject({ call: { status: "answered", answeredBy: STREET, how: "screen" } });
    expect((await app.inject({ method: "POST", url, payload: { actor: SECRETARY } })).json()).toMatchObject({ refusal: { code: "already-answered" } });
    expect((await app.inject({ method: "POST", url: "/api/alarms/city~C1.x@y/answer", payload: { actor: STREET } })).statusCode).toBe(404);
  });
});

describe("starting again", () => {
  test("what was rung is not rung again, what fell due meanwhile is, and links sent before still work", async () => {
    await start(everything());
    await overdue();
    const { url } = streetRings()[0]!["answer"] as { url: string };
    await app.close();
    await alarms.stop();
    now += 5 * MINUTE;
    await start(everything());
    await alarms.worker.settle();
    expect(streetRings().map((body) => (body["to"] as Post).role)).toEqual(["secretary", "office"]);
    const press = await app.inject({ method: "POST", url: new URL(url).pathname, headers: { "content-type": "application/x-www-form-urlencoded" }, payload: "" });
    expect(press.body).toContain("已由 secretary@street 应答");
  });

  test("killed between sending and recording, the ring goes out once more under the same key", async () => {
    await start(everything());
    await order("1");
    now += 2 * HOUR;
    await store.runClock(now);
    const submit = store.submit.bind(store);
    const failing: Store = { ...store, submit: async (command, at) => (command.type === "alarm.record" ? Promise.reject(new Error("killed")) : submit(command, at)) };
    const dying = startAlarms({ api: { ...api, store: failing }, dataDir: folder, env: everything(), publicUrl: "http://x", everyMs: null, wait: async () => undefined, log: { info: () => undefined, warn: () => undefined, error: () => undefined } });
    await dying.worker.pump();
    await expect.poll(() => streetRings().length).toBe(1);
    await dying.stop();
    await alarms.worker.settle();
    const keys = gateway.received.filter((each) => each.body.includes(".secretary@street")).map((each) => each.headers["idempotency-key"]);
    expect(keys.length).toBeGreaterThanOrEqual(2);
    expect(new Set(keys).size).toBe(1);
    expect((await streetCall()).rings).toHaveLength(1);
  });

  test("an alarm of days ago whose duty is closed by now wakes nobody; one still open does", async () => {
    await order("1");
    await order("2");
    now += 2 * HOUR;
    await store.runClock(now);
    const duty = (await store.duties({ incident: "city", kind: "order.execute", limit: 10 })).find((each) => each.subject === "order-unit:1/community")!;
    await send("order.withdraw", { number: "1", reason: "over" });
    expect((await store.duty("city", duty.id))!.status).toBe("lapsed");
    now += HOUR;
    await start(everything());
    await alarms.worker.settle();
    const call = await streetCall();
    expect(call.items.every((item) => item.duty !== duty.id)).toBe(true);
    expect(call.items.length).toBeGreaterThan(0);
  });

  test("replays and drills ring nobody", async () => {
    await start(everything());
    await store.createIncident({ id: "drill-1", title: "Drill", mode: "drill", zone: "Asia/Shanghai", city: "drill-1", pack: "cn-covid-9", commandPost: COMMAND }, now);
    await send("org.register", { org: "city", level: "city" }, COMMAND, "drill-1");
    await send("org.register", { org: "community", level: "community", parent: "city" }, COMMAND, "drill-1");
    await send("order.issue", { number: "1", text: "x", units: ["community"], legalBasis: "x", due: { earliest: T0 + HOUR, latest: T0 + HOUR } }, COMMAND, "drill-1");
    now += 3 * HOUR;
    await store.runClock(now, 1000, "drill-1");
    await alarms.worker.settle();
    expect(gateway.received).toEqual([]);
    expect(mail.mails).toEqual([]);
  });
});

describe("what is set up", () => {
  test("nothing: the screens say so, and the ladder climbs by the clock for whoever looks at them", async () => {
    await start({});
    await overdue();
    const shown = (await app.inject({ method: "GET", url: "/api/alarms" })).json() as { silence: { en: string }; calls: unknown[]; channels: { configured: boolean; text: { en: string } }[] };
    expect(shown.silence.en).toContain("wake nobody");
    expect(shown.calls.length).toBeGreaterThan(0);
    expect(shown.channels.map((channel) => channel.text.en)).toContain("No e-mail: set SMTP_URL and ALARM_MAIL_FROM.");
    expect((await streetCall()).rings).toHaveLength(1);
    await later(5 * MINUTE);
    expect((await streetCall()).rings).toHaveLength(2);
  });

  test("keys are made once, for their owner's eyes only; a mistyped address stops the start", async () => {
    await start({});
    const key = alarms.vapidPublic;
    expect(statSync(join(folder, "alarms", "keys.json")).mode & 0o777).toBe(0o600);
    await app.close();
    await start({});
    expect(alarms.vapidPublic).toBe(key);
    expect((await app.inject({ method: "GET", url: "/api/push/key" })).json()).toEqual({ key });
    expect(() => startAlarms({ api, dataDir: folder, env: { SMTP_URL: "mail.city.example:25" }, publicUrl: "http://x", everyMs: null, log: { info: () => undefined, warn: () => undefined, error: () => undefined } })).toThrow("SMTP_URL");
  });

  test("devices come and go: one that is gone is forgotten, addresses that are no push service are refused", async () => {
    await start({});
    const browser = browserSide(`${pushes.url}/device/1`);
    const subscribe = (subscription: unknown) => app.inject({ method: "POST", url: "/api/push/subscribe", payload: { post: SECRETARY, subscription } });
    expect((await subscribe({ ...browser.subscription, expirationTime: null })).json()).toEqual({ ok: true });
    expect(statSync(join(folder, "alarms", "devices.json")).mode & 0o777).toBe(0o600);
    for (const endpoint of ["http://10.0.0.7/x", "ftp://push.example/x", "nonsense", "https://user:pass@push.example/"]) {
      expect((await subscribe({ ...browser.subscription, endpoint })).json()).toMatchObject({ refusal: { code: "bad-device" } });
    }
    expect((await subscribe({ endpoint: "https://push.example/1", keys: { p256dh: "AAAA", auth: "AAAA" } })).json()).toMatchObject({ refusal: { code: "bad-device" } });
    pushes.answers.push(410);
    await overdue();
    expect(alarms.devices.count()).toBe(0);
    expect((await app.inject({ method: "POST", url: "/api/push/unsubscribe", payload: { endpoint: "https://push.example/never" } })).json()).toEqual({ ok: true });
  });
});
