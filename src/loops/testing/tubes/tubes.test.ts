// Tubes from hand to hand, the four intervals, stuck tubes, positive pools and their people, laboratories' load.
import { describe, expect, test } from "vitest";
import { at, DAY, HOUR, MINUTE } from "../../../base/time.ts";
import { audit } from "../../../engine/audit/audit.ts";
import { findings } from "../../../engine/findings/findings.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import type { LabView } from "../../command/means/views.ts";
import { model } from "../../index.ts";
import { COMMAND } from "../../trial-city.ts";
import { capacityByHour, isOpenAt, proposeRerouting } from "../labs/views.ts";
import { collect, COURIER, LAB, LAB2, openPoint, tested, TOWN, tryRound } from "../trial-round.ts";
import { fourIntervals, intervalsOf, pickUpOrder, stuckTubes, type TubeView } from "./views.ts";
import covid from "../../../../packs/cn-covid-9.json" with { type: "json" };
import cn from "../../../../packs/cn-testing.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };
import own from "../../../../packs/firebreak-testing.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights", "firebreak-testing", "cn-testing"] }, duties, rights, own, cn);
const T = Date.UTC(2022, 8, 4);
const FIVE = ["a", "b", "c", "d", "e"];

const things = (trial: Trial, kind: string) => [...trial.simulation.state.allThings()].filter((thing) => thing.ref.startsWith(`${kind}:`));
const tube = (trial: Trial, name: string): TubeView => trial.simulation.state.thing(`tube:${name}`)!.state as TubeView;
const status = (trial: Trial, ref: `${string}:${string}`): string => trial.simulation.state.thing(ref)!.state.status;
const found = ({ simulation }: Trial, kind: string) =>
  findings({ model, state: simulation.state, duties: simulation.state.allDuties(), events: simulation.events, context: simulation.context() }).filter((one) => one.kind === kind);
const lawful = ({ simulation }: Trial): void => {
  expect(audit({
    events: simulation.events, incident: "trial", commandPost: COMMAND, rules: [...model.rules.values()], packs: new Map([[PACK.hash, PACK]]), duties: simulation.state.allDuties(), until: simulation.now(), punctual: true,
  })).toEqual([]);
};

describe("from hand to hand", () => {
  test("[SM-231] every hand is on record, and each of the four intervals, the slowest named", () => {
    const trial = tryRound(PACK, T);
    trial.wait(HOUR);
    tested(trial, "t1", FIVE, "negative", { startedAt: at(T + 50 * MINUTE) });
    expect(tube(trial, "t1").custody.map((hand) => `${hand.role}@${hand.org}`)).toEqual(["sampling_head@A1", "courier_head@A1", "lab_head@lab1"]);
    expect(intervalsOf(tube(trial, "t1"))).toEqual({ sample: { least: 10 * MINUTE, most: 10 * MINUTE }, deliver: { least: 30 * MINUTE, most: 30 * MINUTE }, test: { least: 100 * MINUTE, most: 100 * MINUTE }, report: { least: 20 * MINUTE, most: 20 * MINUTE } });
    const { steps, slowest } = fourIntervals(things(trial, "tube"), { deliver: 20 * MINUTE });
    expect(slowest).toBe("test");
    expect(steps[1]).toMatchObject({ step: "deliver", median: 30 * MINUTE, ninetieth: 30 * MINUTE, target: 20 * MINUTE, over: ["tube:t1"], tubes: ["tube:t1"] });
    expect(steps[0]).toMatchObject({ target: null, over: [] });
    expect(fourIntervals([], {})).toMatchObject({ slowest: null });
    expect(trial.duty("tube.deliver")).toMatchObject({ status: "verified", closed: { by: LAB } });
    expect(found(trial, "samples_not_sent_in_time")).toEqual([]);
    lawful(trial);
  });

  test("[SM-192] a tube that waits is warned of in its second hour, late in its fourth, and on the stuck list with who has it", () => {
    const trial = tryRound(PACK, T);
    collect(trial, "t1", FIVE);
    trial.wait(2 * HOUR);
    expect(trial.duty("tube.pick-up").overdue).not.toBeNull();
    expect(found(trial, "samples_not_sent_in_time")).toEqual([]);
    trial.wait(2 * HOUR + MINUTE);
    expect(found(trial, "samples_not_sent_in_time")).toMatchObject([{ duty: "tube.deliver", clause: "test.sample.to-lab", holder: COURIER, raisedAt: T + 4 * HOUR }]);
    const limits = { collected: 2 * HOUR, "picked-up": 4 * HOUR, received: DAY, resulted: 2 * HOUR };
    expect(stuckTubes(things(trial, "tube"), trial.simulation.now(), limits)).toMatchObject([{ tube: "tube:t1", status: "collected", holder: TOWN, members: 5, limit: 2 * HOUR, age: { least: 4 * HOUR + MINUTE } }]);
    trial.tell(COURIER, "tubes.pick-up", { tubes: ["t1"], lab: "L1" });
    expect(stuckTubes(things(trial, "tube"), trial.simulation.now(), limits)).toMatchObject([{ status: "picked-up", holder: COURIER }]);
    trial.tell(LAB, "tubes.receive", { tubes: ["t1"], lab: "L1" });
    expect(stuckTubes(things(trial, "tube"), trial.simulation.now(), limits)).toEqual([]);
    expect(trial.duty("tube.deliver").done).toMatchObject({ timing: "late" });
    lawful(trial);
  });

  test("the sender's own word of arrival delivers nothing until the laboratory signs", () => {
    const trial = tryRound(PACK, T);
    collect(trial, "t1", FIVE);
    trial.tell(COURIER, "tubes.receive", { tubes: ["t1"], lab: "L1" });
    expect(trial.duty("tube.deliver")).toMatchObject({ status: "done", closed: null });
  });

  test("results are owed by what the sample is for, and a positive one is reported at once", () => {
    const trial = tryRound(PACK, T);
    collect(trial, "t1", ["a"]);
    trial.tell(LAB, "tubes.receive", { tubes: ["t1"], lab: "L1" });
    expect(trial.duty("tube.test.mass")).toMatchObject({ holder: LAB, due: at(T + DAY) });
    trial.wait(2 * HOUR);
    trial.tell(LAB, "tube.result", { tube: "t1", result: "positive", ct: 24, controlCt: 25, run: "r", well: "w", runStart: at(T + HOUR), runEnd: at(T + 2 * HOUR) });
    expect(trial.duty("positive.report")).toMatchObject({ holder: LAB, due: at(T + 4 * HOUR) });
    trial.wait(2 * HOUR + MINUTE);
    expect(trial.duty("positive.report").overdue).not.toBeNull();
    trial.tell(LAB, "tubes.report", { tubes: ["t1"] });
    expect(trial.duty("positive.report").status).toBe("verified");
    expect(things(trial, "pool")).toEqual([]);
  });
});

