// The clock: what falls due is taken in order, each step once, with several workers, after a long silence, and
// in bulk.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "../../src/base/time.ts";
import { begin, STORES, type Opened } from "./stores.ts";
import { accepted, commandOf, found, incidentNamed, later, settle, START } from "./town.ts";

const CLOCK_EVENTS = new Set([
  "duty.reminded", "duty.warned", "duty.overdue", "duty.offer_expired", "duty.follow_up_silent", "duty.escalated",
]);

describe.each(STORES)("%s", (_name, open) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  /** Every step the clock has taken, as a line; twice the same line is a step taken twice. */
  const steps = async (incident: string): Promise<string[]> =>
    (await opened.store.events({ incident })).filter((event) => CLOCK_EVENTS.has(event.type))
      .map((event) => `${event.occurred.latest} ${String(event.data["duty"])} ${event.type} ${String(event.data["level"] ?? event.data["link"] ?? "")}`);

  const occurred = (lines: readonly string[]): number[] => lines.map((line) => Number(line.split(" ")[0]));

  test("takes nothing before its time and each step once after it", async () => {
    const { store } = opened;
    const incident = await begin(store, "once");
    await accepted(store.submit(found(incident, "P1"), later(0)));
    const [hold] = await store.duties({ incident, kind: "contact.home-hold" });
    const mine = async (): Promise<string[]> => (await steps(incident)).filter((line) => line.includes(` ${hold!.id} `));
    await store.runClock(hold!.nextTick! - 1, 100, incident);
    expect(await mine()).toEqual([]);
    for (const again of [false, true]) {
      expect(await store.runClock(hold!.nextTick!, 100, incident) > 0).toBe(!again);
      const taken = await mine();
      expect(taken.length).toBeGreaterThan(0);
      expect(new Set(taken).size).toBe(taken.length);
      expect(new Set(occurred(taken))).toEqual(new Set([hold!.nextTick]));
    }
    expect((await store.duty(incident, hold!.id))!.nextTick).toBeGreaterThan(hold!.nextTick!);
  });

  test("catches up after a silence in the order in which things fell due, as learned now", async () => {
    const { store } = opened;
    const incident = await begin(store, "catch-up");
    for (let n = 0; n < 40; n++) await accepted(store.submit(found(incident, `P${n}`), later(n * 3)));
    const back = START + 4 * DAY;
    const taken = await store.runClock(back, 7, incident);
    const lines = await steps(incident);
    expect(lines).toHaveLength(taken);
    expect(new Set(lines).size).toBe(lines.length);
    expect(occurred(lines)).toEqual(occurred(lines).toSorted((a, b) => a - b));
    expect((await store.events({ incident, newestFirst: true, limit: 1 }))[0]!.learned).toBe(back);
    expect((await store.duties({ incident })).every((duty) => duty.nextTick === null || duty.nextTick > back)).toBe(true);
    expect(await store.rebuildAndCompare(incident)).toEqual([]);
  });

  test("comes to the same end in one leap as in small steps", async () => {
    const { store } = opened;
    const ends: unknown[] = [];
    for (const [id, stride] of [["leap", 3 * DAY], ["steps", 17 * MINUTE]] as const) {
      const incident = await begin(store, id);
      for (let n = 0; n < 5; n++) await accepted(store.submit(found(incident, `P${n}`), later(n)));
      for (let now = START; now <= START + 3 * DAY; now += stride) await store.runClock(Math.min(now, START + 3 * DAY), 3, incident);
      await store.runClock(START + 3 * DAY, 3, incident);
      ends.push(await steps(incident));
    }
    expect(ends[0]).toEqual(ends[1]);
  });

  test("run by three workers at once while commands arrive takes each step once", async () => {
    const { store } = opened;
    const stores = [store, await opened.another(), await opened.another()];
    const incident = await begin(store, "workers");
    for (let n = 0; n < 60; n++) await accepted(store.submit(found(incident, `P${n}`), later(n)));
    const taken = await Promise.all([
      ...stores.flatMap((worker) => Array.from({ length: 6 }, async (_, turn) => worker.runClock(START + (turn + 1) * 8 * HOUR, 25, incident))),
      ...Array.from({ length: 20 }, (_, n) => accepted(stores[n % 3]!.submit(found(incident, `Q${n}`), later(100))).then(() => 0)),
    ]);
    const lines = await steps(incident);
    expect(lines).toHaveLength(taken.reduce((sum, each) => sum + each, 0));
    expect(new Set(lines).size).toBe(lines.length);
    expect(await store.rebuildAndCompare(incident)).toEqual([]);
  });

  test("runs live incidents by itself, and a replay or drill only when it is named", async () => {
    const { store } = opened;
    for (const mode of ["live", "replay", "drill"] as const) {
      await store.createIncident(incidentNamed(`mode-${mode}`, `mode-${mode}`, mode), START);
      await settle(store, `mode-${mode}`);
      await accepted(store.submit(found(`mode-${mode}`, "P1"), later(0)));
    }
    await store.runClock(START + DAY);
    expect((await steps("mode-live")).length).toBeGreaterThan(0);
    for (const id of ["mode-replay", "mode-drill"]) expect(await steps(id)).toEqual([]);
    expect(await store.runClock(START + DAY, 100, "mode-drill")).toBe((await steps("mode-live")).length);
    expect(await store.runClock(START + DAY, 100, "no-such")).toBe(0);
  });

  test("raises ten thousand duties that fall due together, each once", async () => {
    const { store } = opened;
    const incident = await begin(store, "flood");
    const units = Array.from({ length: 100 }, (_, index) => `u${index}`);
    await Promise.all(units.map((org) => accepted(store.submit(commandOf(incident, "org.register", { org, level: "community", parent: "d0s0" }), later(0)))));
    await Promise.all(Array.from({ length: 100 }, (_, n) => accepted(store.submit(commandOf(incident, "order.issue", {
      number: `No.${n}`, text: "count heads", units, legalBasis: "law", due: { earliest: later(600) + n, latest: later(600) + n },
    }), later(0)))));
    const due = await store.duties({ incident, kind: "order.execute", open: true });
    expect(due).toHaveLength(10_000);
    const before = (await steps(incident)).length;
    const taken = await store.runClock(later(600) + 100, 5000, incident);
    const lines = (await steps(incident)).slice(before);
    expect(lines).toHaveLength(taken);
    expect(new Set(lines).size).toBe(lines.length);
    // What else is owed about the same orders has deadlines of its own.
    const asked = new Set(due.map((duty) => duty.id));
    const overdue = lines.filter((line) => line.includes("duty.overdue") && asked.has(line.split(" ")[1]!));
    expect(overdue).toHaveLength(10_000);
    expect(new Set(overdue.map((line) => line.split(" ")[1])).size).toBe(10_000);
    expect(await store.rebuildAndCompare(incident)).toEqual([]);
  });
});
