// A gathering in a closed area: everybody who was there tested by the day, and the missing heard of.
import { expect, test } from "vitest";
import { at, DAY, HOUR } from "../../../base/time.ts";
import type { Post } from "../../../engine/event.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND, tryCity } from "../../trial-city.ts";
import { untested, type AttendanceView } from "./views.ts";
import covid from "../../../../packs/cn-covid-9.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const T = Date.UTC(2022, 8, 6);
const TESTER: Post = { org: "A1", role: "test_lead" };

function marked(): Trial {
  const trial = tryCity(packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights), T);
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
