// What one incident's command changes in the city moves the duties of the city's other incidents too: at once, or
// at the next round of the clock when the process was killed between; once, with its cause on record.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isRefusal } from "../../src/base/refusal.ts";
import type { Duty } from "../../src/engine/duty/duty.ts";
import { model } from "../../src/loops/index.ts";
import type { Store } from "../../src/store/contract.ts";
import { createBareStore } from "../../src/store/memory/store.ts";
import { withNotices } from "../../src/store/notices.ts";
import { STORES, type Opened } from "./stores.ts";
import { accepted, commandOf, found, incidentNamed, later, packs, settle, START } from "./town.ts";

/** A city with two incidents of its own, people of both at its hotel. */
async function sharing(store: Store, name: string): Promise<{ city: string; first: string; second: string }> {
  const [city, first, second] = [`${name}-city`, `${name}-a`, `${name}-b`];
  for (const id of [city, first, second]) if (isRefusal(await store.createIncident(incidentNamed(id, city, "replay"), START))) throw new Error(id);
  await settle(store, city);
  for (const id of [first, second]) {
    await accepted(store.submit(found(id, "P1"), later(1)));
    await accepted(store.submit(commandOf(id, "arrival.record", { site: "hotel", contacts: ["P1"] }, { org: "hotel", role: "head" }), later(2)));
  }
  return { city, first, second };
}

const heads = async (store: Store, incident: string): Promise<Duty> => (await store.duties({ incident, kind: "site.head-count" }))[0]!;
const close = (incident: string) => commandOf(incident, "site.close", { site: "hotel", reason: "heating failed" });

describe.each(STORES)("%s", (_, open) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  test("a site closed by one incident ends what the other is owed there, with the notice as its cause", async () => {
    const { store } = opened;
    const { city, first, second } = await sharing(store, "told");
    await accepted(store.submit(close(first), later(10)));
    expect(await heads(store, first)).toMatchObject({ status: "lapsed" });
    expect(await heads(store, second)).toMatchObject({ status: "lapsed", closed: { learned: later(10) } });
    const [notice] = await store.events({ incident: second, types: ["city.noticed"] });
    const closed = (await store.events({ incident: city, types: ["site.closed"] }))[0]!;
    expect(notice).toMatchObject({ command: `notice:${city}:${closed.seq}`, actor: closed.actor, data: { ledger: city, seq: closed.seq, type: "site.closed" } });
    const lapsed = await store.events({ incident: second, types: ["duty.lapsed"], after: notice!.seq });
    expect(lapsed.map((event) => event.cause)).toEqual(lapsed.map(() => notice!.seq));
    expect(lapsed.length).toBeGreaterThan(0);
    for (const id of [first, second]) expect(await store.rebuildAndCompare(id)).toEqual([]);
  });

  test("told once: neither the clock nor another process nor the same command again tells it twice", async () => {
    const { store } = opened;
    const { first, second } = await sharing(store, "once");
    const command = close(first);
    await accepted(store.submit(command, later(10)));
    const other = await opened.another();
    await Promise.all([other.submit(command, later(11)), other.runClock(later(12), undefined, second), store.runClock(later(12), undefined, first)]);
    expect(await store.events({ incident: second, types: ["city.noticed"] })).toHaveLength(1);
    expect(await store.events({ incident: first, types: ["city.noticed"] })).toEqual([]);
  });

  test("the city's own incident hears of it as well, and what the city changes reaches them all", async () => {
    const { store } = opened;
    const { city, first, second } = await sharing(store, "all");
    await accepted(store.submit(found(city, "P9"), later(3)));
    await accepted(store.submit(commandOf(city, "arrival.record", { site: "hotel", contacts: ["P9"] }, { org: "hotel", role: "head" }), later(4)));
    await accepted(store.submit(close(second), later(10)));
    for (const id of [city, first, second]) expect(await heads(store, id)).toMatchObject({ status: "lapsed" });
    expect(await store.rebuildAndCompare(city)).toEqual([]);
  });
});

test("killed between the command and the notice: the next round of the clock tells it, dated as it was", async () => {
  const bare = createBareStore({ model, packs });
  const dying: Store = { ...bare, submit: async (command, now) => (command.id.startsWith("notice:") ? Promise.reject(new Error("killed")) : bare.submit(command, now)) };
  const before = withNotices(dying, model);
  const { first, second } = await sharing(before, "killed");
  await accepted(before.submit(close(first), later(10)));
  expect(await heads(bare, second)).toMatchObject({ status: "open" });
  // What is owed anew after it happened is not ended by the late news of it.
  await accepted(bare.submit(commandOf(second, "exit.record", { persons: ["P1"] }), later(11)));
  const restarted = withNotices(bare, model);
  await restarted.runClock(later(20), undefined, second);
  expect(await heads(bare, second)).toMatchObject({ status: "lapsed", closed: { at: { latest: later(10) }, learned: later(20) } });
  expect((await bare.duties({ incident: second, kind: "exit.respond" }))[0]).toMatchObject({ status: "open" });
  const told = await bare.events({ incident: second });
  await withNotices(bare, model).runClock(later(20), undefined, second);
  expect((await bare.events({ incident: second })).filter(({ type }) => type === "city.noticed")).toHaveLength(1);
  expect(told.filter(({ type }) => type === "city.noticed")).toHaveLength(1);
});
