// Voice: one queue for every channel, closed by the resident and never by who answered; call-backs drawn by lot;
// promises as duties; reviews by somebody who did not decide; and reports that name nobody.
import { describe, expect, test } from "vitest";
import { at, DAY, HOUR, MINUTE } from "../../base/time.ts";
import type { Post } from "../../engine/event.ts";
import { packOf, type Trial } from "../../engine/trial.ts";
import { COMMAND, fullMeasure } from "../trial-city.ts";
import { DESK, found, GUARANTOR, HOTLINE, lawful, PACKS, take, things, tryTown, T } from "./trial-town.ts";
import { reviewFigures } from "./reviews/views.ts";
import { callBackRates, callerCard, queueOf, repeated, satisfaction } from "./views.ts";
import covid from "../../../packs/cn-covid-9.json" with { type: "json" };
import duties from "../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const town = (): Trial => tryTown(PACK);

describe("a request", () => {
  test.each(["hotline", "web", "message", "in-person", "building-head"])("[SM-250] by %s enters the one queue, is offered to the unit and stays the desk's until accepted", (channel) => {
    const trial = town();
    take(trial, "Q1", { channel });
    expect(trial.duty("request.answer")).toMatchObject({ holder: HOTLINE, offer: { to: DESK }, due: at(T + DAY) });
    expect(queueOf(things(trial, "request"))).toEqual(["Q1"]);
    lawful(trial);
  });

  test("[SM-190] is closed by the resident's word, not by the answer, and not by who answered", () => {
    const trial = town();
    take(trial, "Q1");
    trial.tell(DESK, "request.answer", { request: "Q1", answer: "vegetables at 17:00" });
    expect(trial.duty("request.answer")).toMatchObject({ status: "done", closed: null });
    expect(trial.code(DESK, "request.confirm", { request: "Q1", solved: true, checkedBy: "resident", how: "rang" })).toBe("self-verification");
    trial.tell(HOTLINE, "request.confirm", { request: "Q1", solved: false, checkedBy: "resident", how: "rang" });
    expect(trial.duty("request.answer")).toMatchObject({ status: "started", rejections: 1, due: at(T + DAY) });
    expect(queueOf(things(trial, "request"))).toEqual(["Q1"]);
    trial.tell(DESK, "request.answer", { request: "Q1", answer: "delivered" });
    trial.tell(HOTLINE, "request.confirm", { request: "Q1", solved: true, checkedBy: "second-check", how: "seen at the door" });
    expect(trial.duty("request.answer")).toMatchObject({ status: "verified", closed: { by: HOTLINE } });
    expect(queueOf(things(trial, "request"))).toEqual([]);
    lawful(trial);
  });

  test("[SM-185] has its clock: unanswered it rings the level above, answered in time it is silent", () => {
    const late = town();
    take(late, "Q1");
    late.tell(DESK, "duty.accept", { duty: late.duty("request.answer").id });
    late.wait(DAY);
    expect(found(late, "deadline_missed")[0]).toMatchObject({ duty: "request.answer", clause: "request.answer", holder: DESK, raisedAt: T + DAY, raisedTo: { org: "A", role: "commander" } });
    lawful(late);
    const prompt = town();
    take(prompt, "Q1");
    prompt.wait(20 * MINUTE);
    prompt.tell(DESK, "request.answer", { request: "Q1", answer: "yes" });
    prompt.tell(HOTLINE, "request.confirm", { request: "Q1", solved: true, checkedBy: "resident", how: "rang" });
    prompt.wait(2 * DAY);
    expect(found(prompt)).toEqual([]);
    lawful(prompt);
  });

  test("an urgent one has the urgent clock, whoever calls", () => {
    const trial = town();
    trial.tell(HOTLINE, "request.take", { request: "Q1", channel: "hotline", category: "medical", urgent: true, text: "chest pain", household: "nobody-knows" });
    expect(trial.duty("request.urgent")).toMatchObject({ holder: HOTLINE, offer: null, due: at(T + 30 * MINUTE) });
    expect(things(trial, "request")[0]!.state).toMatchObject({ onRecord: false, org: "A" });
  });

  test.each<[string, string, object]>([
    ["request-exists", "request.take", { request: "Q1", channel: "web", category: "other", text: "t" }],
    ["unknown-compound", "request.take", { request: "Q2", channel: "web", category: "other", compound: "C9", text: "t" }],
    ["unknown-organisation", "request.take", { request: "Q2", channel: "web", category: "other", org: "Z", text: "t" }],
    ["unknown-request", "request.answer", { request: "Q9", answer: "a" }],
    ["not-answered", "request.confirm", { request: "Q1", solved: true, checkedBy: "resident", how: "rang" }],
    ["request-exists", "request.book", { request: "Q1", channel: "hotline", urgent: false }],
    ["urgent-cannot-wait", "request.book", { request: "Q3", channel: "hotline", urgent: true, callBackAt: at(T + DAY) }],
    ["due-in-past", "promise.make", { promise: "P1", holder: DESK, text: "soon", due: at(T - HOUR) }],
  ])("is refused with %s by %s", (code, type, data) => {
    const trial = town();
    take(trial, "Q1");
    expect(trial.code(HOTLINE, type, data)).toBe(code);
  });

  test("withdrawn by the resident it lapses and takes nothing more", () => {
    const trial = town();
    take(trial, "Q1");
    trial.tell(HOTLINE, "request.withdraw", { request: "Q1", reason: "a neighbour helped" });
    expect(trial.duty("request.answer").status).toBe("lapsed");
    expect(trial.code(DESK, "request.answer", { request: "Q1", answer: "a" })).toBe("request-settled");
  });
});

