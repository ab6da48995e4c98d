/**
 * Turns the ledger's escalations into rings: reads on from where the ledger itself says reading stopped, raises,
 * ends folding windows, climbs the ladder, and hands each ring to the channels. Keeps nothing that matters in
 * memory; killed at any point it goes on from the ledger, and what may be sent twice carries the same key.
 */
import type { Ref } from "../../base/ids.ts";
import { isRefusal } from "../../base/refusal.ts";
import type { Ms } from "../../base/time.ts";
import type { JsonObject, LedgerEvent, Post } from "../../engine/event.ts";
import type { Text } from "../../engine/rule.ts";
import { isOpen } from "../../engine/duty/duty.ts";
import { gather, louder, RANKS, type Batch } from "../../loops/command/alarms/events.ts";
import { DESK, undelivered, type BellView, type CallView, type DeskView, type Ring } from "../../loops/command/alarms/views.ts";
import { postId, postRef, type PostView } from "../../loops/command/watch/views.ts";
import type { OrgView } from "../../loops/command/views.ts";
import type { Incident } from "../../store/contract.ts";
import type { Api } from "../api.ts";
import { activeThings } from "./active.ts";
import { deliver, type Channel, type Wait } from "./channel.ts";
import { messageFor } from "./message.ts";
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
  readonly onRing: (name: RingName, post: Post) => void;
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

interface Seen {
  /** Head of the ledger when it was last read to its end. */
  head: number;
  scanned: number;
  dueAt: Ms;
}

