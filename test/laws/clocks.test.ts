// Laws 6, 7 and 9, over random histories and random intervals: every clock cites its rule, says honestly what
// it knows, and rings for a release exactly as for a transfer.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY, HOUR, lateness, plus, type When } from "../../src/base/time.ts";
import { dueUnder, lengthMs } from "../../src/engine/pack/clause.ts";
import { model } from "../../src/loops/index.ts";
import type { CityShape } from "./city.ts";
import { createWorld, INCIDENT, runClock, send, setUp } from "./history.ts";
import { holds, lawful, runs } from "./kept.ts";

const interval: fc.Arbitrary<When> = fc.tuple(fc.integer({ min: 0, max: 10 * DAY }), fc.integer({ min: 0, max: 2 * DAY })).map(([earliest, length]) => ({ earliest, latest: earliest + length }));

describe("clocks", () => {
  it("law 6: every deadline is its start plus the clause it cites, under the pack it was opened with", () => {
    holds(40, (history) => {
      const world = lawful(6, history);
      for (const duty of world.state.allDuties()) {
        if (duty.due === null) continue;
        const clause = model.rules.get(duty.kind)!.clause;
        if (duty.citation === null) continue;
        expect(duty.citation).toMatchObject({ pack: world.pack.id, hash: world.pack.hash, clause });
        expect(duty.citation.startedBy).toBeLessThan(Number(duty.id.slice(1)));
        const planned = model.rules.get(duty.kind)!.opens.some((trigger) => trigger.due !== undefined);
        if (!planned) expect(duty.due).toEqual(dueUnder(world.pack, duty.citation.clause, duty.start, "Asia/Shanghai"));
      }
    });
  });

  it("law 7: alarms ring once, at their time, and what was done is as late as its interval says", () => {
    holds(40, (history) => {
      const world = lawful(7, history);
      for (const duty of world.state.allDuties()) {
        const own = world.events.filter((event) => event.incident === INCIDENT && event.about.includes(`duty:${duty.id}`));
        for (const once of ["duty.overdue", "duty.warned", "duty.reminded"]) expect(own.filter(({ type }) => type === once).length).toBeLessThanOrEqual(1);
        const overdue = own.find(({ type }) => type === "duty.overdue");
        if (overdue === undefined) continue;
        expect(overdue.occurred).toEqual({ earliest: duty.due!.latest, latest: duty.due!.latest });
        expect(overdue.learned).toBeGreaterThanOrEqual(duty.due!.latest);
      }
    });
  });

  it("law 7: knowing less never makes lateness surer, and never rules out what was possible", () => {
    fc.assert(fc.property(interval, interval, fc.nat({ max: DAY }), fc.nat({ max: DAY }), (due, done, before, after) => {
      const sharp = lateness(due, done);
      const vague = lateness(due, { earliest: done.earliest - before, latest: done.latest + after });
      expect(vague.least).toBeLessThanOrEqual(sharp.least);
      expect(vague.most).toBeGreaterThanOrEqual(sharp.most);
      if (sharp.certainty !== "certain") expect(vague.certainty).not.toBe("certain");
      if (sharp.certainty !== "none") expect(vague.certainty).not.toBe("none");
    }), { numRuns: runs(300) });
  });

  it("law 9: an overdue release goes up the same levels at the same times as an overdue transfer", () => {
    const shape: fc.Arbitrary<CityShape> = fc.record({ seed: fc.nat({ max: 999 }), districts: fc.constant(2), subdistricts: fc.constant(2), sites: fc.constant(1), rooms: fc.constant(1), mapped: fc.integer({ min: 3, max: 10 }) });
    fc.assert(fc.property(shape, fc.constantFrom("city", "d0", "d1s1", "d0s0c"), (city, org) => {
      const world = createWorld({ pack: "cn-covid-8", city, ownCity: false, steps: [] });
      setUp(world);
      const actor = { org, role: "head" };
      const end = plus({ earliest: world.now, latest: world.now }, lengthMs(world.pack, "transfer.deadline"));
      const text = "as it was";
      const order = { measure: "M0", contact: "P0", legalBasis: text, reason: text, alternatives: text, notice: text, start: { earliest: world.now, latest: world.now }, review: end, end, support: actor, supportAccepted: true };
      for (const [type, data] of [["contact.find", { contact: "P0", class: "close" }], ["measure.order", { ...order, roomsReady: 1 }]] as const) {
        const outcome = send(world, { id: type, type, incident: INCIDENT, actor, data: data as never });
        if (!outcome.ok) throw new Error(outcome.refusal.message);
      }
      runClock(world, world.now + 9 * DAY);
      const rung = (kind: string): unknown[] => world.events
        .filter((event) => event.data["kind"] === kind && (event.type === "duty.overdue" || event.type === "duty.escalated"))
        .map(({ type, occurred, data }) => ({ type, at: (occurred.latest - end.latest) / HOUR, to: data["to"], level: data["level"] ?? 0 }));
      expect(rung("contact.transfer").length).toBeGreaterThan(3);
      expect(rung("person.release")).toEqual(rung("contact.transfer"));
    }), { numRuns: runs(30) });
    holds(40, (history) => void lawful(9, history));
  });
});
