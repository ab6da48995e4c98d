// Command: the tree and who answers in it, orders to many units and how they roll up, late duties looked at, means provided.
import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../base/time.ts";
import { isRefusal } from "../../base/refusal.ts";
import type { Post } from "../../engine/event.ts";
import { packOf, type Trial } from "../../engine/trial.ts";
import { COMMAND, COUNTY, DISTRICT, findContacts, SUBDISTRICT, TRACING, tryCity } from "../trial-city.ts";
import { rollUp } from "./orders/views.ts";
import covid from "../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const T = Date.UTC(2021, 8, 24);
const SECRETARY2: Post = { org: "A2", role: "secretary" };
const HEAD: Post = { org: "A", role: "head" };
const order = { number: "N1", text: "Count everybody", units: ["A1", "A2", "B"], legalBasis: "No. 51" };
const city = (): Trial => tryCity(PACK, T);
const state = (trial: Trial, ref: `${string}:${string}`) => trial.simulation.state.thing(ref)?.state;

describe("the tree", () => {
  test("an organisation knows its place from the top", () => {
    expect(state(city(), "org:A1c")).toMatchObject({ place: "city/A/A1/A1c", parent: "A1", level: "community", name: { zh: "A1c", en: "A1c" } });
  });

  test.each([
    ["own-parent", "org.register", { org: "C", level: "district", parent: "C" }],
    ["unknown-organisation", "org.register", { org: "C", level: "district", parent: "Z" }],
    ["tree-cycle", "org.register", { org: "A", level: "district", parent: "A1c" }],
    ["unknown-organisation", "responsibility.assign", { org: "Z", duty: "command", roles: ["head"] }],
    ["unknown-organisation", "deputy.assign", { org: "Z", role: "head", deputy: "second" }],
    ["own-deputy", "deputy.assign", { org: "A", role: "head", deputy: "head" }],
    ["unknown-organisation", "workline.assign", { workline: "tracing", org: "Z" }],
    ["unknown-organisation", "guarantee.review", { unit: "Z", note: "n" }],
    ["unknown-organisation", "lab.register", { lab: "L1", org: "Z", tubesPerDay: 100 }],
    ["unknown-organisation", "post.register", { org: "Z", role: "head", title: { zh: "长", en: "head" } }],
    ["unknown-post", "roster.set", { org: "A", role: "head", shifts: [{ from: 0, to: 1, who: "w1" }] }],
  ])("%s: %s", (code, type, data) => {
    expect(city().code(COMMAND, type, data)).toBe(code);
  });

  test("put below another organisation, everything below it goes along", () => {
    const trial = city();
    const moved = trial.tell(COMMAND, "org.register", { org: "A1", level: "subdistrict", parent: "B" });
    expect(moved.map(({ type, data }) => [type, data["org"], data["place"]])).toEqual([["org.registered", "A1", "city/B/A1"], ["org.moved", "A1c", "city/B/A1/A1c"]]);
    expect(state(trial, "org:A1c")).toMatchObject({ place: "city/B/A1/A1c", parent: "A1", answers: { "contact.home-hold": ["branch_secretary"] } });
    // Named anew where it is, nothing moves.
    expect(trial.tell(COMMAND, "org.register", { org: "A", level: "district", parent: "city" })).toHaveLength(1);
  });

  test("registered anew, an organisation keeps who answers there", () => {
    const trial = city();
    trial.tell(COMMAND, "org.register", { org: "A", level: "district", parent: "city", name: { zh: "甲区", en: "District A" } });
    expect(state(trial, "org:A")).toMatchObject({ name: { en: "District A" }, answers: { oversight: ["commander"] }, deputies: { transfer_desk: "transfer_deputy" } });
  });

  test("a shift set anew gives way for its hours only: nobody on watch before or after loses theirs", () => {
    const trial = city();
    trial.tell(COMMAND, "post.register", { org: "A", role: "head", title: { zh: "长", en: "head" } });
    const set = (...shifts: readonly [number, number, string][]): void =>
      void trial.tell(COMMAND, "roster.set", { org: "A", role: "head", shifts: shifts.map(([from, to, who]) => ({ from: T + from * HOUR, to: T + to * HOUR, who })) });
    const watch = (): unknown => (state(trial, "roster:head@A")!["shifts"] as { from: number; to: number; who: string }[]).map(({ from, to, who }) => [(from - T) / HOUR, (to - T) / HOUR, who]);
    set([0, 8, "w1"], [8, 16, "w2"], [16, 24, "w3"]);
    set([10, 12, "w9"]);
    expect(watch()).toEqual([[0, 8, "w1"], [8, 10, "w2"], [10, 12, "w9"], [12, 16, "w2"], [16, 24, "w3"]]);
    set([6, 17, "w8"]);
    expect(watch()).toEqual([[0, 6, "w1"], [6, 17, "w8"], [17, 24, "w3"]]);
    trial.wait(9 * DAY);
    set([9 * 24, 9 * 24 + 8, "w1"]);
    expect(watch()).toEqual([[216, 224, "w1"]]);
  });

  test("a shift upside down sets nothing", () => {
    const trial = city();
    trial.tell(COMMAND, "post.register", { org: "A", role: "head", title: { zh: "长", en: "head" } });
    const refused = trial.ask(COMMAND, "roster.set", { org: "A", role: "head", shifts: [{ from: 1, to: 2, who: "w1" }, { from: 4, to: 3, who: "w2" }] });
    expect(isRefusal(refused) && [refused.code, refused.where]).toEqual(["shift-upside-down", "data.shifts[1].to"]);
    expect(state(trial, "roster:head@A")).toBeUndefined();
  });
});

