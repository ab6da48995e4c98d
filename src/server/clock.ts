/**
 * The clock worker of live incidents: asks the store, again and again, to run what has fallen due. Replays and
 * drills have clocks of their own, which whoever plays them drives. It holds no state, so several
 * processes may run one each and any may be killed at any instant; what fell due while none ran is run first,
 * in order. When the database is away it waits longer each time and goes on by itself.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { FastifyBaseLogger } from "fastify";
import type { Ms } from "../base/time.ts";
import type { Store } from "../store/contract.ts";
import { Outage } from "../store/outage.ts";

export interface ClockOptions {
  readonly store: Pick<Store, "runClock">;
  readonly now: () => Ms;
  readonly log: Pick<FastifyBaseLogger, "info" | "warn" | "error">;
  /** How long nothing may be due before it looks again; an alarm is raised at most this late. */
  readonly everyMs?: number;
  /** Duties in one transaction. */
  readonly batch?: number;
}

export interface Clock {
  /** Resolves when the step under way is finished; no further one begins. */
  stop(): Promise<void>;
}

const LONGEST_WAIT = 30_000;

export function startClock({ store, now, log, everyMs = 1000, batch = 1000 }: ClockOptions): Clock {
  const ending = new AbortController();
  let failures = 0;

  const step = async (): Promise<number> => {
    try {
      const steps = await store.runClock(now(), batch);
      if (failures > 0) log.info({ failures }, "the clock runs again");
      failures = 0;
      return steps >= batch ? 0 : everyMs;
    } catch (error) {
      failures++;
      const wait = Math.min(LONGEST_WAIT, everyMs * 2 ** Math.min(failures, 10));
      // An outage is expected to end by itself; anything else is a mistake of ours and louder.
      if (error instanceof Outage) log.warn({ code: error.code, wait }, error.message);
      else log.error({ err: error, wait }, "the clock failed");
      return wait;
    }
  };

  const run = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      const wait = await step();
      if (wait > 0) await pause(wait, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  };

  const running = run();
  return {
    async stop() {
      ending.abort();
      await running;
    },
  };
}
