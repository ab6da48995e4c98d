/**
 * Subscriptions: every event of a ledger in order, none missed and none twice. A subscriber reads by number;
 * what wakes it is only a hint, which may come late, twice or never: a commit of this process, a notification
 * from another one, or the passing of a second. Notifications are sent after the commit and joined together,
 * because inside the transaction they would make all commits of the database wait for one another.
 */
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import type { LedgerEvent } from "../../engine/event.ts";
import { readAfter } from "./read-events.ts";

const CHANNEL = "firebreak";
/** How long a lost notification may go unnoticed. */
const POLL_MS = 1000;
const RECONNECT_MS = 2000;
/** Notifications under steady load: one for all commits within this time. */
const TELL_MS = 20;
const PAGE = 1000;

export interface Feed {
  subscribe(ledger: string, after: number, signal: AbortSignal): AsyncGenerator<readonly LedgerEvent[], void, void>;
  /** A commit of this process has moved a ledger. */
  moved(ledger: string, head: number): void;
  close(): Promise<void>;
}

interface Wire {
  readonly pool: pg.Pool;
  readonly wakers: Map<string, Set<() => void>>;
  /** Where ledgers are known to stand, so that our own notification coming back wakes nobody. */
  readonly seen: Map<string, number>;
  /** Ledgers to tell the other processes of, and where they stand. */
  readonly untold: Map<string, number>;
  client: pg.PoolClient | null;
  connecting: Promise<void> | null;
  retry: NodeJS.Timeout | null;
  telling: Promise<void> | null;
  closed: boolean;
}

export function createFeed(pool: pg.Pool): Feed {
  const wire: Wire = { pool, wakers: new Map(), seen: new Map(), untold: new Map(), client: null, connecting: null, retry: null, telling: null, closed: false };
  void connect(wire);
  return {
    subscribe: (ledger, after, signal) => follow(wire, ledger, after, signal),
    moved(ledger, head) {
      heard(wire, ledger, head);
      wire.untold.set(ledger, head);
      wire.telling ??= tell(wire);
    },
    async close() {
      wire.closed = true;
      if (wire.retry !== null) clearTimeout(wire.retry);
      await wire.connecting;
      await wire.telling;
      for (const wakers of wire.wakers.values()) for (const waker of wakers) waker();
      wire.client?.release(true);
      wire.client = null;
    },
  };
}

function heard(wire: Wire, ledger: string, head: number): void {
  if (head <= (wire.seen.get(ledger) ?? 0)) return;
  wire.seen.set(ledger, head);
  wake(wire, ledger);
}

function wake(wire: Wire, ledger: string): void {
  for (const waker of wire.wakers.get(ledger) ?? []) waker();
}

function connect(wire: Wire): Promise<void> {
  wire.connecting ??= listen(wire).finally(() => (wire.connecting = null));
  return wire.connecting;
}

/** One connection listens and tells. It waits for no disk: a lost hint costs a second, not an event. */
async function listen(wire: Wire): Promise<void> {
  const client = await wire.pool.connect().catch(() => null);
  if (client === null) return later(wire);
  client.on("notification", ({ payload = "" }) => {
    const colon = payload.lastIndexOf(":");
    heard(wire, payload.slice(0, colon), Number(payload.slice(colon + 1)));
  });
  client.on("error", () => lost(wire, client));
  try {
    await client.query("set synchronous_commit = off");
    await client.query(`listen ${CHANNEL}`);
  } catch {
    client.release(true);
    return later(wire);
  }
  wire.client = client;
  // What was written while nobody listened.
  for (const ledger of wire.wakers.keys()) wake(wire, ledger);
}

function lost(wire: Wire, client: pg.PoolClient): void {
  if (wire.client !== client) return;
  wire.client = null;
  client.release(true);
  later(wire);
}

function later(wire: Wire): void {
  if (wire.closed || wire.retry !== null) return;
  wire.retry = setTimeout(() => {
    wire.retry = null;
    void connect(wire);
  }, RECONNECT_MS);
  wire.retry.unref();
}

/** The first commit after a quiet moment is told at once, those that follow soon after together. */
async function tell(wire: Wire): Promise<void> {
  while (wire.untold.size > 0 && wire.client !== null) {
    const payloads = [...wire.untold].map(([ledger, head]) => `${ledger}:${head}`);
    wire.untold.clear();
    await wire.client.query({
      name: "tell", text: `select pg_notify('${CHANNEL}', p) from unnest($1::text[]) p`, values: [payloads],
    }).catch(() => undefined);
    if (!wire.closed) await pause(TELL_MS);
  }
  wire.telling = null;
}

async function* follow(wire: Wire, ledger: string, after: number, signal: AbortSignal): AsyncGenerator<readonly LedgerEvent[], void, void> {
  let position = after;
  let woken = true;
  let resume: () => void = () => undefined;
  const waker = (): void => {
    woken = true;
    resume();
  };
  const wakers = wire.wakers.get(ledger) ?? new Set();
  wire.wakers.set(ledger, wakers.add(waker));
  signal.addEventListener("abort", waker);
  try {
    while (!signal.aborted && !wire.closed) {
      woken = false;
      const events = await readAfter(wire.pool, ledger, position, PAGE);
      if (events.length > 0) {
        position = events.at(-1)!.seq;
        yield events;
        if (events.length === PAGE) continue;
      }
      if (woken || signal.aborted || wire.closed) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, POLL_MS);
        resume = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  } finally {
    signal.removeEventListener("abort", waker);
    wakers.delete(waker);
    if (wakers.size === 0) wire.wakers.delete(ledger);
  }
}