export function makeWorker(options: WorkerOptions): Worker {
  const { api } = options;
  const seen = new Map<string, Seen>();
  const underWay = new Map<string, Promise<void>>();
  let round: Promise<void> | null = null;

  const send = async (incident: Incident, type: string, id: string, data: object): Promise<void> => {
    const result = await api.store.submit({ id: `${type}:${id}`, type, incident: incident.id, actor: { org: incident.commandPost.org, role: "alarms" }, data: data as JsonObject }, api.now());
    // Another round, or another process, was there first: the ledger has it already. Any other no would be an
    // alarm lost without a sound.
    if (isRefusal(result) && !BEATEN.has(result.code)) throw new Error(`${type} was refused: ${result.message} [${result.code}]`);
  };

  async function raise(incident: Incident, memory: Seen): Promise<void> {
    for (;;) {
      const desk = (await api.store.thing(incident.id, DESK))?.state as DeskView | undefined;
      const position = desk?.position ?? 0;
      const page = await api.store.events({ incident: incident.id, types: EVENT_TYPES, after: Math.max(position, memory.scanned), limit: PAGE });
      if (page.length > 0) {
        const upTo = page.at(-1)!.seq;
        const batches: readonly Batch[] = gather(await stillOpen(incident, page));
        await send(incident, "alarm.raise", `${position}`, { after: position, upTo, batches });
      }
      if (page.length < PAGE) {
        memory.scanned = Math.max(page.at(-1)?.seq ?? 0, incident.head, memory.scanned);
        return;
      }
    }
  }

  async function stillOpen(incident: Incident, page: readonly LedgerEvent[]): Promise<readonly LedgerEvent[]> {
    const old = page.filter((event) => event.learned < api.now() - STALE);
    const closed = new Set<string>();
    const ids = [...new Set(old.map((event) => String(event.data["duty"])))];
    for (let first = 0; first < ids.length; first += TOGETHER) {
      await Promise.all(ids.slice(first, first + TOGETHER).map(async (id) => {
        const duty = await api.store.duty(incident.id, id);
        if (duty !== undefined && !isOpen(duty)) closed.add(id);
      }));
    }
    return closed.size === 0 ? page : page.filter((event) => !closed.has(String(event.data["duty"])));
  }

  async function unfold(incident: Incident): Promise<Ms> {
    let next = Infinity;
    for (const { state: bell } of await activeThings<BellView>(api.store, incident.id, "bell", "folding")) {
      if (bell.foldUntil <= api.now()) await send(incident, "alarm.unfold", `${postId(bell.to)}:${bell.foldUntil}`, { to: bell.to });
      else next = Math.min(next, bell.foldUntil);
    }
    return next;
  }

  async function climb(incident: Incident): Promise<Ms> {
    let next = Infinity;
    for (const { id, state: call } of await activeThings<CallView>(api.store, incident.id, "call", "ringing")) {
      const ring = call.rings.length - 1;
      if (undelivered(call) || (call.nextAt !== null && call.nextAt <= api.now())) await send(incident, "alarm.climb", `${id}:${ring}`, { call: id, ring });
      else if (call.nextAt !== null) next = Math.min(next, call.nextAt);
    }
    return next;
  }

  async function ringOut(incident: Incident): Promise<void> {
    const calls = [...(await activeThings<CallView>(api.store, incident.id, "call", "ringing")), ...(await activeThings<CallView>(api.store, incident.id, "call", "telling"))];
    for (const { id, state: call } of calls.sort((a, b) => (louder(a.state.rank, b.state.rank) ? -1 : 1))) {
      // The rest goes out in the next rounds, the loudest first.
      if (underWay.size >= TOGETHER) return;
      const ring = call.rings.at(-1);
      const name = { incident: incident.id, call: id, ring: call.rings.length - 1 };
      const key = JSON.stringify(name);
      if (ring === undefined || ring.outcomes !== null || underWay.has(key)) continue;
      const task = ringOne(incident, name, call, ring)
        .catch((error: unknown) => {
          options.log.warn({ err: error, ...name }, "what became of a ring could not be recorded");
          // Looked at again in the next round, and sent again under the same key.
          seen.delete(incident.id);
        })
        .finally(() => underWay.delete(key));
      underWay.set(key, task);
    }
  }

  async function ringOne(incident: Incident, name: RingName, call: CallView, ring: Ring): Promise<void> {
    options.onRing(name, ring.post);
    const postName = await nameOf(api, incident, ring.post);
    const message = messageFor(name, call, ring, { model: api.model, secret: options.secret, publicUrl: options.publicUrl, postName });
    const outcomes = await deliver(options.channels, message, (channel) => keyOf(options.secret, name, channel), options.wait);
    await send(incident, "alarm.record", `${name.call}:${name.ring}`, { call: name.call, ring: name.ring, outcomes });
  }

  async function tend(incident: Incident): Promise<void> {
    const memory = seen.get(incident.id) ?? { head: -1, scanned: 0, dueAt: 0 };
    seen.set(incident.id, memory);
    if (incident.head === memory.head && api.now() < memory.dueAt) return;
    await raise(incident, memory);
    memory.dueAt = Math.min(await unfold(incident), await climb(incident));
    await ringOut(incident);
    memory.head = incident.head;
  }

  async function pump(): Promise<void> {
    round ??= (async () => {
      for (const incident of await api.store.incidents()) if (incident.mode === "live") await tend(incident);
    })().finally(() => {
      round = null;
    });
    await round;
  }

  return {
    pump,
    async settle() {
      for (;;) {
        const heads = async (): Promise<string> => JSON.stringify((await api.store.incidents()).map((incident) => incident.head));
        const before = await heads();
        await pump();
        await Promise.all(underWay.values());
        if ((await heads()) === before && underWay.size === 0) return;
      }
    },
  };
}

/** The post as people call it: its organisation and its title. */
export async function nameOf(api: Api, incident: Incident, post: Post): Promise<Text> {
  const [org, own] = await Promise.all([
    api.store.thing(incident.city, `org:${post.org}` as Ref), api.store.thing(incident.city, postRef(post)),
  ]);
  const place = (org?.state as OrgView | undefined)?.name ?? { zh: post.org, en: post.org };
  const title = (own?.state as PostView | undefined)?.title ?? { zh: post.role, en: post.role };
  return { zh: `${place.zh}·${title.zh}`, en: `${title.en}, ${place.en}` };
}
