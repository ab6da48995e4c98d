// The clock worker against a store that answers from a list: full batches, outages, mistakes, stopping.

import { expect, test, vi } from "vitest";
import { Outage } from "../store/outage.ts";
import { startClock } from "./clock.ts";

const quiet = () => ({ info: vi.fn(), warn: vi.fn(), error: vi.fn() });

/** A clock on a store that answers from a list and then stops the clock. */
async function runThrough(answers: (number | Error)[]) {
  const log = quiet();
  const asked: number[] = [];
  let done: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (done = resolve));
  const clock = startClock({
    store: {
      runClock: async (now) => {
        asked.push(now);
        const answer = answers.shift();
        if (answer === undefined) {
          done();
          return 0;
        }
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    now: () => 1000 + asked.length,
    log,
    everyMs: 1,
    batch: 10,
  });
  await finished;
  await clock.stop();
  return { asked, log };
}

test("a full batch is followed by the next at once, each with the time of its own asking", async () => {
  const { asked } = await runThrough([10, 10, 3]);
  expect(asked.slice(0, 4)).toEqual([1000, 1001, 1002, 1003]);
});

test("an outage is waited out and said once it is over", async () => {
  const { log } = await runThrough([new Outage("database-unreachable", "No database answers.", "Start it."), 0]);
  expect(log.warn).toHaveBeenCalledOnce();
  expect(log.info).toHaveBeenCalledWith({ failures: 1 }, "the clock runs again");
});

test("a mistake of ours is loud and does not stop the clock", async () => {
  const { log, asked } = await runThrough([new Error("bug: x"), 0]);
  expect(log.error).toHaveBeenCalledOnce();
  expect(asked.length).toBeGreaterThanOrEqual(3);
});

test("stopping waits for the step under way", async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let ended = false;
  const clock = startClock({
    store: { runClock: () => held.then(() => ((ended = true), 0)) },
    now: () => 0,
    log: quiet(),
    everyMs: 1,
  });
  const stopped = clock.stop();
  release();
  await stopped;
  expect(ended).toBe(true);
});

test("replays and drills have clocks of their own: no incident is named to the store", async () => {
  const asked: (string | undefined)[] = [];
  let done: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (done = resolve));
  const clock = startClock({
    store: {
      runClock: async (_now, _batch, id) => {
        asked.push(id);
        if (asked.length === 3) done();
        return 0;
      },
    },
    now: () => 0,
    log: quiet(),
    everyMs: 1,
  });
  await finished;
  await clock.stop();
  expect(new Set(asked)).toEqual(new Set([undefined]));
});
