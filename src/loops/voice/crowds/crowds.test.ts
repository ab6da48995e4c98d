// Crowds: the alarm comes before one forms, to whoever can still prevent it; when one is there, the playbook has
// names and minutes. Each history is invented (assumed): the real ones are known to the hour at best.
import { describe, expect, test } from "vitest";
import { at, HOUR, MINUTE, type Ms } from "../../../base/time.ts";
import type { Post } from "../../../engine/event.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { gather } from "../../command/alarms/events.ts";
import { COMMAND } from "../../trial-city.ts";
import { DESK, found, GUARANTOR, HOTLINE, lawful, LEAD, PACKS, T, take, things, tryTown } from "../trial-town.ts";
import { facts } from "../facts.ts";
import { playbookGaps, type CrowdView } from "./views.ts";
import covid from "../../../../packs/cn-covid-9.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const town = (): Trial => tryTown(PACK);
const STREET: Post = { org: "A1", role: "street_head" };
const DISTRICT_HEAD: Post = { org: "A", role: "head" };
const OVERSEER: Post = { org: "A", role: "commander" };

/** Who is rung at once by an event, and how loudly. */
const rung = (trial: Trial, type: string): [Post, string][] => gather(trial.said(type)).map((batch) => [batch.to, batch.rank]);
const until = (trial: Trial, instant: Ms): void => trial.wait(instant - trial.simulation.now());

describe("the surge detector", () => {
  test("[SM-187] fires at the fifth household within the hour, once, and rings the guarantor and the level above at once", () => {
    const trial = town();
    for (const [number, household] of ["H1", "H2", "H3", "H4"].entries()) {
      take(trial, `Q${number}`, { household });
      trial.wait(10 * MINUTE);
    }
    expect(trial.said("surge.detected")).toEqual([]);
    take(trial, "Q5", { household: "H5" });
    take(trial, "Q6", { household: "H6" });
    expect(trial.said("surge.detected").map((event) => [event.learned, event.data["households"], event.data["requests"]])).toEqual([[T + 40 * MINUTE, 5, ["Q0", "Q1", "Q2", "Q3", "Q5"]]]);
    expect(rung(trial, "surge.detected")).toEqual([[GUARANTOR, "emergency"], [OVERSEER, "emergency"]]);
    expect(trial.duty("surge.answer", "compound:C1")).toMatchObject({ holder: GUARANTOR, asker: DISTRICT_HEAD, due: at(T + 70 * MINUTE) });
    lawful(trial);
  });

  test("does not fire for one household that asks five times, for other matters, or over a longer time", () => {
    const one = town();
    for (let number = 0; number < 6; number++) take(one, `Q${number}`);
    expect(one.said("surge.detected")).toEqual([]);
    const other = town();
    for (const household of ["H1", "H2", "H3", "H4", "H5"]) take(other, household, { household, category: "testing" });
    expect(other.said("surge.detected")).toEqual([]);
    const slow = town();
    for (const household of ["H1", "H2", "H3", "H4", "H5"]) {
      take(slow, household, { household });
      slow.wait(20 * MINUTE);
    }
    expect(slow.said("surge.detected")).toEqual([]);
  });

  test("answered, it can fire again after its window", () => {
    const trial = town();
    const surge = (round: string): void => ["H1", "H2", "H3", "H4", "H5"].forEach((household) => take(trial, `${round}${household}`, { household }));
    surge("a");
    expect(trial.code(GUARANTOR, "surge.answer", { compound: "C9", goods: "g", said: "s" })).toBe("unknown-surge");
    trial.tell(GUARANTOR, "surge.answer", { compound: "C1", goods: "300 packs", said: "at 17:00, building by building" });
    surge("b");
    expect(trial.said("surge.detected")).toHaveLength(1);
    trial.wait(2 * HOUR);
    surge("c");
    expect(trial.said("surge.detected")).toHaveLength(2);
    lawful(trial);
  });
});

