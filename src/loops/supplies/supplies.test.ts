// Supplies: met at the door and nowhere earlier, every household of a confined compound reached or explained,
// and the sub-district that lets its compounds go hungry told about it before anybody stands at the gate.
import { describe, expect, test } from "vitest";
import { at, DAY, HOUR, MINUTE } from "../../base/time.ts";
import { audit } from "../../engine/audit/audit.ts";
import type { Post } from "../../engine/event.ts";
import type { Thing } from "../../engine/thing.ts";
import { findings } from "../../engine/findings/findings.ts";
import { packOf, type Trial } from "../../engine/trial.ts";
import { model } from "../index.ts";
import { COMMAND, tryCity } from "../trial-city.ts";
import { waitingAt } from "./needs/views.ts";
import { slotRows, type PickupView } from "./pickup/views.ts";
import { coverByItem, runsOutAt, type StockView } from "./stock/views.ts";
import { callsDue, householdRoster, supplyBoard } from "./views.ts";
import covid from "../../../packs/cn-covid-9.json" with { type: "json" };
import duties from "../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const T = Date.UTC(2022, 8, 6);
const GUARANTOR: Post = { org: "A1", role: "guarantor" };
const LEAD: Post = { org: "A1", role: "supply_lead" };
const HOTLINE: Post = { org: "A", role: "hotline" };
const HOMES = ["H1", "H2", "H3"];

function compound(): Trial {
  const trial = tryCity(PACK, T);
  for (const [org, duty, role] of [["A1", "vulnerable.call", "care_worker"], ["A", "stock.replenish", "store_head"], ["A", "price.answer", "market_head"], ["A1", "pickup.split", "pack_lead"], ["A1", "service.restore", "repair_head"], ["A1", "door.knock", "care_worker"]] as const) {
    trial.tell(COMMAND, "responsibility.assign", { org, duty, roles: [role] });
  }
  trial.tell(COMMAND, "compound.register", { compound: "C1", org: "A1", householdCount: 3, guarantor: GUARANTOR, supplyLead: LEAD });
  trial.tell(GUARANTOR, "household.register", { compound: "C1", households: HOMES.map((household) => ({ household, residents: 3 })) });
  return trial;
}

const things = (trial: Trial, kind: string) => [...trial.simulation.state.allThings()].filter((thing) => thing.ref.startsWith(`${kind}:`));
const found = (trial: Trial, kind?: string) => {
  const { simulation } = trial;
  const all = findings({ model, state: simulation.state, duties: simulation.state.allDuties(), events: simulation.events, context: simulation.context() });
  return kind === undefined ? all : all.filter((one) => one.kind === kind);
};

/** No law is broken in the ledger a test has made. */
function lawful(trial: Trial): void {
  const { simulation } = trial;
  expect(audit({
    events: simulation.events, incident: "trial", commandPost: COMMAND, rules: [...model.rules.values()], packs: new Map([[PACK.hash, PACK]]), packHash: PACK.hash,
    duties: simulation.state.allDuties(), until: simulation.now(), punctual: true,
  })).toEqual([]);
}

const needFood = (need: string, more: object = {}) => ({ need, household: "H1", channel: "hotline", category: "food", items: { rice: 5 }, ...more });
const stock = (quantity: number, more: object = {}) => ({ org: "A", item: "rice", use: "basic", unit: "kg", quantity, dailyUse: 10, ...more });

