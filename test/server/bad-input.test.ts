// What a stranger, a broken phone or a hostile page may send: each is refused with place and reason, and the
// ledger stands exactly where it stood.

import { request } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "../../src/base/time.ts";
import { BODY_LIMIT } from "../../src/server/app.ts";
import { COMMAND, COMMUNITY, STREET, TRACING } from "./city.ts";
import { refusalOf, startTestServer, type TestServer } from "./harness.ts";

let server: TestServer;
let head = 0;
let duty = "";

const headNow = async (): Promise<number> => (await server.get<{ head: number }>("/api/incidents/city")).head;

beforeAll(async () => {
  server = await startTestServer();
  const receipt = await server.send(TRACING, "contact.find", { contact: "P1", class: "close", home: "community" }, { id: "find-P1" });
  duty = `D${receipt.events.find((event) => event.type === "duty.offered")!.seq - 1}`;
  await server.send(TRACING, "contact.push", { contacts: ["P1"], to: "street" });
});

afterAll(() => server.close());

beforeEach(async () => {
  head = await headNow();
});

afterEach(async () => {
  expect(await headNow()).toBe(head);
});

const body = (more: object = {}): Record<string, unknown> => ({
  id: "bad-1", type: "contact.hold", incident: "city", actor: COMMUNITY, data: { contact: "P1", note: "At home." }, ...more,
});
const at = (earliest: number, latest: number): object => ({ at: { earliest, latest } });

describe("commands of a wrong shape", () => {
  test.each<[string, () => object, number, string, string | undefined]>([
    ["an unknown field beside the others", () => body({ colour: "red" }), 400, "unknown-field", "colour"],
    ["an unknown field in the data", () => body({ data: { contact: "P1", note: "x", colour: "red" } }), 400, "unknown-field", "data.colour"],
    ["a field of the wrong type", () => body({ data: { contact: 7, note: "x" } }), 400, "wrong-type", "data.contact"],
    ["a missing field", () => body({ data: { contact: "P1" } }), 400, "missing-field", "data.note"],
    ["no actor", () => ({ ...body(), actor: undefined }), 400, "missing-field", "actor"],
    ["half an actor", () => body({ actor: { org: "street" } }), 400, "missing-field", "actor.role"],
    ["an unknown command", () => body({ type: "contact.vanish" }), 422, "unknown-command", "type"],
    ["a name every object inherits, as the command", () => body({ type: "constructor" }), 422, "unknown-command", "type"],
    ["a command of the system itself", () => body({ type: "clock.tick", data: { duties: [], until: 0 } }), 422, "unknown-command", "type"],
    ["an unknown incident", () => body({ incident: "elsewhere" }), 404, "unknown-incident", "incident"],
    ["a name every object inherits, as the incident", () => body({ incident: "__proto__" }), 404, "unknown-incident", "incident"],
    ["an unknown organisation acting", () => body({ actor: { org: "moon", role: "office" } }), 422, "unknown-organisation", "actor.org"],
    ["an unknown role acting", () => body({ actor: { org: "street", role: "emperor" } }), 422, "unknown-role", "actor.role"],
    ["a control character in a text", () => body({ data: { contact: "P1", note: "a\u0000b" } }), 422, "bad-text", "data.note"],
    ["an id with a space", () => body({ id: "a b" }), 400, "bad-value", "id"],
    ["a text beyond its length", () => body({ data: { contact: "P1", note: "x".repeat(2001) } }), 400, "bad-value", "data.note"],
  ])("%s", async (_name, make, status, code, where) => {
    const answer = await server.call("POST", "/api/commands", JSON.stringify(make()));
    expect(answer.status).toBe(status);
    expect(refusalOf(answer)).toMatchObject({ code, ...(where === undefined ? {} : { where }) });
  });
});