describe("an order", () => {
  test("becomes, in one command, a duty for every unit, each offered and none forgotten", () => {
    const trial = city();
    const events = trial.tell(COMMAND, "order.issue", { ...order, due: { earliest: T + DAY, latest: T + DAY } });
    expect(events.filter((event) => event.type === "duty.offered").map((event) => event.data["to"])).toEqual([SUBDISTRICT, SECRETARY2, { org: "B", role: "head" }]);
    for (const unit of order.units) expect(trial.duty("order.execute", `order-unit:N1/${unit}`)).toMatchObject({ holder: COMMAND, asker: COMMAND, batch: "N1", due: { latest: T + DAY } });
  });

  test("rolls up as silent, accepted, started, done, verified", () => {
    const trial = city();
    const roll = () => rollUp(trial.simulation.state.allDuties()).get("N1");
    trial.tell(COMMAND, "order.issue", order);
    expect(roll()).toEqual({ silent: ["A1", "A2", "B"], accepted: [], started: [], done: [], verified: [] });
    const id = (unit: string): string => trial.duty("order.execute", `order-unit:N1/${unit}`).id;
    trial.tell(SUBDISTRICT, "duty.accept", { duty: id("A1") });
    trial.tell(SECRETARY2, "duty.start", { duty: id("A2") });
    expect(roll()).toEqual({ silent: ["B"], accepted: ["A1"], started: ["A2"], done: [], verified: [] });
    trial.tell(SECRETARY2, "duty.block", { duty: id("A2"), missing: ["people"], note: "n" });
    expect(roll()).toMatchObject({ started: ["A2"] });
    trial.tell(SUBDISTRICT, "order.execute", { number: "N1", unit: "A1", proof: "list 7" });
    expect(roll()).toMatchObject({ silent: ["B"], started: ["A2"], done: ["A1"] });
    trial.tell(COMMAND, "duty.verify", { duty: id("A1"), note: "n" });
    expect(roll()).toMatchObject({ silent: ["B"], started: ["A2"], verified: ["A1"] });
    trial.tell(COMMAND, "duty.withdraw", { duty: id("B"), reason: "not needed", decision: "N2" });
    expect(roll()).toEqual({ silent: [], accepted: [], started: ["A2"], done: [], verified: ["A1"] });
  });

  test("orders are rolled up apart, and duties of no order not at all", () => {
    const trial = city();
    trial.tell(COMMAND, "order.issue", order);
    trial.tell(COMMAND, "order.issue", { ...order, number: "N2", units: ["B"] });
    findContacts(trial, "P1");
    expect([...rollUp(trial.simulation.state.allDuties())].map(([number, { silent }]) => [number, silent])).toEqual([["N1", ["A1", "A2", "B"]], ["N2", ["B"]]]);
  });

  test("to the issuer's own unit is held there already and is offered to nobody", () => {
    const trial = city();
    trial.tell(HEAD, "order.issue", { ...order, units: ["A", "A1"] });
    expect(trial.duty("order.execute", "order-unit:N1/A")).toMatchObject({ holder: HEAD, offer: null });
    expect(trial.duty("order.execute", "order-unit:N1/A1").offer).toMatchObject({ to: SUBDISTRICT });
  });

  test.each([
    ["no-legal-basis", { number: "N1", text: "t", units: ["A1"] }],
    ["unknown-organisation", { ...order, units: ["A1", "Z"] }],
    ["interval-upside-down", { ...order, due: { earliest: T + DAY, latest: T } }],
  ])("%s: is not issued, and no unit hears of it", (code, data) => {
    const trial = city();
    expect(trial.code(COMMAND, "order.issue", data)).toBe(code);
    expect(trial.said("duty.opened")).toEqual([]);
  });

  test("reported without its legal basis, it is recorded with the breach", () => {
    const trial = city();
    trial.tell(COMMAND, "order.issue", { number: "N1", text: "t", units: ["A1"] }, { reported: true });
    expect(trial.said("breach.recorded")[0]!.data).toMatchObject({ code: "no-legal-basis", subjects: ["order:N1"] });
    expect(trial.duty("order.execute")).toMatchObject({ offer: { to: SUBDISTRICT } });
  });

  test("has one number once, can be taken back once, and its duties lapse with it", () => {
    const trial = city();
    trial.tell(COMMAND, "order.issue", order);
    expect(trial.code(COMMAND, "order.issue", order)).toBe("order-number-used");
    expect(trial.code(COMMAND, "order.execute", { number: "N1", unit: "A", proof: "p" })).toBe("unknown-order-unit");
    expect(trial.code(COMMAND, "order.withdraw", { number: "N9", reason: "r" })).toBe("unknown-order");
    trial.tell(COMMAND, "order.withdraw", { number: "N1", reason: "superseded" });
    for (const unit of order.units) expect(trial.duty("order.execute", `order-unit:N1/${unit}`).status).toBe("lapsed");
    expect(state(trial, "order:N1")!.status).toBe("withdrawn");
    expect(trial.code(COMMAND, "order.withdraw", { number: "N1", reason: "r" })).toBe("already-withdrawn");
  });
});

