// Laws 11, 12 and 14: nothing is rewritten, the same ledger gives the same duties bit for bit, and nothing
// acknowledged is lost or done twice.

import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRefusal } from "../../src/base/refusal.ts";
import { writtenOrder } from "../../src/engine/audit/merge.ts";
import { createMemoryStore } from "../../src/store/memory/store.ts";
import { model } from "../../src/loops/index.ts";
import { COMMAND } from "./city.ts";
import { digestOfRuns } from "./digest.ts";
import { createWorld, historyOf, INCIDENT, play, rebuilt, type World } from "./history.ts";
import { auditOf, holds, lawful, sentences } from "./kept.ts";
import { PACK_FILES } from "./packs.ts";
import { bothWays } from "./partial.ts";

/** Duties and things as plain values in one order, so that two states can be held against each other. */
function picture(state: World["state"]): { duties: unknown[]; things: unknown[] } {
  const byId = <T>(items: T[], id: (item: T) => string): T[] => items.sort((a, b) => (id(a) < id(b) ? -1 : 1));
  return { duties: byId([...state.allDuties()], ({ id }) => id), things: byId([...state.allThings()], ({ ref }) => ref) };
}

describe("the ledger", () => {
  it("law 11: what was known at any moment can be told again, whatever came after", () => {
    holds(40, (history) => {
      const seen: { at: number; known: string }[] = [];
      const world = lawful(11, history, (playing) => {
        if (playing.sent.length % 7 === 0) seen.push({ at: playing.events.length, known: JSON.stringify(picture(playing.state)) });
      });
      for (const { at, known } of seen.slice(-12)) expect(JSON.stringify(picture(rebuilt(world, world.events.slice(0, at))))).toBe(known);
    });
  });

  it("law 12: the same history gives the same events and the same duties, bit for bit", () => {
    holds(40, (history) => {
      const world = lawful(12, history);
      const again = play(history);
      expect(JSON.stringify(again.events)).toBe(JSON.stringify(world.events));
      expect(JSON.stringify(picture(again.state))).toBe(JSON.stringify(picture(world.state)));
    });
  });

  it("law 12: folded step by step equals rebuilt, also after restarts and a clock that stood still", () => {
    holds(40, (history) => {
      const world = play(history);
      expect(picture(rebuilt(world))).toEqual(picture(world.state));
    });
  });

  it("law 12: deciding on a part of the state, loaded as it is asked for, writes the same events", () => {
    holds(10, (history) => {
      const world = createWorld(history);
      play(history, { handle: bothWays(() => world) }, world);
    });
  });

  it("law 12: the machine's time zone and language change nothing", () => {
    const script = new URL("digest.ts", import.meta.url).pathname;
    const elsewhere = (TZ: string, LANG: string): string => execFileSync(process.execPath, [script], { env: { ...process.env, TZ, LANG, LC_ALL: LANG }, encoding: "utf8" }).trim();
    const here = digestOfRuns();
    expect(elsewhere("Asia/Shanghai", "zh_CN.UTF-8")).toBe(here);
    expect(elsewhere("America/St_Johns", "tr_TR.UTF-8")).toBe(here);
  });

  it("law 12: an incident's ledger and its city's, kept apart and put together again, audit the same", () => {
    holds(30, (history) => {
      const world = play({ ...history, ownCity: true }, { apart: true });
      const of = (ledger: string): typeof world.events => world.events.filter(({ incident }) => incident === ledger);
      const merged = writtenOrder(of(world.context().city), of(INCIDENT));
      expect(merged).toHaveLength(world.events.length);
      expect(sentences(world, auditOf(world, { events: merged }))).toBe(sentences(world, auditOf(world)));
    });
  });

  it("law 14: a refusal changes nothing, and numbers have no gap", () => {
    holds(40, (history) => {
      let before = "";
      const look = (world: World): string => JSON.stringify([picture(world.state), [...world.positions], world.events.length]);
      const world = play(history, {
        before: (playing, command) => {
          before = command.type === "clock.tick" || command.id.startsWith("setup") ? "" : look(playing);
        },
        after: (playing, { outcome }) => {
          if (before !== "" && !outcome.ok) expect(look(playing)).toBe(before);
        },
      });
      const broken = auditOf(world).filter(({ law }) => law === 14);
      expect(sentences(world, broken)).toBe("");
    });
  });
});

async function storeFor(world: World): Promise<ReturnType<typeof createMemoryStore>> {
  const store = createMemoryStore({ model, packs: PACK_FILES });
  const { city } = world.context();
  for (const id of new Set([city, INCIDENT])) {
    const made = await store.createIncident({ id, title: id, mode: "replay", zone: "Asia/Shanghai", city, pack: world.history.pack, commandPost: COMMAND }, 0);
    if (isRefusal(made)) throw new Error(made.message);
  }
  return store;
}

describe("a store", () => {
  it("law 14: every command has one effect, however often and in whatever crowd it is sent again", async () => {
    const worlds = fc.sample(historyOf(40), 12).map((history) => play(history));
    for (const world of worlds) {
      const store = await storeFor(world);
      const answers = await Promise.all(world.sent.flatMap(({ command, now }, index) => {
        // Only what was taken is a retry; what was refused left no trace, and may well be taken later.
        const taken = world.sent.slice(0, index + 1).filter(({ outcome }) => outcome.ok);
        const earlier = taken[Math.floor(taken.length / 2)] ?? world.sent[0]!;
        return [store.submit(command, now), store.submit(command, now), store.submit(earlier.command, now)];
      }));
      const events = writtenOrder(world.history.ownCity ? await store.events({ incident: world.context().city }) : [], await store.events({ incident: INCIDENT }));
      const order = (list: readonly { readonly incident: string; readonly seq: number }[]): unknown => list.toSorted((a, b) => (a.incident < b.incident ? -1 : a.incident > b.incident ? 1 : a.seq - b.seq));
      expect(order(events)).toEqual(order(world.events));
      world.sent.forEach(({ outcome }, index) => {
        const [first, second] = answers.slice(index * 3);
        if (!outcome.ok) return expect(isRefusal(first)).toBe(true);
        if (first === undefined || isRefusal(first)) throw new Error("a command the engine takes was refused by the store");
        expect(first.repeated).toBe(false);
        expect(order(first.events)).toEqual(order(outcome.events.map(({ incident, seq, type }) => ({ incident, seq, type }))));
        return expect(second).toEqual({ ...first, repeated: true });
      });
      const done = world.sent.find(({ outcome }) => outcome.ok)!.command;
      expect(await store.submit({ ...done, actor: { org: "city", role: "somebody" } }, world.now)).toMatchObject({ code: "command-id-reused" });
      expect(await store.rebuildAndCompare(INCIDENT)).toEqual([]);
      expect(sentences(world, auditOf(world, { events, duties: await store.duties({ incident: INCIDENT }) }).filter(({ law }) => law === 14))).toBe("");
      await store.close();
    }
  });
});
