// Where decisions are made: a brief that can be counted again, a decision that has an owner, a time and what its decider saw.
import { afterEach, describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../base/time.ts";
import type { Post } from "../../../engine/event.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND, COMMUNITY, DISTRICT, findContacts, SUBDISTRICT } from "../../trial-city.ts";
import { lawfully } from "../trial-command.ts";
import { differences, learnedSince, type BriefView, type DecisionView } from "./views.ts";
import covid from "../../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const T = Date.UTC(2021, 8, 24);
const { tryCity, broken } = lawfully(PACK, T);

afterEach(() => expect(broken()).toEqual([]));

const HEAD: Post = { org: "A", role: "head" };
const at = (instant: number) => ({ earliest: instant, latest: instant });
const city = (): Trial => tryCity();
const state = <S>(trial: Trial, ref: `${string}:${string}`): S => trial.simulation.state.thing(ref)!.state as S;
const head = (trial: Trial): number => trial.simulation.events.length;
const decision = { decision: "N1", text: "Open a second site", owner: HEAD, due: at(T + DAY) };

function briefed(): Trial {
  const trial = city();
  findContacts(trial, "P1");
  trial.tell(COMMAND, "brief.freeze", { brief: "B1", cutoff: { incident: head(trial), city: head(trial) }, figures: { "contacts.found": 1 }, notes: "rain, long weekend" });
  return trial;
}

describe("a brief", () => {
  test("[SM-001] is frozen at a position of the ledger, adopted by a meeting, and every decision of the meeting links to it", () => {
    const trial = briefed();
    const { cutoff } = state<BriefView>(trial, "brief:B1");
    findContacts(trial, "P2");
    trial.tell(COMMAND, "meeting.hold", { meeting: "M1", body: "city", chair: "duty_officer", brief: "B1", attendance: [{ role: "duty_officer" }] });
    trial.tell(COMMAND, "decision.take", { ...decision, meeting: "M1" });
    expect(state(trial, "brief:B1")).toMatchObject({ status: "adopted", adoptedBy: "M1", figures: { "contacts.found": 1 } });
    expect(state<DecisionView>(trial, "decision:N1").seen).toEqual(cutoff);
  });

  test("of a position still to come is refused, and so is one frozen twice", () => {
    const trial = briefed();
    const freeze = { brief: "B2", cutoff: { incident: head(trial) + 1, city: 1 }, figures: {} };
    expect(trial.code(COMMAND, "brief.freeze", freeze)).toBe("snapshot-to-come");
    expect(trial.code(COMMAND, "brief.freeze", { ...freeze, cutoff: { incident: 1, city: head(trial) + 1 } })).toBe("snapshot-to-come");
    expect(trial.code(COMMAND, "brief.freeze", { ...freeze, brief: "B1", cutoff: { incident: 1, city: 1 } })).toBe("brief-exists");
  });

  test("[SM-001] that shows another number than its position holds is told apart", () => {
    const brief = state<BriefView>(briefed(), "brief:B1");
    expect(differences(brief, { "contacts.found": 1 })).toEqual([]);
    expect(differences(brief, { "contacts.found": 2 })).toEqual([{ figure: "contacts.found", shown: 1, counted: 2 }]);
    expect(differences(brief, {})).toEqual([{ figure: "contacts.found", shown: 1, counted: null }]);
  });
});

describe("a meeting", () => {
  test("[SM-075] keeps attendance by role, and whether who substituted is the deputy", () => {
    const trial = city();
    trial.tell(COMMAND, "meeting.hold", {
      meeting: "M1", body: "A", chair: "head", absent: ["tracing_deputy"], attendance: [{ role: "head" }, { role: "transfer_desk", substitute: "transfer_deputy" }, { role: "commander", substitute: "clerk" }],
    });
    expect(state<Record<string, unknown>>(trial, "meeting:M1")["attendance"]).toEqual([
      { role: "head", deputy: false }, { role: "transfer_desk", substitute: "transfer_deputy", deputy: true }, { role: "commander", substitute: "clerk", deputy: false },
    ]);
  });

  test("is on record once, of a body and with a brief that exist", () => {
    const trial = city();
    const meeting = { meeting: "M1", body: "city", chair: "duty_officer", attendance: [{ role: "duty_officer" }] };
    expect(trial.code(COMMAND, "meeting.hold", { ...meeting, body: "Z" })).toBe("unknown-organisation");
    expect(trial.code(COMMAND, "meeting.hold", { ...meeting, brief: "B9" })).toBe("unknown-brief");
    trial.tell(COMMAND, "meeting.hold", meeting);
    expect(trial.code(COMMAND, "meeting.hold", meeting)).toBe("meeting-exists");
  });
});

describe("a decision", () => {
  test("[SM-073] becomes a duty offered to its owner, followed until whoever decided has verified it", () => {
    const trial = briefed();
    trial.tell(COMMAND, "decision.take", { ...decision, brief: "B1" });
    const duty = trial.duty("decision.carry-out", "decision:N1");
    expect(duty).toMatchObject({ holder: COMMAND, offer: { to: HEAD }, due: at(T + DAY) });
    trial.tell(HEAD, "duty.accept", { duty: duty.id });
    trial.tell(HEAD, "decision.carry-out", { decision: "N1", proof: "site S2 opened" });
    expect(trial.code(HEAD, "duty.verify", { duty: duty.id, note: "n" })).toBe("self-verification");
    trial.tell(COMMAND, "duty.verify", { duty: duty.id, note: "went there" });
    expect(trial.duty("decision.carry-out").status).toBe("verified");
  });

  test.each([
    ["decision-without-owner", { owner: undefined }], ["decision-without-time", { due: undefined }], ["decision-without-snapshot", { brief: undefined }],
    ["unknown-meeting", { meeting: "M9" }], ["unknown-brief", { brief: "B9" }], ["unknown-organisation", { owner: { org: "Z", role: "x" } }],
    ["interval-upside-down", { due: { earliest: 2, latest: 1 } }], ["snapshot-to-come", { seen: { incident: 100_000, city: 1 } }],
  ])("[SM-073] %s: is not issued", (code, change) => {
    const trial = briefed();
    const data = JSON.parse(JSON.stringify({ ...decision, brief: "B1", ...change })) as object;
    expect(trial.code(COMMAND, "decision.take", data)).toBe(code);
    expect(trial.said("decision.taken")).toEqual([]);
  });

  test("reported from minutes without owner and time is kept; that it be completed is owed, and its alarm comes", () => {
    const trial = briefed();
    trial.tell(COMMAND, "decision.take", { decision: "N1", text: "Strengthen everything", brief: "B1" }, { reported: true });
    expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(["decision-without-owner", "decision-without-time"]);
    expect(trial.duty("decision.complete")).toMatchObject({ holder: COMMAND, due: at(T + 4 * HOUR) });
    trial.wait(5 * HOUR);
    expect(trial.said("duty.overdue").map((event) => event.data["kind"])).toContain("decision.complete");
    trial.tell(COMMAND, "decision.complete", { decision: "N1", owner: HEAD, due: at(T + DAY) });
    expect(trial.duty("decision.complete").done).toMatchObject({ timing: "late" });
    expect(trial.duty("decision.carry-out")).toMatchObject({ offer: { to: HEAD } });
    expect(trial.code(COMMAND, "decision.complete", { decision: "N1", owner: HEAD, due: at(T + DAY) })).toBe("decision-complete");
  });

  test("completed in time raises nothing", () => {
    const trial = briefed();
    trial.tell(COMMAND, "decision.take", { decision: "N1", text: "Strengthen everything", brief: "B1" }, { reported: true });
    trial.tell(COMMAND, "decision.complete", { decision: "N1", owner: HEAD, due: at(T + DAY) });
    trial.tell(HEAD, "decision.carry-out", { decision: "N1", proof: "p" });
    trial.wait(6 * HOUR);
    expect(trial.said("duty.overdue").map((event) => event.data["kind"]).filter((kind) => String(kind).startsWith("decision."))).toEqual([]);
  });

  test("revoked, it asks for nothing any more", () => {
    const trial = briefed();
    trial.tell(COMMAND, "decision.take", { ...decision, brief: "B1" });
    trial.tell(COMMAND, "decision.revoke", { decision: "N1", reason: "superseded" });
    expect(trial.duty("decision.carry-out").status).toBe("lapsed");
    expect(trial.code(COMMAND, "decision.revoke", { decision: "N1", reason: "r" })).toBe("decision-closed");
    expect(trial.code(COMMAND, "decision.take", { ...decision, brief: "B1" })).toBe("decision-exists");
  });

  test("[SM-001] shows what its decider had not seen, and what was learned since", () => {
    const trial = briefed();
    findContacts(trial, "P2");
    trial.tell(COMMAND, "decision.take", { ...decision, brief: "B1", about: ["contact:P2"] });
    trial.tell(DISTRICT, "contact.push", { contacts: ["P2"], to: "A1" });
    const since = learnedSince(state<DecisionView>(trial, "decision:N1"), trial.simulation.events);
    expect(since.unseen.map(({ type }) => type)).toEqual(["contact.found"]);
    expect(since.learned.map(({ type }) => type)).toEqual(["contact.pushed"]);
    trial.tell(COMMAND, "decision.take", { ...decision, decision: "N2", brief: "B1" });
    expect(learnedSince(state<DecisionView>(trial, "decision:N2"), trial.simulation.events).unseen.length).toBeGreaterThan(since.unseen.length);
  });

  test("[SM-259] taken on the spot names its place and the position the telephone stood at", () => {
    const trial = city();
    trial.tell(SUBDISTRICT, "decision.take", { ...decision, seen: { incident: 3, city: 3 }, place: "gate of the compound" });
    expect(state(trial, "decision:N1")).toMatchObject({ place: "gate of the compound", seen: { incident: 3, city: 3 }, status: "given" });
  });
});

describe("a major task", () => {
  const major = { ...decision, accountable: COMMAND, brief: "B1", due: at(T + 5 * DAY) };

  test("[SM-116] has one accountable post, which looks at it each day or is heard of, and the date of its last look", () => {
    const trial = briefed();
    trial.tell(HEAD, "decision.take", major);
    const first = trial.duty("decision.look");
    expect(first).toMatchObject({ holder: COMMAND, due: at(T + DAY) });
    expect(trial.code(HEAD, "decision.review", { decision: "N1", note: "n" })).toBe("not-accountable");
    trial.wait(HOUR);
    trial.tell(COMMAND, "decision.review", { decision: "N1", note: "asked for the third hotel" });
    expect(state<DecisionView>(trial, "decision:N1").lastReviewedAt).toEqual(at(T + HOUR));
    expect(trial.duty("decision.look")).toMatchObject({ due: at(T + 2 * DAY), status: "open" });
    trial.wait(2 * DAY);
    expect(trial.duty("decision.look").overdue).not.toBeNull();
  });

  test("carried out, it needs no further look", () => {
    const trial = briefed();
    trial.tell(HEAD, "decision.take", major);
    trial.tell(HEAD, "decision.carry-out", { decision: "N1", proof: "p" });
    expect(trial.duty("decision.look").status).toBe("lapsed");
  });
});

describe("advisers", () => {
  test("[SM-302] neither decide nor hold a duty", () => {
    const trial = briefed();
    trial.tell(COMMAND, "org.register", { org: "experts", level: "advisers", parent: "city" });
    const expert: Post = { org: "experts", role: "group_head" };
    expect(trial.code(expert, "decision.take", { ...decision, brief: "B1" })).toBe("advisers-only-advise");
    expect(trial.code(COMMAND, "decision.take", { ...decision, owner: expert, brief: "B1" })).toBe("advisers-only-advise");
    expect(trial.code(COMMAND, "decision.take", { ...decision, accountable: expert, brief: "B1" })).toBe("advisers-only-advise");
    expect(trial.code(COMMUNITY, "decision.take", { ...decision, brief: "B1" })).toBe("accepted");
  });
});