describe("a need", () => {
  test("[SM-216] [SM-240] goes from demand to order, stock, route and door, each stage with its time, and closes with the household's word", () => {
    const trial = compound();
    trial.tell(COMMAND, "stock.count", stock(100));
    trial.tell(HOTLINE, "need.report", needFood("N1"));
    const duty = () => trial.duty("need.goods", "need:N1");
    expect(duty()).toMatchObject({ holder: LEAD, asker: HOTLINE, due: at(T + 12 * HOUR) });
    for (const [type, data] of [["need.order", { supplier: "wholesale market" }], ["need.allocate", { store: "A" }], ["need.dispatch", { route: "R7" }], ["need.reach-gate", {}], ["need.deliver", {}]] as const) {
      trial.wait(30 * MINUTE);
      trial.tell(LEAD, type, { need: "N1", ...data });
    }
    expect(duty()).toMatchObject({ status: "done", closed: null });
    trial.tell(HOTLINE, "need.confirm", { need: "N1", received: true, how: "rang" });
    expect(duty()).toMatchObject({ status: "verified", closed: { by: HOTLINE } });
    const { stages } = things(trial, "need")[0]!.state as unknown as { stages: Record<string, { earliest: number }> };
    expect(Object.keys(stages)).toEqual(["reported", "ordered", "allocated", "dispatched", "at-gate", "delivered", "confirmed"]);
    expect((trial.simulation.state.thing("stock:A/rice")!.state as StockView).quantity).toBe(95);
    lawful(trial);
  });

  test("[SM-242] at the gate it is not done: the clock runs on and the alarm goes up", () => {
    const trial = compound();
    trial.tell(HOTLINE, "need.report", needFood("N1"));
    trial.tell(LEAD, "need.dispatch", { need: "N1", route: "R7" });
    trial.tell(LEAD, "need.reach-gate", { need: "N1" });
    trial.wait(12 * HOUR);
    expect(trial.duty("need.goods").done).toBeNull();
    expect(trial.said("duty.overdue")[0]).toMatchObject({ learned: T + 12 * HOUR, data: { to: { org: "A", role: "commander" } } });
    expect(found(trial, "deadline_missed")[0]).toMatchObject({ duty: "need.goods", clause: "need.food", holder: LEAD });
  });

  test("the deliverer's own word confirms nothing; a household that got nothing sends it back", () => {
    const trial = compound();
    trial.tell(HOTLINE, "need.report", needFood("N1"));
    trial.tell(LEAD, "need.deliver", { need: "N1" });
    expect(trial.code(LEAD, "need.confirm", { need: "N1", received: true, how: "seen" })).toBe("self-verification");
    trial.tell(HOTLINE, "need.confirm", { need: "N1", received: false, how: "rang" });
    expect(trial.duty("need.goods")).toMatchObject({ status: "started", done: null, rejections: 1, due: at(T + 12 * HOUR) });
    trial.tell(LEAD, "need.deliver", { need: "N1" });
    trial.tell(HOTLINE, "need.confirm", { need: "N1", received: true, how: "rang" });
    expect(trial.code(LEAD, "need.deliver", { need: "N1" })).toBe("need-settled");
    lawful(trial);
  });

  test("[SM-216] a shortage asks one level up at once, and arriving goods let it go on", () => {
    const trial = compound();
    trial.tell(COMMAND, "stock.count", stock(2));
    trial.tell(HOTLINE, "need.report", needFood("N1"));
    trial.tell(LEAD, "need.allocate", { need: "N1", store: "A" });
    expect(trial.duty("need.goods")).toMatchObject({ status: "blocked", block: { missing: ["rice: 3"] } });
    expect(trial.duty("resource.provide")).toMatchObject({ holder: { org: "A", role: "head" }, due: at(T + HOUR) });
    trial.tell(COMMAND, "stock.receive", { org: "A", item: "rice", quantity: 50 });
    trial.tell(LEAD, "need.allocate", { need: "N1", store: "A" });
    expect(trial.duty("need.goods").status).toBe("open");
    expect(trial.duty("resource.provide").closed).not.toBeNull();
    lawful(trial);
  });

  test("[SM-295] every channel leads into the same queue, with special diets and medicine, known household or not", () => {
    const trial = compound();
    trial.tell(HOTLINE, "need.report", needFood("N1", { channel: "web", special: "no sugar" }));
    trial.tell(HOTLINE, "need.report", needFood("N2", { channel: "in-person", category: "medicine", household: "stranger", compound: "C1" }));
    trial.tell(HOTLINE, "need.report", needFood("N3", { channel: "message", urgent: true, household: "stranger-2", org: "A1" }));
    expect(trial.duty("need.medicine")).toMatchObject({ holder: LEAD, due: at(T + 12 * HOUR) });
    expect(trial.duty("need.urgent")).toMatchObject({ due: at(T + 30 * MINUTE) });
    expect(waitingAt(things(trial, "need"), T + HOUR)).toEqual([{ stage: "reported", needs: ["N1", "N2", "N3"], longestMs: HOUR }]);
  });

  test.each<[string, string, object]>([
    ["no-door-named", "need.report", needFood("N9", { household: "stranger" })],
    ["unknown-compound", "need.report", needFood("N9", { compound: "C9" })],
    ["unknown-organisation", "need.report", needFood("N9", { household: "stranger", org: "Z" })],
    ["need-exists", "need.report", needFood("N1")],
    ["unknown-need", "need.dispatch", { need: "N9", route: "R1" }],
  ])("is refused with %s", (code, type, data) => {
    const trial = compound();
    trial.tell(HOTLINE, "need.report", needFood("N1"));
    expect(trial.code(HOTLINE, type, data)).toBe(code);
  });

  test("cancelled by the household it lapses", () => {
    const trial = compound();
    trial.tell(HOTLINE, "need.report", needFood("N1"));
    trial.tell(HOTLINE, "need.cancel", { need: "N1", reason: "a neighbour helped" });
    expect(trial.duty("need.goods").status).toBe("lapsed");
  });
});

