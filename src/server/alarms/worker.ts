/**
 * Turns the ledger's escalations into rings: reads on from where the ledger itself says reading stopped, raises,
 * ends folding windows, climbs the ladder, and hands each ring to the channels. Keeps nothing that matters in
 * memory; killed at any point it goes on from the ledger, and what may be sent twice carries the same key.
 */
import type { Ref } from "../../base/ids.ts";
import { isRefusal } from "../../base/refusal.ts";
import type { Ms } from "../../base/time.ts";
import { isOpen } from "../../engine/duty/duty.ts";
import type { JsonObject, LedgerEvent, Post } from "../../engine/event.ts";
import type { Text } from "../../engine/rule.ts";
import { gather, louder, RANKS } from "../../loops/command/alarms/events.ts";
import { DESK, undelivered, type BellView, type CallView, type DeskView, type Ring } from "../../loops/command/alarms/views.ts";
import type { OrgView } from "../../loops/command/views.ts";
import { postId, postRef, type PostView } from "../../loops/command/watch/views.ts";
import type { Incident } from "../../store/contract.ts";
import type { Api } from "../api.ts";
import { activeThings } from "./active.ts";
import { deliver, type Channel, type Wait } from "./channel.ts";
import { messageFor } from "./message.ts";
import { warnOverloaded } from "./overload.ts";
import { keyOf, type RingName } from "./tokens.ts";

export interface WorkerOptions {
  readonly api: Api;
  readonly channels: readonly Channel[];
  readonly secret: Buffer;
  readonly publicUrl: string;
  /** Between attempts of one channel. */
  readonly wait: Wait;
  readonly log: { warn(fields: object, message: string): void };
  /** Told of every ring before it goes out. */
  readonly onRing: (name: RingName) => void;
}

export interface Worker {
  /** One round over every live incident; rounds never overlap. */
  pump(): Promise<void>;
  /** Rounds until nothing is left to do at this instant, with every ring delivered and on record. */
  settle(): Promise<void>;
}

const PAGE = 2000;
/** Rings being delivered at once, and duties looked up at once. */
const TOGETHER = 64;
const EVENT_TYPES = Object.keys(RANKS);
/** Escalations older than this are looked at again before they ring: their duty may be closed by now. */
const STALE: Ms = 5 * 60_000;
const BEATEN = new Set(["alarms-read-already", "command-id-reused", "nothing-folded", "window-open", "call-moved-on", "still-ringing", "ring-recorded"]);

/** What the worker remembers of an incident, only to look less often; forgetting it costs a look. */
interface Seen {
  /** Head of the ledger at the last look. */
  head: number;
  /** Read to here; nothing that rings stands before it. */
  scanned: number;
  dueAt: Ms;
}

interface Work extends WorkerOptions {
  readonly seen: Map<string, Seen>;
  readonly underWay: Map<string, Promise<void>>;
}

export function makeWorker(options: WorkerOptions): Worker {
  const work: Work = { ...options, seen: new Map(), underWay: new Map() };
  const { store } = options.api;
  let round: Promise<void> | null = null;

  const pump = async (): Promise<void> => {
    round ??= tendAll(work).finally(() => {
      round = null;
    });
    await round;
  };
  const heads = async (): Promise<string> => (await store.incidents()).map((incident) => incident.head).join();
  return {
    pump,
    async settle() {
      for (;;) {
        const before = await heads();
        await pump();
        await Promise.all(work.underWay.values());
        if ((await heads()) === before && work.underWay.size === 0) return;
      }
    },
  };
}

/** Trouble in one incident must not silence the others: it is told after all have been tended. */
async function tendAll(work: Work): Promise<void> {
  const troubles: unknown[] = [];
  for (const incident of await work.api.store.incidents()) {
    if (incident.mode === "live") await tend(work, incident).catch((error: unknown) => troubles.push(error));
  }
  if (troubles.length > 0) throw troubles[0];
}

async function tend(work: Work, incident: Incident): Promise<void> {
  const memory = work.seen.get(incident.id) ?? { head: -1, scanned: 0, dueAt: 0 };
  work.seen.set(incident.id, memory);
  if (incident.head === memory.head && work.api.now() < memory.dueAt) return;
  await raise(work, incident, memory);
  memory.dueAt = Math.min(await unfold(work, incident), await climb(work, incident));
  const all = await ringOut(work, incident);
  // Rings left over for want of room are looked for again in the next round.
  memory.head = all ? incident.head : -1;
}

async function send({ api }: Work, incident: Incident, type: string, id: string, data: object): Promise<void> {
  const actor = { org: incident.commandPost.org, role: "alarms" };
  const result = await api.store.submit({ id: `${type}:${id}`, type, incident: incident.id, actor, data: data as JsonObject }, api.now());
  // Another round, or another process, was there first: the ledger has it already. Any other no would be an
  // alarm lost without a sound.
  if (isRefusal(result) && !BEATEN.has(result.code)) throw new Error(`${type} was refused: ${result.message} [${result.code}]`);
}