describe("when calls overflow", () => {
  test("[SM-250] urgent ones lead, the others get a time, and taking the call closes the booking", () => {
    const trial = town();
    take(trial, "Q1");
    trial.wait(MINUTE);
    trial.tell(HOTLINE, "request.book", { request: "Q2", channel: "hotline", urgent: false, household: "H2" });
    trial.wait(MINUTE);
    trial.tell(HOTLINE, "request.book", { request: "Q3", channel: "hotline", urgent: true });
    expect(queueOf(things(trial, "request"))).toEqual(["Q3", "Q1", "Q2"]);
    expect(trial.duty("callback.return", "request:Q2").due).toEqual(at(T + MINUTE + HOUR));
    expect(trial.duty("callback.return", "request:Q3").due).toEqual(at(T + 2 * MINUTE + 30 * MINUTE));
    trial.tell(HOTLINE, "request.take", { request: "Q3", channel: "hotline", category: "medical", urgent: true, text: "dialysis", compound: "C1" });
    expect(trial.duty("callback.return", "request:Q3").status).toBe("verified");
    expect(trial.duty("request.urgent", "request:Q3").holder).toEqual(HOTLINE);
    lawful(trial);
  });

  test("a booked call nobody returned is found", () => {
    const trial = town();
    trial.tell(HOTLINE, "request.book", { request: "Q2", channel: "hotline", urgent: false });
    trial.wait(HOUR);
    expect(found(trial, "deadline_missed")[0]).toMatchObject({ duty: "callback.return", holder: HOTLINE });
  });
});

describe("on a call", () => {
  const SUPPORT: Post = { org: "A1c", role: "branch_secretary" };
  function known(): Trial {
    const trial = town();
    trial.tell({ org: "A", role: "transfer_desk" }, "contact.find", { contact: "P1", class: "close", home: "A1c" });
    trial.tell({ org: "A", role: "transfer_desk" }, "measure.order", fullMeasure(trial, "M1", "P1", 7 * DAY));
    trial.tell({ org: "B", role: "transfer_head" }, "transfer.plan", { trip: "T1", contacts: ["P1"], site: "S1", rooms: { P1: "R1" }, vehicle: "V1", team: "K1", departAt: at(T + 3 * HOUR) });
    trial.tell(COMMAND, "pickup.plan", { pickup: "K1", org: "A1", lead: PACKS, marshals: 1, slots: [{ slot: "am", start: at(T + 2 * HOUR), end: at(T + 3 * HOUR), takes: 9 }] });
    trial.tell(HOTLINE, "pickup.book", { pickup: "K1", household: "H1", slot: "am" });
    trial.tell(GUARANTOR, "household.register", { compound: "C1", households: [{ household: "H1", residents: 2, persons: ["P1"] }] });
    trial.tell(HOTLINE, "line.register", { line: "tok-1", household: "H1" });
    take(trial, "Q0", { household: "H1", org: "A1" });
    return trial;
  }
  const card = {
    onRecord: true, compound: "C1", people: [{ contact: "P1", measure: "M1", end: at(T + 7 * DAY), support: SUPPORT, fetchedAt: at(T + 3 * HOUR) }], pickUpAt: at(T + 2 * HOUR), earlier: ["Q0"],
  };

  test("[SM-250] from number or address the desk sees the measure, its end, its support, when somebody is fetched, the slot, and earlier calls", () => {
    const { state } = known().simulation;
    expect(callerCard(state, { line: "tok-1" })).toEqual(card);
    expect(callerCard(state, { household: "H1" })).toEqual(card);
    expect(callerCard(state, { contact: "P1" })).toMatchObject({ compound: null, people: card.people });
    expect(callerCard(state, { line: "tok-9", household: "stranger" })).toEqual({ onRecord: false, compound: null, people: [], pickUpAt: null, earlier: [] });
  });

  test("the request keeps what was seen, hangs on the measure, and goes to who supports the person", () => {
    const trial = known();
    trial.tell(HOTLINE, "request.take", { request: "Q1", channel: "hotline", category: "measure", line: "tok-1", text: "until when?" });
    expect(things(trial, "request").find((one) => one.ref === "request:Q1")!.state).toMatchObject({ measure: "M1", household: "H1", org: "A1c", caller: card });
    expect(trial.said("request.taken").at(-1)!.about).toEqual(["request:Q1", "measure:M1"]);
    expect(trial.duty("request.answer", "request:Q1")).toMatchObject({ holder: HOTLINE, offer: { to: SUPPORT } });
    trial.tell(SUPPORT, "request.answer", { request: "Q1", answer: "until the 14th" });
    trial.tell(HOTLINE, "request.confirm", { request: "Q1", solved: true, checkedBy: "resident", how: "rang" });
    expect(trial.duty("request.answer", "request:Q1").status).toBe("verified");
    expect(trial.code(HOTLINE, "line.register", { line: "tok-2" })).toBe("line-of-nobody");
    lawful(trial);
  });
});

