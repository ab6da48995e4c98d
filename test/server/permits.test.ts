// A permit from its request to a gate without a network: signed by a real server, checked with the public key and the
// list alone, tampered with, revoked, on paper; and the key's file, made once and kept to its owner.

import { createPublicKey, verify } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { canonicalJson } from "../../src/base/digest.ts";
import { isRefusal } from "../../src/base/refusal.ts";
import { at, DAY, HOUR } from "../../src/base/time.ts";
import { checkAtGate, presentPaper, readToken, type GateList, type Verdict } from "../../src/loops/movement/permits/token.ts";
import { loadPermitKey } from "../../src/server/permits/keys.ts";
import { COMMAND, TRACING } from "./city.ts";
import { startTestServer, type TestServer } from "./harness.ts";

interface Line {
  readonly token: string;
  readonly code: string;
}
interface Signed {
  readonly list: GateList;
  readonly key: string;
  readonly signature: string;
}

let server: TestServer;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "permit-key-"));
  server = await startTestServer();
  const now = server.now();
  await server.send(COMMAND, "strategy.set", { org: "city", strategy: "export-spread", start: at(now), review: at(now + DAY), end: at(now + 5 * DAY), legalBasis: "Law 42", reason: "cases", alternatives: "notices", notice: "N-1", support: COMMAND, supportAccepted: true });
  for (const permit of ["甲.1", "2", "3"]) {
    await server.send(TRACING, "permit.request", { permit, scope: "leave", person: `p-${permit}`, org: "district", purpose: "medical", need: "dialysis", from: at(now), until: at(now + DAY), people: 1, channel: permit === "2" ? "paper" : "web" });
  }
  await server.send(TRACING, "permit.grant", { permit: "甲.1", from: at(now), until: at(now + DAY), uses: 1, gates: ["north"] });
  await server.send(TRACING, "permit.grant", { permit: "2", from: at(now), until: at(now + DAY) });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const line = (permit: string): Promise<Line> => server.get(`/api/permits/${encodeURIComponent(permit)}/line?incident=city`);
const carried = (): Promise<Signed> => server.get("/api/permits/list?incident=city");

/** What the gate's phone does, with nothing but the list it carries. */
function atGate(text: string, list: GateList, more: { gate?: string; now?: number } = {}): Verdict {
  const token = readToken(text);
  if (isRefusal(token)) throw new Error(token.message);
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: list.keys[token.key] ?? "" }, format: "jwk" });
  const genuine = verify(null, Buffer.from(token.signed), key, Buffer.from(token.signature, "base64url"));
  return checkAtGate({ claims: token.claims, genuine, on: "token" }, { gate: more.gate ?? "north", list, now: more.now ?? server.now(), usedHere: 0 });
}

test("[SM-268] a gate without a network checks the signature, the limits and its list", async () => {
  const { token } = await line("甲.1");
  const { list } = await carried();
  expect(atGate(token, list)).toMatchObject({ verdict: "pass", doubts: [] });
  const longer = token.split(".").with(4, (server.now() + 9 * DAY).toString(36)).join(".");
  expect(atGate(longer, list)).toMatchObject({ verdict: "no", doubts: ["not-signed"] });
  expect(atGate(token, list, { now: server.now() + DAY })).toMatchObject({ verdict: "no", doubts: ["expired"] });
  expect(atGate(token, list, { gate: "south" })).toMatchObject({ verdict: "ask", doubts: ["other-gate"] });
  expect(atGate(token, list, { now: server.now() + 13 * HOUR })).toMatchObject({ verdict: "pass", listOld: true });
});

test("[SM-268] the list is signed as well, so that it may be passed from phone to phone", async () => {
  const { list, key, signature } = await carried();
  const holds = (one: GateList): boolean => verify(null, Buffer.from(canonicalJson(one)), createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: list.keys[key]! }, format: "jwk" }), Buffer.from(signature, "base64url"));
  expect(holds(list)).toBe(true);
  expect(holds({ ...list, revoked: ["甲.1"] })).toBe(false);
  expect(JSON.stringify(list)).not.toMatch(/dialysis|p-2|甲/);
});

test("[SM-267] on paper: number and code, without a phone", async () => {
  const { code } = await line("2");
  const { list } = await carried();
  const shown = presentPaper(list, "2", code);
  expect(!isRefusal(shown) && checkAtGate(shown, { gate: "north", list, now: server.now(), usedHere: 0 }).verdict).toBe("pass");
  expect(JSON.stringify(list)).not.toContain(code);
});

test("[SM-268] used and revoked reach the gate with its next list; the exit reported late is taken", async () => {
  const { token } = await line("甲.1");
  const before = (await carried()).list;
  server.advance(2 * HOUR);
  await server.send(TRACING, "gate.pass", { passage: "x1", gate: "north", lane: "permit", permit: "甲.1", people: 1, listAsOf: at(before.asOf) }, { at: at(server.now() - HOUR) });
  expect((await carried()).list.used).toEqual({ "甲.1": 1 });
  expect(atGate(token, (await carried()).list)).toMatchObject({ verdict: "ask", doubts: ["used-up"] });
  await server.send(TRACING, "permit.revoke", { permit: "甲.1", ground: "contact", clause: "contact.criteria", reason: "a close contact since noon", instead: "the clinic comes to you" }, { by: "w-1" });
  const after = (await carried()).list;
  expect(atGate(token, before)).toMatchObject({ verdict: "pass" });
  expect(atGate(token, after)).toMatchObject({ verdict: "no", doubts: ["revoked"] });
  expect((await server.call("GET", `/api/permits/${encodeURIComponent("甲.1")}/line?incident=city`)).body).toMatchObject({ refusal: { code: "permit-not-granted" } });
});

test("what is not granted, or is not there, has no line", async () => {
  for (const [path, code, status] of [["/api/permits/3/line?incident=city", "permit-not-granted", 422], ["/api/permits/9/line?incident=city", "unknown-thing", 404], ["/api/permits/2/line?incident=no", "unknown-incident", 404], ["/api/permits/list?incident=no", "unknown-incident", 404]] as const) {
    const answer = await server.call("GET", path);
    expect([answer.status, (answer.body as { refusal: { code: string } }).refusal.code]).toEqual([status, code]);
  }
});

test("the key is made once, kept to its owner, and a spoiled file says what to do", () => {
  const first = loadPermitKey(folder);
  const file = join(folder, "permits", "key.json");
  chmodSync(file, 0o644);
  const again = loadPermitKey(folder);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect([again.id, again.publicKey, again.code("i", "p"), again.sign("x")]).toEqual([first.id, first.publicKey, first.code("i", "p"), first.sign("x")]);
  expect(first.code("i", "p")).not.toBe(first.code("i", "q"));
  writeFileSync(file, "{}");
  expect(() => loadPermitKey(folder)).toThrow(/cannot be read/);
});
