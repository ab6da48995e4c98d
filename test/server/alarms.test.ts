// An alarm reaches a sleeping person: a duty nobody accepts falls due on a real store, and real messages reach a
// gateway, a mail server and a browser on this machine; answered by nobody, undelivered, in a flood.

import { createPublicKey, verify as verifyWith } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HOUR, MINUTE } from "../../src/base/time.ts";
import type { Post } from "../../src/engine/event.ts";
import { verify } from "../../src/server/alarms/signature.ts";
import { STORES } from "../database/stores.ts";
import { STREET } from "./city.ts";
import { openNight, SECRET, SECRETARY, T0, type Night } from "./night.ts";
import { browserSide, readMail } from "./receivers.ts";

describe.each(STORES)("%s store", (_name, open) => {
  let night: Night;
  beforeEach(async () => {
    night = await openNight(open);
  });
  afterEach(() => night.close());

  describe("reaching people", () => {
    test("an overdue duty rings whoever is on watch, by gateway, mail and push, each message real and signed", async () => {
      await night.start(night.everything());
      const browser = browserSide(`${night.pushes.url}/device/1`);
      await night.alarms.devices.add({ ...browser.subscription, post: SECRETARY, who: null });
      await night.send("roster.set", { ...SECRETARY, shifts: [{ from: T0, to: T0 + 12 * HOUR, who: "night-9", phone: "13899999999" }] });
      await night.overdue();

      const ring = night.gateway.received.find((each) => each.body.includes(".secretary@street"))!;
      const body = JSON.parse(ring.body.toString("utf8")) as Record<string, never>;
      expect(body).toMatchObject({
        schema: "firebreak-ring/1", rank: "emergency", voice: true, to: { org: "street", role: "secretary", who: "night-9", phone: "13899999999" }, count: 1,
        title: { zh: "紧急：1项任务告警（street·secretary）", en: "Emergency: 1 alarm (secretary, street)" },
      });
      const signed = { id: String(ring.headers["webhook-id"]), timestamp: String(ring.headers["webhook-timestamp"]), signature: String(ring.headers["webhook-signature"]) };
      expect(verify(SECRET, signed, ring.body.toString("utf8"), night.now)).toBe(true);
      expect(verify(SECRET, signed, ring.body.toString("utf8").replace("13899999999", "13800000000"), night.now)).toBe(false);
      expect(ring.headers["idempotency-key"]).toBe(signed.id);

      const { code, url } = body["answer"] as unknown as { code: string; url: string };
      const letter = readMail(night.mail.mails.find((each) => each.to === "secretary@street.example")!.text);
      expect(letter.subject).toContain(`[紧急 EMERGENCY ${code}]`);
      expect(letter.body).toContain(url);
      expect(letter.header("auto-submitted")).toBe("auto-generated");
      expect(letter.header("message-id")).toMatch(/^<[\w-]{24}@city\.example>$/);

      const pushed = night.pushes.received[0]!;
      expect(browser.decrypt(pushed.body)).toMatchObject({ rank: "emergency", url, title: { en: "Emergency: 1 alarm (secretary, street)" } });
      expect(pushed.headers).toMatchObject({ "content-encoding": "aes128gcm", urgency: "high", ttl: "3600" });
      const [, token = "", key] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(String(pushed.headers.authorization)) ?? [];
      expect(key).toBe(night.alarms.vapidPublic);
      const [head, claims, signature] = token.split(".") as [string, string, string];
      const point = Buffer.from(night.alarms.vapidPublic, "base64url");
      const jwk = { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") };
      expect(verifyWith("sha256", Buffer.from(`${head}.${claims}`), { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"))).toBe(true);
      expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({ aud: night.pushes.url, sub: "mailto:alarm@city.example" });

      const [first] = (await night.streetCall()).rings;
      expect(first).toMatchObject({ post: SECRETARY, reach: { who: "night-9", by: "roster" } });
      expect(first!.outcomes?.map((outcome) => [outcome.channel, outcome.result])).toEqual([["webhook", "accepted"], ["push", "accepted"], ["email", "accepted"]]);
    });

    test("nobody answers: after the pack's minutes the deputy is rung, then the level above, then its own; each on record", async () => {
      await night.start(night.everything());
      await night.overdue();
      expect(night.streetRings().map((body) => (body["to"] as Post).role)).toEqual(["secretary"]);
      await night.later(5 * MINUTE - 1);
      expect(night.streetRings()).toHaveLength(1);
      await night.later(1);
      expect(night.streetRings().map((body) => (body["to"] as Post).role)).toEqual(["secretary", "office"]);
      await night.later(5 * MINUTE);
      await night.later(5 * MINUTE);
      expect(night.streetRings().map((body) => (body["to"] as Post).org)).toEqual(["street", "street", "district", "city"]);
      await night.later(5 * MINUTE);
      expect((await night.streetCall()).status).toBe("unanswered");
      const record = await night.store.events({ incident: "city", types: ["alarm.rung", "alarm.unanswered"], limit: 1000 });
      const own = record.filter((event) => String(event.data["call"]).endsWith(".secretary@street"));
      expect(own.map((event) => event.type)).toEqual(["alarm.rung", "alarm.rung", "alarm.rung", "alarm.rung", "alarm.unanswered"]);
      expect(await night.store.rebuildAndCompare("city")).toEqual([]);
      expect(await night.broken()).toEqual([]);
    });

    test("a gateway that fails twice takes the third; the key stays the same, the waits grow, the ring is one", async () => {
      await night.start({ ALARM_WEBHOOK_URL: night.gateway.url, ALARM_WEBHOOK_SECRET: SECRET });
      night.gateway.answers.push(503, 500);
      await night.order("1", T0 + HOUR / 2);
      await night.later(HOUR / 2);
      expect(night.streetRings()).toHaveLength(3);
      expect(night.gateway.received).toHaveLength(3);
      expect(new Set(night.gateway.received.map((each) => each.headers["idempotency-key"])).size).toBe(1);
      expect(night.waits).toEqual([1000, 5000]);
      const { rings } = await night.streetCall();
      expect(rings).toHaveLength(1);
      expect(rings[0]!.outcomes?.at(0)).toEqual({ channel: "webhook", result: "accepted" });
    });

    test("a channel that refuses is on record and the next is tried; when none delivers the deputy is rung at once", async () => {
      await night.start(night.everything());
      night.gateway.answers.push(...Array.from({ length: 50 }, () => 400));
      night.mail.refusals.push("550 no such box");
      await night.order("1", T0 + HOUR / 2);
      await night.later(HOUR / 2);
      const call = await night.streetCall();
      const [first, second] = call.rings;
      expect(first!.outcomes?.map((outcome) => [outcome.channel, outcome.result])).toEqual([["webhook", "failed"], ["push", "not-configured"], ["email", "failed"]]);
      expect(first!.outcomes?.[0]?.note).toBe("HTTP 400");
      expect(first!.outcomes?.[2]?.note).toContain("550");
      expect(second).toMatchObject({ post: STREET, why: "undelivered", at: first!.at });
      expect(second!.outcomes?.find((outcome) => outcome.channel === "email")?.result).toBe("accepted");
    });

    test("a reminder is told once by mail and asks nothing; a warning takes the first way that works; neither makes a telephone ring", async () => {
      await night.start(night.everything());
      await night.send("post.register", { org: "city", role: "second", title: { zh: "副", en: "Second" }, phone: "13800000009", email: "second@city.example" });
      await night.send("deputy.assign", { org: "city", role: "duty_officer", deputy: "second" });
      await night.order("1", T0 + 2.5 * HOUR);
      await night.later(HOUR / 2);
      const [reminder] = await night.calls();
      expect(reminder).toMatchObject({ post: "duty_officer@city", rank: "reminder", status: "told", rings: [{ outcomes: [{ channel: "push", result: "not-configured" }, { channel: "email", result: "accepted" }] }] });
      expect(readMail(night.mail.mails[0]!.text).body).not.toContain("/alarm/");
      await night.later(HOUR / 2);
      const warning = (await night.calls()).find((call) => call.rank === "warning")!;
      expect(warning).toMatchObject({ post: "duty_officer@city", status: "ringing" });
      expect(warning.rings[0]!.outcomes?.map((outcome) => outcome.channel)).toEqual(["push", "email"]);
      expect(night.gateway.received).toEqual([]);
      night.mail.refusals.push("550 gone");
      await night.later(5 * MINUTE);
      expect(night.bodies().map((body) => [body["rank"], body["voice"]])).toEqual([["warning", false]]);
    });

    test("a flood to one role arrives as one call with the count", async () => {
      await night.start(night.everything());
      for (let number = 1; number <= 40; number++) await night.order(String(number), T0 + HOUR + number);
      await night.later(HOUR + 1);
      await night.later(MINUTE);
      expect(night.streetRings()).toHaveLength(1);
      const first = await night.streetCall();
      expect(first.rings).toHaveLength(1);
      const reply = await night.app.inject({ method: "POST", url: `/api/alarms/${encodeURIComponent(`city~C${first.items[0]!.seq}.secretary@street`)}/answer`, payload: { actor: SECRETARY } });
      expect(reply.statusCode).toBe(200);
      await night.later(10 * MINUTE);
      const told = night.streetRings();
      expect(told).toHaveLength(2);
      expect(told.reduce((sum, body) => sum + (body["count"] as number), 0)).toBe(40);
    });
  });
});
