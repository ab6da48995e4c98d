// Permits: asked only where a rule asks, decided with reasons in time, refused by a named person and open to review
// elsewhere, limited; then the exit, which reports late, is told apart from what it could know, and stops no emergency.
import { expect, test } from "vitest";
import { at, DAY, HOUR, MINUTE } from "../../../base/time.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND } from "../../trial-city.ts";
import { found, GATE, guardAgainstSpread, inDays, lawful, overdue, PANEL, PERMITS, T, things, tryBorder, viewOf } from "../trial-border.ts";
import { gateFigures, leaversOf, type PassageView } from "../gates/views.ts";
import { decisions, lapseAt, waiting, type PermitView } from "./views.ts";
import covid from "../../../../packs/cn-covid-9.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const CLERK = { org: "A", role: "hotline" };
const LEAD = { org: "A", role: "gate_lead" };

function border(): Trial {
  const trial = tryBorder(PACK);
  guardAgainstSpread(trial);
  trial.tell(GATE, "gate.register", { gate: "north", org: "A", way: "road" });
  trial.tell(GATE, "gate.open", { gate: "north", until: at(T + 12 * HOUR), people: 4, lead: LEAD, listAsOf: at(T) });
  return trial;
}
const ask = (trial: Trial, permit: string, purpose: string, more: object = {}) => trial.tell(CLERK, "permit.request", {
  permit, scope: "leave", person: `p-${permit}`, org: "A", purpose, need: "dialysis twice a week", from: at(T), until: inDays(2), people: 1, channel: "hotline", ...more,
});
const no = { ground: "test-missing", clause: "risk.low.definition: 48 h test", reason: "the test is four days old", instead: "test at the door, result in six hours" };
const refuseIt = (trial: Trial, permit: string) => trial.tell(PERMITS, "permit.refuse", { permit, ...no }, { by: "w-17" });
const grant = (trial: Trial, permit: string, more: object = {}) => trial.tell(PERMITS, "permit.grant", { permit, from: at(trial.simulation.now()), until: inDays(2), ...more });
const permit = (trial: Trial, id: string): PermitView => viewOf(trial, `permit:${id}`);

test("[SM-267] an urgent need is decided within the hour, and the alarm comes at the hour", () => {
  const trial = border();
  ask(trial, "1", "bereavement");
  ask(trial, "2", "study");
  expect(trial.duty("permit.decide-urgent")).toMatchObject({ holder: PERMITS, due: at(T + HOUR), subject: "permit:1" });
  expect(trial.duty("permit.decide")).toMatchObject({ due: at(T + DAY), subject: "permit:2" });
  expect(waiting(things(trial, "permit"), T + HOUR).map((one) => [one.permit, one.urgent])).toEqual([["1", true], ["2", false]]);
  trial.wait(61 * MINUTE);
  expect(overdue(trial)).toEqual(["permit.decide-urgent"]);
  expect(found(trial)).toMatchObject([{ kind: "deadline_missed", duty: "permit.decide-urgent" }]);
  lawful(trial);
});

test("[SM-267] the honest twin: decided in time with limits, and nothing is raised", () => {
  const trial = border();
  ask(trial, "1", "bereavement");
  trial.wait(40 * MINUTE);
  grant(trial, "1", { uses: 2, gates: ["north"] });
  trial.wait(2 * HOUR);
  expect(overdue(trial)).toEqual([]);
  expect(permit(trial, "1")).toMatchObject({ status: "granted", uses: 2, gates: ["north"], decidedBy: PERMITS });
  expect(trial.duty("permit.decide-urgent").status).toBe("verified");
  lawful(trial);
});

test("[SM-267] a refusal is a named person's, with ground, clause, reason and another way; somebody of another organisation reviews it", () => {
  const trial = border();
  ask(trial, "1", "essential-work");
  expect(trial.code(PERMITS, "permit.refuse", { permit: "1", ...no })).toBe("decider-unnamed");
  refuseIt(trial, "1");
  expect(permit(trial, "1")).toMatchObject({ status: "refused", ...no, decidedBy: PERMITS });
  expect(trial.code(PERMITS, "permit.grant", { permit: "1", from: at(T), until: inDays(1) })).toBe("permit-decided");
  trial.tell(CLERK, "permit.appeal", { permit: "1", appeal: "r1", channel: "paper", askedBy: "self", reason: "my shift is the dialysis ward's" });
  expect(trial.duty("review.answer", "appeal:r1").holder).toEqual(PERMITS);
  expect(trial.duty("review.independent", "appeal:r1").holder).toEqual(PANEL);
  expect(trial.code(PERMITS, "review.decide", { appeal: "r1", outcome: "upheld", reasons: "r" })).toBe("reviewer-is-decider");
  trial.tell(PERMITS, "review.answer", { appeal: "r1", answer: "the test had run out" });
  trial.tell(PANEL, "review.decide", { appeal: "r1", outcome: "ended", reasons: "a test at the gate is milder" });
  expect(trial.duty("permit.carry-out")).toMatchObject({ holder: PERMITS, subject: "appeal:r1" });
  expect(things(trial, "measure")).toEqual([]);
  trial.wait(5 * HOUR);
  expect(overdue(trial)).toEqual(["permit.carry-out"]);
  grant(trial, "1");
  expect(trial.duty("permit.carry-out").done).toMatchObject({ timing: "late" });
  expect(decisions(things(trial, "permit"))).toEqual([{ org: "A", purpose: "essential-work", granted: ["1"], refused: [], appealed: ["1"] }]);
  lawful(trial);
});

