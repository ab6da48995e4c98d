// Static management: nobody shut in before food, doctor and telephone are somebody's accepted duty, wide ones signed
// twice, the first delivery owed once, by the compound's own supply lead, and an end that lifts what it confined.
import { describe, expect, test } from "vitest";
import { wholeDay } from "../../../base/civil.ts";
import { at, DAY, HOUR } from "../../../base/time.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { RANKS } from "../../command/alarms/events.ts";
import { model } from "../../index.ts";
import { ABOVE, acceptAll, closing, closure, day, draw, found, GUARANTOR, HEAD, HOTLINE, infect, lawful, MAYOR, MEDICAL, register, SIGNER, SUPPLY, tryArea, until, ZONE } from "../trial-area.ts";
import { bindsAt } from "./views.ts";
import ninth from "../../../../packs/cn-covid-9.json" with { type: "json" };
import ten from "../../../../packs/cn-covid-10m.json" with { type: "json" };
import twenty from "../../../../packs/cn-covid-20m.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };
import testing from "../../../../packs/firebreak-testing.json" with { type: "json" };

const included = { includes: ["firebreak-duties", "firebreak-rights", "firebreak-testing"] };
const NINTH = packOf({ ...ninth, ...included }, duties, rights, testing);
const TWENTY = packOf(twenty, { ...ninth, ...included }, duties, rights, testing);
const TEN = packOf(ten, twenty, { ...ninth, ...included }, duties, rights, testing);
const T = day("2022-09-05");