test("[SM-230] the courier goes first where a tube runs out of time first", () => {
  const trial = tryRound(PACK, T);
  openPoint(trial, "P2", 8 * HOUR);
  collect(trial, "t1", ["a"], { point: "R1/P2" });
  trial.wait(HOUR);
  collect(trial, "t2", ["b"]);
  collect(trial, "t3", ["c"], { point: "R1/P2" });
  const order = (): unknown => pickUpOrder(things(trial, "tube"), trial.simulation.now(), 2 * HOUR);
  expect(order()).toEqual([
    { point: "R1/P2", tubes: ["tube:t1", "tube:t3"], oldest: { least: HOUR, most: HOUR }, leaveBy: T + 2 * HOUR }, { point: "R1/P1", tubes: ["tube:t2"], oldest: { least: 0, most: 0 }, leaveBy: T + 3 * HOUR },
  ]);
  trial.tell(COURIER, "tubes.pick-up", { tubes: ["t1", "t3"], lab: "L1" });
  expect(order()).toMatchObject([{ point: "R1/P1" }]);
});

test("[SM-017] a laboratory gets no pools it does not run, and one that is not accredited none", () => {
  const trial = tryRound(PACK, T);
  collect(trial, "t1", FIVE);
  trial.tell(COMMAND, "lab.register", { lab: "L3", org: "lab1", tubesPerDay: 10, poolSizes: [1] });
  trial.tell(COMMAND, "lab.register", { lab: "L4", org: "lab1", tubesPerDay: 10, accredited: false });
  expect(["L3", "L4", "L1"].map((lab) => trial.code(COURIER, "tubes.pick-up", { tubes: ["t1"], lab }))).toEqual(["pool-not-run-there", "lab-not-accredited", "accepted"]);
});