describe("a confined compound", () => {
  const confine = (trial: Trial): void => void trial.tell(COMMAND, "compound.confine", { compound: "C1", decision: "No. 7" });

  test("[SM-188] has two named owners, never one for both", () => {
    const trial = compound();
    expect(trial.code(COMMAND, "compound.register", { compound: "C2", org: "A1", householdCount: 1, guarantor: LEAD, supplyLead: LEAD })).toBe("one-owner-for-two");
    confine(trial);
    expect(trial.duty("supply.account")).toMatchObject({ asker: GUARANTOR, holder: LEAD });
    expect(trial.code(COMMAND, "compound.confine", { compound: "C1", decision: "No. 8" })).toBe("already-confined");
  });

  test("[SM-207] its account leaves no household out: each reached or explained", () => {
    const trial = compound();
    confine(trial);
    expect(trial.code(LEAD, "supplies.account", { compound: "C1", reached: ["H1"], unreached: { H2: "lift broken" } })).toBe("households-unaccounted");
    expect(trial.code(LEAD, "supplies.account", { compound: "C1", reached: ["H1"], unreached: { H1: "?" } })).toBe("both-reached-and-not");
    trial.tell(LEAD, "supplies.account", { compound: "C1", reached: ["H1", "H3"], unreached: { H2: "lift broken" } });
    expect(trial.duty("supply.unmet", "household:H2")).toMatchObject({ holder: LEAD, due: at(T + 12 * HOUR) });
    expect(trial.duty("supply.first").done).toBeNull();
    const [row] = supplyBoard(things(trial, "compound"), things(trial, "household"), things(trial, "need"), T);
    expect(row).toMatchObject({ compound: "C1", reached: ["H1", "H3"], missing: ["H2"], openNeeds: [] });
    trial.wait(HOUR);
    trial.tell(LEAD, "supplies.account", { compound: "C1", reached: ["H2"], unreached: {} });
    expect(trial.duty("supply.unmet", "household:H2").status).toBe("done");
    expect(trial.duty("supply.first").status).toBe("done");
    lawful(trial);
  });

  test("[SM-207] household by household: tested, supplied, what is needed; the missing are everybody to go to", () => {
    const trial = compound();
    confine(trial);
    trial.tell(LEAD, "supplies.account", { compound: "C1", reached: ["H1", "H2"], unreached: { H3: "lift broken" } });
    trial.tell(HOTLINE, "need.report", needFood("N1", { household: "H2" }));
    const rows = (["a", "b", "c"] as const).map((person, index) => ({ person, household: HOMES[index]!, org: "A1", match: "single" as const, registers: ["police"] }));
    const tube = { ref: "tube:T1" as const, state: { status: "resulted", members: ["a", "b"], result: "negative", doubted: false } } as unknown as Thing;
    const roster = householdRoster(things(trial, "household"), things(trial, "need"), { rows, exempt: {} }, [tube], T);
    expect(roster.rows).toEqual([
      { household: "H1", untested: [], supplied: true, openNeeds: [] }, { household: "H2", untested: [], supplied: true, openNeeds: ["N1"] }, { household: "H3", untested: ["c"], supplied: false, openNeeds: [] },
    ]);
    expect(roster.missing).toEqual(["H2", "H3"]);
    expect(householdRoster(things(trial, "household"), [], null, [], T).missing).toEqual(HOMES);
  });

  test("reported with a household left out, the account stands with its breach and that household is owed its supplies", () => {
    const trial = compound();
    confine(trial);
    trial.tell(LEAD, "supplies.account", { compound: "C1", reached: ["H1"], unreached: {} }, { reported: true });
    expect(trial.said("breach.recorded")[0]!.data["code"]).toBe("households-unaccounted");
    expect(trial.said("household.missed").map((event) => event.data["household"])).toEqual(["H2", "H3"]);
  });

  test("lifted, it owes no account any more", () => {
    const trial = compound();
    confine(trial);
    trial.tell(COMMAND, "compound.lift", { compound: "C1", decision: "No. 9" });
    expect(trial.duty("supply.account").status).toBe("lapsed");
    expect(trial.code(COMMAND, "compound.lift", { compound: "C1", decision: "No. 9" })).toBe("not-confined");
    lawful(trial);
  });
});

