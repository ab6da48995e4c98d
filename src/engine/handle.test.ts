// One command in, events or a refusal out: numbering, two ledgers, orders against reports, and nothing half-done.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at, HOUR, MINUTE, type Ms } from "../base/time.ts";
import { assert, isRefusal } from "../base/refusal.ts";
import type { JsonObject, LedgerEvent } from "./event.ts";
import { handle, occurredOf, type Outcome } from "./handle.ts";
import type { Command, Context } from "./loop.ts";
import { createState, type MemoryState } from "./memory-state.ts";
import { Missing } from "./state.ts";
import { packOf } from "./trial.ts";
import { CLERK, HEAD, MAYOR, TREE, trialModel, tryJobs } from "./trial-loop.ts";
import duties from "../../packs/firebreak-duties.json" with { type: "json" };

const PACK = packOf(duties);
const T = Date.UTC(2026, 4, 1);

interface Desk {
  state: MemoryState;
  readonly positions: Map<string, number>;
  readonly events: LedgerEvent[];
  send(command: Partial<Command> & Pick<Command, "type" | "data">, now?: Ms): Outcome;
}

function deskOf(city = "town"): Desk {
  const positions = new Map([["outbreak", 1], [city, 1]]);
  const events: LedgerEvent[] = [];
  const desk: Desk = {
    state: createState(trialModel, { city }), positions, events,
    send(command, now = T) {
      const context: Context = { incident: "outbreak", city, now, pack: PACK, zone: "Asia/Shanghai", commandPost: MAYOR };
      const outcome = handle(trialModel, desk.state, { id: `c${events.length}`, incident: "outbreak", actor: HEAD, ...command }, context, positions);
      if (outcome.ok) events.push(...outcome.events);
      return outcome;
    },
  };
  for (const org of TREE) desk.send({ type: "say", data: { event: "org.set", about: [`org:${org.org}`], with: org as unknown as JsonObject, city: true } });
  return desk;
}

const say = (event: string, about: string[], data: JsonObject = {}) => ({ type: "say", data: { event, about, with: data } });
const codeOf = (outcome: Outcome): string => (outcome.ok ? "accepted" : outcome.refusal.code);

describe("writing", () => {
  test("each ledger is numbered from one without a gap; what follows names its cause", () => {
    const desk = deskOf();
    desk.send(say("job.asked", ["job:J1"], { unit: "north-1" }));
    const numbers = (incident: string): number[] => desk.events.filter((event) => event.incident === incident).map((event) => event.seq);
    expect(numbers("town")).toEqual([1, 2, 3, 4, 5]);
    expect(numbers("outbreak")).toEqual([1, 2, 3]);
    expect(desk.events.slice(-3).map((event) => [event.type, event.cause])).toEqual([["job.asked", undefined], ["duty.opened", 1], ["duty.offered", 1]]);
    expect([...desk.positions]).toEqual([["outbreak", 4], ["town", 6]]);
  });

  test("things of the city change by the city's ledger alone", () => {
    const desk = deskOf();
    desk.send(say("tool.set", ["tool:saw"], { owner: "north" }));
    expect(desk.state.thing("tool:saw")).toBeUndefined();
    desk.send({ type: "say", data: { event: "tool.set", about: ["tool:saw"], with: { owner: "north" }, city: true } });
    expect(desk.state.thing("tool:saw")).toMatchObject({ version: 1, state: { owner: "north" } });
  });

  test("who, on whose word, and from where is on every event it concerns", () => {
    const desk = deskOf();
    desk.send({ ...say("job.asked", ["job:J1"]), id: "c-7", by: "staff-7", source: "H05" }, T + HOUR);
    const [fact, opened] = desk.events.slice(-2);
    expect(fact).toMatchObject({ command: "c-7", by: "staff-7", source: "H05", actor: HEAD, learned: T + HOUR, occurred: at(T + HOUR) });
    expect(opened).toMatchObject({ command: "c-7", by: "staff-7", actor: HEAD });
    expect(opened).not.toHaveProperty("source");
  });

  test("an event about a kind no loop declares is a bug, and leaves nothing behind", () => {
    const desk = deskOf();
    expect(() => desk.send(say("job.asked", ["job:J1", "ghost:1"]))).toThrow("bug: event job.asked is about ghost:1");
    expect(desk.state.thing("job:J1")).toBeUndefined();
    expect(desk.positions.get("outbreak")).toBe(1);
  });
});

