// What the clock says about a duty and when: each step once, at its own instant, to the right post.
import { describe, expect, test } from "vitest";
import { at, DAY, HOUR, MINUTE, type Ms } from "../../base/time.ts";
import type { LedgerEvent, Post } from "../event.ts";
import type { Trial } from "../trial.ts";
import { packOf } from "../trial.ts";
import { handle } from "../handle.ts";
import { askJob, CLERK, HEAD, MAYOR, trialModel, tryJobs } from "../trial-loop.ts";
import duties from "../../../packs/firebreak-duties.json" with { type: "json" };

const PACK = packOf(duties);
const T = Date.UTC(2026, 4, 1);
const CHIEF: Post = { org: "city", role: "chief" };
const OVERSEER: Post = { org: "north", role: "overseer" };
const TRACER: Post = { org: "north", role: "tracer" };

const start = (): Trial => tryJobs(PACK, T);
const clock = (trial: Trial): LedgerEvent[] => trial.simulation.events.filter((event) => event.actor.role === "clock" && event.cause === undefined);
const told = (trial: Trial): [string, number, Post | undefined][] =>
  clock(trial).map((event) => [event.type.slice(5), (event.occurred.latest - T) / HOUR, event.data["to"] as unknown as Post | undefined]);

describe("a deadline", () => {
  test("known to the minute: reminder, overdue, then level by level, daily at the top", () => {
    const trial = start();
    askJob(trial, "J1");
    trial.wait(3 * DAY);
    expect(told(trial)).toEqual([
      ["reminded", 2, HEAD], ["overdue", 4, CHIEF], ["escalated", 8, MAYOR], ["escalated", 32, MAYOR], ["escalated", 56, MAYOR],
    ]);
    expect(trial.duty("job.do")).toMatchObject({ level: 2, status: "open", holder: HEAD });
  });

  test("each level is told in its turn before the top is told daily", () => {
    const trial = start();
    trial.tell(CLERK, "say", { event: "job.asked", about: ["job:J1"] });
    trial.wait(3 * DAY);
    expect(told(trial).map(([type, hour, to]) => `${type} ${hour} ${to!.org}`)).toEqual([
      "reminded 2 north-1", "overdue 4 north", "escalated 8 city", "escalated 12 city", "escalated 36 city", "escalated 60 city",
    ]);
    expect(told(trial).map(([, , to]) => to!.role)).toEqual(["clerk", "overseer", "chief", "mayor", "mayor", "mayor"]);
  });

  test("known to the day: may be due at the earliest, overdue at the latest", () => {
    const trial = start();
    trial.wait(DAY);
    askJob(trial, "J1", { start: { earliest: T, latest: T + DAY } });
    trial.wait(5 * HOUR);
    expect(told(trial).slice(0, 2)).toEqual([["warned", 4, HEAD], ["overdue", 28, CHIEF]]);
    expect(clock(trial)[0]).toMatchObject({ occurred: at(T + 4 * HOUR), learned: T + DAY });
    const exact = start();
    askJob(exact, "J1");
    exact.wait(5 * HOUR);
    expect(told(exact).map(([type]) => type)).not.toContain("warned");
  });

  test("no reminder when there is no time for one, none after it is done", () => {
    const trial = start();
    askJob(trial, "J1", { due: at(T + HOUR) });
    expect(trial.duty("job.do").remindAt).toBeNull();
    askJob(trial, "J2");
    trial.tell(HEAD, "duty.done", { duty: trial.duty("job.do").id, note: "done" });
    trial.wait(3 * HOUR);
    expect(told(trial).map(([type]) => type)).toEqual(["overdue"]);
  });
});