describe("digest failure 16, an invented history (assumed): a crowd at a compound gate over missing supplies", () => {
  /** From 15:00 six households ask for what has not come. */
  const afternoon = (): Trial => {
    const trial = town();
    until(trial, T + HOUR);
    for (const [number, household] of ["H1", "H2", "H3", "H4", "H5", "H6"].entries()) {
      take(trial, `Q${number}`, { household });
      trial.wait(7 * MINUTE);
    }
    return trial;
  };
  const GATE = T + 4 * HOUR;
  const crowd = { crowd: "G1", where: "compound gate", over: "supplies", compound: "C1" };

  test("[SM-187] [SM-185] two alarms come before the crowd: the surge to the guarantor, its silence to the district", () => {
    const trial = afternoon();
    until(trial, GATE);
    expect(found(trial, "crowd_over_supplies")).toEqual([]);
    trial.tell(HOTLINE, "crowd.report", crowd);
    const surge = trial.said("surge.detected")[0]!;
    expect(surge.learned).toBe(T + HOUR + 28 * MINUTE);
    const [finding] = found(trial, "crowd_over_supplies");
    expect(finding).toMatchObject({ duty: "surge.answer", clause: "surge.answer", holder: GUARANTOR, raisedAt: surge.learned + 30 * MINUTE, raisedTo: OVERSEER });
    expect(finding!.raisedAt).toBeLessThan(GATE);
    expect(finding!.evidence).toContain(trial.said("crowd.reported")[0]!.seq);
    expect(JSON.stringify(found(trial))).not.toMatch(/penalt|punish|sanction|offender/i);
    lawful(trial);
  });

  test("[SM-184] [SM-189] and not eased within half an hour, that is found beside it, measured from the first report", () => {
    const trial = afternoon();
    until(trial, GATE);
    trial.tell(HOTLINE, "crowd.report", crowd);
    expect(rung(trial, "crowd.reported")).toEqual([[GUARANTOR, "emergency"], [OVERSEER, "emergency"]]);
    trial.wait(2 * HOUR);
    trial.tell(GUARANTOR, "crowd.ease", { crowd: "G1", how: "goods came" });
    expect(found(trial, "crowd_over_supplies").map((one) => [one.duty, one.raisedAt, one.late?.least ?? null])).toEqual([
      ["surge.answer", T + HOUR + 58 * MINUTE, GATE - (T + HOUR + 58 * MINUTE)], ["crowd.ease-supplies", GATE + 30 * MINUTE, 90 * MINUTE],
    ]);
    lawful(trial);
  });

  test("[SM-187] its honest twin: the surge is answered, the requests are answered and confirmed, and nothing is raised", () => {
    const trial = afternoon();
    trial.tell(GUARANTOR, "surge.answer", { compound: "C1", goods: "six packs from the district store", said: "by building, from 16:30" });
    trial.tell(DISTRICT_HEAD, "duty.verify", { duty: trial.duty("surge.answer").id, note: "rang two households" });
    for (let number = 0; number < 6; number++) {
      trial.tell(DESK, "request.answer", { request: `Q${number}`, answer: "at your door" });
      trial.tell(HOTLINE, "request.confirm", { request: `Q${number}`, solved: true, checkedBy: "resident", how: "rang" });
    }
    trial.wait(HOUR);
    trial.tell(HOTLINE, "callback.draw", { org: "A1", day: "2022-09-07" });
    for (const drawn of trial.said("callback.drawn")) trial.tell(HOTLINE, "callback.record", { request: drawn.data["request"], outcome: "solved" });
    trial.wait(48 * HOUR);
    expect(found(trial)).toEqual([]);
    expect(trial.said("duty.overdue")).toEqual([]);
    lawful(trial);
  });

  test("a surge nobody answered is no finding of a crowd where none came, and still an alarm", () => {
    const trial = afternoon();
    trial.wait(3 * HOUR);
    expect(found(trial, "crowd_over_supplies")).toEqual([]);
    expect(trial.said("duty.overdue").map((event) => event.data["kind"])).toContain("surge.answer");
  });
});

describe("digest failure 15, an invented history (assumed): a crowd for group-bought food at an office door", () => {
  const DOOR = T + 4 * HOUR;
  const expecting = (trial: Trial, people: number): void => {
    trial.tell({ org: "A1", role: "clerk" }, "pickup.expect", { pickup: "office-door", org: "A1", people, when: { earliest: DOOR - HOUR, latest: DOOR + HOUR }, source: "orders taken in chat groups" });
  };
  const crowd = { crowd: "G2", where: "office door", over: "pick-up", pickup: "office-door" };

  test("[SM-181] orders without slots ring the lead hours before people stand at the door; silence goes to the district", () => {
    const trial = town();
    expecting(trial, 300);
    expect(rung(trial, "pickup.crowding")).toEqual([[PACKS, "emergency"], [OVERSEER, "emergency"]]);
    until(trial, DOOR);
    trial.tell(HOTLINE, "crowd.report", crowd);
    const [finding] = found(trial, "crowd_at_pick_up");
    expect(finding).toMatchObject({ duty: "pickup.split", clause: "pickup.split", holder: PACKS, missedBy: [PACKS], raisedAt: T + 30 * MINUTE, raisedTo: OVERSEER });
    expect(finding!.raisedAt).toBeLessThan(DOOR);
    trial.wait(HOUR);
    expect(found(trial, "crowd_at_pick_up").map((one) => one.duty)).toEqual(["pickup.split", "crowd.ease-pick-up"]);
    lawful(trial);
  });

  test("[SM-181] its honest twin: slots, points and doors take the orders, nobody crowds, and nothing is raised", () => {
    const trial = town();
    expecting(trial, 300);
    trial.wait(20 * MINUTE);
    expect(trial.code(PACKS, "pickup.split", { pickup: "office-door", points: [], slots: [], toDoors: 0, said: "wait" })).toBe("nothing-split");
    trial.tell(PACKS, "pickup.split", {
      pickup: "office-door", points: ["gate-1", "gate-2"], toDoors: 180, said: "your slot is in your message",
      slots: [0, 1, 2].map((hour) => ({ slot: `h${hour}`, start: at(DOOR + (hour - 1) * HOUR), end: at(DOOR + hour * HOUR - 1), takes: 40 })),
    });
    trial.tell(DISTRICT_HEAD, "duty.verify", { duty: trial.duty("pickup.split").id, note: "slots seen" });
    trial.wait(48 * HOUR);
    expect(found(trial)).toEqual([]);
    lawful(trial);
  });

  test("[SM-181] what fits into the slots planned rings nobody", () => {
    const trial = town();
    trial.tell(COMMAND, "pickup.plan", { pickup: "K1", org: "A1", lead: PACKS, marshals: 2, slots: [{ slot: "am", start: at(DOOR), end: at(DOOR + HOUR), takes: 40 }] });
    const expect40 = (people: number): void => void trial.tell(HOTLINE, "pickup.expect", { pickup: "K1", people, when: at(DOOR), source: "orders" });
    expect40(40);
    expect(trial.said("pickup.crowding")).toEqual([]);
    expect40(41);
    expect(trial.said("pickup.crowding")).toHaveLength(1);
  });
});