describe("times that cannot be", () => {
  test("an interval upside down", async () => {
    const now = server.now();
    expect(await server.refused(COMMUNITY, "contact.hold", { contact: "P1", note: "x" }, at(now, now - 1))).toMatchObject({ code: "interval-upside-down", where: "at" });
  });

  test("an interval upside down deep in the data", async () => {
    const now = server.now();
    const refusal = await server.refused(COMMAND, "order.issue", { number: "1", text: "Do it.", units: ["street"], legalBasis: "Act, art. 1", due: { earliest: now + DAY, latest: now } });
    expect(refusal).toMatchObject({ code: "interval-upside-down", where: "data.due" });
  });

  test("a time still to come", async () => {
    const later = server.now() + 6 * MINUTE;
    expect(await server.refused(COMMUNITY, "contact.hold", { contact: "P1", note: "x" }, at(later, later))).toMatchObject({ status: 422, code: "time-in-future" });
  });

  test("done before it was offered", async () => {
    const early = server.now() - HOUR;
    const refusal = await server.refused(STREET, "duty.done", { duty, note: "Done yesterday." }, at(early, early));
    expect(refusal.status).toBe(422);
    expect(["done-before-offered", "before-it-began"]).toContain(refusal.code);
  });

  test("half a millisecond", async () => {
    expect(await server.refused(COMMUNITY, "contact.hold", { contact: "P1", note: "x" }, at(0.5, 0.5))).toMatchObject({ code: "wrong-type", where: "at.earliest" });
  });
});

describe("ids and versions", () => {
  test("the same command again: the same receipt, and nothing new", async () => {
    const again = await server.send(TRACING, "contact.find", { contact: "P1", class: "close", home: "community" }, { id: "find-P1" });
    expect(again.repeated).toBe(true);
    expect(again.events.length).toBeGreaterThan(0);
  });

  test("the same id with another body", async () => {
    const refusal = await server.refused(TRACING, "contact.find", { contact: "P2", class: "close" }, { id: "find-P1" });
    expect(refusal).toMatchObject({ status: 409, code: "command-id-reused", where: "id" });
  });

  test("a stale version", async () => {
    expect(await server.refused(STREET, "duty.accept", { duty }, { expects: { [`duty:${duty}`]: 1 } })).toMatchObject({ status: 409, code: "version-stale" });
  });

  test("an unknown role to pass a duty to", async () => {
    await expect(server.refused(TRACING, "duty.recall", { duty: "D999999", reason: "x" })).resolves.toMatchObject({ status: 404, code: "unknown-duty" });
  });
});

