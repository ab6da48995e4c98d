// A post late on several lines of work is put before the level above by itself, on a real store, once; late on one it is not.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HOUR } from "../../src/base/time.ts";
import type { Post } from "../../src/engine/event.ts";
import { STORES } from "../database/stores.ts";
import { openNight, SECRETARY, T0, type Night } from "./night.ts";

const COMMUNITY: Post = { org: "community", role: "secretary" };

describe.each(STORES)("%s store", (_name, open) => {
  let night: Night;
  beforeEach(async () => {
    night = await openNight(open);
    await night.start({});
  });
  afterEach(() => night.close());

  const due = { earliest: T0 + HOUR, latest: T0 + HOUR };
  const held = async (kind: string): Promise<void> => {
    const [duty] = await night.store.duties({ incident: "city", kind, open: true });
    await night.send("duty.accept", { duty: duty!.id }, COMMUNITY);
  };

  test("[SM-173] late on two lines, its level above owes sharing them out; later alarms do not warn again", async () => {
    await night.order("1");
    await held("order.execute");
    await night.send("decision.take", { decision: "N1", text: "Count the beds", owner: COMMUNITY, due, seen: { incident: 1, city: 1 } });
    await held("decision.carry-out");
    await night.later(2 * HOUR);
    await night.later(12 * HOUR);
    const warned = await night.store.events({ incident: "city", types: ["load.warned"] });
    expect(warned.map(({ data }) => [data["org"], data["role"], data["lines"]])).toEqual([["community", "secretary", ["decision.carry-out", "order.execute"]]]);
    expect(await night.store.duties({ incident: "city", kind: "load.answer" })).toMatchObject([{ holder: SECRETARY, subject: "load:secretary@community" }]);
    expect(await night.broken()).toEqual([]);
  });

  test("[SM-173] late on one line only, nobody is warned of its load", async () => {
    await night.order("1");
    await night.order("2");
    await night.send("duty.accept", { duty: (await night.store.duties({ incident: "city", kind: "order.execute" }))[0]!.id }, COMMUNITY);
    await night.later(2 * HOUR);
    expect(await night.store.events({ incident: "city", types: ["load.warned"] })).toEqual([]);
  });
});
