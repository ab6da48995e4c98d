// The auditor's negative controls: it finds nothing in an orderly history, and the right law in every ledger
// that was broken by hand.

import { describe, expect, it } from "vitest";
import { DUTY_EVENTS } from "../../src/engine/duty/duty.ts";
import { READS } from "../../src/engine/audit/things.ts";
import { writtenOrder } from "../../src/engine/audit/merge.ts";
import { model } from "../../src/loops/index.ts";
import { auditOf, sentences } from "./kept.ts";
import { orderly } from "./orderly.ts";
import { PLANTS } from "./plants.ts";

const world = orderly();
const ledger = { events: world.events, duties: [...world.state.allDuties()] };

describe("the orderly history", () => {
  it("breaks no law", () => {
    expect(sentences(world, auditOf(world))).toBe("");
  });

  it("holds every event of a duty's life, so that each has something to break", () => {
    const written = new Set(world.events.map((event) => event.type));
    expect(DUTY_EVENTS.filter((type) => !written.has(type))).toEqual([]);
  });

  it("leaves the auditor reading only events that a loop writes", () => {
    expect(READS.filter((type) => !model.eventTypes.has(type))).toEqual([]);
  });
});

describe("a ledger broken by hand", () => {
  it.each(PLANTS.map((plant) => [plant.law, plant.what, plant] as const))("law %i: %s", (law, _what, { says, plant }) => {
    const broken = auditOf(world, { ...ledger, ...plant(ledger) });
    expect(broken.filter((one) => one.law === law).map((one) => one.why).join("\n")).toMatch(says);
  });

  it("is planted for every law an audit of one ledger can break", () => {
    expect([...new Set(PLANTS.map((plant) => plant.law))]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
  });
});

describe("two ledgers put into one order", () => {
  it("keeps each ledger's own order and each command together", () => {
    const city = world.events.filter((event) => /^(org|room|vehicle|team|site|responsibility|deputy)\./.test(event.type)).map((event, index) => ({ ...event, incident: "city", seq: index + 1 }));
    const own = world.events.filter((event) => !/^(org|room|vehicle|team|site|responsibility|deputy)\./.test(event.type)).map((event, index) => ({ ...event, seq: index + 1 }));
    const merged = writtenOrder(city, own);
    expect(merged).toHaveLength(world.events.length);
    expect(merged.filter((event) => event.incident === "city").map((event) => event.seq)).toEqual(city.map((event) => event.seq));
    expect(merged.filter((event) => event.incident !== "city").map((event) => event.seq)).toEqual(own.map((event) => event.seq));
    const commands = merged.map((event) => event.command).filter((command, index, all) => command !== all[index - 1]);
    expect(commands).toHaveLength(new Set(commands).size);
    expect(merged.every((event, index) => index === 0 || event.learned >= merged[index - 1]!.learned)).toBe(true);
  });
});
