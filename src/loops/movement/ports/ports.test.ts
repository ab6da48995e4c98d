// The loop of inbound persons: every link signed for on both sides, every silence heard of; points of entry with their
// own checklist and roster.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { at, DAY, HOUR } from "../../../base/time.ts";
import type { Post } from "../../../engine/event.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND, SITE } from "../../trial-city.ts";
import { COACH, COMMUNITY_DESK, found, inDays, lawful, overdue, PORT, T, things, tryBorder, viewOf } from "../trial-border.ts";
import { chainFigures, gaps, type InboundView, type PortView } from "./views.ts";
import covid from "../../../../packs/cn-covid-9.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const ITEMS = duties.clauses["port.checklist"].value.map((item) => item.id);

function landed(): Trial {
  const trial = tryBorder(PACK);
  trial.tell(COMMAND, "port.register", { port: "ZYTL", org: "airport", way: "airport" });
  trial.tell(PORT, "inbound.land", { person: "p1", port: "ZYTL", arrived: at(T), cameFrom: "abroad", carriage: "flight 12" });
  return trial;
}
const chain = (trial: Trial) => viewOf<InboundView>(trial, "inbound:p1");
const hand = (trial: Trial, by: Post, to: string, stage: string) => trial.tell(by, "inbound.hand-over", { person: "p1", to, stage, arriveBy: at(trial.simulation.now() + 2 * HOUR) });
const take = (trial: Trial, by: Post, stage: string, more: object = {}) => trial.tell(by, "inbound.take-over", { person: "p1", stage, ...more });

test("[SM-101] port, coach, site, home: each link is answered for until the next has signed, and the loop ends at home", () => {
  const trial = landed();
  const step = (by: Post, next: Post, stage: string, more: object = {}): void => {
    trial.wait(HOUR);
    hand(trial, by, next.org, stage);
    // Handed over and not yet signed for: still whose it was.
    expect(chain(trial)).toMatchObject({ org: by.org, offered: { to: next.org } });
    trial.wait(HOUR / 2);
    take(trial, next, stage, more);
    expect(chain(trial)).toMatchObject({ org: next.org, offered: null, stage });
  };
  step(PORT, COACH, "transport");
  step(COACH, SITE, "site", { until: inDays(7) });
  trial.wait(6 * DAY);
  step(SITE, COMMUNITY_DESK, "home", { until: inDays(10) });
  trial.wait(3 * DAY);
  trial.tell(COMMUNITY_DESK, "inbound.end", { person: "p1", why: "monitoring-over" });
  expect(chain(trial)).toMatchObject({ status: "ended", org: null });
  expect(chain(trial).links.map((link) => [link.stage, link.org, link.twoSided])).toEqual([["port", "airport", true], ["transport", "coaches", true], ["site", "h1", true], ["home", "A1c", true]]);
  expect([overdue(trial), trial.said("duty.offer_expired"), gaps(things(trial, "inbound")), found(trial)]).toEqual([[], [], [], []]);
  lawful(trial);
});

test("[SM-101] nobody hands on: the link is late and known with its holder", () => {
  const trial = landed();
  expect(chainFigures(things(trial, "inbound"))).toEqual([{ stage: "port", org: "airport", people: ["p1"] }]);
  trial.wait(5 * HOUR);
  expect(overdue(trial)).toEqual(["inbound.hand-on"]);
  expect(found(trial)).toMatchObject([{ kind: "deadline_missed", duty: "inbound.hand-on", holder: PORT }]);
  lawful(trial);
});

test("[SM-101] handed over and nobody signs: the gap rings within the hour, and the person is still the port's", () => {
  const trial = landed();
  hand(trial, PORT, "coaches", "transport");
  trial.wait(61 * 60_000);
  expect(trial.said("duty.offer_expired").map((event) => event.data["kind"] ?? trial.duty("inbound.sign").kind)).toEqual(["inbound.sign"]);
  expect(gaps(things(trial, "inbound"))).toEqual([{ person: "p1", org: "coaches", stage: "port", what: "not-signed", since: at(T) }]);
  expect(chain(trial).org).toBe("airport");
  trial.wait(2 * HOUR);
  expect(overdue(trial)).toContain("inbound.sign");
  lawful(trial);
});

test("[SM-101] somebody who turns up unannounced is taken on at once, and the missing hand-over is on record", () => {
  const trial = landed();
  trial.wait(HOUR);
  take(trial, SITE, "site", { until: inDays(7) });
  expect(chain(trial)).toMatchObject({ org: "h1", links: [{ org: "airport", handedAt: null }, { org: "h1", twoSided: false }] });
  expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(["not-handed-over"]);
  expect(gaps(things(trial, "inbound")).map((gap) => gap.what)).toEqual(["one-sided", "stages-left-out"]);
  expect(trial.duty("inbound.hand-on")).toMatchObject({ holder: SITE, due: inDays(7) });
  lawful(trial);
});

test("[SM-101] whatever is told in whatever order, the person is one organisation's charge at every instant until the loop ends", () => {
  const posts = [PORT, COACH, SITE, COMMUNITY_DESK];
  const step = fc.record({ by: fc.constantFrom(...posts), act: fc.constantFrom("inbound.hand-over", "inbound.take-over", "inbound.end", "duty.accept"), to: fc.constantFrom(...posts), stage: fc.constantFrom("transport", "site", "home"), wait: fc.integer({ min: 0, max: 5 }), reported: fc.boolean() });
  fc.assert(fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
    const trial = landed();
    for (const { by, act, to, stage, wait, reported } of steps) {
      trial.wait(wait * HOUR);
      const offered = [...trial.simulation.state.allDuties()].find((duty) => duty.kind === "inbound.sign" && duty.offer !== null);
      const data = { "inbound.hand-over": { person: "p1", to: to.org, stage }, "inbound.take-over": { person: "p1", stage }, "inbound.end": { person: "p1", why: "left" }, "duty.accept": { duty: offered?.id ?? "D1" } }[act]!;
      const before = chain(trial).org;
      const code = trial.code(by, act, data, { reported });
      const { org, status } = chain(trial);
      // Only a signature moves it, to who signed; only an end ends it.
      expect(org).toBe(code !== "accepted" ? before : act === "inbound.take-over" ? by.org : act === "inbound.end" ? null : before);
      expect(org === null).toBe(status === "ended");
      if (status === "ended") break;
    }
    lawful(trial);
  }), { numRuns: 40 });
});

