/**
 * A queue with one worker: what arrives while a batch is being written waits for the next one. After a batch
 * the worker gives the senders it has just answered a moment to send again, so that a steady crowd goes out
 * whole instead of in two halves; who comes alone, to an empty queue, is never kept waiting.
 */

/** The longest a batch is held back for senders expected to return. */
const GATHER_MS = 2;

export interface Lane<Job> {
  readonly waiting: Job[];
  /** Settles when the worker has come to rest; null while it rests. */
  running: Promise<void> | null;
  /** Ends the wait for returning senders early. */
  enough: { readonly count: number; readonly go: () => void } | null;
}

export function createLane<Job>(): Lane<Job> {
  return { waiting: [], running: null, enough: null };
}

/** `serve` takes jobs off the front of `waiting`, at least one, and resolves with how many it answered. */
export function enqueue<Job>(lane: Lane<Job>, job: Job, serve: (waiting: Job[]) => Promise<number>): void {
  lane.waiting.push(job);
  if (lane.enough !== null && lane.waiting.length >= lane.enough.count) lane.enough.go();
  lane.running ??= work(lane, serve);
}

async function work<Job>(lane: Lane<Job>, serve: (waiting: Job[]) => Promise<number>): Promise<void> {
  while (lane.waiting.length > 0) {
    const answered = await serve(lane.waiting);
    if (lane.waiting.length > 0) await gather(lane, lane.waiting.length + answered);
  }
  lane.running = null;
}

function gather<Job>(lane: Lane<Job>, count: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => go(), GATHER_MS);
    const go = (): void => {
      clearTimeout(timer);
      lane.enough = null;
      resolve();
    };
    lane.enough = { count, go };
  });
}