describe("refusing", () => {
  const desk = deskOf();
  const before = JSON.stringify([[...desk.state.allThings()], [...desk.positions]]);

  test.each([
    ["unknown-command", { type: "job.fly", data: {} }],
    ["interval-upside-down", { ...say("job.asked", ["job:J1"]), at: { earliest: T, latest: T - 1 } }],
    ["time-in-future", { ...say("job.asked", ["job:J1"]), at: at(T + HOUR) }],
    ["version-stale", { ...say("job.asked", ["job:J1"]), expects: { "job:J1": 3 } }],
    ["version-stale", { ...say("job.asked", ["job:J1"]), expects: { "duty:D9": 1 } }],
    ["unknown-duty", { type: "duty.accept", data: { duty: "D9" } }],
    ["rule-broken", { type: "say", data: { event: "job.asked", about: ["job:J1"], breaks: ["noise"] } }],
  ] as const)("%s: a sentence, and nothing changed", (code, command) => {
    const outcome = desk.send(command as Parameters<Desk["send"]>[0]);
    expect(codeOf(outcome)).toBe(code);
    if (!outcome.ok) expect(outcome.refusal.message).toMatch(/^[A-Z“jd].+\.$/);
    expect(JSON.stringify([[...desk.state.allThings()], [...desk.positions]])).toBe(before);
  });

  test("the version somebody saw is the version there is", () => {
    const fresh = deskOf();
    expect(codeOf(fresh.send({ ...say("job.asked", ["job:J1"]), expects: { "job:J1": 0 } }))).toBe("accepted");
    const duty = fresh.events.at(-1)!.data["duty"];
    expect(codeOf(fresh.send({ type: "duty.start", data: { duty } as JsonObject, expects: { [`duty:${String(duty)}`]: 1, "job:J1": 1 } }))).toBe("accepted");
    expect(codeOf(fresh.send({ type: "duty.plan", data: { duty, note: "x" } as JsonObject, expects: { [`duty:${String(duty)}`]: 1 } }))).toBe("version-stale");
  });
});

describe("an order that breaks a rule is refused, a report is recorded with its breach", () => {
  const broken = { type: "say", data: { event: "job.asked", about: ["job:J1"], breaks: ["noise", "smell"] } };

  test("ordered: every rule broken is named, nothing happens", () => {
    const desk = deskOf();
    const outcome = desk.send(broken);
    expect(outcome).toMatchObject({ ok: false, refusal: { code: "rule-broken", message: "It breaks the rule on noise. It breaks the rule on smell." } });
    expect(desk.state.thing("job:J1")).toBeUndefined();
  });

  test("reported: it stands, each breach names who answers, and the alarm goes to who oversees them", () => {
    const desk = deskOf();
    desk.send({ ...broken, reported: true });
    const breaches = desk.events.filter((event) => event.type === "breach.recorded");
    expect(breaches).toHaveLength(2);
    expect(breaches[0]).toMatchObject({
      about: ["job:J1"],
      data: { code: "rule-broken", finding: "rule_broken", duty: "job.do", answerable: [HEAD, { org: "north", role: "second" }], holder: HEAD, to: { org: "north", role: "overseer" } },
    });
    expect(desk.state.thing("job:J1")).toMatchObject({ state: { status: "asked" } });
  });
});

test("what happened later than we know is cut at the present", () => {
  const context = { now: T } as Context;
  expect(occurredOf({}, context)).toEqual(at(T));
  expect(occurredOf({ at: { earliest: T - HOUR, latest: T + HOUR } }, context)).toEqual({ earliest: T - HOUR, latest: T });
  expect(occurredOf({ at: at(T - HOUR) }, context)).toEqual(at(T - HOUR));
  // A phone whose clock runs a little ahead is believed, as of now.
  expect(occurredOf({ at: at(T + 1000) }, context)).toEqual(at(T));
  expect(codeOf(deskOf().send({ ...say("job.asked", ["job:J1"]), at: at(T + 4 * MINUTE) }))).toBe("accepted");
  expect(codeOf(deskOf().send({ ...say("job.asked", ["job:J1"]), at: at(T + 6 * MINUTE) }))).toBe("time-in-future");
});

