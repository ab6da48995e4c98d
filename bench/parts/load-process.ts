/**
 * The load, in a process of its own: so many clients, each sending its next request when the last is answered,
 * for so long or so often. Either real commands over HTTP, or the plain single-row inserts they are measured
 * against. Counts only what was answered well; the first refusal ends the bench.
 */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { assert, bug } from "../../src/base/refusal.ts";
import type { JsonObject, Post } from "../../src/engine/event.ts";
import { CITY, grid, LARGE, makeCity, TRACER } from "./city.ts";
import { openClient, type HttpClient } from "./http-client.ts";

/** What the bench asks for. */
export interface LoadOrder {
  readonly what: "find" | "accept" | "insert";
  /** Port of the server, or address of the database. */
  readonly to: number | string;
  readonly clients: number;
  readonly seconds: number;
  /** Requests at most. */
  readonly count: number;
}

export interface LoadResult {
  readonly done: number;
  readonly seconds: number;
  /** Milliseconds each request took. */
  readonly latencies: readonly number[];
}

type Send = () => Promise<void>;

const city = makeCity(LARGE);
let contacts = 0;
/** Home holds offered to a community and not accepted yet. */
const offered: { duty: string; home: string }[] = [];

function bodyOf(type: string, actor: Post, data: JsonObject): string {
  return JSON.stringify({ id: randomUUID(), type, incident: CITY, actor, data });
}

async function command(client: HttpClient, body: string): Promise<{ seq: number; type: string }[]> {
  const answer = await client.post("/api/commands", body);
  if (answer.status !== 200) bug(`refused with ${answer.status}: ${answer.body} for ${body}`);
  return (JSON.parse(answer.body) as { receipt: { events: { seq: number; type: string }[] } }).receipt.events;
}

/** A contact found: opens two duties and offers one of them to the community where the person lives. */
async function find(client: HttpClient): Promise<void> {
  const number = ++contacts;
  const home = city.communities[number % city.communities.length]!;
  const events = await command(client, bodyOf("contact.find", TRACER, { contact: `P${number}`, class: "close", home, case: `C${number % 97}` }));
  const hold = events.findLast((event) => event.type === "duty.opened");
  assert(hold !== undefined && events.at(-1)?.type === "duty.offered", "finding a contact offers a home hold");
  offered.push({ duty: `D${hold.seq}`, home });
}

/** The community accepts the home hold it was offered; the oldest first. */
async function accept(client: HttpClient): Promise<void> {
  const next = offered.shift();
  assert(next !== undefined, "more duties to accept than were offered");
  await command(client, bodyOf("duty.accept", grid(next.home), { duty: next.duty }));
}

/** The bare minimum of a durable write: one row of the size of a command, prepared, committed by itself. */
async function inserts(url: string, clients: number): Promise<{ sends: Send[]; close: () => Promise<void> }> {
  const sessions = await Promise.all(Array.from({ length: clients }, async () => {
    const session = new pg.Client({ connectionString: url });
    await session.connect();
    return session;
  }));
  await sessions[0]!.query("create table if not exists plain (id text primary key, actor text not null, at bigint not null, body json not null)");
  const sends = sessions.map((session) => async () => {
    const number = ++contacts;
    await session.query({
      name: "plain insert", text: "insert into plain values ($1, $2, $3, $4)",
      values: [randomUUID(), "tracer@cdc", Date.now(), JSON.stringify({ contact: `P${number}`, class: "close", home: "d1-1-1", case: `C${number % 97}` })],
    });
  });
  return { sends, close: async () => void (await Promise.all(sessions.map((session) => session.end()))) };
}

async function requests(port: number, clients: number, act: (client: HttpClient) => Promise<void>): Promise<{ sends: Send[]; close: () => Promise<void> }> {
  const open = await Promise.all(Array.from({ length: clients }, () => openClient(port)));
  return { sends: open.map((client) => () => act(client)), close: async () => open.forEach((client) => client.close()) };
}

async function serve(order: LoadOrder): Promise<LoadResult> {
  const { clients } = order;
  const acts = { find, accept };
  const { sends, close } = order.what === "insert"
    ? await inserts(String(order.to), clients)
    : await requests(Number(order.to), clients, acts[order.what]);
  const latencies: number[] = [];
  const begin = performance.now();
  const end = begin + order.seconds * 1000;
  let left = order.what === "accept" ? Math.min(order.count, offered.length) : order.count;
  await Promise.all(sends.map(async (send) => {
    for (let from = performance.now(); from < end && left > 0; ) {
      left--;
      await send();
      const now = performance.now();
      latencies.push(now - from);
      from = now;
    }
  }));
  const seconds = (performance.now() - begin) / 1000;
  await close();
  return { done: latencies.length, seconds, latencies };
}

process.on("message", (order: LoadOrder) => {
  void serve(order).then((result) => process.send?.({ result }), (error: unknown) => process.send?.({ error: String(error instanceof Error ? error.stack : error) }));
});
process.once("disconnect", () => process.exit());
process.send?.({ ready: true });
