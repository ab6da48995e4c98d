/**
 * The queue of a city: one worker serves it, and a few batches may be under way. Who comes alone is served at
 * once. From a crowd a share is awaited, a moment at most, so that while one share is being written the next
 * is decided and a third is on its way here, instead of all standing in line for each step.
 */

/** The longest the door is held for somebody expected. */
const PATIENCE_MS = 2;
/** Senders answered longer ago than this are not expected back. */
const MEMORY_MS = 20;
/** Batches into which a crowd is parted. */
const SHARES = 3;

export interface Queue<Job> {
  readonly waiting: Job[];
  /** Settles when the worker has come to rest; null while it rests. */
  running: Promise<void> | null;
  /** How many senders there were lately, and when they were answered. */
  crowd: number;
  answeredAt: number;
  /** Ends a wait when so many are waiting. */
  bell: { readonly count: number; readonly ring: () => void } | null;
}

export function createQueue<Job>(): Queue<Job> {
  return { waiting: [], running: null, crowd: 1, answeredAt: 0, bell: null };
}

/** `work` serves until nothing is waiting, and says so by setting `running` to null; a rejection of it is a bug of ours. */
export function enqueue<Job>(queue: Queue<Job>, job: Job, work: () => Promise<void>): void {
  queue.waiting.push(job);
  if (queue.bell !== null && queue.waiting.length >= queue.bell.count) queue.bell.ring();
  queue.running ??= work();
}

/** To be called when a batch is on disk and its senders are about to be told; `others` are still under way. */
export function answering<Job>(queue: Queue<Job>, count: number, others: number): void {
  queue.crowd = count + others + queue.waiting.length;
  queue.answeredAt = performance.now();
}

/** How many a batch beginning now should hold. */
function share<Job>(queue: Queue<Job>): number {
  return performance.now() - queue.answeredAt < MEMORY_MS ? Math.ceil(queue.crowd / SHARES) : 1;
}

/** Waits at the door until a share of the crowd is there. */
export function atTheDoor<Job>(queue: Queue<Job>): Promise<void> {
  return waitFor(queue, share(queue), PATIENCE_MS);
}

/** Waits until somebody comes or something rings. */
export function anything<Job>(queue: Queue<Job>): Promise<void> {
  return waitFor(queue, 1, null);
}

function waitFor<Job>(queue: Queue<Job>, count: number, patience: number | null): Promise<void> {
  if (queue.waiting.length >= count) return Promise.resolve();
  return new Promise((resolve) => {
    const ring = (): void => {
      if (timer !== null) clearTimeout(timer);
      queue.bell = null;
      resolve();
    };
    const timer = patience === null ? null : setTimeout(ring, patience);
    queue.bell = { count, ring };
  });
}
