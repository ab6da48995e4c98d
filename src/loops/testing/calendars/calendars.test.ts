// Testing by calendar: due and overdue lists, frequencies with their history, a stricter one moving what is not yet overdue.
import { expect, test } from "vitest";
import { at, DAY, HOUR } from "../../../base/time.ts";
import { audit } from "../../../engine/audit/audit.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { model } from "../../index.ts";
import { COMMAND } from "../../trial-city.ts";
import { collect, HEAD, tryRound } from "../trial-round.ts";
import { calendarLists, type GroupView } from "./views.ts";
import covid from "../../../../packs/cn-covid-9.json" with { type: "json" };
import cn from "../../../../packs/cn-testing.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };
import own from "../../../../packs/firebreak-testing.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights", "firebreak-testing", "cn-testing"] }, duties, rights, own, cn);
const T = Date.UTC(2022, 8, 4);
const EMPLOYER = { org: "A1c", role: "employer" };

function enrolled(): Trial {
  const trial = tryRound(PACK, T);
  trial.tell(HEAD, "frequency.set", { group: "cold", everyDays: 7, basis: "city order 3" });
  for (const worker of ["w1", "w2"]) trial.tell(EMPLOYER, "calendar.enrol", { worker, group: "cold", org: "A1c" });
  return trial;
}
const lists = (trial: Trial) => calendarLists([...trial.simulation.state.allThings()].filter((thing) => thing.ref.startsWith("tested-worker:")), trial.simulation.now(), trial.simulation.now() + DAY);
const duty = (trial: Trial, worker: string) => trial.duty("calendar.test", `tested-worker:cold/${worker}`);
const lawful = ({ simulation }: Trial): void => {
  expect(audit({
    events: simulation.events, incident: "trial", commandPost: COMMAND, rules: [...model.rules.values()], packs: new Map([[PACK.hash, PACK]]), duties: simulation.state.allDuties(), until: simulation.now(), punctual: true,
  })).toEqual([]);
};

test("[SM-097] each worker's next test is owed by the employer, and on the due and the overdue list", () => {
  const trial = enrolled();
  expect(duty(trial, "w1")).toMatchObject({ holder: EMPLOYER, due: at(T + 7 * DAY) });
  trial.wait(6 * DAY + HOUR);
  expect(lists(trial).due.map((row) => row.worker)).toEqual(["tested-worker:cold/w1", "tested-worker:cold/w2"]);
  collect(trial, "t1", ["w1"]);
  trial.tell(EMPLOYER, "calendar.test", { worker: "w1", group: "cold", tube: "t1" });
  trial.wait(DAY);
  expect(lists(trial)).toMatchObject({ due: [], overdue: [{ worker: "tested-worker:cold/w2", due: at(T + 7 * DAY) }] });
  expect(duty(trial, "w1")).toMatchObject({ status: "open", due: at(T + 13 * DAY + HOUR) });
  expect(duty(trial, "w2").overdue).not.toBeNull();
  trial.tell(EMPLOYER, "calendar.leave", { worker: "w2", group: "cold", reason: "left the store" });
  expect(lists(trial).overdue).toEqual([]);
  expect(duty(trial, "w2").status).toBe("lapsed");
  lawful(trial);
});

test("[SM-097] a stricter frequency moves the next test, keeps its history, and excuses nothing that is overdue", () => {
  const trial = enrolled();
  trial.wait(DAY);
  collect(trial, "t1", ["w1"]);
  trial.tell(EMPLOYER, "calendar.test", { worker: "w1", group: "cold", tube: "t1" });
  trial.wait(6 * DAY + HOUR);
  trial.tell(HEAD, "frequency.set", { group: "cold", everyDays: 30, basis: "city order 4" });
  expect(duty(trial, "w2")).toMatchObject({ status: "open", due: at(T + 7 * DAY) });
  expect(duty(trial, "w1")).toMatchObject({ status: "open", due: at(T + 31 * DAY) });
  trial.tell(HEAD, "frequency.set", { group: "cold", everyDays: 8, basis: "city order 5" });
  expect(duty(trial, "w1").due).toEqual(at(T + 9 * DAY));
  expect((trial.simulation.state.thing("test-group:cold")!.state as GroupView).history.map((change) => [change.everyDays, change.basis, change.by.role])).toEqual([[7, "city order 3", "head"], [30, "city order 4", "head"], [8, "city order 5", "head"]]);
  lawful(trial);
});

test.each([
  ["unknown-test-group", "calendar.enrol", { worker: "w9", group: "none", org: "A1c" }], ["unknown-organisation", "calendar.enrol", { worker: "w9", group: "cold", org: "Z" }], ["already-enrolled", "calendar.enrol", { worker: "w1", group: "cold", org: "A1c" }],
  ["unknown-test-group", "calendar.test", { worker: "w1", group: "none", tube: "t1" }], ["unknown-tested-worker", "calendar.test", { worker: "w9", group: "cold", tube: "t1" }], ["unknown-tube", "calendar.test", { worker: "w1", group: "cold", tube: "t9" }],
  ["not-in-tube", "calendar.test", { worker: "w1", group: "cold", tube: "t1" }], ["unknown-tested-worker", "calendar.leave", { worker: "w9", group: "cold", reason: "r" }],
])("%s by %s", (code, type, data) => {
  const trial = enrolled();
  collect(trial, "t1", ["somebody"]);
  expect(trial.code(EMPLOYER, type, data)).toBe(code);
});