describe("a promise", () => {
  test("given in an answer becomes a duty of who must keep it, due when it was promised", () => {
    const trial = town();
    take(trial, "Q1");
    const promise = { promise: "P1", holder: { org: "A1", role: "supply_lead" }, text: "eggs by 18:00", due: at(T + 5 * HOUR) };
    trial.tell(DESK, "request.answer", { request: "Q1", answer: "they come", promise });
    expect(trial.duty("promise.keep")).toMatchObject({ holder: DESK, offer: { to: promise.holder }, due: promise.due });
    trial.tell(promise.holder, "promise.keep", { promise: "P1", note: "at the door 17:30" });
    expect(trial.code(promise.holder, "promise.confirm", { promise: "P1", kept: true, how: "seen" })).toBe("self-verification");
    trial.tell(HOTLINE, "promise.confirm", { promise: "P1", kept: false, how: "rang" });
    expect(trial.duty("promise.keep").rejections).toBe(1);
    trial.wait(5 * HOUR);
    expect(found(trial, "deadline_missed").map((one) => one.duty)).toEqual(["promise.keep"]);
    expect(trial.code(DESK, "request.answer", { request: "Q1", answer: "again", promise })).toBe("promise-exists");
    lawful(trial);
  });
});

describe("call-backs", () => {
  const settled = (count: number): Trial => {
    const trial = town();
    for (let number = 1; number <= count; number++) {
      take(trial, `Q${number}`, { category: "service", household: `H${number}`, compound: "C1" });
      trial.tell(DESK, "request.answer", { request: `Q${number}`, answer: "done" });
      trial.tell(HOTLINE, "request.confirm", { request: `Q${number}`, solved: true, checkedBy: "resident", how: "rang" });
    }
    return trial;
  };
  const draw = (trial: Trial, day = "2022-09-07"): string[] => {
    trial.tell(HOTLINE, "callback.draw", { org: "A1", day });
    return trial.said("callbacks.drawn").at(-1)!.data["requests"] as unknown as string[];
  };

  test("[SM-205] are drawn by lot from the settled, the same for the same ledger, another for another day", () => {
    const drawn = draw(settled(25));
    expect(drawn).toHaveLength(3);
    expect(new Set(drawn).size).toBe(3);
    expect(draw(settled(25))).toEqual(drawn);
    const days = ["2022-09-08", "2022-09-09", "2022-09-10"].map((day) => draw(settled(25), day).join());
    expect(new Set([drawn.join(), ...days]).size).toBeGreaterThan(1);
  });

  test("[SM-205] [SM-185] everybody drawn is asked the same questions, and what they say of it is counted by unit", () => {
    const trial = settled(2);
    const [request] = draw(trial) as [string];
    expect(trial.said("callback.drawn")[0]!.data["script"]).toMatchObject([{ id: "done" }, { id: "when" }, { id: "still-missing" }]);
    expect(trial.code(HOTLINE, "callback.record", { request, outcome: "solved", answers: { mood: "fine" } })).toBe("not-in-script");
    trial.tell(HOTLINE, "callback.record", { request, outcome: "solved", satisfied: "partly", answers: { done: "yes", when: "on Tuesday" } });
    take(trial, "Q9", { category: "service", household: "H3" });
    trial.tell(DESK, "request.answer", { request: "Q9", answer: "done" });
    trial.tell(HOTLINE, "request.confirm", { request: "Q9", solved: true, checkedBy: "resident", how: "rang", satisfied: "yes" });
    expect(satisfaction(things(trial, "request"))).toEqual([{ org: "A1", yes: ["Q9"], partly: [request], no: [] }]);
  });

  test("[SM-205] not solved opens the request again and counts against the unit's rate", () => {
    const trial = settled(3);
    expect(trial.duty("callback.draw", "org:A1")).toMatchObject({ holder: HOTLINE, due: at(T + DAY) });
    const [request] = draw(trial) as [string];
    expect(trial.duty("callback.draw", "org:A1").status).toBe("verified");
    expect(trial.duty("callback.make", `request:${request}`)).toMatchObject({ holder: HOTLINE, due: at(T + DAY) });
    trial.tell(HOTLINE, "callback.record", { request, outcome: "not-reached" });
    expect(trial.duty("callback.make").done).toBeNull();
    trial.tell(HOTLINE, "callback.record", { request, outcome: "not-solved", said: "no water still" });
    expect(trial.duty("callback.make").status).toBe("verified");
    expect(trial.duty("request.answer", `request:${request}`)).toMatchObject({ status: "open", offer: { to: DESK } });
    const other = ["Q1", "Q2", "Q3"].find((id) => id !== request)!;
    trial.tell(HOTLINE, "callback.record", { request: other, outcome: "solved" });
    expect(callBackRates(things(trial, "request"))).toEqual([{ org: "A1", reached: ["Q1", "Q2", "Q3"].filter((id) => id === request || id === other), notSolved: [request], solvedShare: 0.5 }]);
    lawful(trial);
  });

  test("a unit that confirms what others answered for it is not asked to draw its own", () => {
    const trial = town();
    take(trial, "Q1");
    trial.tell(HOTLINE, "request.answer", { request: "Q1", answer: "done from here" });
    trial.tell(DESK, "request.confirm", { request: "Q1", solved: true, checkedBy: "second-check", how: "seen" });
    expect(() => trial.duty("callback.draw")).toThrow(/no duty/);
    lawful(trial);
  });

  test.each<[string, Post, string, object]>([
    ["own-unit", DESK, "callback.draw", { org: "A1", day: "2022-09-07" }],
    ["own-unit", DESK, "callback.record", { request: "Q1", outcome: "solved" }],
    ["nothing-to-call-back", HOTLINE, "callback.draw", { org: "A2", day: "2022-09-07" }],
    ["drawn-already", HOTLINE, "callback.draw", { org: "A1", day: "2022-09-06" }],
  ])("are refused with %s", (code, actor, type, data) => {
    const trial = settled(2);
    draw(trial, "2022-09-06");
    expect(trial.code(actor, type, data)).toBe(code);
  });
});