describe("static management", () => {
  function ordered(more: object = {}): Trial {
    const trial = tryArea(NINTH, T);
    register(trial, "C1", "compound");
    trial.tell(SIGNER, "closure.order", closing(T, more));
    return trial;
  }

  test("[SM-172] states what stays allowed, its basis and its end; what shuts off care or lasts too long is refused", () => {
    const trial = tryArea(NINTH, T);
    register(trial, "C1", "compound");
    expect(trial.code(SIGNER, "closure.order", closing(T, { allowed: ["food"] }))).toBe("closure-shuts-care");
    expect(trial.code(SIGNER, "closure.order", closing(T, { end: at(T + 9 * DAY) }))).toBe("closure-too-long");
    expect(trial.code(SIGNER, "closure.order", closing(T, { end: at(T) }))).toBe("ends-before-start");
    expect(trial.code(HEAD, "closure.order", closing(T))).toBe("not-the-signer");
    // Shapes are checked at every entrance: none comes in without basis, end, review and what stays allowed.
    expect(model.commands.get("closure.order")!.schema).toMatchObject({ required: expect.arrayContaining(["legalBasis", "end", "review", "allowed", "supply", "medical", "hotline"]) as unknown });
    const none = tryArea(TEN, day("2022-12-08"));
    register(none, "C1", "compound");
    expect(none.code(SIGNER, "closure.order", closing(T, { start: at(day("2022-12-08")), end: at(day("2022-12-09")) }))).toBe("closure-forbidden");
  });

  test("[SM-172] binds nobody until supply, medical and hotline are accepted by who was named", () => {
    const trial = ordered();
    trial.tell(SUPPLY, "closure.accept", { closure: "Q1", service: "supply" });
    expect(trial.code(SUPPLY, "closure.accept", { closure: "Q1", service: "medical" })).toBe("not-the-service-holder");
    trial.tell(MEDICAL, "closure.accept", { closure: "Q1", service: "medical" });
    trial.wait(2 * HOUR);
    expect(bindsAt(closure(trial), trial.simulation.now())).toBe(false);
    expect(trial.said("duty.offer_expired").map((event) => event.data["kind"])).toEqual(["closure.hotline"]);
    trial.tell(HOTLINE, "closure.accept", { closure: "Q1", service: "hotline" });
    expect(bindsAt(closure(trial), T + 2 * HOUR - 1)).toBe(false);
    expect(bindsAt(closure(trial), T + 2 * HOUR)).toBe(true);
    expect(bindsAt(closure(trial), T + 3 * DAY)).toBe(false);
    // The first delivery is the compound's own duty, owed once, by its supply lead.
    expect([...trial.simulation.state.allDuties()].filter((duty) => duty.citation?.clause === "supply.first")).toHaveLength(1);
    expect(trial.duty("supply.first", "compound:C1")).toMatchObject({ holder: SUPPLY, asker: GUARANTOR, due: at(T + 14 * HOUR) });
    expect(trial.duty("closure.call")).toMatchObject({ holder: HOTLINE });
    lawful(trial);
  });

  test("reported by somebody who may not sign, without notice and too long, it is on record with every breach, and its services are owed", () => {
    const trial = tryArea(NINTH, T);
    register(trial, "C1", "compound");
    trial.tell(HEAD, "closure.order", closing(T, { notice: undefined, end: at(T + 9 * DAY) }), { reported: true });
    expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(["not-the-signer", "measure-incomplete", "closure-too-long"]);
    expect(closure(trial).status).toBe("ordered");
    expect(trial.duty("closure.supply")).toMatchObject({ offer: { to: SUPPLY } });
    lawful(trial);
  });

  test("past its end nothing of it can begin", () => {
    const trial = ordered();
    trial.wait(3 * DAY);
    expect(trial.code(SUPPLY, "closure.accept", { closure: "Q1", service: "supply" })).toBe("closure-ended");
    expect(trial.code(SIGNER, "closure.override", { closure: "Q1", reason: "spread", decision: "D-2" })).toBe("closure-ended");
  });

  test("its services delivered, everybody on the care list called and the end kept, nothing is raised", () => {
    const trial = ordered();
    trial.tell(GUARANTOR, "household.list", { household: "H2", reasons: ["dialysis"] });
    acceptAll(trial);
    trial.wait(6 * HOUR);
    trial.tell(SUPPLY, "supplies.account", { compound: "C1", reached: ["H1", "H2"], unreached: {} });
    expect(trial.code(HOTLINE, "closure.call", { closure: "Q1", note: "all" })).toBe("care-calls-open");
    const CARER = { org: "A1", role: "care_worker" };
    trial.tell(CARER, "household.call", { household: "H2", spokeTo: true });
    trial.tell(HOTLINE, "closure.call", { closure: "Q1", note: "1 of 1" });
    trial.tell(GUARANTOR, "household.unlist", { household: "H2", reason: "in hospital" });
    for (const kind of ["supply.first", "supply.account", "closure.call"]) {
      const duty = [...trial.simulation.state.allDuties()].find((one) => one.kind === kind && one.status === "done");
      if (duty !== undefined) trial.tell(kind === "closure.call" ? ABOVE : GUARANTOR, "duty.verify", { duty: duty.id, note: "asked" });
    }
    until(trial, T + DAY + HOUR);
    trial.tell(SUPPLY, "supplies.account", { compound: "C1", reached: ["H1", "H2"], unreached: {} });
    until(trial, T + 2 * DAY);
    trial.tell(SIGNER, "closure.end", { closure: "Q1", decision: "D-2" });
    expect(trial.simulation.state.thing("compound:C1")!.state).toMatchObject({ confined: false, closure: null });
    expect(trial.said("duty.overdue")).toEqual([]);
    expect(found(trial)).toEqual([]);
    lawful(trial);
  });

  test("[SM-179] accepted but nothing brought: the sub-district is heard of before a crowd, and it is a finding only after the clock", () => {
    const trial = ordered();
    acceptAll(trial);
    until(trial, T + 13 * HOUR);
    expect(trial.said("duty.overdue").map((event) => [event.learned, event.data["kind"], event.data["to"]])).toContainEqual([T + 13 * HOUR, "supply.first", { org: "A", role: "commander" }]);
    expect(found(trial).filter((one) => one.clause === "supply.first")).toEqual([expect.objectContaining({ duty: "supply.first", kind: "assigned_tasks_not_done", holder: SUPPLY })]);
    lawful(trial);
  });

  test("[SM-279] over more than the rules' unit it waits for a second person, whom no override stands in for", () => {
    const trial = tryArea(TWENTY, T);
    register(trial, "C1", "compound");
    trial.tell(SIGNER, "closure.order", closing(T));
    expect(trial.duty("closure.countersign")).toMatchObject({ holder: MAYOR, due: at(T + 2 * HOUR) });
    acceptAll(trial);
    trial.wait(HOUR);
    expect(bindsAt(closure(trial), trial.simulation.now())).toBe(false);
    expect(trial.code(SIGNER, "closure.override", { closure: "Q1", reason: "spread", decision: "D-2" })).toBe("second-signature-missing");
    expect(trial.code(SIGNER, "closure.countersign", { closure: "Q1", decision: "D-2" })).toBe("self-verification");
    trial.tell(MAYOR, "closure.countersign", { closure: "Q1", decision: "D-2" });
    expect(bindsAt(closure(trial), trial.simulation.now())).toBe(true);
    expect(trial.code(MAYOR, "closure.countersign", { closure: "Q1", decision: "D-2" })).toBe("nothing-to-countersign");
    lawful(trial);
  });

  test.each<[string, object]>([
    ["measure-incomplete", { alternatives: undefined }], ["measure-incomplete", { notice: undefined }], ["unknown-compound", { compounds: ["C9"] }],
  ])("is refused with %s", (code, more) => {
    const trial = tryArea(NINTH, T);
    register(trial, "C1", "compound");
    expect(trial.code(SIGNER, "closure.order", closing(T, more))).toBe(code);
  });

  test("an override is signed, says what is lacking, rings above, and the services stay owed", () => {
    const trial = ordered();
    trial.tell(SUPPLY, "closure.accept", { closure: "Q1", service: "supply" });
    expect(trial.code(HEAD, "closure.override", { closure: "Q1", reason: "spread", decision: "D-2" })).toBe("not-the-signer");
    trial.tell(SIGNER, "closure.override", { closure: "Q1", reason: "spread", decision: "D-2" });
    expect(trial.said("closure.overridden")[0]).toMatchObject({ data: { lacking: ["medical", "hotline"], signedBy: SIGNER, to: { org: "city" } } });
    expect(RANKS["closure.overridden"]).toBe("emergency");
    expect(trial.duty("closure.medical").closed).toBeNull();
    expect(trial.code(SIGNER, "closure.override", { closure: "Q1", reason: "spread", decision: "D-2" })).toBe("closure-not-waiting");
    trial.tell(MEDICAL, "closure.accept", { closure: "Q1", service: "medical" });
    expect(trial.said("closure.took_effect")).toHaveLength(1);
    lawful(trial);
  });

  test("[SM-282] it ends by itself with the downgrade of its area", () => {
    const trial = ordered();
    acceptAll(trial);
    infect(trial, "C1", "P1", "2022-08-29", { happened: wholeDay(ZONE, "2022-08-29") });
    draw(trial, "C1", "medium");
    trial.tell(HEAD, "area.round", { area: "C1", round: "R7", complete: true, pending: 0, positive: 0 });
    until(trial, T + DAY);
    trial.tell(HEAD, "area.propose", { areas: ["C1"] });
    trial.tell(SIGNER, "area.sign", { areas: ["C1"], decision: "D-2", watchUntil: at(T + 8 * DAY) });
    expect(closure(trial)).toMatchObject({ status: "ended", endedAt: at(T + DAY) });
    expect(trial.duty("closure.end").done).not.toBeNull();
    expect(trial.said("area.notice_written").at(-1)!.data["notice"]).toMatchObject({ zh: expect.stringContaining("同时结束：Q1。") as unknown, en: expect.stringContaining("Ended with it: Q1.") as unknown });
    lawful(trial);
  });
});

