// Answering an alarm, by link, by reply and from the screen; starting again in the middle of one; and what the
// alarms say of themselves when little or nothing is set up.

import { statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HOUR, MINUTE } from "../../src/base/time.ts";
import type { Post } from "../../src/engine/event.ts";
import { startAlarms } from "../../src/server/alarms/service.ts";
import { sign } from "../../src/server/alarms/signature.ts";
import type { Store } from "../../src/store/contract.ts";
import { STORES } from "../database/stores.ts";
import { COMMAND, STREET } from "./city.ts";
import { openNight, SECRET, SECRETARY, SILENT, T0, type Night } from "./night.ts";
import { browserSide } from "./receivers.ts";

// What a store is asked for here it is asked for in the other groups as well: one store will do.
describe.each(STORES.slice(0, 1))("%s store", (_name, open) => {
  let night: Night;
  beforeEach(async () => {
    night = await openNight(open);
  });
  afterEach(() => night.close());

  describe("answering", () => {
    async function rungLink(): Promise<{ path: string; code: string; url: string }> {
      await night.overdue();
      const { code, url } = night.streetRings()[0]!["answer"] as { code: string; url: string };
      return { path: new URL(url).pathname, code, url };
    }

    test("by the link: opening it answers nothing, the button does, twice is once; the climb ends", async () => {
      await night.start(night.everything());
      const { path } = await rungLink();
      const page = await night.app.inject({ method: "GET", url: path });
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain("<button");
      expect(page.body).not.toContain("<script");
      expect((await night.streetCall()).status).toBe("ringing");
      const press = (): Promise<{ statusCode: number; body: string }> => night.app.inject({ method: "POST", url: path, headers: { "content-type": "application/x-www-form-urlencoded" }, payload: "" });
      expect((await press()).body).toContain("已由 secretary@street 应答");
      expect((await press()).statusCode).toBe(200);
      expect(await night.streetCall()).toMatchObject({ status: "answered", answer: { by: SECRETARY, how: "link", ring: 0, who: "street-1" } });
      await night.later(HOUR);
      expect(night.streetRings()).toHaveLength(1);
      expect((await night.store.events({ incident: "city", types: ["alarm.answered"], limit: 10 })).filter((event) => String(event.data["call"]).endsWith(".secretary@street"))).toHaveLength(1);
    });

    test("by the token over the interface; a token that was never given out is none", async () => {
      await night.start(night.everything());
      const { path } = await rungLink();
      const answer = await night.app.inject({ method: "POST", url: `/api/alarms/${path.slice("/alarm/".length)}/answer`, payload: {} });
      expect(answer.json()).toMatchObject({ call: { status: "answered", how: "link", answeredBy: SECRETARY } });
      expect((await night.app.inject({ method: "POST", url: "/api/alarms/AAAAAAAAAAAAAAAA/answer", payload: {} })).statusCode).toBe(404);
      expect((await night.app.inject({ method: "GET", url: "/alarm/AAAAAAAAAAAAAAAA" })).statusCode).toBe(404);
    });

    test("by a reply with the code, through the signed door; a forged, old or codeless one stays outside", async () => {
      await night.start(night.everything());
      const { code } = await rungLink();
      const inbound = (payload: string, headers: Record<string, string>) => night.app.inject({ method: "POST", url: "/api/alarms/inbound", headers: { "content-type": "application/json", ...headers }, payload });
      const seconds = Math.floor(night.now / 1000);
      const signed = (payload: string, at = seconds, secret = SECRET) => ({ "webhook-id": "m1", "webhook-timestamp": String(at), "webhook-signature": sign(secret, "m1", at, payload) });
      const body = JSON.stringify({ from: "+86 138 0000 0000", text: `Re: [紧急 EMERGENCY ${code}] 收到，马上处理` });
      expect((await inbound(body, {})).statusCode).toBe(401);
      expect((await inbound(body, signed(body, seconds, "wrong"))).statusCode).toBe(401);
      expect((await inbound(body, signed(body, seconds - 3600))).statusCode).toBe(401);
      const other = JSON.stringify({ text: "ok 999" });
      expect((await inbound(other, signed(other))).json()).toMatchObject({ refusal: { code: "alarm-code-unknown" } });
      expect((await night.streetCall()).status).toBe("ringing");
      const answered = await inbound(body, signed(body));
      expect(answered.json()).toEqual({ status: "answered" });
      expect(await night.streetCall()).toMatchObject({ answer: { by: SECRETARY, how: "reply" } });
      expect((await inbound(body, signed(body))).statusCode).toBe(404);
    });

    test("from the screen, by a post on the ladder only", async () => {
      await night.start(night.everything());
      await night.overdue();
      const list = (await night.app.inject({ method: "GET", url: "/api/alarms?org=street" })).json() as { calls: { id: string; status: string; rank: string }[]; channels: { channel: string; configured: boolean }[]; silence: unknown };
      expect(list.channels).toMatchObject([{ channel: "push", configured: false }, { channel: "email", configured: true }, { channel: "webhook", configured: true }]);
      expect(list.silence).toBeNull();
      const { id } = list.calls.find((call) => call.id.endsWith(".secretary@street") && call.rank === "emergency")!;
      const url = `/api/alarms/${encodeURIComponent(id)}/answer`;
      expect((await night.app.inject({ method: "POST", url, payload: { actor: { org: "hotel", role: "manager" } } })).json()).toMatchObject({ refusal: { code: "not-rung" } });
      expect((await night.app.inject({ method: "POST", url, payload: { actor: STREET } })).json()).toMatchObject({ call: { status: "answered", answeredBy: STREET, how: "screen" } });
      expect((await night.app.inject({ method: "POST", url, payload: { actor: SECRETARY } })).json()).toMatchObject({ refusal: { code: "already-answered" } });
      expect((await night.app.inject({ method: "POST", url: "/api/alarms/city~C1.x@y/answer", payload: { actor: STREET } })).statusCode).toBe(404);
    });
  });

  describe("what is set up", () => {
    test("nothing: the screens say so, and the ladder climbs by the clock for whoever looks at them", async () => {
      await night.start({});
      await night.overdue();
      const shown = (await night.app.inject({ method: "GET", url: "/api/alarms" })).json() as { silence: { en: string }; calls: unknown[]; channels: { configured: boolean; text: { en: string } }[] };
      expect(shown.silence.en).toContain("wake nobody");
      expect(shown.calls.length).toBeGreaterThan(0);
      expect(shown.channels.map((channel) => channel.text.en)).toContain("No e-mail: set SMTP_URL and ALARM_MAIL_FROM.");
      expect((await night.streetCall()).rings).toHaveLength(1);
      await night.later(5 * MINUTE);
      expect((await night.streetCall()).rings).toHaveLength(2);
    });

    test("keys are made once, for their owner's eyes only; a mistyped address stops the start", async () => {
      await night.start({});
      const key = night.alarms.vapidPublic;
      expect(statSync(join(night.folder, "alarms", "keys.json")).mode & 0o777).toBe(0o600);
      await night.app.close();
      await night.start({});
      expect(night.alarms.vapidPublic).toBe(key);
      expect((await night.app.inject({ method: "GET", url: "/api/push/key" })).json()).toEqual({ key });
      expect(() => startAlarms({ api: night.api, dataDir: night.folder, env: { SMTP_URL: "mail.city.example:25" }, publicUrl: "http://x", everyMs: null, log: SILENT })).toThrow("SMTP_URL");
    });

    test("devices come and go: one that is gone is forgotten, addresses that are no push service are refused", async () => {
      await night.start({});
      const browser = browserSide(`${night.pushes.url}/device/1`);
      const subscribe = (subscription: unknown) => night.app.inject({ method: "POST", url: "/api/push/subscribe", payload: { post: SECRETARY, subscription } });
      expect((await subscribe({ ...browser.subscription, expirationTime: null })).json()).toEqual({ ok: true });
      expect(statSync(join(night.folder, "alarms", "devices.json")).mode & 0o777).toBe(0o600);
      for (const endpoint of ["http://10.0.0.7/x", "ftp://push.example/x", "nonsense", "https://user:pass@push.example/"]) {
        expect((await subscribe({ ...browser.subscription, endpoint })).json()).toMatchObject({ refusal: { code: "bad-device" } });
      }
      expect((await subscribe({ endpoint: "https://push.example/1", keys: { p256dh: "AAAA", auth: "AAAA" } })).json()).toMatchObject({ refusal: { code: "bad-device" } });
      night.pushes.answers.push(410);
      await night.overdue();
      expect(night.alarms.devices.count()).toBe(0);
      expect((await night.app.inject({ method: "POST", url: "/api/push/unsubscribe", payload: { endpoint: "https://push.example/never" } })).json()).toEqual({ ok: true });
    });
  });
});

