// The event stream: taken up where it stopped, many writers at once, one reader that stops reading, and a
// server that goes away.

import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COMMAND, TRACING } from "./city.ts";
import { startTestServer, type TestServer } from "./harness.ts";
import { listenTo } from "./listening.ts";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.close());

const report = (name: string) => server.send(TRACING, "case.report", { case: name, class: "confirmed" });
const headNow = async (): Promise<number> => (await server.get<{ head: number }>("/api/incidents/city")).head;

describe("following the ledger", () => {
  test("the position asked for is the position begun at, and Last-Event-ID outranks it", async () => {
    const head = await headNow();
    const [late, resumed] = await Promise.all([
      listenTo(`${server.url}/api/stream?incident=city&after=${head}`),
      listenTo(`${server.url}/api/stream?incident=city&after=0`, String(head - 2)),
    ]);
    const { events } = await report("S1");
    const [last] = events.slice(-1);
    await Promise.all([late, resumed].map((one) => one.until((event) => event.seq === last!.seq, "new event")));
    expect(late.events[0]?.seq).toBe(head + 1);
    expect(resumed.events[0]?.seq).toBe(head - 1);
    expect(Number(late.ids.at(-1))).toBe(late.events.at(-1)?.seq);
    late.close();
    resumed.close();
  });

  test("every reader sees what many writers write, once and in order", async () => {
    const from = await headNow();
    const readers = await Promise.all(Array.from({ length: 5 }, () => listenTo(`${server.url}/api/stream?incident=city&after=${from}`)));
    await Promise.all(Array.from({ length: 60 }, (_, index) => report(`many-${index}`)));
    const head = await headNow();
    for (const reader of readers) {
      await reader.until((event) => event.seq === head, "last event");
      expect(reader.events.map((event) => event.seq)).toEqual(Array.from({ length: head - from }, (_, index) => from + 1 + index));
      reader.close();
    }
  });

  test("a client that takes nothing is cut off, and the others go on", async () => {
    // Shorter patience than in life, so that the test is short; the same code.
    const impatient = await startTestServer({ server: { streamTimes: { heartbeatMs: 50, patienceMs: 300 } } });
    try {
      const { port, hostname } = new URL(impatient.url);
      const deaf = connect(Number(port), hostname);
      deaf.on("error", () => undefined);
      const cut = new Promise<void>((resolve) => deaf.once("close", () => resolve()));
      deaf.write(`GET /api/stream?incident=city HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      deaf.pause();
      const awake = await listenTo(`${impatient.url}/api/stream?incident=city`);
      const note = "x".repeat(2000);
      // More than the buffers of both ends of a loopback line hold.
      for (let round = 0; round < 30; round++) {
        const batch = Array.from({ length: 200 }, (_, index) => ({
          id: `flood-${round}-${index}`, type: "statement.record", incident: "city", actor: COMMAND, data: { statement: `F${round}-${index}`, text: note, by: { ...COMMAND } },
        }));
        await Promise.all(batch.map((command) => impatient.store.submit({ ...command, actor: COMMAND }, impatient.now())));
      }
      const { head } = await impatient.get<{ head: number }>("/api/incidents/city");
      await awake.until((event) => event.seq === head, "last event");
      expect(awake.events).toHaveLength(head);
      deaf.resume();
      await cut;
      awake.close();
    } finally {
      await impatient.close();
    }
  });

  test("closing the server ends its streams at once", async () => {
    const short = await startTestServer();
    const response = await fetch(`${short.url}/api/stream?incident=city`);
    const reading = response.text().catch(() => "cut");
    await short.close();
    expect(typeof (await reading)).toBe("string");
  });
});