describe("a positive pool", () => {
  function positive(): Trial {
    const trial = tryRound(PACK, T);
    tested(trial, "t1", ["a", "b"], "positive");
    return trial;
  }

  test("holds its members by a clock until each has a single result; then it is resolved", () => {
    const trial = positive();
    const told = trial.said("member.held")[0]!.learned;
    expect(trial.said("member.held")).toHaveLength(2);
    expect(trial.duty("member.release", "pool-member:t1/a")).toMatchObject({ holder: TOWN, due: at(told + DAY) });
    expect(trial.duty("member.single-sample", "pool-member:t1/a").due).toEqual(at(told + 6 * HOUR));
    tested(trial, "t2", ["a"], "negative", { retestOf: "t1" });
    expect(status(trial, "pool-member:t1/a")).toBe("cleared");
    expect(trial.duty("member.release", "pool-member:t1/a").status).toBe("verified");
    expect(status(trial, "pool:t1")).toBe("held");
    tested(trial, "t3", ["b"], "positive", { retestOf: "t1" });
    expect(status(trial, "pool-member:t1/b")).toBe("confirmed");
    expect(trial.said("pool.resolved")[0]!.data).toEqual({ confirmed: 1 });
    lawful(trial);
  });

  test("whose members are forgotten alarms before their hold ends, and as loudly when it does", () => {
    const trial = positive();
    trial.wait(7 * HOUR);
    expect(trial.duty("member.single-sample", "pool-member:t1/a").overdue).not.toBeNull();
    expect(trial.duty("member.release", "pool-member:t1/a").overdue).toBeNull();
    trial.wait(18 * HOUR);
    expect(trial.duty("member.release", "pool-member:t1/a").overdue).not.toBeNull();
    lawful(trial);
  });

  test("is answered by its own members, one a tube", () => {
    const trial = positive();
    for (const members of [["z"], ["a", "b"]]) expect(trial.code(TOWN, "tube.collect", { tube: "t2", point: "R1/P1", sampler: "s1", members, swabs: members.length, retestOf: "t1" })).toBe("not-of-this-pool");
    expect(trial.code(TOWN, "tube.collect", { tube: "t2", point: "R1/P1", sampler: "s1", members: ["a"], swabs: 1, retestOf: "t9" })).toBe("unknown-pool");
  });
});

test("an invalid tube is sampled again in time, and the new tube closes it", () => {
  const trial = tryRound(PACK, T);
  tested(trial, "t1", FIVE, "invalid", {}, { controlCt: null });
  expect(trial.duty("tube.resample", "tube:t1")).toMatchObject({ status: "open", holder: TOWN });
  collect(trial, "t2", FIVE, { replaces: "t1" });
  expect(trial.duty("tube.resample").status).toBe("verified");
  lawful(trial);
});

describe("what breaks a rule is recorded with its breach", () => {
  const eleven = Array.from({ length: 11 }, (_, index) => `p${index}`);
  test.each([
    ["pool-too-large", { members: eleven, swabs: 11 }], ["swabs-do-not-match", { members: FIVE, swabs: 3 }], ["must-be-single", { members: FIVE, swabs: 5, singleOnly: "contact" }],
  ])("%s", (code, more) => {
    const trial = tryRound(PACK, T);
    collect(trial, "t1", FIVE, more);
    expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual([code]);
    expect(tube(trial, "t1").status).toBe("collected");
  });

  test("strayed tubes, and the queue of the laboratory that waits for them", () => {
    const trial = tryRound(PACK, T);
    collect(trial, "t1", FIVE);
    trial.tell(COURIER, "tubes.pick-up", { tubes: ["t1"], lab: "L1" });
    trial.tell(LAB2, "tubes.receive", { tubes: ["t1"], lab: "L2" });
    expect(trial.said("breach.recorded")[0]!.data["code"]).toBe("wrong-laboratory");
    expect([trial.simulation.state.thing("lab-queue:L1")!.state["waiting"], trial.simulation.state.thing("lab-queue:L2")!.state["waiting"]]).toEqual([0, 1]);
  });

  test("[SM-055] a result without the human-gene control is never negative", () => {
    const trial = tryRound(PACK, T);
    collect(trial, "t1", FIVE);
    trial.tell(LAB, "tubes.receive", { tubes: ["t1"], lab: "L1" });
    const result = { tube: "t1", result: "negative", controlCt: null, run: "r", well: "w", runStart: at(T), runEnd: at(T) };
    expect(trial.code(LAB, "tube.result", result)).toBe("control-absent");
    expect(trial.code(LAB, "tube.result", { ...result, controlCt: 41 })).toBe("control-absent");
    expect(trial.code(LAB, "tube.result", { ...result, result: "invalid" })).toBe("accepted");
  });
});