describe.each(STORES)("%s store", (_name, open) => {
  let night: Night;
  beforeEach(async () => {
    night = await openNight(open);
  });
  afterEach(() => night.close());

  describe("starting again", () => {
    test("what was rung is not rung again, what fell due meanwhile is, and links sent before still work", async () => {
      await night.start(night.everything());
      await night.overdue();
      const { url } = night.streetRings()[0]!["answer"] as { url: string };
      await night.stop();
      night.now += 5 * MINUTE;
      await night.start(night.everything());
      await night.alarms.worker.settle();
      expect(night.streetRings().map((body) => (body["to"] as Post).role)).toEqual(["secretary", "office"]);
      const press = await night.app.inject({ method: "POST", url: new URL(url).pathname, headers: { "content-type": "application/x-www-form-urlencoded" }, payload: "" });
      expect(press.body).toContain("已由 secretary@street 应答");
    });

    test("killed between sending and recording, the ring goes out once more under the same key", async () => {
      await night.start(night.everything());
      await night.order("1");
      night.now += 2 * HOUR;
      await night.store.runClock(night.now);
      const submit = night.store.submit.bind(night.store);
      const failing: Store = { ...night.store, submit: async (command, at) => (command.type === "alarm.record" ? Promise.reject(new Error("killed")) : submit(command, at)) };
      const dying = startAlarms({ api: { ...night.api, store: failing }, dataDir: night.folder, env: night.everything(), publicUrl: "http://x", everyMs: null, wait: async () => undefined, log: SILENT });
      await dying.worker.pump();
      await expect.poll(() => night.streetRings().length).toBe(1);
      await dying.stop();
      await night.alarms.worker.settle();
      const keys = night.gateway.received.filter((each) => each.body.includes(".secretary@street")).map((each) => each.headers["idempotency-key"]);
      expect(keys.length).toBeGreaterThanOrEqual(2);
      expect(new Set(keys).size).toBe(1);
      expect((await night.streetCall()).rings).toHaveLength(1);
    });

    test("an alarm of days ago whose duty is closed by now wakes nobody; one still open does", async () => {
      await night.order("1");
      await night.order("2");
      night.now += 2 * HOUR;
      await night.store.runClock(night.now);
      const duty = (await night.store.duties({ incident: "city", kind: "order.execute", limit: 10 })).find((each) => each.subject === "order-unit:1/community")!;
      await night.send("order.withdraw", { number: "1", reason: "over" });
      expect((await night.store.duty("city", duty.id))!.status).toBe("lapsed");
      night.now += HOUR;
      await night.start(night.everything());
      await night.alarms.worker.settle();
      const call = await night.streetCall();
      expect(call.items.every((item) => item.duty !== duty.id)).toBe(true);
      expect(call.items.length).toBeGreaterThan(0);
    });

    test("replays and drills ring nobody", async () => {
      await night.start(night.everything());
      await night.store.createIncident({ id: "drill-1", title: "Drill", mode: "drill", zone: "Asia/Shanghai", city: "drill-1", pack: "cn-covid-9", commandPost: COMMAND }, night.now);
      await night.send("org.register", { org: "city", level: "city" }, COMMAND, "drill-1");
      await night.send("org.register", { org: "community", level: "community", parent: "city" }, COMMAND, "drill-1");
      await night.send("order.issue", { number: "1", text: "x", units: ["community"], legalBasis: "x", due: { earliest: T0 + HOUR, latest: T0 + HOUR } }, COMMAND, "drill-1");
      night.now += 3 * HOUR;
      await night.store.runClock(night.now, 1000, "drill-1");
      await night.alarms.worker.settle();
      expect(night.gateway.received).toEqual([]);
      expect(night.mail.mails).toEqual([]);
    });
  });
});
