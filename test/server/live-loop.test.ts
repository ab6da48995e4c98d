// The live loop through the real server: a contact is found and pushed, nobody accepts, the offer runs out and
// the duty goes up the levels; a room is missing and a resource duty opens above; then everybody acts and the
// loop closes, verified by the receiving side's own record. A browser's stream sees every event once, in order.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOUR, MINUTE } from "../../src/base/time.ts";
import type { Duty } from "../../src/engine/duty/duty.ts";
import type { LedgerEvent } from "../../src/engine/event.ts";
import { COMMAND, COMMUNITY, DISTRICT_DEPUTY, DISTRICT_LOGISTICS, HOTEL, STREET, TRACING } from "./city.ts";
import { listenTo, type Listening } from "./listening.ts";
import { startTestServer, type TestServer } from "./harness.ts";

let server: TestServer;
let stream: Listening;

beforeAll(async () => {
  server = await startTestServer();
  stream = await listenTo(`${server.url}/api/stream?incident=city`);
});

afterAll(async () => {
  stream.close();
  await server.close();
});

interface Detail {
  readonly duty: Duty;
  readonly events: readonly LedgerEvent[];
  readonly clause: { readonly id: string; readonly wording: { readonly en: string } } | null;
  readonly can: readonly { readonly type: string; readonly why?: { readonly code: string } }[];
  readonly chain: { readonly resource: Duty | null };
}

const detail = (id: string, post: { org: string; role: string }): Promise<Detail> =>
  server.get<Detail>(`/api/duties/city/${id}?org=${post.org}&role=${post.role}`);

const may = ({ can }: Detail, type: string): string | true => {
  const offered = can.find((one) => one.type === type);
  return offered?.why?.code ?? (offered === undefined ? "not offered" : true);
};