test("[SM-267] upheld, the refusal stands and nobody owes anything more", () => {
  const trial = border();
  ask(trial, "1", "other");
  refuseIt(trial, "1");
  trial.tell(CLERK, "permit.appeal", { permit: "1", appeal: "r1", channel: "hotline", askedBy: "proxy", reason: "r" });
  trial.tell(PERMITS, "review.answer", { appeal: "r1", answer: "a" });
  trial.tell(PANEL, "review.decide", { appeal: "r1", outcome: "upheld", reasons: "an alternative was offered" });
  expect(trial.code(PERMITS, "permit.grant", { permit: "1", from: at(T), until: inDays(1) })).toBe("permit-decided");
  trial.wait(3 * DAY);
  expect(overdue(trial)).toEqual(["gate.relieve", "gate.refresh", "leavers.trace", "strategy.review"]);
  lawful(trial);
});

test("[SM-123] [SM-267] without a strategy against spread nobody needs a permit: asking for one is refused, and demanding one is on record", () => {
  const trial = tryBorder(PACK);
  const request = { permit: "1", scope: "leave", person: "p1", org: "A", purpose: "study", need: "n", from: at(T), until: inDays(1), people: 1, channel: "web" };
  expect(trial.code(CLERK, "permit.request", request)).toBe("permit-not-needed");
  trial.tell(GATE, "gate.turn-back", { passage: "x1", gate: "south", people: 1, reason: "no permit", told: "ask for one", emergency: false });
  expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(["turned-back-without-rule"]);
  trial.tell(GATE, "gate.pass", { passage: "x2", gate: "south", lane: "free", people: 2 });
  expect(trial.said("breach.recorded")).toHaveLength(1);
  guardAgainstSpread(trial, "city");
  expect(trial.code(CLERK, "permit.request", request)).toBe("accepted");
  lawful(trial);
});

test("[SM-268] an exit reported hours later keeps both times, and is judged by the permit as it stood when it happened", () => {
  const trial = border();
  ask(trial, "1", "study");
  grant(trial, "1");
  trial.wait(HOUR);
  trial.tell(PERMITS, "permit.revoke", { permit: "1", ...no }, { by: "w-17" });
  trial.wait(4 * HOUR);
  const passed = T + 30 * MINUTE;
  trial.tell(GATE, "gate.pass", { passage: "x1", gate: "north", lane: "permit", permit: "1", person: "p-1", people: 1, destination: "city Y", listAsOf: at(T), checked: "token" }, { at: passed });
  expect(viewOf<PassageView>(trial, "passage:x1")).toMatchObject({ at: at(passed), learnedAt: T + 5 * HOUR, doubt: null });
  // After the revocation, by a phone whose list was older: recorded, shown, and not held against the gate.
  trial.tell(GATE, "gate.pass", { passage: "x2", gate: "north", lane: "permit", permit: "1", people: 1, listAsOf: at(T) }, { at: T + 2 * HOUR });
  expect(viewOf<PassageView>(trial, "passage:x2")).toMatchObject({ doubt: "revoked", unknowable: true });
  trial.tell(GATE, "gate.pass", { passage: "x3", gate: "north", lane: "permit", permit: "1", people: 1, listAsOf: at(T + 90 * MINUTE) }, { at: T + 2 * HOUR });
  trial.tell(GATE, "gate.pass", { passage: "x4", gate: "north", lane: "free", people: 3 });
  expect(trial.said("breach.recorded").map((event) => event.data["subjects"])).toEqual([["passage:x3"], ["passage:x4"]]);
  expect(gateFigures(things(trial, "passage"), T, T + DAY)).toEqual([{ gate: "north", passed: ["x1", "x2", "x3", "x4"], people: 6, turnedBack: [], emergencies: [], doubtful: ["x3", "x4"], reportedLate: ["x1", "x2", "x3"] }]);
  expect([...leaversOf(things(trial, "passage"), T, T + DAY).get("city Y") ?? []].map((one) => one.person)).toEqual(["p-1"]);
  lawful(trial);
});

