// Arrivals matched by where and when: days that overlap and days that do not, levels published late, lists with bad
// rows, the community that must accept and settle, and the board that opens into people.
import { expect, test } from "vitest";
import { dayStart } from "../../../base/civil.ts";
import { isRefusal } from "../../../base/refusal.ts";
import { at, DAY, HOUR } from "../../../base/time.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND, DISTRICT, fullMeasure } from "../../trial-city.ts";
import { COMMUNITY_DESK, found, IMPORTER, lawful, overdue, T, things, tryBorder, viewOf } from "../trial-border.ts";
import { match, propose, type RiskPeriod } from "./matching.ts";
import { arrivalsBoard, type TravellerView } from "./views.ts";
import avian from "../../../../packs/avian-influenza.json" with { type: "json" };
import covid from "../../../../packs/cn-covid-9.json" with { type: "json" };
import less from "../../../../packs/cn-covid-20m.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const NINTH = { ...covid, includes: ["firebreak-duties", "firebreak-rights"] };
const PACK = packOf(NINTH, duties, rights);
const ZONE = "Asia/Shanghai";

const row = (person: string, origin: string, from: string, until: string, more: object = {}): object => ({ person, arrived: at(T), home: "A1c", stays: [{ origin, from, until }], ...more });

function listed(...rows: object[]): Trial {
  const trial = tryBorder(PACK);
  trial.tell(IMPORTER, "origin.set", { origin: "X-old-town", level: "high", from: "2022-09-01", until: "2022-09-05", source: "bulletin 12" });
  trial.tell(IMPORTER, "origin.set", { origin: "X-port", level: "medium", from: "2022-09-03", source: "bulletin 12" });
  if (rows.length > 0) trial.tell(IMPORTER, "travellers.import", { list: "L1", source: "railway 7 Sep", whole: false, rows });
  return trial;
}
const traveller = (trial: Trial, person: string): TravellerView => viewOf(trial, `traveller:${person}`);
const board = (trial: Trial) => arrivalsBoard(things(trial, "traveller"), trial.simulation.state.allDuties(), ZONE);

test("[SM-031] matched by place and day: the measure comes from the pack and is counted from the day of leaving", () => {
  const trial = listed(row("p1", "X-old-town", "2022-08-30", "2022-09-02"), row("p2", "X-port", "2022-09-01", "2022-09-06"), row("p3", "X-old-town", "2022-09-06", "2022-09-07"), row("p4", "X-hills", "2022-09-01", "2022-09-06"));
  expect(traveller(trial, "p1")).toMatchObject({ status: "matched", level: "high", hits: [{ first: "2022-09-01", last: "2022-09-02" }], proposal: { measure: "central", days: 7, testDays: [1, 2, 3, 5, 7], until: dayStart(ZONE, "2022-09-10"), clauses: ["spill.high.central-days", "spill.high.test-days"] } });
  expect(traveller(trial, "p2")).toMatchObject({ level: "medium", proposal: { measure: "home", days: 7, until: dayStart(ZONE, "2022-09-14") } });
  // There the day after it was at risk no more, and from somewhere that never was: recorded, and nothing is owed.
  expect([traveller(trial, "p3").status, traveller(trial, "p4").status]).toEqual(["no-risk", "no-risk"]);
  expect([...trial.simulation.state.allDuties()].filter((duty) => duty.kind === "traveller.settle").map((duty) => duty.subject)).toEqual(["traveller:p1", "traveller:p2"]);
  expect(things(trial, "measure")).toEqual([]);
  lawful(trial);
});

test("[SM-031] given to the community and not accepted, it goes up within the hour and stays with the sender", () => {
  const trial = listed(row("p1", "X-old-town", "2022-09-01", "2022-09-02"));
  expect(trial.duty("traveller.settle")).toMatchObject({ holder: IMPORTER, offer: { to: COMMUNITY_DESK }, due: at(T + 12 * HOUR) });
  trial.wait(2 * HOUR);
  expect(trial.said("duty.offer_expired")).toHaveLength(1);
  expect(trial.duty("traveller.settle").holder).toEqual(IMPORTER);
  trial.wait(11 * HOUR);
  expect(overdue(trial)).toEqual(["traveller.settle"]);
  expect(board(trial)).toMatchObject([{ home: "A1c", arrived: ["p1"], fromRisk: ["p1"], notAccepted: ["p1"], settled: [], open: ["p1"], overdue: ["p1"] }]);
  expect(found(trial)).toMatchObject([{ kind: "deadline_missed", duty: "traveller.settle" }]);
  lawful(trial);
});

