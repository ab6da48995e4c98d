// The way to care: clocks from the request, the level above opening it where somebody was kept out, sessions that are
// arranged before they are due; and, whatever else holds of a person or a place, nothing that can say no.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRefusal } from "../../../base/refusal.ts";
import { at, DAY, HOUR, MINUTE } from "../../../base/time.ts";
import { kindOf, type Ref } from "../../../base/ids.ts";
import type { Post } from "../../../engine/event.ts";
import type { ResolvedPack } from "../../../engine/pack/types.ts";
import type { State } from "../../../engine/state.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { model } from "../../index.ts";
import { COMMUNITY, DISTRICT, fullMeasure, SITE, SUBDISTRICT } from "../../trial-city.ts";
import { AMBULANCE, CLINIC, found, lawful, T, things, tryWard, WARD } from "../trial-ward.ts";
import { wayToCare, type CareView } from "./views.ts";
import care from "../../../../packs/firebreak-care.json" with { type: "json" };
import cholera from "../../../../packs/cholera.json" with { type: "json" };
import covid8 from "../../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import measles from "../../../../packs/measles.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const under = (file: object) => packOf({ ...file, includes: ["firebreak-duties", "firebreak-rights", "firebreak-care"] }, duties, rights, care);
const PACK = under(covid8);
const request = (trial: Trial, id = "R1"): CareView => trial.simulation.state.thing(`care-request:${id}`)!.state as CareView;

function asked(more: object = {}): Trial {
  const trial = tryWard(PACK);
  trial.tell(COMMUNITY, "care.request", { careRequest: "R1", for: "emergency", ...more });
  return trial;
}