test("[SM-268] a permit used more often than it allows is seen, at a gate that could know", () => {
  const trial = border();
  ask(trial, "1", "study");
  grant(trial, "1", { uses: 1 });
  trial.tell(GATE, "gate.pass", { passage: "x1", gate: "north", lane: "permit", permit: "1", people: 1, listAsOf: at(T) });
  trial.tell(GATE, "gate.pass", { passage: "x2", gate: "north", lane: "permit", permit: "1", people: 1, listAsOf: at(T - HOUR) });
  trial.wait(HOUR);
  trial.tell(GATE, "gate.pass", { passage: "x3", gate: "north", lane: "permit", permit: "1", people: 1, listAsOf: at(T + HOUR) });
  expect(["x1", "x2", "x3"].map((id) => viewOf<PassageView>(trial, `passage:${id}`)).map((one) => [one.doubt, one.unknowable])).toEqual([[null, false], ["used-up", true], ["used-up", false]]);
  lawful(trial);
});

test("[SM-268] more people than the permit is for are seen, and passed on record", () => {
  const trial = border();
  ask(trial, "1", "study");
  grant(trial, "1");
  trial.tell(GATE, "gate.pass", { passage: "x1", gate: "north", lane: "permit", permit: "1", people: 3 });
  expect(viewOf<PassageView>(trial, "passage:x1").doubt).toBe("too-many");
  lawful(trial);
});

test("[SM-215] a pass by need is asked for where an area is closed, and has an end; where nothing is closed nobody needs one", () => {
  const trial = border();
  const pass = { permit: "1", scope: "pass", person: "p1", org: "A1", purpose: "supply", need: "feeds a neighbour's child", from: at(T), until: inDays(2), people: 1, channel: "building-head" };
  expect(trial.code(CLERK, "permit.request", pass)).toBe("area-not-named");
  expect(trial.code(CLERK, "permit.request", { ...pass, area: "C1" })).toBe("unknown-area");
  trial.tell(COMMAND, "area.register", { area: "C1", unit: "compound", org: "A1" });
  expect(trial.code(CLERK, "permit.request", { ...pass, area: "C1" })).toBe("permit-not-needed");
  trial.tell(COMMAND, "area.draw", { area: "C1", level: "high", evidence: "two cases", alternatives: "one building", decision: "no. 4", review: inDays(1) });
  trial.tell(CLERK, "permit.request", { ...pass, area: "C1" });
  trial.tell(CLERK, "permit.request", { ...pass, permit: "2", purpose: "medical", area: "C1" });
  expect([permit(trial, "1").urgent, permit(trial, "2").urgent]).toEqual([false, true]);
  grant(trial, "2", { uses: 4 });
  expect([lapseAt(permit(trial, "2"), inDays(1), "any", "x"), lapseAt(permit(trial, "2"), inDays(2), "any", "x"), lapseAt(permit(trial, "1"), inDays(1), "any", "x")]).toEqual([null, "expired", "not-granted"]);
  lawful(trial);
});

test("[SM-267] an emergency passes without a permit, and one turned back rings at once until it has reached care", () => {
  const trial = border();
  trial.tell(GATE, "gate.pass", { passage: "x1", gate: "north", lane: "emergency", people: 2 });
  expect(trial.said("breach.recorded")).toEqual([]);
  trial.tell(GATE, "gate.turn-back", { passage: "x2", gate: "north", people: 2, reason: "no permit", told: "nothing", emergency: true });
  expect(trial.said("emergency.hindered")[0]).toMatchObject({ data: { alsoTo: COMMAND, spot: "north" } });
  expect(trial.duty("emergency.mend")).toMatchObject({ holder: GATE, due: at(T + 30 * MINUTE) });
  trial.wait(31 * MINUTE);
  expect(overdue(trial)).toEqual(["emergency.mend"]);
  trial.tell(GATE, "emergency.mend", { passage: "x2", where: "county hospital" });
  expect(trial.duty("emergency.mend").done).not.toBeNull();
  lawful(trial);
});

test("[SM-268] a gate is relieved before its shift ends and renews its list; left alone, both are heard of", () => {
  const trial = border();
  expect(trial.duty("gate.relieve").due).toEqual(at(T + 12 * HOUR));
  expect(trial.duty("gate.refresh").due).toEqual(at(T + 12 * HOUR));
  trial.wait(11 * HOUR);
  trial.tell(GATE, "gate.staff", { gate: "north", until: at(T + DAY), people: 4, lead: LEAD });
  trial.tell(GATE, "gate.take-list", { gate: "north", asOf: at(T + 11 * HOUR) });
  trial.wait(11 * HOUR);
  expect(overdue(trial)).toEqual([]);
  trial.wait(3 * HOUR);
  expect(overdue(trial).toSorted()).toEqual(["gate.refresh", "gate.relieve", "leavers.trace"]);
  trial.tell(GATE, "gate.close", { gate: "north", reason: "road closed" });
  expect(trial.duty("gate.relieve").status).toBe("lapsed");
  lawful(trial);
});

