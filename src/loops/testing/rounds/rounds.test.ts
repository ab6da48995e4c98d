// Rounds and points: behind plan is known, told above and answered within the round; on pace, nobody is troubled.
import { describe, expect, test } from "vitest";
import { at, HOUR, MINUTE } from "../../../base/time.ts";
import { audit } from "../../../engine/audit/audit.ts";
import { findings } from "../../../engine/findings/findings.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { model } from "../../index.ts";
import { COMMAND } from "../../trial-city.ts";
import { HEAD, openPoint, TOWN, tryRound } from "../trial-round.ts";
import { paceOf, planAgainstActual, progressByOrg, roundsByArea, type PointView } from "./views.ts";
import covid from "../../../../packs/cn-covid-9.json" with { type: "json" };
import cn from "../../../../packs/cn-testing.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };
import own from "../../../../packs/firebreak-testing.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights", "firebreak-testing", "cn-testing"] }, duties, rights, own, cn);
const T = Date.UTC(2022, 8, 4);

const found = ({ simulation }: Trial, kind: string) =>
  findings({ model, state: simulation.state, duties: simulation.state.allDuties(), events: simulation.events, context: simulation.context() }).filter((one) => one.kind === kind);
const points = (trial: Trial) => [...trial.simulation.state.allThings()].filter((thing) => thing.ref.startsWith("point:"));
const report = (trial: Trial, sampled: number, more: object = {}) => trial.tell(TOWN, "point.report", { point: "R1/P1", sampled, ...more });
const lawful = ({ simulation }: Trial): void => {
  const broken = audit({
    events: simulation.events, incident: "trial", commandPost: COMMAND, rules: [...model.rules.values()], packs: new Map([[PACK.hash, PACK]]), duties: simulation.state.allDuties(), until: simulation.now(), punctual: true,
  });
  expect(broken).toEqual([]);
};

