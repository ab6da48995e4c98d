// The rooms of movement on a real server and database, where only what a command asks for is loaded: each decides as in
// memory, lists filter by their columns, and everything folded again from the ledger is the same.

import { afterAll, beforeAll, expect, test } from "vitest";
import { at, DAY, HOUR } from "../../src/base/time.ts";
import type { Post } from "../../src/engine/event.ts";
import { COMMAND, COMMUNITY, TRACING } from "./city.ts";
import { START, startTestServer, type TestServer } from "./harness.ts";

const ELSEWHERE: Post = { org: "city-Y", role: "epidemic_office" };
const PORT: Post = { org: "airport", role: "port_lead" };
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  for (const [post, duty, level] of [[ELSEWHERE, "leavers.sign", "city"], [PORT, "port.check", "port"]] as const) {
    await server.send(COMMAND, "org.register", { org: post.org, level });
    await server.send(COMMAND, "responsibility.assign", { org: post.org, duty, roles: [post.role] });
  }
  await server.send(COMMAND, "responsibility.assign", { org: "community", duty: "traveller.settle", roles: ["secretary"] });
});

afterAll(() => server.close());

const statuses = async (kind: string, filter = ""): Promise<unknown[]> =>
  (await server.get<{ things: { ref: string; state: { status: string } }[] }>(`/api/things/${kind}?incident=city${filter}`)).things.map((thing) => [thing.ref, thing.state.status]);

test("[SM-031] [SM-224] arrivals: a level set late finds those who were there among all that are stored", async () => {
  const rows = ["p1", "p2", "p3"].map((person, index) => ({ person, arrived: at(START), home: "community", stays: [{ origin: index === 2 ? "X-hills" : "X-town", from: "2022-07-29", until: "2022-07-31" }] }));
  await server.send(TRACING, "travellers.import", { list: "L1", source: "railway", whole: true, rows });
  expect(await statuses("traveller", "&status=matched")).toEqual([]);
  await server.send(TRACING, "origin.set", { origin: "X-town", level: "high", from: "2022-07-30", source: "bulletin" });
  expect(await statuses("traveller", "&level=high")).toEqual([["traveller:p1", "matched"], ["traveller:p2", "matched"]]);
  await server.send(COMMUNITY, "traveller.settle", { person: "p1", outcome: "monitoring" });
  const { duties } = await server.get<{ duties: { subject: string; holder: Post; offer: { to: Post } | null }[] }>("/api/duties?incident=city&kind=traveller.settle&open=1");
  expect(duties.map((duty) => [duty.subject, duty.offer?.to ?? duty.holder])).toContainEqual(["traveller:p2", COMMUNITY]);
});

test("[SM-163] [SM-029] slots, batches and the list that follows them", async () => {
  await server.send(COMMAND, "departure-plan.set", { plan: "P1", org: "street", slots: [{ slot: "s1", start: at(START), end: at(START + 2 * HOUR), takes: 50 }] });
  await server.send(COMMAND, "departure.book", { batch: "g1", plan: "P1", slot: "s1", people: 40, destinationOrg: "city-Y", carriage: "coach" });
  expect((await server.refused(COMMAND, "departure.book", { batch: "g2", plan: "P1", slot: "s1", people: 11, destinationOrg: "city-Y", carriage: "coach" })).code).toBe("slot-full");
  await server.send(COMMAND, "departure.leave", { batch: "g1", gone: 40, tested: 39 });
  await server.send(COMMAND, "leavers.list", { list: "V1", org: "street", to: "city-Y", source: "register", batches: ["g1"], people: [{ person: "s1", left: at(START) }, { person: "s2", left: at(START) }] });
  await server.send(COMMAND, "leavers.send", { list: "V1", how: "network" });
  await server.send(ELSEWHERE, "leavers.receive", { list: "V1", found: ["s1"], notFound: ["s2"] });
  expect(await statuses("leavers", "&to=city-Y")).toEqual([["leavers:V1", "incomplete"]]);
});

test("[SM-101] [SM-265] the chain of an inbound person, a case elsewhere", async () => {
  await server.send(COMMAND, "port.register", { port: "ZYTL", org: "airport", way: "airport" });
  await server.send(PORT, "port.open", { port: "ZYTL", until: at(START + 12 * HOUR), people: 4, lead: PORT });
  await server.send(PORT, "port.check", { port: "ZYTL", inPlace: [] });
  await server.send(PORT, "inbound.land", { person: "i1", port: "ZYTL", arrived: at(START), cameFrom: "abroad" });
  await server.send(PORT, "inbound.hand-over", { person: "i1", to: "community", stage: "home" });
  await server.send(COMMUNITY, "inbound.take-over", { person: "i1", stage: "home", until: at(START + 7 * DAY) });
  expect(await statuses("inbound", "&org=community")).toEqual([["inbound:i1", "inbound"]]);
  await server.send(COMMAND, "spillover.report", { spillover: "Y-1", destination: "city Y", link: "genome", diagnosed: at(START), source: "letter" });
  await server.send(COMMAND, "spillover.judge", { spillover: "Y-1", verdict: "linked", evidence: "genome", leadsTo: "leavers:V1" });
});

test("[SM-297] [SM-266] check-ins asked for one case, a notice in two versions", async () => {
  await server.send(COMMAND, "case.report", { case: "C1", class: "confirmed" });
  await server.send(COMMUNITY, "venue.register", { venue: "mall", org: "community", ways: ["paper"], reason: "order" });
  await server.send(COMMUNITY, "check-ins.keep", { batch: "b1", venue: "mall", from: at(START - HOUR), until: at(START), count: 3, digest: `sha256:${"a".repeat(64)}` });
  await server.send(TRACING, "check-ins.ask", { batch: "b1", case: "C1", reason: "was there" });
  for (const day of [0, 1]) await server.send(COMMAND, "travel-notice.publish", { notice: "stay", org: "city", start: at(START + day * DAY), end: at(START + 3 * DAY), text: { zh: "非必要不离", en: "stay" } });
  expect(await statuses("travel-notice", "&version=2")).toEqual([["travel-notice:stay", "in-force"]]);
});

test("[SM-224] the sheet shows it all, each number opening into its rows", async () => {
  const { blocks } = await server.get<{ blocks: { key: string; rows: { key: string; value: unknown; refs: string[] }[] }[] }>("/api/sheets/movement?incident=city");
  const rows = Object.fromEntries(blocks.flatMap((block) => block.rows.map((one) => [`${block.key}/${one.key}`, one.refs])));
  expect(rows).toMatchObject({ "arrivals/open": ["traveller:p2"], "arrivals/settled": ["traveller:p1"], "lists/not-found": ["leavers:V1"], "inbound/home/community": ["inbound:i1"], "spillover/linked": ["spillover:Y-1"], "check-ins/kept": ["check-ins:b1"] });
  for (const { key, value, refs } of blocks.flatMap((block) => block.rows)) if (typeof value === "number") expect(value, key).toBe(refs.length);
});

test("what was folded step by step is what the ledger folds to again", async () => {
  expect(await server.store.rebuildAndCompare("city")).toEqual([]);
});