test("[SM-031] the honest twin: accepted and settled under a measure with its safeguards, nothing is raised", () => {
  const trial = listed(row("p1", "X-old-town", "2022-09-01", "2022-09-02"));
  trial.tell(COMMUNITY_DESK, "duty.accept", { duty: trial.duty("traveller.settle").id });
  trial.tell(DISTRICT, "contact.find", { contact: "p1", class: "general" });
  expect(trial.code(COMMUNITY_DESK, "traveller.settle", { person: "p1", outcome: "measure" })).toBe("measure-not-named");
  expect(trial.code(COMMUNITY_DESK, "traveller.settle", { person: "p1", outcome: "measure", measure: "M1" })).toBe("unknown-measure");
  trial.tell(DISTRICT, "measure.order", fullMeasure(trial, "M1", "p1", 3 * DAY));
  trial.tell(COMMUNITY_DESK, "traveller.settle", { person: "p1", outcome: "measure", measure: "M1" });
  trial.wait(2 * HOUR);
  expect(board(trial)).toMatchObject([{ settled: ["p1"], open: [], overdue: [], notAccepted: [] }]);
  expect(trial.duty("traveller.settle").done).not.toBeNull();
  expect(overdue(trial)).toEqual([]);
  lawful(trial);
});

test("[SM-224] a level published late is matched against everybody who was there, and a withdrawn one clears them", () => {
  const trial = listed(row("p1", "X-hills", "2022-09-04", "2022-09-06"), row("p2", "X-hills", "2022-08-20", "2022-08-21"));
  expect(board(trial)).toMatchObject([{ arrived: ["p1", "p2"], fromRisk: [] }]);
  trial.wait(5 * HOUR);
  trial.tell(IMPORTER, "origin.set", { origin: "X-hills", level: "high", from: "2022-09-05", source: "bulletin 14" });
  expect(board(trial)).toMatchObject([{ fromRisk: ["p1"], open: ["p1"] }]);
  // The clock runs from when it became known, never from before.
  expect(trial.duty("traveller.settle")).toMatchObject({ subject: "traveller:p1", due: at(T + 17 * HOUR) });
  trial.tell(IMPORTER, "origin.set", { origin: "X-hills", level: "high", from: "2022-09-05", until: "2022-09-05", source: "bulletin 15" });
  expect(traveller(trial, "p1")).toMatchObject({ level: "high", hits: [{ last: "2022-09-05" }], proposal: { until: dayStart(ZONE, "2022-09-13") } });
  trial.tell(IMPORTER, "origin.withdraw", { origin: "X-hills", from: "2022-09-05", reason: "another village of that name" });
  expect(traveller(trial, "p1")).toMatchObject({ status: "no-risk", level: null });
  expect(trial.duty("traveller.settle").status).toBe("lapsed");
  lawful(trial);
});

test("[SM-224] a home that is not known is somebody's duty all the same, and goes on to the right community", () => {
  const trial = listed({ person: "p1", arrived: at(T), stays: [{ origin: "X-old-town", from: "2022-09-02" , until: "2022-09-03" }] });
  expect(trial.duty("traveller.settle")).toMatchObject({ holder: IMPORTER, offer: null });
  expect(board(trial)).toMatchObject([{ home: null, open: ["p1"] }]);
  trial.tell(IMPORTER, "traveller.redirect", { person: "p1", home: "A1c", reason: "address found" });
  expect(trial.duty("traveller.settle").offer).toMatchObject({ to: COMMUNITY_DESK });
  trial.tell(COMMUNITY_DESK, "traveller.settle", { person: "p1", outcome: "tests", reason: "two tests in three days" });
  expect(traveller(trial, "p1").status).toBe("settled");
  lawful(trial);
});

test("[SM-031] a list with bad rows goes in whole or not at all, or row by row with each reason, as the sender asks", () => {
  const rows = [row("p1", "X-old-town", "2022-09-01", "2022-09-02"), row("p2", "X-port", "2022-09-06", "2022-09-01"), row("p3", "X-port", "2022-09-01", "2022-09-06", { home: "nowhere" }), row("p1", "X-port", "2022-09-03", "2022-09-04")];
  const trial = listed();
  const whole = trial.ask(IMPORTER, "travellers.import", { list: "L1", source: "s", whole: true, rows });
  expect(isRefusal(whole) && [whole.code, whole.where]).toEqual(["ends-before-start", "data.rows[1].stays[0].until"]);
  expect(things(trial, "traveller")).toEqual([]);
  trial.tell(IMPORTER, "travellers.import", { list: "L1", source: "s", whole: false, rows });
  expect(viewOf(trial, "traveller-list:L1")).toMatchObject({ taken: 1, matched: 1, left: 3, leftOut: [{ row: 2, code: "ends-before-start" }, { row: 3, code: "unknown-organisation" }, { row: 4, code: "row-twice" }] });
});

