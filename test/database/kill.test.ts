// What must survive anything: connections cut at random while commands and the clock run, a server process
// killed outright, a store closed in the middle. Nothing acknowledged is lost and nothing happens twice.

import { fork } from "node:child_process";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { seededRng } from "../../src/base/rng.ts";
import { isRefusal } from "../../src/base/refusal.ts";
import { DAY, HOUR } from "../../src/base/time.ts";
import type { Command } from "../../src/engine/loop.ts";
import type { Receipt, Store } from "../../src/store/contract.ts";
import { Outage } from "../../src/store/outage.ts";
import { begin, freshSchema, type Schema } from "./stores.ts";
import { accepted, found, later, START } from "./town.ts";

let schema: Schema;
let store: Store;
const children = new Set<ReturnType<typeof fork>>();

beforeAll(async () => {
  schema = await freshSchema();
});
beforeEach(async () => {
  store = await schema.open();
});
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
});
afterAll(() => schema.drop());

/** Ends every session of the stores in this schema, as a failing network or server would. */
async function cutConnections(): Promise<void> {
  await schema.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1", [schema.name]);
}

/** Cuts again and again, each time after the ledger has grown by a few events more, for as long as the work lasts. */
async function whileCutting<T>(incident: string, work: () => Promise<T>): Promise<T> {
  const random = seededRng(7).stream(incident);
  const ending = new AbortController();
  let cuts = 0;
  const cutting = (async () => {
    for (let next = 0; !ending.signal.aborted;) {
      const [row] = await schema.query<{ head: string }>("select head from incident where id = $1", [incident]);
      if (Number(row!.head) < next) continue;
      await cutConnections();
      cuts++;
      next = Number(row!.head) + random.below(25) + 5;
    }
  })();
  try {
    return await work();
  } finally {
    ending.abort();
    await cutting;
    expect(cuts).toBeGreaterThan(2);
  }
}

/** Does it again until it is answered, as one is told to after an outage. */
async function stubborn<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Outage)) throw error;
      await new Promise(setImmediate);
    }
  }
}


/** The same command under the same id at every attempt. */
function sending(command: Command, minute: number): () => Promise<Receipt> {
  return () => accepted(store.submit(command, later(minute)));
}

const isClockStep = (type: string): boolean => /^duty\.(reminded|warned|overdue|offer_expired|follow_up_silent|escalated)$/.test(type);

async function clockSteps(incident: string): Promise<string[]> {
  return (await stubborn(() => store.events({ incident }))).filter((event) => isClockStep(event.type))
    .map((event) => `${event.occurred.latest} ${String(event.data["duty"])} ${event.type} ${String(event.data["level"] ?? event.data["link"] ?? "")}`);
}