describe("digest failure 20, an invented history (assumed): a sub-district does not act on supplies under static management", () => {
  const confined = (): Trial => {
    const trial = compound();
    trial.tell(COMMAND, "compound.confine", { compound: "C1", decision: "No. 7", firstDelivery: at(T + 10 * HOUR) });
    return trial;
  };

  test("[SM-179] silence rings the level above when the first delivery is due and again for the account, before want brings people to the gate", () => {
    const trial = confined();
    const gate = T + 40 * HOUR;
    trial.wait(40 * HOUR);
    const missed = found(trial, "assigned_tasks_not_done");
    expect(missed.map((one) => [one.duty, one.holder, one.raisedTo, one.raisedAt])).toEqual([
      ["supply.first", LEAD, { org: "A", role: "commander" }, T + 10 * HOUR],
      ["supply.account", LEAD, { org: "A", role: "commander" }, T + 24 * HOUR],
    ]);
    for (const one of missed) expect(one.raisedAt).toBeLessThan(gate);
    expect(found(trial, "guarantor_duty_missing")).toEqual([]);
    expect(trial.duty("guarantor.review", "org:A1")).toMatchObject({ holder: { org: "A1", role: "guarantor" } });
    lawful(trial);
  });

  test("[SM-179] its honest twin: delivered and accounted for each day, nothing is raised", () => {
    const trial = confined();
    for (let day = 0; day < 2; day++) {
      trial.wait(8 * HOUR);
      trial.tell(LEAD, "supplies.account", { compound: "C1", reached: HOMES, unreached: {} });
      for (const duty of [...trial.simulation.state.allDuties()].filter((one) => one.status === "done")) trial.tell(GUARANTOR, "duty.verify", { duty: duty.id, note: "rang two households" });
      trial.wait(16 * HOUR);
    }
    expect(trial.said("duty.overdue")).toEqual([]);
    expect(found(trial)).toEqual([]);
    lawful(trial);
  });
});

describe("the care list", () => {
  test("[SM-241] is called each day without being asked; one not reached is knocked at", () => {
    const trial = compound();
    trial.tell(GUARANTOR, "household.list", { household: "H1", reasons: ["living-alone"] });
    trial.tell(GUARANTOR, "household.list", { household: "H2", reasons: ["no-smartphone"] });
    const CARER: Post = { org: "A1", role: "care_worker" };
    trial.tell(CARER, "household.call", { household: "H1", spokeTo: true });
    trial.tell(CARER, "household.call", { household: "H2", spokeTo: false });
    expect(callsDue(things(trial, "household"), T)).toEqual(["H2"]);
    expect(trial.duty("door.knock", "household:H2")).toMatchObject({ holder: CARER, due: at(T + 4 * HOUR) });
    trial.tell(CARER, "door.knock", { household: "H2", found: "well, needs oil" });
    expect(trial.duty("door.knock").done).not.toBeNull();
    expect([...trial.simulation.state.allDuties()].find((duty) => duty.kind === "vulnerable.call" && duty.subject === "household:H2")!.done).not.toBeNull();
    lawful(trial);
  });

  test("[SM-241] a day without a call is found; taken off the list nothing is owed", () => {
    const trial = compound();
    trial.tell(GUARANTOR, "household.list", { household: "H1", reasons: ["aged"] });
    trial.wait(DAY);
    expect(found(trial, "deadline_missed")[0]).toMatchObject({ duty: "vulnerable.call", clause: "need.ask", missedBy: [{ org: "A1", role: "care_worker" }] });
    trial.tell(GUARANTOR, "household.unlist", { household: "H1", reason: "moved to family" });
    expect(trial.duty("vulnerable.call").status).toBe("lapsed");
  });
});

