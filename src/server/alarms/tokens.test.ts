// Signatures against the published example of the convention, codes as people really reply with them, links
// that nobody can guess from one another, and the file of keys.

import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadKeys } from "./keys.ts";
import { sign, verify } from "./signature.ts";
import { codeOfRing, codesIn, keyOf, tokenOf } from "./tokens.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keys-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("the example of the Standard Webhooks convention", () => {
  const signature = sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, '{"test": 2432232314}');
  expect(signature).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
});

test("a signature holds for its id, its time and its body only, and for five minutes", () => {
  const now = 1_800_000_000_000;
  const seconds = now / 1000;
  const good = { id: "m", timestamp: String(seconds), signature: `v1,AAAA ${sign("s", "m", seconds, "body")}` };
  expect(verify("s", good, "body", now)).toBe(true);
  expect(verify("s", good, "body", now + 299_000)).toBe(true);
  for (const [headers, body, at] of [
    [good, "other", now], [{ ...good, id: "n" }, "body", now], [{ ...good, timestamp: String(seconds + 1) }, "body", now], [good, "body", now + 301_000],
    [good, "body", now - 301_000], [{ ...good, signature: undefined }, "body", now], [{ ...good, timestamp: "soon" }, "body", now], [{ ...good, id: "" }, "body", now],
  ] as const) expect(verify("s", headers, body, at)).toBe(false);
  expect(verify("t", good, "body", now)).toBe(false);
});

test("codes are found however they are quoted, and nothing else is taken for one", () => {
  expect(codesIn("Re: [EMERGENCY 204518] ok")).toEqual(["204518"]);
  expect(codesIn("204 518 收到")).toEqual(["204518"]);
  expect(codesIn("２０４５１８。")).toEqual(["204518"]);
  expect(codesIn("204518\n> 123-456")).toEqual(["204518", "123456"]);
  expect(codesIn("call 13800000009 or 20451, order 2045189")).toEqual([]);
});

test("a link, a code and a key follow from the ring and the secret, and differ with each", () => {
  const secret = Buffer.alloc(32, 7);
  const ring = { incident: "city", call: "C1.office@A1", ring: 0 };
  const others = [{ ...ring, ring: 1 }, { ...ring, call: "C2.office@A1" }, { ...ring, incident: "city2" }];
  expect(tokenOf(secret, ring)).toMatch(/^[\w-]{16}$/);
  expect(codeOfRing(secret, ring)).toMatch(/^\d{6}$/);
  expect(tokenOf(secret, { ...ring })).toBe(tokenOf(secret, ring));
  expect(new Set([ring, ...others].map((each) => tokenOf(secret, each))).size).toBe(4);
  expect(new Set([ring, ...others].map((each) => keyOf(secret, each, "push"))).size).toBe(4);
  expect(keyOf(secret, ring, "email")).not.toBe(keyOf(secret, ring, "push"));
  expect(tokenOf(Buffer.alloc(32, 8), ring)).not.toBe(tokenOf(secret, ring));
});

test("keys are made once and kept; loose rights are tightened; a spoiled file is said to be spoiled", () => {
  const first = loadKeys(folder);
  expect(Buffer.from(first.vapidPublic, "base64url")).toHaveLength(65);
  expect(loadKeys(folder)).toEqual(first);
  const file = join(folder, "alarms", "keys.json");
  chmodSync(file, 0o644);
  expect(loadKeys(folder)).toEqual(first);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  writeFileSync(file, '{"vapidPublic": "x"');
  expect(() => loadKeys(folder)).toThrow("cannot be read");
});