describe("one contact, from being found to being received", () => {
  let transfer = "";
  let resource = "";

  test("found and pushed: the sender holds it until the receiver accepts", async () => {
    await server.send(TRACING, "contact.find", { contact: "P1", class: "close", home: "community" });
    const opened = await stream.until((event) => event.type === "duty.opened" && event.data["kind"] === "contact.transfer", "transfer duty");
    transfer = String(opened.data["duty"]);
    await server.send(TRACING, "contact.push", { contacts: ["P1"], to: "street" });
    const { duty, clause } = await detail(transfer, STREET);
    expect(duty.holder).toEqual(TRACING);
    expect(duty.offer?.to).toEqual(STREET);
    expect(clause?.id).toBe("transfer.deadline");
  });

  test("each post is offered what it may do, with the reason why not", async () => {
    const [street, tracing, community] = await Promise.all([detail(transfer, STREET), detail(transfer, TRACING), detail(transfer, COMMUNITY)]);
    expect(may(street, "duty.accept")).toBe(true);
    expect(may(tracing, "duty.accept")).toBe("not-the-addressee");
    expect(may(tracing, "duty.recall")).toBe(true);
    expect(may(community, "duty.done")).toBe("not-the-holder");
    expect(may(street, "duty.verify")).toBe("not-done");
  });

  test("nobody accepts: the offer runs out and goes up, not away", async () => {
    server.advance(HOUR + MINUTE);
    const expired = await stream.until((event) => event.type === "duty.offer_expired" && event.data["duty"] === transfer, "expired offer");
    expect(expired.occurred.latest).toBe(expired.occurred.earliest);
    expect(expired.learned).toBeLessThanOrEqual(server.now());
    const { duty } = await detail(transfer, TRACING);
    expect(duty.holder).toEqual(TRACING);
    expect(duty.offer?.expired).toBe(true);
  });

  test("and climbs the levels while nothing happens", async () => {
    // The city's command heard of the offer that ran out; it is not rung again until the duty itself is late.
    server.advance(8 * HOUR);
    const overdue = await stream.until((event) => event.type === "duty.overdue" && event.data["duty"] === transfer, "overdue");
    expect(overdue.data["to"]).toEqual(DISTRICT_DEPUTY);
    server.advance(4 * HOUR);
    const next = await stream.until((event) => event.type === "duty.escalated" && event.data["duty"] === transfer, "escalation");
    expect(next.data).toMatchObject({ level: 1, to: COMMAND });
    expect(next.seq).toBeGreaterThan(overdue.seq);
    const board = await server.get<{ duties: readonly Duty[] }>("/api/duties?incident=city&open=1&under=district&sort=due");
    expect(board.duties.map((duty) => duty.id)).toContain(transfer);
  });

  test("accepted at last, and blocked: a resource duty opens one level up", async () => {
    await server.send(STREET, "duty.accept", { duty: transfer });
    await server.send(STREET, "duty.block", { duty: transfer, missing: ["room"], note: "No room is free." });
    const { duty, chain } = await detail(transfer, STREET);
    expect(duty.status).toBe("blocked");
    expect(duty.holder).toEqual(STREET);
    expect(chain.resource).toMatchObject({ kind: "resource.provide", holder: DISTRICT_LOGISTICS, serves: transfer, status: "open" });
    resource = chain.resource!.id;
    const counts = await server.get<{ counts: { org: string; blocked: number }[] }>("/api/duty-counts?incident=city");
    expect(counts.counts.filter((row) => row.blocked > 0).map((row) => row.org)).toEqual(["street"]);
  });

  test("the room comes, the people are moved, and the site's own record closes the duty", async () => {
    server.advance(20 * MINUTE);
    await server.send(COMMAND, "room.register", { room: "hotel-101", site: "hotel", capacity: 1 });
    await server.send(DISTRICT_LOGISTICS, "resource.provide", { duty: transfer, what: "Room 101 at the hotel" });
    await server.send(STREET, "site.open", { site: "hotel" });
    const at = server.now();
    await server.send(STREET, "transfer.plan", {
      trip: "T1", contacts: ["P1"], site: "hotel", rooms: { P1: "hotel-101" }, vehicle: "bus-1", team: "team-1", departAt: { earliest: at, latest: at },
    });
    expect((await detail(transfer, STREET)).duty.status).not.toBe("blocked");
    await server.send(STREET, "transfer.depart", { trip: "T1" });
    server.advance(30 * MINUTE);
    await server.send(HOTEL, "arrival.record", { site: "hotel", contacts: ["P1"], trip: "T1" });
    const closed = await stream.until((event) => event.type === "duty.verified" && event.data["duty"] === transfer, "verification");
    expect(closed.actor).toEqual(HOTEL);
    const { duty, events } = await detail(transfer, STREET);
    expect(duty.status).toBe("verified");
    expect(duty.blockedMs).toBe(20 * MINUTE);
    expect(events[0]?.type).toBe("contact.found");
    expect(events.map((event) => event.type)).toContain("duty.offer_expired");
    expect((await detail(resource, DISTRICT_LOGISTICS)).duty.closed).not.toBeNull();
  });

  test("what was late is a finding, known from the moment it was learned", async () => {
    const known = async (at: number) => (await server.get<{ findings: { kind: string }[] }>(`/api/incidents/city/findings?asKnownAt=${at}`)).findings.map((finding) => finding.kind);
    expect(await known(server.now())).toContain("deadline_missed");
    const expired = stream.events.find((event) => event.type === "duty.offer_expired" && event.data["duty"] === transfer)!;
    expect(await known(expired.learned - 1)).toEqual([]);
  });

  test("the stream has shown every event once, in order", async () => {
    const { head } = await server.get<{ head: number }>("/api/incidents/city");
    await stream.until((event) => event.seq === head, "last event");
    expect(stream.events.map((event) => event.seq)).toEqual(Array.from({ length: head }, (_, index) => index + 1));
    const stored = await server.store.events({ incident: "city" });
    expect(stream.events).toEqual(stored);
  });

  test("things and duties fold back from the ledger as they are", async () => {
    expect(await server.store.rebuildAndCompare("city")).toEqual([]);
  });
});

describe("the list of duties", () => {
  test("goes on from page to page, within one incident and across all of them", async () => {
    await server.send(TRACING, "contact.find", { contact: "L1", class: "close", home: "community" });
    await server.send(TRACING, "contact.find", { contact: "L2", class: "close", home: "community" });
    for (const within of ["", "incident=city&"]) {
      const whole = await server.get<{ duties: readonly Duty[] }>(`/api/duties?${within}limit=500`);
      const paged: string[] = [];
      for (let next: string | null = ""; next !== null;) {
        const page: { duties: readonly Duty[]; next: string | null } = await server.get(`/api/duties?${within}limit=3${next === "" ? "" : `&after=${encodeURIComponent(next)}`}`);
        paged.push(...page.duties.map(({ id }) => id));
        next = page.next;
      }
      expect(whole.duties.length).toBeGreaterThan(3);
      expect(paged).toEqual(whole.duties.map(({ id }) => id));
    }
    for (const contact of ["L1", "L2"]) await server.send(TRACING, "contact.rule-out", { contact, reason: "mistaken for somebody else" });
  });
});