async function raise(work: Work, incident: Incident, memory: Seen): Promise<void> {
  const { store } = work.api;
  for (;;) {
    const position = ((await store.thing(incident.id, DESK))?.state as DeskView | undefined)?.position ?? 0;
    const page = await store.events({ incident: incident.id, types: EVENT_TYPES, after: Math.max(position, memory.scanned), limit: PAGE });
    const last = page.at(-1);
    if (last !== undefined) {
      const batches = gather(await stillOpen(work, incident, page));
      await send(work, incident, "alarm.raise", `${position}`, { after: position, upTo: last.seq, batches });
      await warnOverloaded(work.api, incident, page);
    }
    if (page.length < PAGE) {
      memory.scanned = Math.max(last?.seq ?? 0, incident.head, memory.scanned);
      return;
    }
  }
}

async function stillOpen({ api }: Work, incident: Incident, page: readonly LedgerEvent[]): Promise<readonly LedgerEvent[]> {
  const old = page.filter((event) => event.learned < api.now() - STALE);
  const ids = [...new Set(old.map((event) => String(event.data["duty"])))];
  const closed = new Set<string>();
  for (let first = 0; first < ids.length; first += TOGETHER) {
    await Promise.all(ids.slice(first, first + TOGETHER).map(async (id) => {
      const duty = await api.store.duty(incident.id, id);
      if (duty !== undefined && !isOpen(duty)) closed.add(id);
    }));
  }
  return closed.size === 0 ? page : page.filter((event) => !closed.has(String(event.data["duty"])));
}

/** Ends the windows that have run out; answers when the next one does. */
async function unfold(work: Work, incident: Incident): Promise<Ms> {
  const { api } = work;
  let next = Infinity;
  for (const { state: bell } of await activeThings<BellView>(api.store, incident.id, "bell", "folding")) {
    if (bell.foldUntil <= api.now()) await send(work, incident, "alarm.unfold", `${postId(bell.to)}:${bell.foldUntil}`, { to: bell.to });
    else next = Math.min(next, bell.foldUntil);
  }
  return next;
}

/** Rings the next where nobody answered or nothing was delivered; answers when the next one is due. */
async function climb(work: Work, incident: Incident): Promise<Ms> {
  const { api } = work;
  let next = Infinity;
  for (const { id, state: call } of await activeThings<CallView>(api.store, incident.id, "call", "ringing")) {
    const ring = call.rings.length - 1;
    if (undelivered(call) || (call.nextAt !== null && call.nextAt <= api.now())) await send(work, incident, "alarm.climb", `${id}:${ring}`, { call: id, ring });
    else if (call.nextAt !== null) next = Math.min(next, call.nextAt);
  }
  return next;
}

/** Sends out what has no outcome yet, the loudest first; false when some had to wait for room. */
async function ringOut(work: Work, incident: Incident): Promise<boolean> {
  const { store } = work.api;
  const calls = [...(await activeThings<CallView>(store, incident.id, "call", "ringing")), ...(await activeThings<CallView>(store, incident.id, "call", "telling"))];
  for (const { id, state: call } of calls.sort((a, b) => Number(louder(b.state.rank, a.state.rank)) - Number(louder(a.state.rank, b.state.rank)))) {
    const ring = call.rings.at(-1);
    const name = { incident: incident.id, call: id, ring: call.rings.length - 1 };
    const key = JSON.stringify(name);
    if (ring === undefined || ring.outcomes !== null || work.underWay.has(key)) continue;
    if (work.underWay.size >= TOGETHER) return false;
    const task = ringOne(work, incident, name, call, ring)
      .catch((error: unknown) => {
        work.log.warn({ err: error, ...name }, "what became of a ring could not be recorded");
        // Looked at again in the next round, and sent again under the same key.
        work.seen.delete(incident.id);
      })
      .finally(() => work.underWay.delete(key));
    work.underWay.set(key, task);
  }
  return true;
}

async function ringOne(work: Work, incident: Incident, name: RingName, call: CallView, ring: Ring): Promise<void> {
  const { api, secret, publicUrl, channels, wait } = work;
  work.onRing(name);
  const postName = await nameOf(api, incident, ring.post);
  const message = messageFor(name, call, ring, { model: api.model, secret, publicUrl, postName });
  const outcomes = await deliver(channels, message, (channel) => keyOf(secret, name, channel), wait);
  await send(work, incident, "alarm.record", `${name.call}:${name.ring}`, { call: name.call, ring: name.ring, outcomes });
}

/** The post as people call it: its organisation and its title. */
async function nameOf(api: Api, incident: Incident, post: Post): Promise<Text> {
  const [org, own] = await Promise.all([
    api.store.thing(incident.city, `org:${post.org}` as Ref), api.store.thing(incident.city, postRef(post)),
  ]);
  const place = (org?.state as OrgView | undefined)?.name ?? { zh: post.org, en: post.org };
  const title = (own?.state as PostView | undefined)?.title ?? { zh: post.role, en: post.role };
  return { zh: `${place.zh}·${title.zh}`, en: `${title.en}, ${place.en}` };
}