describe("connections cut at random", () => {
  test("lose no acknowledged command and repeat none", async () => {
    const incident = await begin(store, "cut");
    const receipts = await whileCutting(incident, () => Promise.all(Array.from({ length: 6 }, async (_, sender) => {
      const mine: Receipt[] = [];
      for (let n = 0; n < 12; n++) mine.push(await stubborn(sending(found(incident, `S${sender}-${n}`), n)));
      return mine;
    })));
    const events = await stubborn(() => store.events({ incident }));
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    const seen = events.filter((event) => event.type === "contact.found").map((event) => event.data["contact"]);
    expect(seen).toHaveLength(72);
    expect(new Set(seen).size).toBe(72);
    for (const { command, events: told } of receipts.flat()) {
      expect(events.filter((event) => event.command === command).map(({ incident: ledger, seq, type }) => ({ incident: ledger, seq, type }))).toEqual(told);
    }
    expect(await stubborn(() => store.rebuildAndCompare(incident))).toEqual([]);
  });

  test("let three clocks take each step once, in order", async () => {
    const stores = [store, await schema.open(), await schema.open()];
    const incident = await begin(store, "cut-clock");
    const control = await begin(store, "control");
    for (const each of [incident, control]) {
      for (let n = 0; n < 30; n++) await accepted(store.submit(found(each, `P${n}`), later(n)));
    }
    await whileCutting(incident, () => Promise.all(stores.map(async (worker) => {
      for (let now = START; now <= START + 2 * DAY; now += 12 * HOUR) await stubborn(() => worker.runClock(now, 10, incident));
    })));
    for (let now = START; now <= START + 2 * DAY; now += 12 * HOUR) await stubborn(() => store.runClock(now, 10, control));
    const lines = await clockSteps(incident);
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.toSorted()).toEqual((await clockSteps(control)).toSorted());
    expect(await stubborn(() => store.rebuildAndCompare(incident))).toEqual([]);
  });

  test("do not make a subscriber miss or repeat", async () => {
    const incident = await begin(store, "cut-follower");
    const total = (await store.incident(incident))!.head + 4 * 40 + 1;
    const seen: number[] = [];
    const following = (async () => {
      while ((seen.at(-1) ?? 0) < total) {
        try {
          for await (const events of store.subscribe(incident, seen.at(-1) ?? 0, new AbortController().signal)) {
            seen.push(...events.map((event) => event.seq));
            if (seen.at(-1)! >= total) break;
          }
        } catch (error) {
          if (!(error instanceof Outage)) throw error;
        }
      }
    })();
    for (let n = 0; n < 40; n++) {
      if (n % 10 === 5) await cutConnections();
      await stubborn(sending(found(incident, `P${n}`), n));
    }
    await following;
    expect(seen).toEqual(Array.from({ length: total }, (_, index) => index + 1));
  });
});

describe("a server process killed outright", () => {
  test("leaves every acknowledged command and whole batches only", async () => {
    const incident = await begin(store, "killed");
    const acknowledged = new Set<string>();
    for (let life = 0; life < 3; life++) {
      const child = fork(new URL("./victim.ts", import.meta.url), [schema.url, incident, String(life)], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
      children.add(child);
      const enough = 40 + life * 60;
      await new Promise<void>((resolve, reject) => {
        child.on("message", (id) => {
          acknowledged.add(String(id));
          if (acknowledged.size >= enough) child.kill("SIGKILL");
        });
        child.on("exit", (code, signal) => (signal === "SIGKILL" ? resolve() : reject(new Error(`it ended by itself with ${code}`))));
      });
      children.delete(child);
    }
    const events = await store.events({ incident });
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    const written = new Set(events.map((event) => event.command));
    expect([...acknowledged].filter((id) => !written.has(id))).toEqual([]);
    expect(await stubborn(() => store.rebuildAndCompare(incident))).toEqual([]);
    for (const id of [...acknowledged].slice(-5)) {
      const again = await store.submit(found(incident, id, {}, { id }), later(1));
      expect(again).toMatchObject({ repeated: true });
    }
  });
});

test("a store closed in the middle answers every sender, and has written what it acknowledged", async () => {
  const incident = await begin(store, "closing");
  const commands = Array.from({ length: 60 }, (_, index) => found(incident, `P${index}`));
  const leaving = await schema.open();
  const answers = commands.map(async (command, index) => {
    if (index === 30) void leaving.close();
    return leaving.submit(command, later(1));
  });
  const ends = await Promise.allSettled(answers);
  const yes = commands.filter((_, index) => ends[index]!.status === "fulfilled" && !isRefusal((ends[index] as PromiseFulfilledResult<Receipt>).value));
  for (const end of ends) if (end.status === "rejected") expect(end.reason).toMatchObject({ code: "shutting-down" });
  const written = new Set((await store.events({ incident, types: ["contact.found"] })).map((event) => event.command));
  expect(written).toEqual(new Set(yes.map((command) => command.id)));
  await expect(leaving.submit(found(incident, "late"), later(2))).rejects.toBeInstanceOf(Outage);
});