test.each([
  ["permit-exists", "permit.request", { permit: "1", scope: "leave", person: "p", org: "A", purpose: "study", need: "n", from: at(T), until: inDays(1), people: 1, channel: "web" }],
  ["unknown-purpose", "permit.request", { permit: "9", scope: "leave", person: "p", org: "A", purpose: "fun", need: "n", from: at(T), until: inDays(1), people: 1, channel: "web" }],
  ["unknown-organisation", "permit.request", { permit: "9", scope: "leave", person: "p", org: "Z", purpose: "study", need: "n", from: at(T), until: inDays(1), people: 1, channel: "web" }],
  ["ends-before-start", "permit.request", { permit: "9", scope: "leave", person: "p", org: "A", purpose: "study", need: "n", from: inDays(1), until: at(T), people: 1, channel: "web" }],
  ["unknown-permit", "permit.grant", { permit: "9", from: at(T), until: inDays(1) }], ["ends-before-start", "permit.grant", { permit: "1", from: inDays(1), until: at(T) }], ["permit-too-long", "permit.grant", { permit: "1", from: at(T), until: inDays(8) }],
  ["unknown-permit", "permit.refuse", { permit: "9", ...no }], ["permit-not-granted", "permit.revoke", { permit: "1", ...no }], ["permit-decided", "permit.withdraw", { permit: "2" }], ["permit-decided", "permit.refuse", { permit: "2", ...no }],
  ["nothing-to-review", "permit.appeal", { permit: "1", appeal: "r", channel: "web", askedBy: "self", reason: "r" }], ["review-exists", "permit.appeal", { permit: "2", appeal: "r2", channel: "web", askedBy: "self", reason: "r" }],
  ["reviewer-is-decider", "permit.appeal", { permit: "2", appeal: "r3", channel: "web", askedBy: "self", reason: "r", reviewer: { org: "A", role: "x" } }], ["unknown-organisation", "permit.appeal", { permit: "2", appeal: "r3", channel: "web", askedBy: "self", reason: "r", reviewer: { org: "Z", role: "x" } }],
  ["unknown-gate", "gate.open", { gate: "west", until: inDays(1), people: 1, lead: LEAD, listAsOf: at(T) }], ["unknown-gate", "gate.staff", { gate: "west", until: inDays(1), people: 1, lead: LEAD }], ["unknown-gate", "gate.take-list", { gate: "west", asOf: at(T) }],
  ["unknown-gate", "gate.close", { gate: "west", reason: "r" }], ["unknown-gate", "gate.count", { gate: "west", from: at(T), until: at(T), passed: 1, turnedBack: 0 }], ["unknown-organisation", "gate.register", { gate: "west", org: "Z", way: "road" }], ["unknown-passage", "emergency.mend", { passage: "x9", where: "w" }],
  ["passage-recorded", "gate.pass", { passage: "x1", gate: "north", lane: "free", people: 1 }], ["passage-recorded", "gate.turn-back", { passage: "x1", gate: "north", people: 1, reason: "r", told: "t", emergency: false }],
])("%s by %s", (code, type, data) => {
  const trial = border();
  ask(trial, "1", "study");
  ask(trial, "2", "study");
  refuseIt(trial, "2");
  trial.tell(CLERK, "permit.appeal", { permit: "2", appeal: "r2", channel: "web", askedBy: "self", reason: "r" });
  trial.tell(GATE, "gate.pass", { passage: "x1", gate: "north", lane: "freight", people: 1 });
  expect(trial.code(PERMITS, type, data, { by: "w-17" })).toBe(code);
});

test("a grant too long, done elsewhere and reported, is kept with the breach; a report is not refused", () => {
  const trial = border();
  ask(trial, "1", "study");
  trial.tell(PERMITS, "permit.grant", { permit: "1", from: at(T), until: inDays(9) }, { reported: true });
  expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(["permit-too-long"]);
  trial.tell(GATE, "gate.pass", { passage: "x1", gate: "a hole in the fence", lane: "permit", permit: "nobody-knows", people: 1 });
  expect(viewOf(trial, "gate:a hole in the fence")).toMatchObject({ status: "unregistered", org: "A" });
  expect(viewOf<PassageView>(trial, "passage:x1").doubt).toBe("unknown-permit");
});
