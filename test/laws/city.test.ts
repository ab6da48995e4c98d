// Law 1 across incidents: two outbreaks draw on one city's rooms, vehicles and teams, through one store, each
// with its own clock; what one has been promised the other is refused, and each ledger holds up on its own.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRefusal } from "../../src/base/refusal.ts";
import { audit } from "../../src/engine/audit/audit.ts";
import { writtenOrder } from "../../src/engine/audit/merge.ts";
import type { LedgerEvent } from "../../src/engine/event.ts";
import { model } from "../../src/loops/index.ts";
import type { Store } from "../../src/store/contract.ts";
import { createMemoryStore } from "../../src/store/memory/store.ts";
import { COMMAND } from "./city.ts";
import { historyOf, play, type History, type Sent } from "./history.ts";
import { runs } from "./kept.ts";
import { PACK_FILES, PACKS } from "./packs.ts";

const CITY = "one-city";
const CITY_KINDS = new Set([...model.kinds.values()].filter(({ scope }) => scope === "city").map(({ kind }) => kind));
const INCIDENTS = ["measles-north", "cholera-south"];

async function open(pack: string): Promise<Store> {
  const store = createMemoryStore({ model, packs: PACK_FILES });
  for (const id of [CITY, ...INCIDENTS]) {
    const made = await store.createIncident({ id, title: id, mode: "replay", zone: "Asia/Shanghai", city: CITY, pack, commandPost: COMMAND }, 0);
    if (isRefusal(made)) throw new Error(made.message);
  }
  return store;
}

/** What people sent in a history played alone; in the company of another incident much of it will be refused. */
function sentBy(history: History): { setup: Sent[]; acts: Sent[] } {
  const people = play(history).sent.filter(({ command }) => command.type !== "clock.tick");
  return { setup: people.filter(({ command }) => command.id.startsWith("setup-")), acts: people.filter(({ command }) => !command.id.startsWith("setup-")) };
}

async function together(first: History, second: History): Promise<{ store: Store; until: number }> {
  const store = await open(first.pack);
  const { setup, acts } = sentBy(first);
  // The same trips and persons in both: a name alone must not pass for a promise.
  const others = sentBy({ ...second, pack: first.pack, city: first.city }).acts;
  for (const { command, now } of setup) await store.submit({ ...command, incident: CITY }, now);
  const all = [...acts.map((sent) => ({ ...sent, incident: INCIDENTS[0]! })), ...others.map((sent) => ({ ...sent, incident: INCIDENTS[1]! }))].sort((a, b) => a.now - b.now);
  let until = 0;
  for (const [index, { command, now, incident }] of all.entries()) {
    until = Math.max(until + 1, now);
    for (const id of INCIDENTS) await store.runClock(until, undefined, id);
    // Within one millisecond two ledgers do not say which of them was written first.
    await store.submit({ ...command, incident, id: `${incident}-${index}` }, until += 1);
  }
  until += 1;
  for (const id of INCIDENTS) await store.runClock(until, undefined, id);
  return { store, until };
}

/** Rooms, vehicles and teams as the city's ledger promises them: never to two at once. */
function promisedTwice(events: readonly LedgerEvent[], breaches: ReadonlySet<string>): string[] {
  const promised = new Map<string, string>();
  return events.flatMap(({ type, about, data, command }) => {
    const [thing = ""] = about;
    if (type.endsWith(".freed")) promised.delete(thing);
    if (!type.endsWith(".claimed")) return [];
    const claim = `${String(data["incident"])}/${String(data["by"])}`;
    const before = promised.get(thing);
    promised.set(thing, claim);
    return before === undefined || before === claim || breaches.has(command) ? [] : [`${thing} is promised to ${before} and to ${claim}`];
  });
}

describe("two incidents of one city", () => {
  it("law 1: are never promised the same room, vehicle or team, and each ledger breaks no law", async () => {
    const pairs = fc.sample(fc.tuple(historyOf(), historyOf()), runs(20));
    let claims = 0;
    let notices = 0;
    for (const [first, second] of pairs) {
      const { store, until } = await together(first, second);
      const city = await store.events({ incident: CITY });
      const ledgers = await Promise.all(INCIDENTS.map((incident) => store.events({ incident })));
      claims += city.filter(({ type }) => type.endsWith(".claimed")).length;
      const breaches = new Set(ledgers.flat().filter(({ type }) => type === "breach.recorded").map(({ command }) => command));
      expect(promisedTwice(city, breaches)).toEqual([]);
      const pack = PACKS.get(first.pack)!;
      for (const [index, incident] of INCIDENTS.entries()) {
        const broken = audit({
          events: writtenOrder(city, ledgers[index]!), incident, commandPost: COMMAND, zone: "Asia/Shanghai", rules: [...model.rules.values()], packs: new Map([[pack.hash, pack]]),
          duties: await store.duties({ incident }), until, punctual: true, cityKinds: CITY_KINDS,
        });
        expect(broken, JSON.stringify(broken.slice(0, 5))).toEqual([]);
        notices += ledgers[index]!.filter(({ type }) => type === "city.noticed").length;
        expect(await store.rebuildAndCompare(incident)).toEqual([]);
      }
      await store.close();
    }
    expect(notices, "no city event moved another incident's duty, so nothing was told").toBeGreaterThan(0);
    expect(claims, "no history claimed anything, so nothing was tested").toBeGreaterThan(20);
  });

  it("law 12: a watch handed over ends one duty and opens the next, in one command and two ledgers", async () => {
    const [history] = fc.sample(historyOf(), { numRuns: 1, seed: 1 });
    const { pack } = history!;
    const store = await open(pack);
    const [incident = ""] = INCIDENTS;
    const HOUR = 3_600_000;
    const sent: readonly [string, object][] = [
      ["org.register", { org: COMMAND.org, level: "city" }], ["post.register", { ...COMMAND, title: { zh: "值班", en: "Watch" } }],
      ["watch.start", { post: `${COMMAND.role}@${COMMAND.org}`, who: "W1", how: "on-site" }],
      ["handover.write", { watch: `${COMMAND.role}@${COMMAND.org}`, cutoff: 0, lists: { open: [], blocked: [], dueSoon: [], promises: [], calls: [] } }],
      ["handover.sign", { watch: `${COMMAND.role}@${COMMAND.org}`, who: "W2", how: "on-site" }],
    ];
    for (const [index, [type, data]] of sent.entries()) {
      const answer = await store.submit({ id: `watch-${index}`, type, incident, actor: COMMAND, data: data as never }, (index + 1) * HOUR);
      expect(isRefusal(answer) ? `${type}: ${answer.message}` : "taken").toBe("taken");
    }
    const events = writtenOrder(await store.events({ incident: CITY }), await store.events({ incident }));
    expect(events.filter(({ type, data }) => type === "duty.opened" && data["kind"] === "watch.hand-over")).toHaveLength(2);
    const resolved = PACKS.get(pack)!;
    expect(audit({
      events, incident, commandPost: COMMAND, zone: "Asia/Shanghai", rules: [...model.rules.values()], packs: new Map([[resolved.hash, resolved]]),
      duties: await store.duties({ incident }), until: sent.length * HOUR, punctual: true, cityKinds: CITY_KINDS,
    })).toEqual([]);
    await store.close();
  });
});