test("the same arrival on a second list changes nothing: what was settled stays settled", () => {
  const rows = [row("p1", "X-old-town", "2022-09-01", "2022-09-02")];
  const trial = listed(...rows);
  trial.tell(COMMUNITY_DESK, "traveller.settle", { person: "p1", outcome: "monitoring" });
  trial.tell(IMPORTER, "travellers.import", { list: "L2", source: "airline", whole: true, rows });
  expect(traveller(trial, "p1")).toMatchObject({ status: "settled", list: "L1" });
  expect(viewOf(trial, "traveller-list:L2")).toMatchObject({ taken: 0, unchanged: 1 });
});

test("an area of our own that was drawn is a risk area for who comes from it", () => {
  const trial = listed();
  trial.tell(COMMAND, "area.register", { area: "C9", unit: "compound", org: "B" });
  trial.tell(IMPORTER, "travellers.import", { list: "L1", source: "s", whole: true, rows: [row("p1", "C9", "2022-09-05", "2022-09-07")] });
  expect(traveller(trial, "p1").status).toBe("no-risk");
  trial.tell(COMMAND, "area.draw", { area: "C9", level: "high", evidence: "two cases", alternatives: "one building: cases in two", decision: "no. 4", review: at(T + DAY) });
  trial.tell(IMPORTER, "travellers.match", { origin: "C9" });
  expect(traveller(trial, "p1")).toMatchObject({ status: "matched", level: "high" });
  lawful(trial);
});

test("[SM-031] the same stay under other rules: home in the twenty measures, case by case where a pack is silent, too long ago", () => {
  const stays = [{ origin: "X", from: "2022-09-01", until: "2022-09-03" }];
  const periods = (): RiskPeriod[] => [{ level: "high", from: "2022-09-01", until: null, source: "b" }];
  const under = (arrived: string, ...files: readonly unknown[]) => {
    const pack = packOf(...files);
    return propose(match(stays, periods, arrived, pack), pack, ZONE);
  };
  expect(under("2022-09-05", NINTH, duties, rights)).toMatchObject({ measure: "central", days: 7 });
  expect(under("2022-09-05", less, NINTH, duties, rights)).toMatchObject({ measure: "home", days: 7, testDays: [1, 3, 5, 7], until: dayStart(ZONE, "2022-09-11") });
  expect(under("2022-09-05", { ...avian, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights)).toMatchObject({ measure: "case-by-case", until: null });
  expect(under("2022-09-10", NINTH, duties, rights)).toMatchObject({ measure: "central" });
  expect(under("2022-09-11", NINTH, duties, rights)).toBeNull();
});

test.each([
  ["unknown-risk-level", "origin.set", { origin: "X", level: "purple", from: "2022-09-01", source: "s" }], ["ends-before-start", "origin.set", { origin: "X", level: "high", from: "2022-09-02", until: "2022-09-01", source: "s" }],
  ["interval-upside-down", "travellers.import", { list: "L", source: "s", whole: true, rows: [{ ...row("p9", "X", "2022-09-01", "2022-09-02"), arrived: { earliest: T, latest: T - 1 } }] }],
  ["row-twice", "travellers.import", { list: "L", source: "s", whole: true, rows: [{ ...row("p9", "X", "2022-09-01", "2022-09-02"), stays: [{ origin: "X" }, { origin: "X" }] }] }],
  ["unknown-origin", "origin.withdraw", { origin: "Y", from: "2022-09-01", reason: "r" }], ["no-such-period", "origin.withdraw", { origin: "X-port", from: "2022-09-01", reason: "r" }],
  ["unknown-traveller", "traveller.settle", { person: "p9", outcome: "tests" }], ["reason-missing", "traveller.settle", { person: "p1", outcome: "no-measure" }],
  ["unknown-traveller", "traveller.redirect", { person: "p9", home: "A1c", reason: "r" }], ["unknown-organisation", "traveller.redirect", { person: "p1", home: "Z", reason: "r" }],
])("%s by %s", (code, type, data) => {
  expect(listed(row("p1", "X-old-town", "2022-09-01", "2022-09-02")).code(IMPORTER, type, data)).toBe(code);
});