describe("refused", () => {
  test.each([
    ["tube-exists", "tube.collect", { tube: "t1", point: "R1/P1", sampler: "s1", members: ["x"], swabs: 1 }], ["unknown-point", "tube.collect", { tube: "t9", point: "R1/P9", sampler: "s1", members: ["x"], swabs: 1 }],
    ["unknown-tube", "tube.collect", { tube: "t9", point: "R1/P1", sampler: "s1", members: ["x"], swabs: 1, replaces: "t8" }],
    ["unknown-tube", "tubes.pick-up", { tubes: ["t9"], lab: "L1" }], ["unknown-lab", "tubes.pick-up", { tubes: ["t1"], lab: "L9" }], ["unknown-lab", "tubes.receive", { tubes: ["t1"], lab: "L9" }],
    ["tube-elsewhere", "tubes.re-route", { tubes: ["t1"], to: "L2", reason: "r" }], ["tube-elsewhere", "tubes.report", { tubes: ["t1"] }], ["unknown-lab", "lab.relieve", { lab: "L9", how: "h" }],
    ["not-received", "tube.result", { tube: "t1", result: "positive", run: "r", well: "w", runStart: at(T), runEnd: at(T) }], ["run-not-ended", "tube.result", { tube: "t1", result: "positive", run: "r", well: "w", runStart: at(T), runEnd: at(T + HOUR) }],
    ["unknown-tube", "tube.result", { tube: "t9", result: "positive", run: "r", well: "w", runStart: at(T), runEnd: at(T) }],
  ])("%s by %s", (code, type, data) => {
    const trial = tryRound(PACK, T);
    collect(trial, "t1", FIVE);
    expect(trial.code(LAB, type, data)).toBe(code);
  });

  test("a second result", () => {
    const trial = tryRound(PACK, T);
    tested(trial, "t1", FIVE);
    expect(trial.code(LAB, "tube.result", { tube: "t1", result: "positive", run: "r", well: "w", runStart: at(T), runEnd: at(T) })).toBe("already-resulted");
  });
});

describe("laboratories", () => {
  const many = Array.from({ length: 90 }, (_, index) => `t${index}`);

  test("[SM-193] over its limit, the level above is asked and tubes go elsewhere", () => {
    const trial = tryRound(PACK, T);
    for (const name of many) collect(trial, name, [name]);
    trial.tell(COURIER, "tubes.pick-up", { tubes: many.slice(0, 80), lab: "L1" });
    expect(trial.said("lab.overloaded")).toEqual([]);
    trial.tell(COURIER, "tubes.pick-up", { tubes: many.slice(80), lab: "L1" });
    expect(trial.duty("lab.relieve", "lab:L1")).toMatchObject({ holder: COMMAND, status: "open", due: at(T + HOUR) });
    const proposals = proposeRerouting(things(trial, "lab"), things(trial, "lab-queue"), 8 * HOUR);
    expect(proposals).toEqual([{ from: "lab:L1", to: "lab:L2", tubes: 10, fromClears: 8 * HOUR, toClears: HOUR }]);
    trial.tell(COMMAND, "tubes.re-route", { tubes: many.slice(80), to: "L2", reason: "queue" });
    expect(trial.duty("lab.relieve")).toMatchObject({ status: "done" });
    expect(things(trial, "lab-queue").map((queue) => queue.state["waiting"])).toEqual([80, 10]);
    expect(tube(trial, "t85")).toMatchObject({ lab: "L2", status: "picked-up" });
    expect(trial.code(COMMAND, "tubes.re-route", { tubes: ["t1", "t85"], to: "L2", reason: "r" })).toBe("not-one-laboratory");
    expect(proposeRerouting(things(trial, "lab"), things(trial, "lab-queue"), 8 * HOUR)).toEqual([]);
    lawful(trial);
  });

  test("[SM-017] demand against what can be done, hour by hour, with what is left waiting", () => {
    const lab = { status: "registered", org: "o", name: null, tubesPerDay: 80, poolSizes: [], hours: "08:00-16:00", accredited: null } as LabView;
    expect(capacityByHour([lab], [0, 15, 15, 0], 0, 7)).toEqual([
      { hour: 0, demand: 0, capacity: 0, waiting: 0 }, { hour: 1, demand: 15, capacity: 10, waiting: 5 },
      { hour: 2, demand: 15, capacity: 10, waiting: 10 }, { hour: 3, demand: 0, capacity: 10, waiting: 0 },
    ]);
    expect(capacityByHour([{ ...lab, accredited: false }], [1], 0, 9)[0]).toMatchObject({ capacity: 0 });
    expect([isOpenAt({ hours: "20:00-08:00" }, 2), isOpenAt({ hours: "20:00-08:00" }, 12), isOpenAt({ hours: null }, 3), isOpenAt({ hours: "by day" }, 3)]).toEqual([true, false, true, true]);
  });
});
