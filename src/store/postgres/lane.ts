/**
 * A queue with one worker. Who comes alone is served at once. While a batch is open its door stays open a
 * moment longer for the senders who were answered last and are expected back, so that a steady crowd shares
 * one commit instead of falling into two halves; whoever comes too late waits for the next batch.
 */

/** The longest the door is held for somebody expected. */
const PATIENCE_MS = 2;
/** Senders answered longer ago than this are not expected back. */
const MEMORY_MS = 20;
/** Jobs worth a set of statements of their own: fewer cost more each, more keep the server idle meanwhile. */
const HANDFUL = 32;
/** The first part is smaller, so that the server soon has something to do. */
const FIRST = 12;

export interface Lane<Job> {
  readonly waiting: Job[];
  /** Settles when the worker has come to rest; null while it rests. */
  running: Promise<void> | null;
  /** How many senders there were lately, and when they were answered. */
  crowd: number;
  answeredAt: number;
  /** Ends a wait at the door when so many are waiting. */
  bell: { readonly count: number; readonly ring: () => void } | null;
}

export function createLane<Job>(): Lane<Job> {
  return { waiting: [], running: null, crowd: 1, answeredAt: 0, bell: null };
}

/** `serve` takes at least the first waiting job; a rejection of it is a bug of ours. */
export function enqueue<Job>(lane: Lane<Job>, job: Job, serve: (lane: Lane<Job>) => Promise<void>): void {
  lane.waiting.push(job);
  if (lane.bell !== null && lane.waiting.length >= lane.bell.count) lane.bell.ring();
  lane.running ??= work(lane, serve);
}

async function work<Job>(lane: Lane<Job>, serve: (lane: Lane<Job>) => Promise<void>): Promise<void> {
  try {
    while (lane.waiting.length > 0) await serve(lane);
  } finally {
    lane.running = null;
  }
}

/** How many senders a batch beginning now may expect. */
export function expected<Job>(lane: Lane<Job>): number {
  return performance.now() - lane.answeredAt < MEMORY_MS ? lane.crowd : 1;
}

/** To be called when a batch is on disk and its `count` senders are about to be told. */
export function answering<Job>(lane: Lane<Job>, count: number): void {
  lane.crowd = count + lane.waiting.length;
  lane.answeredAt = performance.now();
}

/** How many of the waiting to take at a time, so that deciding and writing overlap without many small parts. */
export function partOf(waiting: number, first: boolean): number {
  return Math.max(first ? FIRST : HANDFUL, Math.ceil(waiting / 4));
}

/** Waits at the door for up to `missing` jobs; resolves early when a part's worth is there. */
export function atTheDoor<Job>(lane: Lane<Job>, missing: number, first: boolean): Promise<void> {
  const count = Math.min(missing, first ? FIRST : HANDFUL);
  if (lane.waiting.length >= count) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => ring(), PATIENCE_MS);
    const ring = (): void => {
      clearTimeout(timer);
      lane.bell = null;
      resolve();
    };
    lane.bell = { count, ring };
  });
}