describe("an emergency", () => {
  test("[SM-217] is offered to whoever answers calls above, held by who took it until then, with both clocks running", () => {
    const trial = asked();
    expect(trial.duty("care.answer")).toMatchObject({ holder: COMMUNITY, offer: { to: AMBULANCE }, due: at(T + 30 * MINUTE), citation: { clause: "need.urgent" } });
    expect(trial.duty("care.reach").due).toEqual(at(T + HOUR));
    lawful(trial);
  });

  test("[SM-217] answered, brought and received by the hospital's own record, nothing is raised", () => {
    const trial = asked();
    trial.wait(5 * MINUTE);
    trial.tell(AMBULANCE, "care.answer", { careRequest: "R1", hospital: "hosp", how: "ambulance 3" });
    trial.tell(AMBULANCE, "care.depart", { careRequest: "R1" });
    trial.wait(20 * MINUTE);
    trial.tell(WARD, "care.receive", { careRequest: "R1" });
    expect(request(trial)).toMatchObject({ status: "in-care", hospital: "hosp", receivedAt: at(T + 25 * MINUTE) });
    expect(trial.duty("care.reach")).toMatchObject({ status: "verified", closed: { by: WARD } });
    trial.tell(COMMUNITY, "care.complete-record", { careRequest: "R1", person: "P1", note: "taken by ambulance" });
    trial.wait(2 * DAY);
    expect(found(trial)).toEqual([]);
    expect(wayToCare(things(trial, "care-request"))).toEqual({ waiting: [], turnedAway: [], hours: [{ careRequest: "R1", least: 25 / 60, most: 25 / 60 }] });
    lawful(trial);
  });

  test("[SM-217] left to silence, it rings after thirty minutes and after an hour, each to the level above", () => {
    const trial = asked();
    trial.wait(90 * MINUTE);
    expect(trial.said("duty.overdue").map((event) => [event.data["kind"], event.occurred.earliest])).toEqual([["care.answer", T + 30 * MINUTE], ["care.reach", T + HOUR]]);
    expect(found(trial, "deadline_missed")[0]).toMatchObject({ duty: "care.answer", clause: "need.urgent", raisedAt: T + 30 * MINUTE });
    expect(wayToCare(things(trial, "care-request")).waiting).toEqual(["R1"]);
    lawful(trial);
  });

  test("[SM-217] turned away at the gate: on record, rung at once, and the level above has minutes to open the way", () => {
    const trial = asked();
    trial.tell(AMBULANCE, "care.turn-away", { careRequest: "R1", org: "A1", why: "no test result" });
    expect(trial.said("breach.recorded")[0]!.data).toMatchObject({ code: "kept-from-care", finding: "care_blocked", to: { org: "city" } });
    expect(trial.said("care.turned_away")[0]!.data["to"]).toEqual({ org: "A", role: "commander" });
    expect(trial.duty("care.unblock")).toMatchObject({ holder: { org: "A", role: "head" }, due: at(T + 15 * MINUTE) });
    trial.wait(20 * MINUTE);
    expect(found(trial, "care_blocked").some((one) => one.duty === "care.unblock")).toBe(true);
    trial.tell(WARD, "care.receive", { careRequest: "R1" });
    expect(trial.duty("care.unblock").status).toBe("verified");
    expect(wayToCare(things(trial, "care-request")).turnedAway).toEqual(["R1"]);
    lawful(trial);
  });

  test("[SM-217] whoever comes without having called is received and recorded; the rest is completed afterwards", () => {
    const trial = tryWard(PACK);
    trial.tell(WARD, "care.receive", { careRequest: "R7" });
    expect(request(trial, "R7")).toMatchObject({ status: "in-care", careRequest: "R7", hospital: "hosp", recordComplete: false });
    trial.tell(WARD, "care.complete-record", { careRequest: "R7", person: "P7", org: "A1", note: "walked in" });
    expect(request(trial, "R7")).toMatchObject({ person: "P7", recordComplete: true });
    lawful(trial);
  });

  test("not helped, says the person: what was said to be done goes back", () => {
    const trial = asked();
    trial.tell(AMBULANCE, "care.answer", { careRequest: "R1", hospital: "hosp" });
    trial.tell(COMMUNITY, "care.confirm", { careRequest: "R1", helped: false, how: "rang" });
    expect(request(trial).status).toBe("not-helped");
    expect(trial.duty("care.reach").done).toBeNull();
    trial.tell(DISTRICT, "care.confirm", { careRequest: "R1", helped: true, how: "rang" });
    expect(trial.duty("care.reach").status).toBe("verified");
    trial.tell(AMBULANCE, "care.return", { careRequest: "R1", to: "A1c" });
    expect(request(trial).status).toBe("back");
    lawful(trial);
  });

  test("[SM-105] a village clinic asks with two fields, and needs no more than three for anything it does here", () => {
    const trial = tryWard(PACK);
    trial.tell(CLINIC, "care.request", { careRequest: "R1", for: "birth" });
    expect(trial.duty("care.answer")).toMatchObject({ holder: CLINIC, offer: { to: AMBULANCE } });
    for (const type of ["care.request", "care.receive", "care.answer", "care.turn-away", "course.consent", "course.decline", "course.give", "medicine.read-temperature", "patient.receive"]) {
      const { schema } = model.commands.get(type)!;
      expect((schema as unknown as { required?: string[] }).required?.length ?? 0, type).toBeLessThanOrEqual(3);
    }
  });
});

