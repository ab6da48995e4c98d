// The sheets of the loops around people: each is written of an incident in which nothing happened, and of one in which
// something did; a number is that of its rows, and a percentage opens into who is missing from it.
import { describe, expect, test } from "vitest";
import { at, DAY, HOUR } from "../base/time.ts";
import { packOf, type Trial } from "../engine/trial.ts";
import type { Facts, Row } from "../engine/sheet.ts";
import { draw, HEAD as AREA_HEAD, infect, register, tryArea } from "./areas/trial-area.ts";
import { tryWard, WARD, things } from "./care/trial-ward.ts";
import { model } from "./index.ts";
import { inStay, midnight, TESTER } from "./quarantine/trial-stay.ts";
import { collect, HEAD, openPoint, tested, tryRound } from "./testing/trial-round.ts";
import { COMMAND, DISTRICT, findContacts, SUBDISTRICT, tryCity } from "./trial-city.ts";
import { take, tryTown } from "./voice/trial-town.ts";
import care from "../../packs/firebreak-care.json" with { type: "json" };
import cn from "../../packs/cn-testing.json" with { type: "json" };
import covid from "../../packs/cn-covid-9.json" with { type: "json" };
import duties from "../../packs/firebreak-duties.json" with { type: "json" };
import measles from "../../packs/measles.json" with { type: "json" };
import own from "../../packs/firebreak-testing.json" with { type: "json" };
import rights from "../../packs/firebreak-rights.json" with { type: "json" };
import stays from "../../packs/cn-quarantine.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights", "firebreak-testing", "cn-testing", "firebreak-care", "cn-quarantine"] }, duties, rights, own, cn, care, stays);
const BARE = packOf({ ...measles, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const T = Date.UTC(2022, 8, 4);

/** What the sheet reads, and nothing else: a kind it forgot to name would be missing here as it is on a server. */
function facts({ simulation }: Trial, kinds: readonly string[]): Facts {
  const { state, events } = simulation;
  const all = [...state.allThings()].filter(({ ref }) => kinds.includes(ref.slice(0, ref.indexOf(":"))));
  return { things: all, duties: [...state.allDuties()], events, now: simulation.now(), zone: "Asia/Shanghai", pack: simulation.context().pack };
}

function write(trial: Trial, name: string, about?: string): Readonly<Record<string, Row>> {
  const sheet = model.sheets.get(name)!;
  return Object.fromEntries(sheet.write(facts(trial, sheet.kinds), about === undefined ? {} : { about }).flatMap((one) => one.rows.map((row) => [`${one.key}/${row.key}`, row])));
}

describe("every sheet", () => {
  test.each([...model.sheets.keys()])("%s is written where nothing has happened and where the rules are another disease's", (name) => {
    for (const pack of [PACK, BARE]) expect(() => write(tryCity(pack, T), name, "nothing")).not.toThrow();
  });
});

describe("a round of testing", () => {
  function round(): Trial {
    const trial = tryRound(PACK, T);
    trial.tell(HEAD, "should-list.build", { round: "R1", registers: [{ name: "police", rows: ["p1", "p2", "p3", "p4"].map((person) => ({ person, household: `h-${person}`, org: "A1c" })) }] });
    tested(trial, "t1", ["p1"]);
    collect(trial, "t2", ["p2"]);
    return trial;
  }

  test("[SM-219] the percentage opens into the missing by name, the pending apart", () => {
    const written = write(round(), "testing-round", "R1");
    expect(written["coverage/all"]).toMatchObject({ value: "1 / 4 (25%)", refs: ["should-list:R1"] });
    expect(Object.keys(written).filter((key) => key.startsWith("missing/"))).toEqual(["missing/missing/p3", "missing/missing/p4", "missing/pending/p2"]);
    expect(written["quality/single"]).toMatchObject({ value: 4 });
  });

  test("[SM-177] [SM-231] [SM-192] points against plan, the four intervals with the slowest, and the tube that is stuck with who has it", () => {
    const trial = round();
    trial.wait(5 * HOUR);
    const written = write(trial, "testing-round", "R1");
    expect(written["glance/tubes"]).toMatchObject({ value: 2, refs: ["tube:t1", "tube:t2"] });
    expect(written["glance/pending"]).toMatchObject({ refs: ["tube:t2"] });
    expect(written["points/point:R1/P1"]).toMatchObject({ title: { en: "Silent" } });
    expect(written["intervals/slowest"]).toMatchObject({ value: "Testing" });
    expect(written["stuck/tube:t2"]).toMatchObject({ value: 1, post: { org: "A1" } });
    expect(written["pick-up/R1/P1"]).toMatchObject({ refs: ["tube:t2"] });
  });

  test("[SM-177] another round's tubes are not counted", () => {
    const trial = round();
    trial.tell(HEAD, "round.open", { round: "R2", area: "B", scope: "b", start: at(T), targetEnd: at(T + DAY), poolSize: 10 });
    expect(write(trial, "testing-round", "R2")["glance/tubes"]).toMatchObject({ value: 0 });
  });

  test("[SM-017] what is still to come is set against the laboratories, hour by hour", () => {
    const trial = tryRound(PACK, T);
    openPoint(trial, "P2", 8 * HOUR, { planned: 8000 });
    const written = write(trial, "laboratories");
    // (800 + 8,000) people in pools of ten over eight hours; two laboratories of ten tubes an hour.
    expect(written["hours/0"]).toMatchObject({ title: { en: "Short" }, value: "110 / 20 / 90" });
    expect(written["hours/8"]).toMatchObject({ value: "0 / 20 / 700" });
  });
});

test("[SM-283] [SM-203] closed areas by the date they come down, and new infections outside quarantine by their cases", () => {
  const trial = tryArea(PACK, midnight("2022-09-10"));
  register(trial, "D1", "district");
  register(trial, "B1", "building", "D1");
  infect(trial, "B1", "K1", "2022-09-09");
  draw(trial, "B1", "high");
  const written = write(trial, "areas");
  expect(written["forecast/B1"]).toMatchObject({ refs: ["area:B1"] });
  expect(written["forecast/B1"]!.value).toBeGreaterThan(0);
  expect(written["community/D1/2022-09-09"]).toMatchObject({ value: 1, refs: ["case:K1"] });
  expect(written["community/D1/2022-09-10"]).toMatchObject({ value: 0 });
  trial.wait(30 * DAY);
  expect(write(trial, "areas")["overdue/B1"]!.value).toBeGreaterThan(0);
});

test("[SM-251] the care plan of one resident is theirs alone", () => {
  const trial = inStay(PACK, midnight("2022-09-04"), "2022-09-03");
  trial.tell(TESTER, "resident.ask", { contact: "P1", rulesGiven: "proxy", needs: [{ need: "medicine" }] });
  expect(Object.values(write(trial, "care-plan", "P1"))).toMatchObject([{ title: "medicine", value: "found" }]);
  expect(write(trial, "care-plan", "P2")).toEqual({});
  expect(write(trial, "quarantine")["people/central"]).toMatchObject({ refs: ["measure:M1"] });
});

test("[SM-276] patients by severity; who is fit and still there stands on a list of its own", () => {
  const trial = tryWard(PACK);
  trial.tell(WARD, "patient.admit", { patient: "K1", class: "confirmed", hospital: "hosp", severity: "severe" });
  expect(write(trial, "care")).toMatchObject({ "severity/severe": { value: 1, refs: ["patient:K1"] }, "severity/total": { value: 1 }, "outcomes/diseaseDeaths": { value: 0 } });
  expect(things(trial, "patient")).toHaveLength(1);
});

test("[SM-190] [SM-250] the queue, the urgent first, and what keeps coming back", () => {
  const trial = tryTown(PACK);
  take(trial, "Q1");
  take(trial, "Q2", { household: "H2" });
  take(trial, "Q3", { household: "H3", category: "medical", urgent: true });
  const sheet = model.sheets.get("voice")!;
  const blocks = sheet.write(facts(trial, sheet.kinds), {});
  expect(blocks[0]!.rows.map(({ key }) => key)).toEqual(["Q3", "Q1", "Q2"]);
  expect(write(trial, "voice")["repeated/C1/supplies"]).toMatchObject({ value: 2, refs: ["request:Q1", "request:Q2"] });
});

test("[SM-207] a compound household by household: nobody else's, and everybody to go to", () => {
  const trial = tryTown(PACK);
  const written = write(trial, "household-roster", "C1");
  expect(written["missing/missing"]).toMatchObject({ value: 6 });
  expect(Object.keys(write(trial, "household-roster", "C2"))).toEqual(["missing/missing"]);
});

test("[SM-135] who is responsible for each person now; each hand-over from one unit to the next with its length", () => {
  const trial = tryCity(PACK, T);
  findContacts(trial, "P1");
  trial.tell(DISTRICT, "contact.push", { contacts: ["P1"], to: "A1" });
  expect(write(trial, "custody")["responsible/P1"]).toMatchObject({ title: DISTRICT.org, refs: ["contact:P1"] });
  trial.wait(2 * HOUR);
  expect(write(trial, "tracing")["hops/0/P1"]).toMatchObject({ value: null, post: DISTRICT });
  trial.tell(SUBDISTRICT, "duty.accept", { duty: trial.duty("contact.transfer", "contact:P1").id });
  expect(write(trial, "tracing")["hops/0/P1"]).toMatchObject({ value: "2", post: SUBDISTRICT });
  expect(write(trial, "tracing")["risk/named"]).toMatchObject({ refs: ["contact:P1"] });
  expect(trial.code(COMMAND, "case.report", { case: "C9", class: "confirmed" })).toBe("accepted");
  expect(write(trial, "chain")["earliest/C9"]).toBeDefined();
});

test("[SM-201] [SM-026] [SM-012] each unit of an order by how far it has got, and a copy for the level it went past", () => {
  const trial = tryCity(PACK, T);
  trial.tell(COMMAND, "order.issue", { number: "O1", text: "check every gate", legalBasis: "Act 42", units: ["A1", "A2"] });
  trial.tell(SUBDISTRICT, "duty.accept", { duty: trial.duty("order.execute", "order-unit:O1/A1").id });
  expect(write(trial, "orders-carried-out")).toMatchObject({ "O1/silent": { refs: ["order-unit:O1/A2"] }, "O1/accepted": { refs: ["order-unit:O1/A1"] }, "O1/verified": { value: 0 }, "advice/waiting": { value: 0 } });
  expect(Object.values(write(trial, "order-copies", "A")).flatMap(({ refs }) => refs)).toEqual(["order:O1", "order-unit:O1/A1", "order:O1", "order-unit:O1/A2"]);
  expect(write(trial, "order-copies", "B")).toEqual({});
});

test("[SM-224] where people went in a day, those without a destination as such", () => {
  const trial = tryCity(PACK, T);
  trial.tell(COMMAND, "gate.register", { gate: "north", org: "A" });
  trial.tell(COMMAND, "gate.pass", { passage: "x1", gate: "north", lane: "emergency", people: 2 }, { reported: true });
  expect(write(trial, "leaving")["destinations/unknown"]).toMatchObject({ value: 2, refs: ["passage:x1"] });
});

test("[SM-006] [SM-063] gaps with their owners, the overdue apart, and each place with its whole chain of inspectors", () => {
  const trial = tryCity(PACK, T);
  const inspector = { org: "B", role: "regulator" };
  for (const gap of ["G1", "G2"]) trial.tell(DISTRICT, "gap.record", { gap, what: "no second generator", owner: SUBDISTRICT, due: at(T + DAY) });
  trial.tell(SUBDISTRICT, "gap.close", { gap: "G1", proof: "generator test of 14:00" });
  trial.tell(COMMAND, "supervision.plan", { supervision: "I1", place: "cold store 3", inspector, everyDays: 7, due: at(T + DAY) });
  expect(write(trial, "registers")["place/cold store 3/I1"]).toMatchObject({ value: null, title: { en: "Every 7 days" }, when: at(T + DAY) });
  trial.wait(12 * HOUR);
  trial.tell(inspector, "supervision.make", { supervision: "I1", found: "handlers without masks" });
  trial.wait(13 * HOUR);
  expect(write(trial, "registers")).toMatchObject({
    "gaps/open": { refs: ["gap:G2"] }, "gaps/overdue": { refs: ["gap:G2"] }, "gaps/gap/G2": { post: SUBDISTRICT, when: at(T + DAY) },
    "place/cold store 3/I1": { value: "2022-09-04", post: inspector, when: at(T + 12 * HOUR + 7 * DAY) },
  });
});

test("[SM-274] “the chain is cut” opens into what supports it and what it still waits for", () => {
  const trial = tryArea(PACK, midnight("2022-09-10"));
  register(trial, "D1", "district");
  trial.tell(DISTRICT, "case.report", { case: "K1", class: "confirmed", area: "D1" });
  trial.wait(HOUR);
  const claim = () => write(trial, "outbreak");
  expect(claim()).toMatchObject({ "chain-cut/claim": { value: "0 / 3" }, "chain-cut/chains": { refs: ["case:K1"] }, "chain-cut/round": { value: null }, "chain-cut/streak": { value: "0 / 3", refs: ["case:K1"] } });
  for (const type of ["case.isolate", "case.list-contacts"]) trial.tell(DISTRICT, type, { case: "K1" });
  trial.tell(AREA_HEAD, "area.round", { area: "D1", round: "R1", complete: true, pending: 1, positive: 0 });
  expect(claim()).toMatchObject({ "chain-cut/claim": { value: "1 / 3" }, "chain-cut/chains": { value: 0 }, "chain-cut/round": { value: "R1", title: { en: "The last round is not complete, or has positives" } } });
  trial.tell(AREA_HEAD, "area.round", { area: "D1", round: "R1", complete: true, pending: 0, positive: 0 });
  trial.wait(4 * DAY);
  expect(claim()).toMatchObject({ "chain-cut/claim": { value: "3 / 3", title: { en: "“The chain is cut” is supported" } }, "over/no-rule": { value: null }, "over/open": { refs: ["case:K1"] } });
});

test("the day an outbreak may be declared over counts from the last case cleared, and there is none while one is not", () => {
  const trial = tryWard(packOf({ ...measles, includes: ["firebreak-duties", "firebreak-rights", "firebreak-care"] }, duties, rights, care), midnight("2025-03-10") + HOUR);
  trial.tell(DISTRICT, "case.report", { case: "K1", class: "confirmed" });
  trial.tell(WARD, "patient.admit", { patient: "K1", class: "confirmed", hospital: "hosp", severity: "severe" });
  expect(write(trial, "outbreak")["over/open"]).toMatchObject({ refs: ["case:K1"] });
  expect(write(trial, "outbreak")["over/over"]).toBeUndefined();
  trial.tell(WARD, "patient.die", { patient: "K1", ofDisease: true });
  expect(write(trial, "outbreak")).toMatchObject({ "over/open": { value: 0 }, "over/day-one": { value: "2025-03-11" }, "over/over": { value: "2025-04-22", refs: ["case:K1"], when: at(midnight("2025-04-22")) } });
});
