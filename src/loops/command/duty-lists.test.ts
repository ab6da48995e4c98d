// The command post's lists over its duties: late by unit, lines of work, the four parties, orders kept, loops closed, first answers, drift.
import { describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "../../base/time.ts";
import type { Duty } from "../../engine/duty/duty.ts";
import { findings } from "../../engine/findings/findings.ts";
import { packOf, type Trial } from "../../engine/trial.ts";
import { model } from "../index.ts";
import { COMMAND, COUNTY, DISTRICT, findContacts, fullMeasure, SITE, SUBDISTRICT, tryCity } from "../trial-city.ts";
import { drift } from "./drift.ts";
import { closedLoop, compliance, dutyMatrix, lightList, linesOfWork, overdueByUnit, responses } from "./duty-lists.ts";
import type { OrgView } from "./views.ts";
import covid from "../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const T = Date.UTC(2021, 8, 24);
const SECRETARY2 = { org: "A2", role: "secretary" };
const BUREAU = { org: "market-bureau", role: "inspector" };
const FIRM = { org: "cold-store-3", role: "manager" };

const all = (trial: Trial): Duty[] => [...trial.simulation.state.allDuties()];
const orgs = (trial: Trial): Map<string, OrgView> =>
  new Map([...trial.simulation.state.allThings()].filter(({ ref }) => ref.startsWith("org:")).map(({ ref, state }) => [ref.slice(4), state as OrgView]));

/** The city with a regulator and a firm it regulates. */
function regulated(): Trial {
  const trial = tryCity(PACK, T);
  for (const [org, level, parent, role] of [["market-bureau", "bureau", "city", "inspector"], ["cold-store-3", "firm", "market-bureau", "manager"]] as const) {
    trial.tell(COMMAND, "org.register", { org, level, parent });
    for (const duty of ["order.execute", "command"]) trial.tell(COMMAND, "responsibility.assign", { org, duty, roles: [role] });
  }
  return trial;
}

describe("orders to units and firms", () => {
  test("[SM-052] [SM-072] an instruction to a firm is acknowledged and proved, or its silence goes up to the regulator and above", () => {
    const trial = regulated();
    const due = { earliest: T + 6 * HOUR, latest: T + 6 * HOUR };
    trial.tell(BUREAU, "order.issue", { number: "I1", text: "Seal lot 7 and test every handler", units: ["cold-store-3"], legalBasis: "No. 51", due });
    expect(trial.duty("order.execute")).toMatchObject({ holder: BUREAU, offer: { to: FIRM }, due });
    trial.wait(7 * HOUR);
    expect(trial.said("duty.offer_expired")[0]!.data).toMatchObject({ to: BUREAU, alsoTo: [COMMAND, BUREAU] });
    expect(trial.said("duty.overdue").filter((event) => event.data["kind"] === "order.execute").map((event) => event.data["to"])).toEqual([BUREAU]);
    expect(compliance(all(trial))).toMatchObject([{ unit: "cold-store-3", silent: [trial.duty("order.execute").id], late: [trial.duty("order.execute").id], kept: 0 }]);
    trial.tell(FIRM, "duty.accept", { duty: trial.duty("order.execute").id });
    const number = trial.duty("order.execute").batch!;
    trial.tell(FIRM, "order.execute", { number, unit: "cold-store-3", proof: "photograph of the seal, list of tests" });
    expect(trial.said("instruction.executed")[0]!.data).toMatchObject({ proof: "photograph of the seal, list of tests" });
    expect(trial.duty("order.execute")).toMatchObject({ status: "done", verifier: BUREAU });
  });

  test("[SM-161] [SM-176] how each unit keeps its orders: the share proved and checked, with every order's trace", () => {
    const trial = regulated();
    for (const number of ["N1", "N2"]) trial.tell(COMMAND, "order.issue", { number, text: "Count everybody", units: ["A1", "A2"], legalBasis: "No. 51" });
    const [first, second, third] = all(trial).filter((duty) => duty.kind === "order.execute");
    for (const duty of [first!, third!]) trial.tell(duty.offer!.to, "duty.accept", { duty: duty.id });
    for (const duty of [first!, third!]) trial.tell(duty.offer!.to, "duty.done", { duty: duty.id, note: "counted 812" });
    trial.tell(COMMAND, "duty.verify", { duty: first!.id, note: "counted again" });
    expect(compliance(all(trial)).map(({ unit, kept }) => [unit, kept])).toEqual([["A2", 0], ["A1", 0.5]]);
    expect(compliance(all(trial)).find(({ unit }) => unit === "A1")).toMatchObject({ verified: [first!.id], proved: [third!.id], silent: [] });
    expect(compliance(all(trial)).find(({ unit }) => unit === "A2")!.silent).toContain(second!.id);
  });

  test("[SM-130] ordering quarantine names the person, the unit, the deadline and the legal basis", () => {
    const trial = tryCity(PACK, T);
    findContacts(trial, "P1");
    trial.tell(DISTRICT, "measure.order", { ...fullMeasure(trial, "M1", "P1", 10 * DAY), roomsReady: 1 });
    expect(trial.simulation.state.thing("measure:M1")!.state).toMatchObject({ contact: "P1", legalBasis: "No. 51", issuer: DISTRICT });
    expect(trial.duty("contact.transfer", "contact:P1")).toMatchObject({ holder: DISTRICT, due: { latest: T + 12 * HOUR }, citation: { pack: "cn-covid-8", clause: "transfer.deadline" } });
  });
});

describe("who has what", () => {
  test("[SM-005] [SM-226] every duty is one party's; the matrix shows what each kind of holder carries", () => {
    const trial = regulated();
    findContacts(trial, "P1");
    trial.tell(DISTRICT, "contact.push", { contacts: ["P1"], to: "A1" });
    trial.tell(SUBDISTRICT, "contact.confirm-receipt", { contacts: ["P1"] });
    trial.tell(BUREAU, "order.issue", { number: "I1", text: "Seal lot 7", units: ["cold-store-3"], legalBasis: "No. 51" });
    for (const duty of all(trial)) expect(orgs(trial).get(duty.holder.org)?.party, duty.kind).toMatch(/^(territory|sector|organisation|individual)$/);
    expect(["A1", "market-bureau", "cold-store-3"].map((org) => orgs(trial).get(org)!.party)).toEqual(["territory", "sector", "organisation"]);
    const matrix = dutyMatrix(all(trial), orgs(trial));
    expect(matrix.get("contact.transfer")).toMatchObject({ subdistrict: [trial.duty("contact.transfer").id], sector: [] });
    expect(matrix.get("order.execute")).toMatchObject({ sector: [trial.duty("order.execute").id], "resident-unit": [] });
    trial.tell(FIRM, "duty.accept", { duty: trial.duty("order.execute").id });
    expect(dutyMatrix(all(trial), orgs(trial)).get("order.execute")!["resident-unit"]).toHaveLength(1);
    expect(trial.code(COMMAND, "org.register", { org: "Z", level: "firm", party: "individual" })).toBe("accepted");
  });

  test("[SM-119] each department's lines of work, with what is open and what is late on each", () => {
    const trial = tryCity(PACK, T);
    findContacts(trial, "P1", "P2");
    trial.wait(13 * HOUR);
    const lines = linesOfWork(all(trial), model);
    const cases = lines.find(({ org, line }) => org === "A" && line === "cases")!;
    expect(cases.open).toEqual(expect.arrayContaining(["P1", "P2"].map((name) => trial.duty("contact.transfer", `contact:${name}`).id)));
    expect(cases.late).toEqual(expect.arrayContaining(["P1", "P2"].map((name) => trial.duty("contact.transfer", `contact:${name}`).id)));
    expect(lines.find(({ org, line }) => org === "city" && line === "command")).toMatchObject({ open: [trial.duty("day.close").id], late: [] });
  });

  test("[SM-180] what is late, by the unit that holds it, the longest first", () => {
    const trial = tryCity(PACK, T);
    findContacts(trial, "P1");
    trial.wait(HOUR);
    findContacts(trial, "P2");
    expect(overdueByUnit(all(trial)).flatMap(({ duties: late }) => late)).not.toContain(trial.duty("contact.transfer", "contact:P2").id);
    trial.wait(13 * HOUR);
    const [worst] = overdueByUnit(all(trial));
    expect(worst!.org).toBe("A");
    const [first, second] = ["P1", "P2"].map((name) => trial.duty("contact.transfer", `contact:${name}`).id);
    expect(worst!.duties.indexOf(first!)).toBeLessThan(worst!.duties.indexOf(second!));
  });

  test("[SM-150] a guarantor who does not look within the day is found", () => {
    const trial = tryCity(PACK, T);
    findContacts(trial, "P1");
    trial.tell(DISTRICT, "contact.push", { contacts: ["P1"], to: "A1" });
    trial.tell(SUBDISTRICT, "contact.confirm-receipt", { contacts: ["P1"] });
    trial.wait(2 * DAY);
    const kinds = findings({ model, state: trial.simulation.state, duties: all(trial), events: trial.simulation.events, context: trial.simulation.context() });
    expect(kinds.find((finding) => finding.kind === "guarantor_duty_missing")).toMatchObject({ missedBy: [{ org: "A1", role: "guarantor" }] });
  });
});

describe("light roles", () => {
  test("[SM-206] a building head holds the home holds of the own building, sees that and nothing else, and cannot act for another", () => {
    const trial = tryCity(PACK, T);
    const [seven, eight] = ["A1c-7", "A1c-8"].map((org) => ({ org, role: "building_head" }));
    for (const { org } of [seven!, eight!]) {
      trial.tell(COMMAND, "org.register", { org, level: "building", parent: "A1c" });
      trial.tell(COMMAND, "responsibility.assign", { org, duty: "contact.home-hold", roles: ["building_head"] });
    }
    trial.tell(DISTRICT, "contact.find", { contact: "P1", class: "close", home: "A1c-7" });
    trial.tell(DISTRICT, "contact.find", { contact: "P2", class: "close", home: "A1c-8" });
    const [own, other] = ["P1", "P2"].map((name) => trial.duty("contact.home-hold", `contact:${name}`));
    expect(lightList(all(trial), "A1c-7")).toEqual([{ duty: own!.id, kind: "contact.home-hold", subject: "contact:P1", due: own!.due, mine: "offered" }]);
    trial.tell(seven!, "duty.accept", { duty: own!.id });
    expect(lightList(all(trial), "A1c-7")).toMatchObject([{ duty: own!.id, mine: "held" }]);
    expect(trial.code(seven!, "duty.accept", { duty: other!.id })).toBe("not-the-addressee");
    expect(trial.code(seven!, "duty.done", { duty: other!.id, note: "n" })).toBe("not-the-holder");
    trial.tell(seven!, "contact.hold", { contact: "P1", note: "at home, food for two days" });
    expect(lightList(all(trial), "A1c-7")).toEqual([]);
  });
});

describe("whether loops close", () => {
  test("[SM-081] none ends in sent or done: received, reported, checked, and the share that closed", () => {
    const trial = tryCity(PACK, T);
    findContacts(trial, "P1", "P2", "P3");
    for (const contact of ["P1", "P2"]) trial.tell(DISTRICT, "contact.push", { contacts: [contact], to: "A1" });
    trial.tell(SUBDISTRICT, "contact.confirm-receipt", { contacts: ["P1"] });
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"] });
    trial.tell(COUNTY, "transfer.report-placed", { contact: "P3" });
    const own = (name: string): string => trial.duty("contact.transfer", `contact:${name}`).id;
    const loop = closedLoop(all(trial).filter((duty) => duty.kind === "contact.transfer"));
    expect(loop).toMatchObject({ sent: [own("P2")], reported: [own("P3")], verified: [own("P1")], closed: 1 / 3 });
    for (const duty of all(trial).filter((one) => one.closed !== null)) expect(["verified", "lapsed", "withdrawn"]).toContain(duty.status);
  });

  test("[SM-094] from having it to the first thing done about it, the slowest and who has done nothing yet", () => {
    const trial = tryCity(PACK, T);
    findContacts(trial, "P1", "P2", "P3");
    trial.wait(20 * MINUTE);
    trial.tell(DISTRICT, "duty.plan", { duty: trial.duty("contact.transfer", "contact:P1").id, note: "bus at ten" });
    trial.wait(40 * MINUTE);
    trial.tell(DISTRICT, "duty.plan", { duty: trial.duty("contact.transfer", "contact:P2").id, note: "bus at eleven" });
    expect(responses(all(trial)).find(({ kind }) => kind === "contact.transfer")).toMatchObject({
      median: 20 * MINUTE, slowest: HOUR, waiting: [trial.duty("contact.transfer", "contact:P3").id],
    });
  });

  test("[SM-079] a unit that slackens is seen: later, reported later, the same words each time; one that does not is not listed", () => {
    const trial = tryCity(PACK, T);
    const job = (org: typeof SECRETARY2, number: string, doneAfter: number, toldAfter: number, note: string): void => {
      const start = trial.simulation.now();
      const due = { earliest: start + 4 * HOUR, latest: start + 4 * HOUR };
      trial.tell(COMMAND, "order.issue", { number, text: "Count", units: [org.org], legalBasis: "No. 51", due });
      const { id } = trial.duty("order.execute");
      trial.tell(org, "duty.accept", { duty: id });
      trial.wait(toldAfter);
      trial.tell(org, "duty.done", { duty: id, note }, { at: start + doneAfter });
    };
    for (const [index, org] of [SECRETARY2, SUBDISTRICT].entries()) for (let n = 0; n < 4; n++) job(org, `A${index}${n}`, HOUR, HOUR + 10 * MINUTE, `counted ${n} on floor ${n}`);
    const middle = trial.simulation.now();
    for (let n = 0; n < 4; n++) job(SECRETARY2, `B${n}`, 5 * HOUR, 8 * HOUR, "all in order");
    for (let n = 0; n < 4; n++) job(SUBDISTRICT, `C${n}`, HOUR, HOUR + 10 * MINUTE, `counted ${n} again`);
    const [slack, ...rest] = drift(all(trial), trial.simulation.events, { from: T, to: middle }, { from: middle, to: trial.simulation.now() + 1 });
    expect(rest).toEqual([]);
    expect(slack).toMatchObject({ org: "A2", worse: ["late", "lag", "same"], late: { before: 0, now: 1 }, same: { words: "all in order" } });
    expect(slack!.same!.events).toHaveLength(4);
  });
});
