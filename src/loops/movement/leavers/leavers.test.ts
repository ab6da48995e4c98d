// Lists of leavers: sent is not handed over, the destination signs, and whom it cannot find is somebody's duty again.
import { expect, test } from "vitest";
import { at, HOUR } from "../../../base/time.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND } from "../../trial-city.ts";
import { ELSEWHERE, found, lawful, LISTS, overdue, T, things, tryBorder, viewOf } from "../trial-border.ts";
import { openLists } from "./views.ts";
import covid from "../../../../packs/cn-covid-9.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const PEOPLE = [{ person: "p1", left: at(T - 8 * HOUR) }, { person: "p2", left: at(T - 2 * HOUR) }];
const LIST = { list: "L1", org: "A", to: "city-Y", source: "tickets", people: PEOPLE };

function listed(): Trial {
  const trial = tryBorder(PACK);
  trial.tell(LISTS, "leavers.list", LIST);
  return trial;
}
const open = (trial: Trial) => openLists(things(trial, "leavers"), trial.simulation.now());

test("[SM-163] sent and not signed for is not handed over: the sender still owes it, and it goes up", () => {
  const trial = listed();
  trial.tell(LISTS, "leavers.send", { list: "L1", how: "epidemic network" });
  expect(trial.duty("leavers.send")).toMatchObject({ holder: LISTS, status: "started", done: null, due: at(T + 4 * HOUR) });
  expect(trial.duty("leavers.sign")).toMatchObject({ holder: LISTS, offer: { to: ELSEWHERE } });
  trial.wait(2 * HOUR);
  expect(trial.said("duty.offer_expired")).toHaveLength(1);
  expect(open(trial)).toEqual([{ list: "L1", to: "city-Y", what: "unsigned", people: ["p1", "p2"], forMs: 2 * HOUR }]);
  trial.wait(3 * HOUR);
  expect(overdue(trial)).toContain("leavers.send");
  expect(found(trial).map((one) => one.duty)).toContain("leavers.send");
  lawful(trial);
});

test("[SM-163] never sent at all it is late after four hours", () => {
  const trial = listed();
  trial.wait(5 * HOUR);
  expect(overdue(trial)).toEqual(["leavers.send"]);
  expect(open(trial)).toMatchObject([{ what: "unsent", forMs: 13 * HOUR }]);
  lawful(trial);
});

test("[SM-163] the honest twin: the destination signs, both duties close by its own record, nothing is raised", () => {
  const trial = listed();
  trial.tell(LISTS, "leavers.send", { list: "L1", how: "epidemic network" });
  trial.wait(HOUR / 2);
  expect(trial.code(LISTS, "leavers.receive", { list: "L1", found: ["p1", "p2"], notFound: [] })).toBe("not-the-destination");
  trial.tell(ELSEWHERE, "leavers.receive", { list: "L1", found: ["p1", "p2"], notFound: [] });
  expect([trial.duty("leavers.send").status, trial.duty("leavers.sign").status]).toEqual(["verified", "verified"]);
  expect(open(trial)).toEqual([]);
  trial.wait(30 * HOUR);
  expect(overdue(trial)).toEqual([]);
  expect(trial.said("duty.offer_expired")).toEqual([]);
  lawful(trial);
});

test("[SM-163] a destination that first takes the duty on and then signs closes both as well", () => {
  const trial = listed();
  trial.tell(LISTS, "leavers.send", { list: "L1", how: "epidemic network" });
  trial.tell(ELSEWHERE, "duty.accept", { duty: trial.duty("leavers.sign").id });
  expect(trial.duty("leavers.sign").holder).toEqual(ELSEWHERE);
  trial.wait(HOUR);
  trial.tell(ELSEWHERE, "leavers.receive", { list: "L1", found: ["p1", "p2"], notFound: [] });
  expect([trial.duty("leavers.send").status, trial.duty("leavers.sign").status]).toEqual(["verified", "verified"]);
  lawful(trial);
});

test("[SM-163] whom the destination cannot find goes back to the sender, person by person, until cleared up", () => {
  const trial = listed();
  trial.tell(LISTS, "leavers.send", { list: "L1", how: "fax" });
  trial.tell(ELSEWHERE, "leavers.receive", { list: "L1", found: ["p1"], notFound: ["p2"] });
  expect(trial.duty("leavers.find")).toMatchObject({ holder: LISTS, asker: ELSEWHERE });
  expect(open(trial)).toMatchObject([{ what: "not-found", people: ["p2"] }]);
  expect(trial.code(LISTS, "leavers.clear-up", { list: "L1", whereabouts: { p9: "?" } })).toBe("not-on-list");
  trial.wait(25 * HOUR);
  expect(overdue(trial)).toEqual(["leavers.find"]);
  trial.tell(LISTS, "leavers.clear-up", { list: "L1", whereabouts: { p2: "got off in city W, listed there as L2" } });
  expect(trial.duty("leavers.find").done).not.toBeNull();
  expect(viewOf(trial, "leavers:L1")).toMatchObject({ status: "received", notFound: [] });
  lawful(trial);
});

test.each([
  ["list-exists", "leavers.list", LIST], ["unknown-organisation", "leavers.list", { ...LIST, list: "L2", to: "Z" }], ["to-oneself", "leavers.list", { ...LIST, list: "L2", to: "A" }], ["row-twice", "leavers.list", { ...LIST, list: "L2", people: [PEOPLE[0], PEOPLE[0]] }],
  ["unknown-departure", "leavers.list", { ...LIST, list: "L2", batches: ["b9"] }], ["unknown-leavers", "leavers.send", { list: "L9", how: "h" }], ["unknown-leavers", "leavers.receive", { list: "L9", found: [], notFound: [] }], ["not-on-list", "leavers.receive", { list: "L1", found: ["p9"], notFound: [] }],
  ["found-and-not", "leavers.receive", { list: "L1", found: ["p1"], notFound: ["p1"] }], ["unknown-leavers", "leavers.clear-up", { list: "L9", whereabouts: { p1: "w" } }], ["nobody-named", "leavers.clear-up", { list: "L1", whereabouts: {} }],
])("%s by %s", (code, type, data) => {
  expect(listed().code(type === "leavers.receive" ? ELSEWHERE : COMMAND, type, data)).toBe(code);
});