test("[SM-115] what keeps coming back is traced to one cause with one task", () => {
  const trial = town();
  for (const [request, household] of [["Q1", "H1"], ["Q2", "H2"], ["Q3", "H2"]] as const) take(trial, request, { category: "service", household });
  expect(repeated(things(trial, "request"))).toEqual([{ compound: "C1", category: "service", requests: ["Q1", "Q2", "Q3"] }]);
  expect(trial.code(HOTLINE, "cause.open", { cause: "W1", requests: ["Q1", "Q9"], org: "A1", text: "t" })).toBe("unknown-request");
  trial.tell(HOTLINE, "cause.open", { cause: "W1", requests: ["Q1", "Q2", "Q3"], org: "A1", text: "pump of building 3" });
  expect(trial.duty("cause.solve")).toMatchObject({ holder: HOTLINE, due: at(T + 3 * DAY) });
  expect(repeated(things(trial, "request"))).toEqual([]);
  trial.tell({ org: "A1", role: "repair_head" }, "cause.solve", { cause: "W1", done: "pump changed" });
  expect(trial.duty("cause.solve").status).toBe("done");
  expect(trial.code(HOTLINE, "cause.open", { cause: "W1", requests: ["Q1", "Q2"], org: "A1", text: "t" })).toBe("cause-exists");
  lawful(trial);
});