describe("plan against actual", () => {
  test("[SM-175] a township far behind is told above in its second hour, six before the round ends", () => {
    const trial = tryRound(PACK, T);
    trial.wait(HOUR);
    report(trial, 20);
    expect(trial.said("point.behind")).toHaveLength(1);
    expect(trial.duty("point.catch-up", "point:R1/P1")).toMatchObject({ holder: TOWN, asker: HEAD, due: at(T + 2 * HOUR) });
    expect(trial.duty("point.help", "point:R1/P1")).toMatchObject({ holder: HEAD });
    trial.wait(HOUR);
    report(trial, 40);
    trial.wait(10 * MINUTE);
    const [late] = found(trial, "progress_behind_plan");
    expect(late).toMatchObject({ duty: "point.catch-up", raisedAt: T + 2 * HOUR, missedBy: [TOWN] });
    expect(late!.raisedAt).toBeLessThan(T + 8 * HOUR);
    lawful(trial);
  });

  test("[SM-202] the point asks for help, help is sent, and back on pace nothing is left of it", () => {
    const trial = tryRound(PACK, T);
    trial.wait(30 * MINUTE);
    trial.tell(TOWN, "point.ask-help", { point: "R1/P1", note: "two samplers ill" });
    trial.tell(HEAD, "point.send-help", { point: "R1/P1", samplers: 4, note: "from A2" });
    expect(trial.duty("point.help")).toMatchObject({ status: "done", done: { by: HEAD } });
    trial.wait(30 * MINUTE);
    report(trial, 130);
    expect(trial.duty("point.catch-up")).toMatchObject({ status: "verified" });
    for (let hour = 2; hour <= 7; hour++) {
      trial.wait(HOUR);
      report(trial, hour * 110);
    }
    trial.tell(TOWN, "point.finish", { point: "R1/P1", sampled: 800 });
    trial.tell(HEAD, "round.close", { round: "R1" });
    trial.wait(HOUR);
    expect(found(trial, "progress_behind_plan")).toEqual([]);
    lawful(trial);
  });

  test("a point that says nothing is overdue with its count after an hour, not on pace", () => {
    const trial = tryRound(PACK, T);
    trial.wait(61 * MINUTE);
    expect(trial.duty("point.report").overdue).not.toBeNull();
    expect(planAgainstActual(points(trial), trial.simulation.now(), HOUR)).toMatchObject([{ point: "point:R1/P1", silent: true, sampled: 0, expected: 102 }]);
    report(trial, 110);
    expect(planAgainstActual(points(trial), trial.simulation.now(), HOUR)).toMatchObject([{ silent: false, behind: false }]);
    expect(trial.duty("point.report")).toMatchObject({ status: "open", due: at(T + 121 * MINUTE) });
    // However often a point reports, the next count is owed an hour after the last.
    report(trial, 111);
    expect(trial.duty("point.report")).toMatchObject({ status: "open", due: at(T + 121 * MINUTE) });
  });

  test("the finish is projected from the pace of late, so that a stall shows in a point that began well", () => {
    const plan = { planned: 800, start: at(T), end: at(T + 8 * HOUR) };
    const counts = [1, 2, 3, 4, 5].map((hour) => ({ at: at(T + hour * HOUR), sampled: hour <= 3 ? hour * 120 : 360 + (hour - 3) * 5 }));
    expect(paceOf(plan, counts.slice(0, 3), 0.1)).toMatchObject({ behind: false, expected: 300, projectedFinish: at(T + 3 * HOUR + Math.round((440 / 120) * HOUR)) });
    expect(paceOf(plan, counts, 0.1)).toMatchObject({ behind: true });
    expect(paceOf(plan, [{ at: at(T + HOUR), sampled: 0 }], 0.1)).toEqual({ behind: true, expected: 100, projectedFinish: null });
    expect(paceOf(plan, [{ at: at(T + HOUR), sampled: 800 }], 0.1)).toMatchObject({ behind: false });
    expect(paceOf(plan, [{ at: at(T - HOUR), sampled: 0 }], 0.1)).toMatchObject({ behind: false, expected: 0 });
  });

  test("by township every figure opens into its points", () => {
    const trial = tryRound(PACK, T);
    openPoint(trial, "P2", 8 * HOUR, { planned: 400 });
    trial.wait(HOUR);
    report(trial, 20);
    trial.tell(TOWN, "point.report", { point: "R1/P2", sampled: 60 });
    const [row] = progressByOrg(planAgainstActual(points(trial), trial.simulation.now(), HOUR));
    expect(row).toMatchObject({ org: "A1", planned: 1200, sampled: 80, expected: 150, behind: ["point:R1/P1"], silent: [], points: ["point:R1/P1", "point:R1/P2"] });
    expect(row!.projectedFinish).toEqual((points(trial)[0]!.state as PointView).projectedFinish);
  });

  test("a count told late is kept and changes no judgement", () => {
    const trial = tryRound(PACK, T);
    trial.wait(2 * HOUR);
    report(trial, 220);
    trial.tell(TOWN, "point.report", { point: "R1/P1", sampled: 20 }, { at: T + HOUR });
    expect(trial.said("point.behind")).toEqual([]);
    expect(points(trial)[0]!.state).toMatchObject({ sampled: 220 });
  });
});

test("[SM-229] without slots, one-way flow and a risk lane the layout is owed; a long queue is thinned out", () => {
  const trial = tryRound(PACK, T);
  openPoint(trial, "P2", 8 * HOUR, { oneWay: false });
  expect(trial.duty("point.layout", "point:R1/P2")).toMatchObject({ holder: TOWN, due: at(T + HOUR) });
  trial.tell(TOWN, "point.lay-out", { point: "R1/P2", slotMinutes: 30, oneWay: true, riskLane: true });
  expect(trial.duty("point.layout").done).not.toBeNull();
  openPoint(trial, "P3", 8 * HOUR, { spacingMetres: 0.5 });
  expect(trial.duty("point.layout", "point:R1/P3").done).toBeNull();
  const put = { point: "R1/P3", slotMinutes: 30, oneWay: true, riskLane: true };
  expect(trial.code(TOWN, "point.lay-out", { ...put, spacingMetres: 0.8 })).toBe("queue-too-dense");
  trial.tell(TOWN, "point.lay-out", { ...put, spacingMetres: 1 });
  expect(trial.duty("point.layout", "point:R1/P3").done).not.toBeNull();
  trial.wait(HOUR);
  report(trial, 110, { queue: 90 });
  expect(trial.duty("point.relieve", "point:R1/P1")).toMatchObject({ status: "open", due: at(T + 90 * MINUTE) });
  report(trial, 120, { queue: 20 });
  expect(trial.duty("point.relieve").status).toBe("verified");
});

