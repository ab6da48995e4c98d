// A gathering in a closed area: everybody who was there tested by the day, and the missing heard of.
import { expect, test } from "vitest";
import { at, DAY, HOUR } from "../../../base/time.ts";
import type { Post } from "../../../engine/event.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND, tryCity } from "../../trial-city.ts";
import { untested, type AttendanceView } from "./views.ts";
import covid from "../../../../packs/cn-covid-9.json" with { type: "json" };
import cn from "../../../../packs/cn-testing.json" with { type: "json" };
import testing from "../../../../packs/firebreak-testing.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const T = Date.UTC(2022, 8, 6);
const TESTER: Post = { org: "A1", role: "test_lead" };

function marked(): Trial {
  const trial = tryCity(packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights", "firebreak-testing", "cn-testing"] }, duties, rights, testing, cn), T);
  trial.tell(COMMAND, "responsibility.assign", { org: "A1", duty: "attendance.test", roles: ["test_lead"] });
  trial.tell(COMMAND, "area.register", { area: "C1", unit: "compound", org: "A1" });
  trial.tell(TESTER, "attendance.mark", { gathering: "G1", area: "C1", place: "gate", held: at(T - HOUR), attendees: ["P1", "P2", "P3"], testBy: at(T + DAY) });
  return trial;
}

test("[SM-182] a gathering is a possible exposure: one attendee untested at its day is an alarm, and is named", () => {
  const trial = marked();
  trial.tell(TESTER, "attendance.test", { gathering: "G1", tested: ["P1", "P3"] });
  trial.wait(DAY);
  expect(trial.duty("attendance.test")).toMatchObject({ holder: TESTER, done: null });
  expect(trial.said("duty.overdue").map((event) => event.data["kind"])).toEqual(["attendance.test"]);
  expect(untested(trial.simulation.state.thing("attendance:G1")!.state as AttendanceView)).toEqual(["P2"]);
});

test("everybody tested in time, and nothing is raised", () => {
  const trial = marked();
  trial.tell(TESTER, "attendance.test", { gathering: "G1", tested: ["P1", "P3"] });
  trial.tell(TESTER, "attendance.test", { gathering: "G1", tested: ["P2"] });
  trial.wait(DAY);
  expect(trial.duty("attendance.test").done).not.toBeNull();
  expect(trial.said("duty.overdue")).toEqual([]);
});

test("[SM-182] a crowd raises the question whether it was an exposure, answered by marking it or by a reason", () => {
  const trial = marked();
  for (const crowd of ["K1", "K2"]) trial.tell(COMMAND, "crowd.report", { crowd, where: "gate", over: "supplies", org: "A1" });
  expect(trial.duty("attendance.mark", "crowd:K1")).toMatchObject({ holder: TESTER, due: at(T + DAY) });
  trial.tell(TESTER, "attendance.mark", { gathering: "G2", area: "C1", place: "gate", held: at(T), attendees: ["P4"], testBy: at(T + DAY), crowd: "K1" });
  trial.tell(TESTER, "attendance.dismiss", { crowd: "K2", reason: "a drill" });
  for (const crowd of ["K1", "K2"]) expect(trial.duty("attendance.mark", `crowd:${crowd}`).done).not.toBeNull();
  expect(trial.code(TESTER, "attendance.mark", { gathering: "G3", area: "C1", place: "gate", held: at(T), attendees: ["P4"], testBy: at(T + DAY), crowd: "K9" })).toBe("unknown-crowd");
});

test("results of a round of testing count without being entered again", () => {
  const trial = marked();
  const HEAD: Post = { org: "A", role: "head" };
  trial.tell(COMMAND, "org.register", { org: "lab1", level: "laboratory", parent: "city" });
  trial.tell(COMMAND, "lab.register", { lab: "L1", org: "lab1", tubesPerDay: 240, poolSizes: [1, 10] });
  trial.tell(HEAD, "round.open", { round: "R1", area: "A", scope: "gate", start: at(T), targetEnd: at(T + 8 * HOUR), poolSize: 10 });
  trial.tell(HEAD, "point.open", { round: "R1", point: "P1", org: "A1", planned: 3, start: at(T), end: at(T + 8 * HOUR), samplers: ["s1"] });
  for (const [tube, members] of [["T1", ["P1", "P2"]], ["T2", ["P3"]]] as const) trial.tell(TESTER, "tube.collect", { tube, point: "R1/P1", sampler: "s1", members, swabs: members.length });
  expect(trial.code(TESTER, "attendance.test", { gathering: "G1", round: "R1" })).toBe("nobody-tested");
  const LAB: Post = { org: "lab1", role: "head" };
  trial.tell(LAB, "tubes.receive", { tubes: ["T1", "T2"], lab: "L1" });
  trial.wait(3 * HOUR);
  const result = (tube: string): void => void trial.tell(LAB, "tube.result", { tube, result: "negative", controlCt: 24, run: "r", well: tube, runStart: at(T + HOUR), runEnd: at(T + 3 * HOUR) });
  result("T1");
  trial.tell(TESTER, "attendance.test", { gathering: "G1", round: "R1" });
  expect(untested(trial.simulation.state.thing("attendance:G1")!.state as AttendanceView)).toEqual(["P3"]);
  result("T2");
  trial.tell(TESTER, "attendance.test", { gathering: "G1", round: "R1" });
  expect(trial.duty("attendance.test").done).not.toBeNull();
});
