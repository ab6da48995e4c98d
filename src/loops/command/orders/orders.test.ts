// Orders: numbered without gaps, in force or not at any instant, straight to the unit that acts, never looser than the rule unsaid.
import { afterEach, describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../base/time.ts";
import type { Post } from "../../../engine/event.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND, COMMUNITY, SUBDISTRICT } from "../../trial-city.ts";
import { lawfully } from "../trial-command.ts";
import { copiesFor, inForceAt, missingNumbers, rollUp, type OrderBookView, type OrderView } from "./views.ts";
import covid from "../../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const T = Date.UTC(2021, 11, 31, 12);
const { tryCity, broken } = lawfully(PACK, T);

afterEach(() => expect(broken()).toEqual([]));

const HEAD: Post = { org: "A", role: "head" };
const order = { text: "Temporary control of key areas", units: ["A1"], legalBasis: "Act, art. 42" };
const at = (instant: number) => ({ earliest: instant, latest: instant });
const states = <S>(trial: Trial, kind: string): S[] => [...trial.simulation.state.allThings()].filter((thing) => thing.ref.startsWith(`${kind}:`)).map((thing) => thing.state as S);
const orders = (trial: Trial): OrderView[] => states(trial, "order");

describe("numbers", () => {
  test("[SM-026] run on without a gap for each issuer and year, whoever else issues between", () => {
    const trial = tryCity();
    const issue = (actor: Post): unknown => trial.tell(actor, "order.issue", order).find((event) => event.type === "order.issued")!.data["number"];
    expect([issue(COMMAND), issue(HEAD), issue(COMMAND)]).toEqual(["city-2021-1", "A-2021-1", "city-2021-2"]);
    expect(trial.code(COMMAND, "order.issue", { ...order, units: ["Z"] })).toBe("unknown-organisation");
    trial.wait(6 * HOUR); // past midnight of the city, and past New Year
    expect([issue(COMMAND), issue(COMMAND)]).toEqual(["city-2022-1", "city-2022-2"]);
    expect(missingNumbers(states<OrderBookView>(trial, "order-book"), orders(trial))).toEqual([]);
  });

  test("an order nobody can show leaves a gap that is named", () => {
    const trial = tryCity();
    for (let n = 0; n < 3; n++) trial.tell(COMMAND, "order.issue", order);
    expect(missingNumbers(states<OrderBookView>(trial, "order-book"), orders(trial).filter(({ serial }) => serial.n !== 2))).toEqual([{ issuer: "city", year: 2021, n: 2 }]);
  });

  test("a number of its own is kept beside the register's", () => {
    const trial = tryCity();
    trial.tell(COMMAND, "order.issue", { ...order, number: "HQ19" });
    expect(orders(trial)[0]).toMatchObject({ number: "HQ19", serial: { issuer: "city", year: 2021, n: 1 } });
  });
});

describe("in force", () => {
  test("[SM-026] at any past instant, certainly or possibly, until its end or until it is withdrawn", () => {
    const trial = tryCity();
    trial.tell(COMMAND, "order.issue", { ...order, number: "O1", start: { earliest: T + HOUR, latest: T + 3 * HOUR }, end: at(T + DAY) });
    trial.tell(COMMAND, "order.issue", { ...order, number: "O2" });
    trial.wait(2 * DAY);
    trial.tell(COMMAND, "order.withdraw", { number: "O2", reason: "over" });
    const then = (instant: number) => inForceAt(orders(trial), instant);
    expect(then(T - 1)).toEqual([]);
    expect(then(T)).toEqual([{ order: "O2", certainty: "certain" }]);
    expect(then(T + 2 * HOUR)).toEqual([{ order: "O1", certainty: "possible" }, { order: "O2", certainty: "certain" }]);
    expect(then(T + 4 * HOUR)).toEqual([{ order: "O1", certainty: "certain" }, { order: "O2", certainty: "certain" }]);
    expect(then(T + DAY)).toEqual([{ order: "O2", certainty: "certain" }]);
    expect(then(T + 2 * DAY)).toEqual([]);
  });

  test("superseded, it ends with the order that takes its place, and its duties with it", () => {
    const trial = tryCity();
    trial.tell(COMMAND, "order.issue", { ...order, number: "O1" });
    expect(trial.code(COMMAND, "order.issue", { ...order, supersedes: "O9" })).toBe("unknown-order");
    trial.tell(COMMAND, "order.issue", { ...order, number: "O2", supersedes: "O1" });
    expect(inForceAt(orders(trial), T).map((one) => one.order)).toEqual(["O2"]);
    expect(trial.duty("order.execute", "order-unit:O1/A1").status).toBe("lapsed");
  });

  test("one that ends before it begins is not issued", () => {
    expect(tryCity().code(COMMAND, "order.issue", { ...order, start: at(T + DAY), end: at(T) })).toBe("order-ends-first");
  });
});

describe("against the rule it rests on", () => {
  const ask = (value: number, more = {}) => ({ ...order, rule: { clause: "push.receipt", value }, ...more });

  test("[SM-009] stricter is said, looser is refused without a reason and flagged with one", () => {
    const trial = tryCity();
    const against = (data: object): unknown => trial.tell(COMMAND, "order.issue", data).find((event) => event.type === "order.issued")!.data["against"];
    expect([against(ask(30)), against(ask(60))]).toEqual(["stricter", "same"]);
    expect(trial.code(COMMAND, "order.issue", ask(120))).toBe("looser-than-rule");
    expect(against(ask(120, { looserBecause: "flooded roads" }))).toBe("looser");
    expect(trial.code(COMMAND, "order.issue", { ...order, rule: { clause: "no.such", value: 1 } })).toBe("clause-not-in-pack");
  });

  test("[SM-009] reported as issued, the looser order is on record with its breach", () => {
    const trial = tryCity();
    trial.tell(COMMAND, "order.issue", { ...ask(120), number: "O1" }, { reported: true });
    expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(["looser-than-rule"]);
    expect(orders(trial)[0]).toMatchObject({ against: "looser", status: "in-force" });
  });
});

describe("on its way", () => {
  test("[SM-012] goes straight to the unit that acts; the levels between see a copy and hold nothing", () => {
    const trial = tryCity();
    trial.tell(COMMAND, "responsibility.assign", { org: "A1c", duty: "order.execute", roles: [COMMUNITY.role] });
    trial.tell(COMMAND, "order.issue", { ...order, number: "O1", units: ["A1c", "A"] });
    const duty = trial.duty("order.execute", "order-unit:O1/A1c");
    expect(duty).toMatchObject({ holder: COMMAND, offer: { to: COMMUNITY } });
    expect(copiesFor("A1", states(trial, "order-unit"))).toEqual([{ order: "O1", unit: "A1c" }]);
    expect(copiesFor("A", states(trial, "order-unit"))).toEqual([{ order: "O1", unit: "A1c" }]);
    expect(copiesFor("B", states(trial, "order-unit"))).toEqual([]);
    trial.tell(COMMUNITY, "duty.accept", { duty: duty.id });
    expect(trial.simulation.state.duty(duty.id)).toMatchObject({ holder: COMMUNITY, links: [{ post: COMMAND }] });
  });

  test("[SM-201] [SM-026] carries its areas and tasks, and each unit's acknowledgement or silence shows", () => {
    const trial = tryCity();
    trial.tell(COMMAND, "order.issue", { ...order, number: "O1", units: ["A1", "A2"], areas: ["two villages"], tasks: ["guard the exits", "knock at every door"] });
    trial.tell(SUBDISTRICT, "duty.accept", { duty: trial.duty("order.execute", "order-unit:O1/A1").id });
    expect(orders(trial)[0]).toMatchObject({ areas: ["two villages"], tasks: ["guard the exits", "knock at every door"] });
    expect(rollUp(trial.simulation.state.allDuties()).get("O1")).toMatchObject({ silent: ["A2"], accepted: ["A1"] });
    trial.wait(HOUR);
    expect(trial.said("duty.offer_expired").map((event) => event.data["unit"])).toEqual(["A2"]);
  });

  test("[SM-166] a district's headquarters issues, and owns the follow-up until the work is verified", () => {
    const trial = tryCity();
    trial.tell(HEAD, "order.issue", { ...order, number: "O1", due: at(T + DAY) });
    const { id } = trial.duty("order.execute");
    trial.tell(SUBDISTRICT, "duty.accept", { duty: id });
    trial.wait(5 * HOUR);
    expect(trial.said("duty.follow_up_silent")[0]!.data).toMatchObject({ duty: id, follower: { org: "A", role: "tracing_deputy" } });
    trial.tell(SUBDISTRICT, "order.execute", { number: "O1", unit: "A1", proof: "list 7" });
    expect(trial.code(SUBDISTRICT, "duty.verify", { duty: id, note: "n" })).toBe("self-verification");
    trial.tell(HEAD, "duty.verify", { duty: id, note: "seen" });
    expect(trial.duty("order.execute").status).toBe("verified");
  });
});