test("[SM-101] at the end of its planned stay a loop nobody ends is an alarm, as any release", () => {
  const trial = landed();
  take(trial, COMMUNITY_DESK, "home", { until: inDays(2) });
  trial.wait(2 * DAY + HOUR);
  expect(overdue(trial)).toEqual(["inbound.hand-on"]);
  lawful(trial);
});

test("[SM-112] a point of entry has its own checklist each day; what is missing is to be mended, and a missed check is heard of", () => {
  const trial = landed();
  trial.tell(PORT, "port.open", { port: "ZYTL", until: at(T + 12 * HOUR), people: 6, lead: PORT });
  trial.wait(20 * HOUR);
  trial.tell(PORT, "port.check", { port: "ZYTL", inPlace: ITEMS.filter((item) => item !== "closed-transport") });
  expect(viewOf<PortView>(trial, "port:ZYTL").missing).toEqual(["closed-transport"]);
  expect(trial.duty("port.mend")).toMatchObject({ holder: PORT, due: at(T + 44 * HOUR) });
  trial.tell(PORT, "port.mend", { port: "ZYTL", note: "two coaches hired" });
  expect(viewOf<PortView>(trial, "port:ZYTL").missing).toEqual([]);
  trial.wait(29 * HOUR);
  expect(overdue(trial)).toContain("port.check");
  expect(found(trial).map((one) => one.duty)).toContain("port.check");
  lawful(trial);
});

test("[SM-112] a shift at a point of entry that nobody relieves is an alarm when it ends, and none where it was relieved", () => {
  const trial = landed();
  trial.tell(PORT, "port.open", { port: "ZYTL", until: at(T + 12 * HOUR), people: 6, lead: PORT });
  trial.wait(11 * HOUR);
  trial.tell(PORT, "port.staff", { port: "ZYTL", until: at(T + 24 * HOUR), people: 6, lead: PORT });
  trial.wait(2 * HOUR);
  expect(overdue(trial)).not.toContain("port.relieve");
  trial.wait(12 * HOUR);
  expect(overdue(trial)).toContain("port.relieve");
  trial.tell(PORT, "port.close", { port: "ZYTL", reason: "no flights" });
  expect(trial.duty("port.relieve").status).toBe("lapsed");
  lawful(trial);
});

test.each([
  ["unknown-organisation", PORT, "port.register", { port: "x", org: "Z", way: "road" }], ["unknown-port", PORT, "port.open", { port: "x", until: at(T), people: 1, lead: PORT }], ["unknown-port", PORT, "port.staff", { port: "x", until: at(T), people: 1, lead: PORT }],
  ["unknown-port", PORT, "port.check", { port: "x", inPlace: [] }], ["unknown-check-item", PORT, "port.check", { port: "ZYTL", inPlace: ["flags"] }], ["unknown-port", PORT, "port.mend", { port: "x", note: "n" }], ["unknown-port", PORT, "port.close", { port: "x", reason: "r" }],
  ["unknown-port", PORT, "inbound.land", { person: "p2", port: "x", arrived: at(T), cameFrom: "c" }], ["inbound-already", PORT, "inbound.land", { person: "p1", port: "ZYTL", arrived: at(T), cameFrom: "c" }], ["unknown-inbound", PORT, "inbound.hand-over", { person: "p9", to: "coaches", stage: "site" }],
  ["unknown-organisation", PORT, "inbound.hand-over", { person: "p1", to: "Z", stage: "site" }], ["to-oneself", PORT, "inbound.hand-over", { person: "p1", to: "airport", stage: "site" }], ["not-in-your-charge", COACH, "inbound.hand-over", { person: "p1", to: "h1", stage: "site" }],
  ["unknown-inbound", COACH, "inbound.take-over", { person: "p9", stage: "site" }], ["already-in-charge", PORT, "inbound.take-over", { person: "p1", stage: "site" }], ["unknown-inbound", COACH, "inbound.end", { person: "p9", why: "left" }],
  ["not-in-your-charge", COACH, "inbound.end", { person: "p1", why: "left" }], ["loop-not-through", PORT, "inbound.end", { person: "p1", why: "monitoring-over" }],
] as const)("%s by %s", (code, by, type, data) => {
  expect(landed().code(by, type, data)).toBe(code);
});

test("a loop does not run backwards, and one that has ended stays ended", () => {
  const trial = landed();
  take(trial, SITE, "site", { until: inDays(7) });
  expect(trial.code(SITE, "inbound.hand-over", { person: "p1", to: "coaches", stage: "transport" })).toBe("stage-backwards");
  take(trial, COMMUNITY_DESK, "home");
  expect(trial.said("breach.recorded").map((event) => event.data["code"])).toContain("stay-without-end");
  trial.tell(COMMUNITY_DESK, "inbound.end", { person: "p1", why: "monitoring-over" });
  for (const type of ["inbound.end", "inbound.hand-over"]) expect(trial.code(COMMUNITY_DESK, type, { person: "p1", to: "h1", stage: "home", why: "left" })).toBe("loop-ended");
});