describe("an offer nobody accepts", () => {
  test("goes up and not away: it stays with the sender, and both the sender's side and the level above hear it", () => {
    const trial = start();
    askJob(trial, "J1", { unit: "north-1" });
    trial.wait(HOUR);
    const [expired] = trial.said("duty.offer_expired");
    expect(expired).toMatchObject({ occurred: at(T + HOUR), data: { offered: CLERK, to: OVERSEER, alsoTo: [CHIEF, TRACER], holder: HEAD } });
    expect(trial.duty("job.do")).toMatchObject({ holder: HEAD, offer: { to: CLERK, expired: true } });
    // Nobody took it and nobody looked: one fact, one alarm. The level above has heard it, so the next is another.
    expect(trial.said("duty.follow_up_silent")).toEqual([]);
    expect(trial.duty("job.do").links[0]).toMatchObject({ silences: 1, due: at(T + 9 * HOUR) });
    trial.wait(30 * HOUR);
    expect(trial.said("duty.escalated")[0]).toMatchObject({ occurred: at(T + 8 * HOUR), data: { level: 2, to: MAYOR } });
    expect(trial.said("duty.follow_up_silent")[0]).toMatchObject({ occurred: at(T + 9 * HOUR), data: { to: CHIEF } });
    expect(trial.said("duty.offer_expired")).toHaveLength(1);
    expect(trial.said("duty.escalated").length).toBeGreaterThan(0);
    trial.tell(CLERK, "duty.accept", { duty: trial.duty("job.do").id });
    expect(trial.duty("job.do")).toMatchObject({ holder: CLERK, offer: null });
  });

  test("that runs out after the deadline moves no escalation already under way", () => {
    const trial = start();
    askJob(trial, "J1");
    trial.wait(4 * HOUR);
    trial.tell(HEAD, "duty.offer", { duty: trial.duty("job.do").id, to: CLERK });
    trial.wait(HOUR);
    expect(trial.said("duty.offer_expired")[0]!.data["next"]).toBe(T + 8 * HOUR);
    expect(trial.duty("job.do").nextEscalation).toBe(T + 8 * HOUR);
  });

  test("where the sender looked meanwhile, its own silence is not counted with it", () => {
    const trial = start();
    askJob(trial, "J1", { unit: "north-1" });
    trial.wait(HOUR / 2);
    trial.tell(TRACER, "duty.look", { duty: trial.duty("job.do").id, note: "rang them" });
    trial.wait(HOUR);
    expect(trial.said("duty.offer_expired")[0]!.data).toMatchObject({ to: OVERSEER, alsoTo: [CHIEF] });
    expect(trial.duty("job.do").links[0]).toMatchObject({ silences: 0, due: at(T + 4.5 * HOUR) });
  });

  test("accepted late but before the deadline, nothing goes on escalating", () => {
    const trial = start();
    askJob(trial, "J1", { unit: "north-1", due: at(T + 40 * HOUR) });
    trial.wait(2 * HOUR);
    trial.tell(CLERK, "duty.accept", { duty: trial.duty("job.do").id });
    trial.wait(3 * HOUR);
    expect(trial.duty("job.do")).toMatchObject({ level: 0, nextEscalation: null });
    expect(trial.said("duty.escalated")).toEqual([]);
  });
});

describe("the asker's side", () => {
  test("[SM-013] [SM-148] hears its own silence, waits twice as long each time, then the level above hears it", () => {
    const trial = start();
    askJob(trial, "J1", { unit: "north-1", due: at(T + 400 * HOUR) });
    trial.tell(CLERK, "duty.accept", { duty: trial.duty("job.do").id });
    trial.wait(150 * HOUR);
    const silences = trial.said("duty.follow_up_silent");
    expect(silences.map((event) => (event.occurred.latest - T) / HOUR)).toEqual([4, 12, 28, 60, 124]);
    expect(silences.map((event) => event.data["to"])).toEqual([TRACER, CHIEF, CHIEF, CHIEF, CHIEF]);
    expect(silences[0]!.data["follower"]).toEqual(TRACER);
  });

  test("of each who passed it on has its own clock", () => {
    const trial = start();
    askJob(trial, "J1", { unit: "south", due: at(T + 400 * HOUR) });
    const { id } = trial.duty("job.do");
    const south: Post = { org: "south", role: "head" };
    trial.tell(south, "duty.accept", { duty: id });
    trial.wait(3 * HOUR);
    trial.tell(south, "duty.offer", { duty: id, to: CLERK });
    trial.tell(CLERK, "duty.accept", { duty: id });
    trial.wait(5 * HOUR);
    const silences = trial.said("duty.follow_up_silent").map((event) => [(event.occurred.latest - T) / HOUR, (event.data["follower"] as unknown as Post).org]);
    expect(silences).toEqual([[4, "north"], [7, "south"]]);
    trial.tell(TRACER, "duty.look", { duty: id, note: "rang" });
    expect(trial.duty("job.do").links.map((link) => link.silences)).toEqual([1, 1]);
    expect(trial.duty("job.do").links.map((link) => link.looks.length)).toEqual([2, 1]);
  });

  test("is quiet as long as somebody looks", () => {
    const trial = start();
    askJob(trial, "J1", { unit: "north-1", due: at(T + 400 * HOUR) });
    const { id } = trial.duty("job.do");
    trial.tell(CLERK, "duty.accept", { duty: id });
    for (let turn = 0; turn < 10; turn++) {
      trial.wait(4 * HOUR - MINUTE);
      if (turn % 2 === 0) trial.tell(TRACER, "duty.look", { duty: id, note: "rang them" });
      else trial.tell(CLERK, "duty.progress", { duty: id, note: "going on" });
    }
    expect(trial.said("duty.follow_up_silent")).toEqual([]);
  });
});