describe("a duty that runs late", () => {
  function late(): Trial {
    const trial = city();
    findContacts(trial, "P1");
    trial.tell(DISTRICT, "contact.push", { contacts: ["P1"], to: "A1" });
    trial.tell(SUBDISTRICT, "contact.confirm-receipt", { contacts: ["P1"] });
    trial.wait(12 * HOUR);
    return trial;
  }

  test("[SM-149] is to be looked at by the unit's guarantor and by the role over who passed it on", () => {
    const trial = late();
    expect(trial.duty("guarantor.review")).toMatchObject({ subject: "org:A1", holder: { org: "A1", role: "guarantor" }, asker: COMMAND });
    expect(trial.duty("contact.transfer").overdue).not.toBeNull();
    trial.tell({ org: "A1", role: "guarantor" }, "guarantee.review", { unit: "A1", note: "went there" });
    expect(trial.duty("guarantor.review").done).toMatchObject({ timing: "in-time", by: { org: "A1", role: "guarantor" } });
  });

  test("is looked at by the very post that oversees it; a look by another is not the look owed", () => {
    const trial = late();
    const { id } = trial.duty("contact.transfer");
    expect(trial.duty("oversight")).toMatchObject({ subject: `duty:${id}`, holder: { org: "A", role: "commander" } });
    trial.tell(TRACING, "duty.look", { duty: id, note: "rang" });
    expect(trial.duty("oversight").done).toBeNull();
    trial.tell({ org: "A", role: "commander" }, "duty.look", { duty: id, note: "rang" });
    expect(trial.duty("oversight").done).toMatchObject({ timing: "in-time" });
  });

  test("once it is reported done, its guarantor owes no further review though nobody has verified it", () => {
    const trial = late();
    trial.tell({ org: "A1", role: "guarantor" }, "guarantee.review", { unit: "A1", note: "went there" });
    trial.tell(SUBDISTRICT, "duty.done", { duty: trial.duty("contact.transfer").id, note: "driven there" });
    const before = trial.said("duty.opened").length;
    trial.wait(3 * DAY);
    expect(trial.said("duty.escalated").some((event) => event.data["why"] === "unverified")).toBe(true);
    expect(trial.said("duty.opened").slice(before).map((event) => event.data["kind"])).not.toContain("guarantor.review");
  });
});

describe("what a blocked duty lacks", () => {
  function blocked(): Trial & { id: string } {
    const trial = city();
    findContacts(trial, "P1");
    trial.tell(DISTRICT, "contact.push", { contacts: ["P1"], to: "A1" });
    const { id } = trial.duty("contact.transfer");
    trial.tell(SUBDISTRICT, "duty.block", { duty: id, missing: ["vehicle"], note: "none left" });
    return { ...trial, id };
  }

  test("is asked of one level up at once", () => {
    const trial = blocked();
    expect(trial.duty("resource.provide")).toMatchObject({ subject: `duty:${trial.id}`, holder: HEAD, asker: SUBDISTRICT, serves: trial.id, due: { latest: T + HOUR } });
  });

  test("provided above is verified by who lacked it", () => {
    const trial = blocked();
    trial.tell(HEAD, "resource.provide", { duty: trial.id, what: "V1" });
    expect(trial.duty("resource.provide")).toMatchObject({ status: "done", done: { by: HEAD } });
    trial.tell(SUBDISTRICT, "duty.unblock", { duty: trial.id, note: "it came" });
    expect(trial.duty("resource.provide")).toMatchObject({ status: "verified", closed: { by: SUBDISTRICT } });
  });

  test("said to have come by who owes it, stays to be verified", () => {
    const trial = blocked();
    trial.tell(HEAD, "resource.provide", { duty: trial.id, what: "V1" });
    trial.tell(HEAD, "duty.unblock", { duty: trial.id, note: "sent" });
    expect(trial.duty("resource.provide")).toMatchObject({ status: "done", closed: null });
  });

  test("is refused for a duty that is not blocked or not there", () => {
    const trial = city();
    findContacts(trial, "P1");
    expect(trial.code(HEAD, "resource.provide", { duty: trial.duty("contact.transfer").id, what: "x" })).toBe("not-blocked");
    expect(trial.code(HEAD, "resource.provide", { duty: "D999", what: "x" })).toBe("unknown-duty");
    expect(trial.code(COUNTY, "resource.provide", { duty: "D999", what: "x" })).toBe("unknown-duty");
  });
});