describe("chronic care", () => {
  test("[SM-217] dialysis has its own clocks: a hospital named in hours, there by the time it is needed", () => {
    const trial = asked({ for: "dialysis", neededBy: at(T + 20 * HOUR) });
    expect(trial.duty("care.answer-chronic").due).toEqual(at(T + 4 * HOUR));
    expect(trial.duty("care.reach-chronic").due).toEqual(at(T + 20 * HOUR));
    expect(trial.said("duty.opened").map((event) => event.data["kind"])).not.toContain("care.record");
    lawful(trial);
  });

  test("[SM-217] the way to the next session is arranged a day before: unarranged it rings while there is still a day", () => {
    const trial = tryWard(PACK);
    const enrol = { chronicCare: "D1", for: "dialysis", org: "A1", hospital: "hosp", nextAt: at(T + 3 * DAY) };
    expect(trial.code(COMMUNITY, "chronic.enrol", { ...enrol, hospital: "nowhere" })).toBe("unknown-organisation");
    trial.tell(COMMUNITY, "chronic.enrol", enrol);
    expect(trial.duty("chronic.arrange")).toMatchObject({ holder: SUBDISTRICT, due: at(T + 2 * DAY) });
    trial.wait(2 * DAY + HOUR);
    expect(found(trial, "deadline_missed")).toMatchObject([{ duty: "chronic.arrange", raisedAt: T + 2 * DAY }]);
    trial.tell(SUBDISTRICT, "chronic.arrange", { chronicCare: "D1", how: "taxi of the community" });
    trial.wait(22 * HOUR);
    trial.tell(WARD, "chronic.attend", { chronicCare: "D1", nextAt: at(T + 5 * DAY) });
    expect(trial.duty("chronic.arrange").due).toEqual(at(T + 4 * DAY));
    lawful(trial);
  });

  test("attended and arranged in time, nothing is raised; ended, nothing is owed", () => {
    const trial = tryWard(PACK);
    trial.tell(COMMUNITY, "chronic.enrol", { chronicCare: "D1", for: "dialysis", org: "A1", hospital: "hosp", nextAt: at(T + 2 * DAY) });
    trial.tell(SUBDISTRICT, "chronic.arrange", { chronicCare: "D1", how: "taxi" });
    trial.wait(2 * DAY - HOUR);
    trial.tell(WARD, "chronic.attend", { chronicCare: "D1", nextAt: at(T + 4 * DAY) });
    expect(found(trial)).toEqual([]);
    trial.tell(COMMUNITY, "chronic.end", { chronicCare: "D1", reason: "moved away" });
    expect(trial.duty("chronic.attend").status).toBe("lapsed");
    for (const type of ["chronic.arrange", "chronic.attend", "chronic.end"]) expect(trial.code(WARD, type, { chronicCare: "D9", how: "h", reason: "r" })).toBe("unknown-chronic-care");
    lawful(trial);
  });
});

/** Acts that hold, move, shut in, test or doubt the person, right or wrong: reported, so that each leaves its mark. */
const RESTRICTING: readonly (readonly [Post, string, (trial: Trial) => object])[] = [
  [DISTRICT, "contact.find", () => ({ contact: "P1", class: "close", home: "A1c" })],
  [COMMUNITY, "contact.hold", () => ({ contact: "P1", note: "n" })],
  [DISTRICT, "contact.push", () => ({ contacts: ["P1"], to: "A1" })],
  [SITE, "arrival.record", () => ({ site: "S1", contacts: ["P1"] })],
  [DISTRICT, "measure.order", (trial) => fullMeasure(trial, `M${trial.simulation.events.length}`, "P1", 14 * DAY)],
  [DISTRICT, "measure.order", (trial) => ({ measure: `M${trial.simulation.events.length}`, contact: "P1" })],
  [SITE, "exit.record", () => ({ persons: ["P1"] })],
  [DISTRICT, "compound.register", () => ({ compound: "C1", org: "A1", householdCount: 3, guarantor: { org: "A1", role: "guarantor" }, supplyLead: { org: "A1", role: "supply_lead" } })],
  [DISTRICT, "compound.confine", () => ({ compound: "C1", decision: "No. 1" })],
  [DISTRICT, "case.report", () => ({ case: "P1", class: "confirmed" })],
  [WARD, "patient.admit", () => ({ patient: "P1", class: "suspected", hospital: "hosp" })],
  [AMBULANCE, "care.turn-away", () => ({ careRequest: "R1", org: "A1", why: "no permit" })],
];
const RULES: Readonly<Record<string, ResolvedPack>> = { covid: PACK, measles: under(measles), cholera: under(cholera) };
const NEEDS = ["emergency", "birth", "dialysis", "chemotherapy", "medicine", "other"] as const;
const ACTORS: readonly Post[] = [COMMUNITY, SITE, WARD, CLINIC, DISTRICT, { org: "nobody-knows", role: "passer-by" }];