const ACTS: readonly { readonly type: string; readonly data: JsonObject; readonly actor?: Command["actor"] }[] = [
  say("job.asked", ["job:J1"], { unit: "north-1", logged: true, rounds: true }), say("job.asked", ["job:J2"]), say("job.seen", ["job:J1"]), say("job.planned", ["job:J1"]),
  say("job.short", ["job:J1"], { missing: ["saw"] }), say("job.eased", ["job:J1"]), say("job.finished", ["job:J1"]), say("job.signed", ["job:J1"], { site: "north" }),
  say("job.dropped", ["job:J2"]), say("job.logged", ["job:J1"]), say("job.counted", ["job:J1"]), say("job.handed", ["job:J2"], { to: "north-1" }),
  { type: "say", data: { event: "tool.set", about: ["tool:saw"], with: {}, city: true } },
  ...["duty.accept", "duty.start", "duty.block", "duty.unblock", "duty.done", "duty.verify", "duty.reject", "duty.decline"].map((type) => ({
    type, data: { duty: "D2", note: "n", reason: "r", missing: ["saw"] }, actor: type === "duty.verify" || type === "duty.reject" ? HEAD : CLERK,
  })),
];
const history = fc.array(fc.record({ act: fc.nat({ max: ACTS.length - 1 }), reported: fc.boolean(), wait: fc.constantFrom(0, HOUR, 5 * HOUR) }), { maxLength: 25 });

/** Loads what a partial state asks for from the full one, as a store does, until the command can be decided. */
function decided(partial: MemoryState, full: MemoryState, run: () => Outcome): { outcome: Outcome; loads: number } {
  for (let loads = 0; ; loads++) {
    const before = JSON.stringify([[...partial.allThings()], [...partial.allDuties()]]);
    try {
      return { outcome: run(), loads };
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      expect(JSON.stringify([[...partial.allThings()], [...partial.allDuties()]])).toBe(before);
      expect(partial.takeDirty()).toEqual({ things: [], duties: [] });
      const { wanted } = error;
      if (wanted.what === "thing") {
        const thing = full.thing(wanted.ref);
        if (thing !== undefined) partial.putThing(thing);
      } else if (wanted.what === "duty") {
        const duty = full.duty(wanted.id);
        if (duty !== undefined) partial.putDuty(duty);
      } else if (wanted.what === "open-duties") for (const duty of full.openDuties(wanted.subject)) partial.putDuty(duty);
      else for (const thing of full.things(wanted.kind, wanted.column, wanted.value)) partial.putThing(thing);
      partial.loaded(wanted);
      assert(loads < 100, "what was missing stays missing");
    }
  }
}

test("a partial state that loads what it lacks decides exactly as the full one; while it lacks it, nothing changes", () => {
  let everMissing = 0;
  fc.assert(fc.property(history, (steps) => {
    const desk = deskOf();
    let now = T;
    for (const { act, reported, wait } of steps) {
      now += wait;
      const partial = createState(trialModel, { partial: true, city: "town" });
      const numbers = new Map(desk.positions);
      const command: Command = { id: `c${desk.events.length}`, incident: "outbreak", actor: HEAD, ...ACTS[act]!, ...(reported ? { reported } : {}) };
      const context: Context = { incident: "outbreak", city: "town", now, pack: PACK, zone: "Asia/Shanghai", commandPost: MAYOR };
      const { outcome, loads } = decided(partial, desk.state, () => handle(trialModel, partial, command, context, numbers));
      everMissing += loads;
      expect(outcome).toEqual(desk.send(command, now));
      expect(numbers).toEqual(desk.positions);
      const { things, duties } = partial.takeDirty();
      for (const thing of things) expect(thing).toEqual(desk.state.thing(thing.ref));
      for (const duty of duties) expect(duty).toEqual(desk.state.duty(duty.id));
      const fullDirty = desk.state.takeDirty();
      if (outcome.ok) expect(new Set(duties.map((duty) => duty.id))).toEqual(new Set(outcome.events.flatMap((event) => event.about).filter((about) => about.startsWith("duty:")).map((about) => about.slice(5))));
      expect(things.map((thing) => thing.ref).every((ref) => fullDirty.things.some((thing) => thing.ref === ref) || desk.events.length === 0)).toBe(true);
    }
  }), { numRuns: 60 });
  expect(everMissing).toBeGreaterThan(100);
});

test("what a trial did can be folded again from its ledger alone", () => {
  const trial = tryJobs(PACK, T);
  trial.tell(HEAD, "say", { event: "job.asked", about: ["job:J1"], with: { unit: "north-1" } });
  trial.wait(30 * HOUR);
  expect(isRefusal(trial.ask(CLERK, "duty.done", { duty: trial.duty("job.do").id, note: "done" }))).toBe(false);
  const again = createState(trialModel);
  for (const event of trial.simulation.events) again.apply(event);
  expect([...again.allThings()]).toEqual([...trial.simulation.state.allThings()]);
  expect([...again.allDuties()]).toEqual([...trial.simulation.state.allDuties()]);
});