describe("stock, prices, services", () => {
  test("[SM-106] [SM-298] days of cover and the re-order point; drawn below it, replenishing is owed", () => {
    const trial = compound();
    const STORE: Post = { org: "A", role: "store_head" };
    trial.tell(STORE, "stock.count", stock(100));
    trial.tell(STORE, "stock.count", stock(500, { item: "masks", use: "control", unit: "pieces", dailyUse: 0 }));
    trial.tell(STORE, "stock.draw", { org: "A", item: "rice", quantity: 75, to: "A1" });
    expect(trial.duty("stock.replenish")).toMatchObject({ subject: "stock:A/rice", holder: STORE, due: at(T + DAY) });
    expect(coverByItem(things(trial, "stock"))).toEqual([
      { item: "rice", use: "basic", quantity: 25, coverDays: 2.5, stocks: ["A/rice"] }, { item: "masks", use: "control", quantity: 500, coverDays: null, stocks: ["A/masks"] },
    ]);
    expect(runsOutAt(trial.simulation.state.thing("stock:A/rice")!.state as StockView, T)).toBe(T + 2.5 * DAY);
    expect(trial.code(STORE, "stock.draw", { org: "A", item: "rice", quantity: 26, to: "A1" })).toBe("not-enough-in-stock");
    expect(trial.code(STORE, "stock.draw", { org: "A", item: "oil", quantity: 1, to: "A1" })).toBe("unknown-stock");
    trial.tell(STORE, "stock.receive", { org: "A", item: "rice", quantity: 60 });
    expect(trial.duty("stock.replenish").done).not.toBeNull();
    lawful(trial);
  });

  test("[SM-114] a jump in the price of a basic is somebody's to answer; a small rise is not", () => {
    const trial = compound();
    const price = (value: number): void => void trial.tell(COMMAND, "price.record", { org: "A", item: "pork", price: value, unit: "kg" });
    price(20);
    price(23);
    expect(() => trial.duty("price.answer")).toThrow(/no duty/);
    price(28);
    expect(trial.duty("price.answer")).toMatchObject({ holder: { org: "A", role: "market_head" }, due: at(T + DAY) });
    trial.tell({ org: "A", role: "market_head" }, "price.answer", { org: "A", item: "pork", measures: "release of stock" });
    expect(trial.duty("price.answer").done).not.toBeNull();
    lawful(trial);
  });

  test("[SM-033] a failed service is restored when the residents say so", () => {
    const trial = compound();
    const REPAIR: Post = { org: "A1", role: "repair_head" };
    trial.tell(HOTLINE, "service.fault", { fault: "F1", compound: "C1", service: "heat" });
    expect(trial.duty("service.restore")).toMatchObject({ holder: REPAIR, due: at(T + 12 * HOUR) });
    trial.tell(REPAIR, "service.restore", { fault: "F1", note: "pump changed" });
    expect(trial.code(REPAIR, "service.confirm", { fault: "F1", works: true, how: "felt it" })).toBe("self-verification");
    trial.tell(HOTLINE, "service.confirm", { fault: "F1", works: false, how: "rang three" });
    expect(trial.duty("service.restore")).toMatchObject({ status: "started", rejections: 1 });
    trial.tell(REPAIR, "service.restore", { fault: "F1", note: "valve opened" });
    trial.tell(HOTLINE, "service.confirm", { fault: "F1", works: true, how: "rang three" });
    expect(trial.duty("service.restore").status).toBe("verified");
    lawful(trial);
  });
});

describe("a pick-up point", () => {
  const plan = (more: object = {}) => ({ pickup: "K1", org: "A1", lead: { org: "A1", role: "pack_lead" }, marshals: 2, slots: [{ slot: "am", start: at(T + 2 * HOUR), end: at(T + 3 * HOUR), takes: 2 }], ...more });

  test("[SM-183] has a lead, slots and marshals before the first slot; a full slot takes nobody more", () => {
    const trial = compound();
    const PACKS: Post = { org: "A1", role: "pack_lead" };
    trial.tell(COMMAND, "pickup.plan", plan());
    expect(trial.duty("pickup.marshal")).toMatchObject({ holder: PACKS, due: at(T + 2 * HOUR) });
    for (const household of ["H1", "H2"]) trial.tell(HOTLINE, "pickup.book", { pickup: "K1", household, slot: "am" });
    expect(trial.code(HOTLINE, "pickup.book", { pickup: "K1", household: "H3", slot: "am" })).toBe("slot-full");
    expect(trial.code(HOTLINE, "pickup.book", { pickup: "K1", household: "H3", slot: "pm" })).toBe("unknown-slot");
    expect(slotRows(trial.simulation.state.thing("pickup:K1")!.state as PickupView)[0]!.households).toEqual(["H1", "H2"]);
    trial.tell(PACKS, "pickup.marshal", { pickup: "K1", people: 2 });
    expect(trial.duty("pickup.marshal").done).not.toBeNull();
    lawful(trial);
  });

  test.each<[string, string, object]>([
    ["ends-before-start", "pickup.plan", plan({ slots: [{ slot: "am", start: at(2), end: at(1), takes: 1 }] })],
    ["slot-named-twice", "pickup.plan", plan({ slots: [{ slot: "am", start: at(1), end: at(2), takes: 1 }, { slot: "am", start: at(2), end: at(3), takes: 1 }] })],
    ["no-unit-named", "pickup.expect", { pickup: "K9", people: 5, when: at(T), source: "group chat" }],
    ["unknown-pickup", "pickup.split", { pickup: "K9", points: ["K2"], slots: [], toDoors: 0, said: "s" }],
  ])("is refused with %s", (code, type, data) => {
    expect(compound().code(COMMAND, type, data)).toBe(code);
  });
});
