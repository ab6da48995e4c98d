// Staggered departures: slots that take so many and no more, batches that go in theirs, lists that follow them home.
import { expect, test } from "vitest";
import { at, HOUR } from "../../../base/time.ts";
import type { Post } from "../../../engine/event.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND } from "../../trial-city.ts";
import { ELSEWHERE, lawful, LISTS, overdue, T, things, tryBorder, viewOf } from "../trial-border.ts";
import { slotRows, type PlanView } from "./views.ts";
import covid from "../../../../packs/cn-covid-9.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const SCHOOL: Post = { org: "A1", role: "school_head" };
const slot = (name: string, from: number, takes: number): object => ({ slot: name, start: at(T + from * HOUR), end: at(T + (from + 2) * HOUR), takes });
const PLAN = { plan: "P1", org: "A1", slots: [slot("s1", 1, 100), slot("s2", 4, 60)] };
const batch = (name: string, into: string, people: number): object => ({ batch: name, plan: "P1", slot: into, people, destinationOrg: "city-Y", carriage: "coach" });

function planned(): Trial {
  const trial = tryBorder(PACK);
  trial.tell(SCHOOL, "departure-plan.set", PLAN);
  trial.tell(SCHOOL, "departure.book", batch("grade-1", "s1", 70));
  return trial;
}
const rows = (trial: Trial) => slotRows(viewOf<PlanView>(trial, "departure-plan:P1"), things(trial, "departure"), trial.simulation.now());

test("[SM-029] a slot takes so many people and no more; the next batch gets another, and may be moved", () => {
  const trial = planned();
  expect(trial.code(SCHOOL, "departure.book", batch("grade-2", "s1", 31))).toBe("slot-full");
  trial.tell(SCHOOL, "departure.book", batch("grade-2", "s1", 30));
  expect(rows(trial)).toMatchObject([{ slot: "s1", booked: 100, batches: ["grade-1", "grade-2"] }, { slot: "s2", booked: 0 }]);
  trial.tell(SCHOOL, "departure.move", { batch: "grade-2", slot: "s2", reason: "coaches late" });
  expect(rows(trial)).toMatchObject([{ booked: 70 }, { booked: 30, batches: ["grade-2"] }]);
  expect(trial.duty("departure.run", "departure:grade-2").due).toEqual(at(T + 6 * HOUR));
  expect(trial.code(SCHOOL, "departure-plan.set", { ...PLAN, slots: [slot("s1", 1, 60), slot("s2", 4, 60)] })).toBe("slot-booked");
  lawful(trial);
});

test("[SM-029] a batch that has not left by the end of its slot is heard of, and named", () => {
  const trial = planned();
  trial.wait(3 * HOUR + 60_000);
  expect(overdue(trial)).toEqual(["departure.run"]);
  expect(rows(trial)[0]).toMatchObject({ waiting: ["grade-1"], gone: 0 });
  lawful(trial);
});

test("[SM-029] gone in its slot, its list must reach the destination; unsent it is an alarm, sent it is closed", () => {
  const trial = planned();
  trial.wait(2 * HOUR);
  trial.tell(SCHOOL, "departure.leave", { batch: "grade-1", gone: 68, tested: 68 });
  expect(trial.duty("departure.list")).toMatchObject({ due: at(T + 6 * HOUR) });
  expect(rows(trial)[0]).toMatchObject({ gone: 68, waiting: [] });
  trial.wait(5 * HOUR);
  expect(overdue(trial)).toEqual(["departure.list"]);
  trial.tell(LISTS, "leavers.list", { list: "L1", org: "A", to: "city-Y", source: "class register", batches: ["grade-1"], people: [{ person: "p1", left: at(T + 2 * HOUR) }] });
  trial.tell(LISTS, "leavers.send", { list: "L1", how: "network" });
  expect(trial.duty("departure.list").status).toBe("verified");
  trial.tell(ELSEWHERE, "leavers.receive", { list: "L1", found: ["p1"], notFound: [] });
  expect(viewOf(trial, "leavers:L1")).toMatchObject({ status: "received" });
  lawful(trial);
});

test("[SM-029] who left untested, or more than booked, is recorded as it was, with the breach", () => {
  const trial = planned();
  trial.tell(SCHOOL, "departure.leave", { batch: "grade-1", gone: 75, tested: 60 });
  expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(["more-gone-than-booked", "left-untested"]);
  expect(viewOf(trial, "departure:grade-1")).toMatchObject({ status: "departed", gone: 75 });
});

test.each([
  ["unknown-organisation", "departure-plan.set", { ...PLAN, plan: "P2", org: "Z" }], ["ends-before-start", "departure-plan.set", { ...PLAN, plan: "P2", slots: [{ slot: "s", start: at(T), end: at(T), takes: 1 }] }], ["slot-named-twice", "departure-plan.set", { ...PLAN, plan: "P2", slots: [slot("s", 1, 1), slot("s", 4, 1)] }],
  ["unknown-departure-plan", "departure.book", { ...batch("b", "s1", 1), plan: "P9" }], ["unknown-slot", "departure.book", batch("b", "s9", 1)], ["batch-exists", "departure.book", batch("grade-1", "s1", 1)], ["unknown-organisation", "departure.book", { ...batch("b", "s1", 1), destinationOrg: "Z" }],
  ["unknown-departure", "departure.move", { batch: "b", slot: "s1", reason: "r" }], ["slot-full", "departure.move", { batch: "grade-1", slot: "s2", reason: "r" }], ["unknown-departure", "departure.leave", { batch: "b", gone: 1, tested: 1 }], ["unknown-departure", "departure.call-off", { batch: "b", reason: "r" }],
])("%s by %s", (code, type, data) => {
  expect(planned().code(SCHOOL, type, data)).toBe(code);
});

test("called off, a batch owes nothing and frees its places; what is over is not moved", () => {
  const trial = planned();
  trial.tell(COMMAND, "departure.call-off", { batch: "grade-1", reason: "they stay" });
  expect(trial.duty("departure.run").status).toBe("lapsed");
  expect(rows(trial)[0]).toMatchObject({ booked: 0 });
  for (const type of ["departure.move", "departure.call-off"]) expect(trial.code(SCHOOL, type, { batch: "grade-1", slot: "s1", reason: "r" })).toBe("batch-over");
});