describe("review of a measure", () => {
  const REVIEWER: Post = { org: "city", role: "review_panel" };
  const ISSUER: Post = { org: "A", role: "transfer_desk" };
  const asked = (more: object = {}): Trial => {
    const trial = town();
    trial.tell(ISSUER, "contact.find", { contact: "P1", class: "close", home: "A1c" });
    trial.tell(ISSUER, "measure.order", fullMeasure(trial, "M1", "P1", 7 * DAY));
    trial.tell(HOTLINE, "review.request", { appeal: "V1", measure: "M1", channel: "hotline", askedBy: "proxy", kind: "appeal", reason: "single room at home", ...more });
    return trial;
  };

  test("is answered within a day and decided within three by somebody who did not decide", () => {
    const trial = asked();
    expect(trial.duty("review.answer")).toMatchObject({ holder: { org: "A", role: "head" }, due: at(T + DAY), citation: { clause: "review.first-answer" } });
    expect(trial.duty("review.independent")).toMatchObject({ holder: REVIEWER, due: at(T + 3 * DAY), citation: { clause: "review.independent" } });
    expect(trial.code(ISSUER, "review.decide", { appeal: "V1", outcome: "upheld", reasons: "r" })).toBe("reviewer-is-decider");
    trial.tell(ISSUER, "review.answer", { appeal: "V1", answer: "upheld, because" });
    trial.tell(REVIEWER, "review.decide", { appeal: "V1", outcome: "ended", reasons: "home is suitable" });
    expect(trial.duty("review.carry-out", "measure:M1").due).toEqual(at(T + 4 * HOUR));
    trial.tell(ISSUER, "person.release", { measure: "M1" });
    expect(trial.duty("review.carry-out").status).toBe("verified");
    expect(trial.code(REVIEWER, "review.decide", { appeal: "V1", outcome: "upheld", reasons: "r" })).toBe("review-over");
    expect(reviewFigures(things(trial, "appeal"))).toEqual({ asked: ["V1"], waiting: [], upheld: [], changed: [], ended: ["V1"], withdrawn: [] });
    lawful(trial);
  });

  test("left to silence, the alarm for each goes one level up", () => {
    const trial = asked();
    trial.wait(3 * DAY);
    expect(found(trial).filter((one) => one.duty.startsWith("review.")).map((one) => [one.duty, one.raisedAt])).toEqual([["review.answer", T + DAY], ["review.independent", T + 3 * DAY]]);
    lawful(trial);
  });

  test("refuses the decider's organisation as reviewer, an unknown measure, a used number; withdrawn, nothing is owed", () => {
    const trial = asked();
    const again = { appeal: "V2", measure: "M1", channel: "paper", askedBy: "self", kind: "review", reason: "r" };
    expect(trial.code(HOTLINE, "review.request", { ...again, reviewer: { org: "A", role: "head" } })).toBe("reviewer-is-decider");
    expect(trial.code(HOTLINE, "review.request", { ...again, measure: "M9" })).toBe("unknown-measure");
    expect(trial.code(HOTLINE, "review.request", { ...again, appeal: "V1" })).toBe("review-exists");
    trial.tell(HOTLINE, "review.withdraw", { appeal: "V1", reason: "released" });
    expect(trial.duty("review.independent").status).toBe("lapsed");
  });
});

test("a protected report goes outside the unit's line and holds neither text nor author", () => {
  const trial = town();
  const report = { report: "S1", unit: "A1", concern: "false-record", sealed: "vault-7", desk: { org: "city", role: "discipline" } };
  for (const org of ["A1", "A", "A1c"]) expect(trial.code(HOTLINE, "protected.report", { ...report, desk: { org, role: "any" } })).toBe("desk-in-line");
  trial.tell(HOTLINE, "protected.report", report);
  expect(trial.duty("protected.look")).toMatchObject({ holder: report.desk, due: at(T + DAY) });
  expect(Object.keys(trial.said("protected.reported")[0]!.data).toSorted()).toEqual(["concern", "desk", "report", "sealed", "unit"]);
  trial.tell(report.desk, "protected.close", { report: "S1", found: "borne-out" });
  expect(trial.duty("protected.look").done).not.toBeNull();
  lawful(trial);
});

test("[SM-035] public order is logged by place and time, and the police are told what, where and when, never who", () => {
  const trial = town();
  trial.tell(GUARANTOR, "disorder.log", { disorder: "O1", matter: "quarrel", where: "gate 2", note: "between two households" });
  trial.tell(GUARANTOR, "disorder.share", { disorder: "O1", to: "B", fields: ["matter", "where"], reason: "patrol asked for" });
  expect(trial.said("disorder.shared")[0]!.data["told"]).toEqual({ matter: "quarrel", where: "gate 2" });
  expect(trial.code(GUARANTOR, "disorder.share", { disorder: "O9", to: "B", fields: ["matter"], reason: "r" })).toBe("unknown-disorder");
});