describe("bytes", () => {
  const send = (text: string | Uint8Array, type?: string) => server.call("POST", "/api/commands", text, type);

  test("broken JSON is refused with line and column", async () => {
    expect(refusalOf(await send('{"id": "x",\n "type": }'))).toMatchObject({ code: "bad-json", where: "line 2, column 10" });
  });

  test("bytes that are not UTF-8", async () => {
    const bytes = Buffer.concat([Buffer.from('{"id": "'), Buffer.from([0xff]), Buffer.from('"}')]);
    expect(refusalOf(await send(bytes))).toMatchObject({ code: "invalid-utf8", where: "line 1, column 9" });
  });

  test("keys that reach for the prototype", async () => {
    const json = JSON.stringify(body());
    expect(refusalOf(await send(json.replace('"note"', '"__proto__": {"polluted": true}, "note"')))).toMatchObject({ code: "forbidden-key" });
    expect(refusalOf(await send(json.replace('"note"', '"constructor": {"prototype": {}}, "note"')))).toMatchObject({ code: "unknown-field", where: "data.constructor" });
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("the same key twice", async () => {
    expect(refusalOf(await send(JSON.stringify(body()).replace('"id"', '"id": "other", "id"')))).toMatchObject({ code: "key-twice" });
  });

  test("no body, a list, a number, nothing", async () => {
    for (const text of ["", "[]", "7", "null"]) expect((await send(text)).status).toBe(400);
  });

  test("another content type, as a foreign page's form would send", async () => {
    expect(refusalOf(await send(JSON.stringify(body()), "text/plain"))).toMatchObject({ code: "not-json" });
    expect(refusalOf(await send(JSON.stringify(body()), "application/x-www-form-urlencoded"))).toMatchObject({ code: "not-json" });
  });

  test("100 MB are refused from their announcement, before a byte of them is read", async () => {
    const { status, sent } = await announce(server.url, 100_000_000);
    expect(status).toBe(413);
    expect(sent).toBeLessThan(BODY_LIMIT);
  });

  test("a little over the limit, without an announcement", async () => {
    const parts = new ReadableStream({
      start(controller) {
        for (let part = 0; part < 12; part++) controller.enqueue(new Uint8Array(100_000).fill(0x20));
        controller.close();
      },
    });
    const answer = await fetch(`${server.url}/api/commands`, { method: "POST", body: parts, duplex: "half", headers: { "content-type": "application/json" } } as RequestInit).then(
      (response) => response.status,
      // The server may close the line while the rest is still coming.
      () => 413,
    );
    expect(answer).toBe(413);
  });

  test("thousands of brackets", async () => {
    const deep = `{"id":"x","type":"contact.hold","incident":"city","actor":{"org":"city","role":"duty_officer"},"data":${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}}`;
    expect((await send(deep)).status).toBe(400);
  });
});

describe("addresses", () => {
  test.each<[string, number, string]>([
    ["/api/duties?colour=red", 400, "unknown-field"],
    ["/api/duties?limit=ten", 400, "wrong-type"],
    ["/api/duties?limit=100000", 400, "bad-value"],
    ["/api/duties?status=lost", 400, "unknown-value"],
    ["/api/duties/city/D0x", 400, "bad-value"],
    ["/api/duties/city/D999999", 404, "unknown-duty"],
    ["/api/events?incident=nowhere", 404, "unknown-incident"],
    ["/api/events?incident=city&learnedFrom=yesterday", 400, "bad-instant"],
    ["/api/things/unicorn?incident=city", 404, "unknown-kind"],
    ["/api/things/constructor?incident=city", 404, "unknown-kind"],
    ["/api/things/contact?incident=city&colour=red", 400, "unknown-field"],
    ["/api/things/contact/nobody?incident=city", 404, "unknown-thing"],
    ["/api/packs/none", 404, "unknown-pack"],
    ["/api/stream?incident=nowhere", 404, "unknown-incident"],
    ["/api/stream?incident=city&after=999999", 422, "position-ahead"],
    ["/api/incidents/city/findings?asKnownAt=noon", 400, "bad-instant"],
    ["/api/nothing/here", 404, "no-such-page"],
  ])("%s", async (path, status, code) => {
    const answer = await server.call("GET", path);
    expect(answer.status).toBe(status);
    expect(refusalOf(answer).code).toBe(code);
  });

  test("a foreign host name", async () => {
    const status = await new Promise((resolve, reject) => {
      request(`${server.url}/api/health`, { headers: { host: "evil.example" } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on("error", reject).end();
    });
    expect(status).toBe(421);
  });
});

describe("new incidents", () => {
  const incident = { id: "wave", title: "Wave", mode: "live", zone: "Asia/Shanghai", city: "city", pack: "cn-covid-9", commandPost: COMMAND };
  test.each<[string, object, number, string]>([
    ["that exist already", { id: "city", city: "city" }, 409, "incident-exists"],
    ["under no known pack", { pack: "none" }, 404, "unknown-pack"],
    ["in no known zone", { zone: "Mars/Olympus" }, 422, "unknown-zone"],
    ["of no known city", { city: "atlantis" }, 422, "unknown-city"],
    ["marked as a replay", { mode: "replay" }, 400, "unknown-value"],
    ["with a strange id", { id: "Wave 1" }, 400, "bad-value"],
  ])("%s", async (_name, change, status, code) => {
    const answer = await server.call("POST", "/api/incidents", JSON.stringify({ ...incident, ...change }));
    expect(answer.status).toBe(status);
    expect(refusalOf(answer).code).toBe(code);
  });
});

/** Announces a body and sends it slowly, as a real upload would; how much had left when the answer came. */
function announce(url: string, length: number): Promise<{ status: number | undefined; sent: number }> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    const upload = request(`${url}/api/commands`, { method: "POST", headers: { "content-type": "application/json", "content-length": length } });
    upload.on("response", (response) => {
      resolve({ status: response.statusCode, sent });
      upload.destroy();
    });
    upload.on("error", (error) => (sent === 0 ? reject(error) : undefined));
    sent = 1000;
    upload.write(Buffer.alloc(1000, 0x20));
  });
}