describe("the playbook", () => {
  const there = (more: object): Trial => {
    const trial = town();
    trial.tell(HOTLINE, "crowd.report", { crowd: "G1", where: "square", over: "other", org: "A1", ...more });
    return trial;
  };

  test("[SM-189] names who goes, what is brought and said, and closes with every page done", () => {
    const trial = there({ compound: "C1", over: "supplies" });
    expect(trial.duty("crowd.attend")).toMatchObject({ holder: GUARANTOR, due: at(T + 15 * MINUTE) });
    expect(trial.duty("crowd.supply")).toMatchObject({ holder: LEAD, due: at(T + 30 * MINUTE) });
    const crowd = (): CrowdView => things(trial, "crowd")[0]!.state as CrowdView;
    expect(playbookGaps(crowd())).toEqual(["attended", "supplied", "eased"]);
    trial.tell(GUARANTOR, "crowd.attend", { crowd: "G1", attendedBy: "guarantor and two neighbours" });
    expect(trial.code(GUARANTOR, "crowd.close", { crowd: "G1", learned: "l" })).toBe("playbook-incomplete");
    trial.tell(LEAD, "crowd.supply", { crowd: "G1", goods: "200 packs", said: "within the hour, by building" });
    trial.tell(GUARANTOR, "crowd.ease", { crowd: "G1", how: "people went home" });
    expect(trial.duty("crowd.close")).toMatchObject({ holder: GUARANTOR, due: at(T + 24 * HOUR) });
    trial.tell(GUARANTOR, "crowd.close", { crowd: "G1", learned: "deliver before 15:00" });
    expect(crowd().status).toBe("closed");
    expect(found(trial)).toEqual([]);
    lawful(trial);
  });

  test("[SM-184] anywhere else it is with who answers for crowds there", () => {
    const trial = there({});
    expect(trial.duty("crowd.attend").holder).toEqual(STREET);
    expect(trial.duty("crowd.ease").due).toEqual(at(T + 30 * MINUTE));
    lawful(trial);
  });

  test.each<[string, object]>([["crowd-exists", {}], ["unknown-compound", { crowd: "G2", compound: "C9" }], ["unknown-pickup", { crowd: "G2", pickup: "K9" }], ["unknown-organisation", { crowd: "G2", org: "Z" }]])("refuses %s", (code, more) => {
    expect(there({}).code(HOTLINE, "crowd.report", { crowd: "G1", where: "square", over: "other", ...more })).toBe(code);
  });
});

describe("a fact file's crowd", () => {
  const fact = { id: "G11", actor: { org: "public", role: "residents" }, occurred: at(T), detail: "about 18:00", nominal: null } as const;

  test.each([["crowd_over_supplies", "crowd.ease-supplies"], ["crowd_for_group_bought_food", "crowd.ease-pick-up"]])("%s opens %s with the unit the file names, and no number of people", (action, duty) => {
    const [draft] = facts[action]!({ ...fact, action, object: "place:gate", toOrg: null, data: { org: "A1" } }, { persons: {}, roomsReady: {}, compounds: [], places: {}, seqOf: () => undefined, openDuty: () => undefined });
    expect(draft).toMatchObject({ type: "crowd.report", data: { crowd: "gate-G11", where: "gate", org: "A1" } });
    const trial = town();
    trial.tell(fact.actor, draft!.type, draft!.data, { reported: true });
    expect(trial.duty(duty)).toMatchObject({ holder: STREET, due: at(T + 30 * MINUTE) });
    expect(Object.keys(trial.said("crowd.reported")[0]!.data)).not.toContain("people");
    trial.wait(HOUR);
    expect(found(trial).map((one) => one.kind)).toEqual([action === "crowd_over_supplies" ? "crowd_over_supplies" : "crowd_at_pick_up"]);
  });
});