test("a done duty nobody verifies is an alarm above the verifier, and goes on upwards", () => {
  const trial = start();
  askJob(trial, "J1", { unit: "north-1" });
  trial.tell(CLERK, "duty.done", { duty: trial.duty("job.do").id, note: "done" });
  expect(trial.duty("job.do")).toMatchObject({ status: "done", verifier: TRACER });
  trial.wait(3 * DAY);
  expect(told(trial).map(([type, hour, to]) => `${type} ${hour} ${to!.role}`)).toEqual(["escalated 24 chief", "escalated 48 mayor", "escalated 72 mayor"]);
  expect(clock(trial)[0]!.data).toMatchObject({ why: "unverified", overdue: false, level: 1 });
});

describe("the tick itself", () => {
  const tick = (trial: Trial, ids: string[], until: Ms) => trial.ask({ org: "city", role: "clock" }, "clock.tick", { duties: ids, until });

  test("runs no further than the present, and with nothing due writes nothing", () => {
    const trial = start();
    askJob(trial, "J1");
    expect(tick(trial, [trial.duty("job.do").id], T + HOUR)).toMatchObject({ code: "time-in-future" });
    expect(tick(trial, [trial.duty("job.do").id, "D999"], T)).toEqual([]);
  });

  test("after a standstill catches up in the order of time, each step once, and says when it was learned", () => {
    const steady = start();
    const stopped = start();
    for (const trial of [steady, stopped]) for (const job of ["J1", "J2"]) askJob(trial, job, { unit: "north-1" });
    steady.wait(20 * HOUR);
    const { simulation } = stopped;
    // The clock's own queue is left alone: one tick covers everything that fell due meanwhile.
    const ids = [...simulation.state.allDuties()].map((duty) => duty.id);
    const later = { ...simulation.context(), now: T + 20 * HOUR };
    const answer = stoppedTick(stopped, ids, later.now);
    const steps = (events: readonly LedgerEvent[]): string[] => events.filter((event) => event.cause === undefined).map((event) => `${event.type} ${event.about[0]} ${event.occurred.latest}`);
    expect(steps(answer).sort()).toEqual(steps(clock(steady)).sort());
    expect(steps(answer).map((line) => Number(line.split(" ")[2]))).toEqual(steps(answer).map((line) => Number(line.split(" ")[2])).sort((a, b) => a - b));
    expect(new Set(answer.map((event) => event.learned))).toEqual(new Set([later.now]));
    expect(stoppedTick(stopped, ids, later.now)).toEqual([]);
  });
});

/** One tick at a later moment, without the ones between. */
function stoppedTick(trial: Trial, ids: readonly string[], now: Ms): readonly LedgerEvent[] {
  const outcome = handle(trialModel, trial.simulation.state, { id: `late/${now}/${trial.simulation.state.duty(ids[0]!)!.version}`, type: "clock.tick", incident: "trial", actor: MAYOR, data: { duties: [...ids], until: now } },
    { ...trial.simulation.context(), now }, new Map([["trial", trial.simulation.events.length + 1]]));
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.events;
}