test("[SM-177] [SM-269] [SM-270] rounds are counted within their area and held against the strategy", () => {
  const trial = tryRound(PACK, T);
  for (const [round, area] of [["R2", "A"], ["R3", "B"]]) trial.tell(HEAD, "round.open", { round, area, scope: "s", start: at(T), targetEnd: at(T + HOUR), poolSize: 10 });
  const rounds = [...trial.simulation.state.allThings()].filter((thing) => thing.ref.startsWith("round:"));
  expect(rounds.map((round) => round.state["number"])).toEqual([1, 2, 1]);
  trial.tell(TOWN, "point.finish", { point: "R1/P1", sampled: 800 });
  trial.tell(HEAD, "round.close", { round: "R1" });
  const after = [...trial.simulation.state.allThings()].filter((thing) => thing.ref.startsWith("round:"));
  expect(roundsByArea(after, 3)).toEqual([{ area: "A", rounds: ["round:R1", "round:R2"], closed: 1, asked: 3, toCome: 2 }, { area: "B", rounds: ["round:R3"], closed: 0, asked: 3, toCome: 3 }]);
  expect(roundsByArea(after, null)[0]).toMatchObject({ asked: null, toCome: null });
});

describe("refused", () => {
  const round = (more: object) => ["round.open", { round: "R9", area: "A", scope: "s", start: at(T), targetEnd: at(T + HOUR), poolSize: 10, ...more }] as const;
  const point = (more: object) => ["point.open", { round: "R1", point: "P9", org: "A1", planned: 10, start: at(T), end: at(T + HOUR), samplers: ["s1"], ...more }] as const;
  test.each([
    ["round-exists", ...round({ round: "R1" })], ["unknown-organisation", ...round({ area: "Z" })], ["ends-before-start", ...round({ targetEnd: at(T) })], ["pool-too-large", ...round({ poolSize: 30 })], ["pool-size-unknown", ...round({ poolSize: 7 })],
    ["unknown-round", ...point({ round: "R9" })], ["point-exists", ...point({ point: "P1" })], ["unknown-organisation", ...point({ org: "Z" })], ["unknown-organisation", ...point({ deliverOrg: "Z" })], ["ends-before-start", ...point({ end: at(T) })],
    ["unknown-point", "point.report", { point: "R1/P9", sampled: 1 }], ["points-still-open", "round.close", { round: "R1" }], ["unknown-round", "round.close", { round: "R9" }],
  ])("%s", (code, type, data) => {
    expect(tryRound(PACK, T).code(HEAD, type, data)).toBe(code);
  });

  test("a count that falls, and anything at a point that has finished", () => {
    const trial = tryRound(PACK, T);
    trial.wait(HOUR);
    report(trial, 110);
    expect(trial.code(TOWN, "point.report", { point: "R1/P1", sampled: 100 })).toBe("count-falls");
    trial.tell(TOWN, "point.finish", { point: "R1/P1", sampled: 800 });
    expect(trial.code(TOWN, "point.report", { point: "R1/P1", sampled: 801 })).toBe("point-finished");
    trial.tell(HEAD, "round.close", { round: "R1" });
    expect(trial.code(HEAD, "point.open", point({})[1])).toBe("round-closed");
    expect(trial.code(HEAD, "round.close", { round: "R1" })).toBe("round-closed");
    lawful(trial);
  });
});