describe("nothing blocks it (law 8)", () => {
  test("[SM-217] under any rules, after any restriction, anybody's request for anybody is taken, clocked alike and received", () => {
    const step = fc.record({ act: fc.nat({ max: RESTRICTING.length - 1 }), wait: fc.constantFrom(0, HOUR, DAY) });
    const asking = fc.record({
      actor: fc.constantFrom(...ACTORS), for: fc.constantFrom(...NEEDS), person: fc.constantFrom(undefined, "P1", "never-heard-of"), org: fc.constantFrom(undefined, "A1", "no-such-place"), id: fc.constantFrom("R1", "R2"),
    });
    fc.assert(fc.property(fc.constantFrom(...Object.keys(RULES)), fc.array(step, { maxLength: 10 }), asking, (rules, steps, { actor, id, ...need }) => {
      const trial = tryWard(RULES[rules]!);
      for (const { act, wait } of steps) {
        const [who, type, data] = RESTRICTING[act]!;
        trial.wait(wait);
        trial.ask(who, type, data(trial), { reported: true });
      }
      const defined = Object.fromEntries(Object.entries(need).filter(([, value]) => value !== undefined));
      const now = trial.simulation.now();
      const told = trial.tell(actor, "care.request", { careRequest: id, ...defined });
      const urgent = need.for === "emergency" || need.for === "birth";
      const clock = told.find((event) => event.type === "duty.opened" && String(event.data["kind"]).startsWith("care.answer"));
      expect(clock?.data).toMatchObject({ kind: urgent ? "care.answer" : "care.answer-chronic", due: at(now + (urgent ? 30 * MINUTE : 4 * HOUR)) });
      const exits = trial.said("breach.recorded").length;
      for (const [who, type, data] of [[AMBULANCE, "care.answer", { hospital: "hosp" }], [AMBULANCE, "care.depart", {}], [WARD, "care.receive", {}]] as const) {
        expect(isRefusal(trial.ask(who, type, { careRequest: id, ...data })), type).toBe(false);
      }
      expect(request(trial, id)).toMatchObject({ status: "in-care", hospital: "hosp" });
      expect(trial.said("breach.recorded")).toHaveLength(exits);
      trial.wait(MINUTE);
      lawful(trial);
    }), { numRuns: 60 });
  }, 30_000);

  test("[SM-217] no status is even looked at: deciders read requests, organisations and whether the person has a record, and nothing else", () => {
    const trial = asked({ person: "P1" });
    trial.tell(DISTRICT, "contact.find", { contact: "P1", class: "close" });
    const read = new Set<string>();
    const { state } = trial.simulation;
    const watching: State = {
      thing: (ref: Ref) => (read.add(kindOf(ref)), state.thing(ref)), duty: (id) => (read.add("duty"), state.duty(id)),
      openDuties: (subject) => (read.add("duties"), state.openDuties(subject)), things: (kind, column, value) => (read.add(kind), state.things(kind, column, value)),
    };
    for (const [type, def] of model.commands) {
      if (!type.startsWith("care.")) continue;
      const data = { careRequest: "R1", for: "emergency", hospital: "hosp", org: "A1", why: "w", helped: true, how: "h", to: "A1c", note: "n" };
      const decided = def.decide(watching, { id: "x", type, incident: "trial", actor: WARD, data } as never, trial.simulation.context(), model);
      expect(isRefusal(decided), type).toBe(false);
    }
    expect([...read].toSorted()).toEqual(["care-request", "contact", "org"]);
  });
});
