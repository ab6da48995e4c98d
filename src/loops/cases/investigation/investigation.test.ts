// Chasing a case: clocks from its report, one interview with places and people, contacts of a gathering, classes that
// change with their history; and the figures an investigation shows, each opening into rows.
import { describe, expect, test } from "vitest";
import { assert } from "../../../base/refusal.ts";
import { at, DAY, HOUR, MINUTE } from "../../../base/time.ts";
import { audit } from "../../../engine/audit/audit.ts";
import type { Post } from "../../../engine/event.ts";
import { findings } from "../../../engine/findings/findings.ts";
import type { Thing } from "../../../engine/thing.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { model } from "../../index.ts";
import { COMMAND, COMMUNITY, DISTRICT, SITE, SUBDISTRICT, TRACING, tryCity } from "../../trial-city.ts";
import type { CaseView, ContactView } from "../views.ts";
import { byPlace, chainCut, chase, exposureToPlacement, pushHops, riskList, threeStages } from "./views.ts";
import care from "../../../../packs/firebreak-care.json" with { type: "json" };
import covid from "../../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import measles from "../../../../packs/measles.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };
import tracing from "../../../../packs/firebreak-tracing.json" with { type: "json" };

const under = (file: object) => packOf({ ...file, includes: ["firebreak-duties", "firebreak-rights", "firebreak-tracing", "firebreak-care"] }, duties, rights, tracing, care);
const T = Date.UTC(2021, 8, 24);
const TRACER: Post = { org: "A", role: "tracer" };
const things = (trial: Trial, kind: string): Thing[] => [...trial.simulation.state.allThings()].filter((thing) => thing.ref.startsWith(`${kind}:`));
const contact = (trial: Trial, id: string): ContactView => trial.simulation.state.thing(`contact:${id}`)!.state as ContactView;

function city(pack = under(covid)): Trial {
  const trial = tryCity(pack, T);
  trial.tell(COMMAND, "responsibility.assign", { org: "A", duty: "case.investigate", roles: ["tracer"] });
  return trial;
}

function reported(): Trial {
  const trial = city();
  trial.tell(DISTRICT, "case.report", { case: "C1", class: "asymptomatic" });
  return trial;
}

function lawful({ simulation }: Trial): void {
  const { pack } = simulation.context();
  const broken = audit({
    events: simulation.events, incident: "trial", commandPost: COMMAND, rules: [...model.rules.values()], packs: new Map([[pack.hash, pack]]), packHash: pack.hash, duties: simulation.state.allDuties(), until: simulation.now(), punctual: true,
  });
  assert(broken.length === 0, JSON.stringify(broken));
}
const missed = ({ simulation }: Trial): string[] =>
  findings({ model, state: simulation.state, duties: simulation.state.allDuties(), events: simulation.events, context: simulation.context() }).filter((one) => one.kind === "deadline_missed").map((one) => one.duty);

const WEDDING = { gathering: "wedding", place: "hotel W", held: { earliest: T - 6 * DAY, latest: T - 6 * DAY + 4 * HOUR }, attendees: ["P1", "P2", "C1"] };

describe("chasing a positive", () => {
  test("[SM-232] three clocks run from the report, each by its clause; silence rings one after the other", () => {
    const trial = reported();
    expect(["case.isolate", "case.interview", "case.trace"].map((kind) => [trial.duty(kind).citation!.clause, trial.duty(kind).due, trial.duty(kind).holder])).toEqual([
      ["case.isolate", at(T + 2 * HOUR), TRACER], ["investigation.core", at(T + 4 * HOUR), TRACER], ["investigation.report", at(T + DAY), TRACER],
    ]);
    trial.wait(25 * HOUR);
    expect(missed(trial)).toEqual(["case.isolate", "case.interview", "case.trace"]);
    lawful(trial);
  });

  test("[SM-232] isolated, interviewed and listed in time, nothing is raised, and each step shows its hours", () => {
    const trial = reported();
    trial.wait(HOUR);
    trial.tell(TRACER, "case.isolate", { case: "C1" });
    trial.wait(2 * HOUR);
    trial.tell(TRACER, "case.interview", { case: "C1", visits: [WEDDING], contacts: [{ contact: "P1", class: "close", exposure: "wedding" }] });
    trial.wait(HOUR);
    trial.tell(TRACER, "case.list-contacts", { case: "C1" });
    trial.wait(HOUR);
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"] });
    expect(chase(things(trial, "case"), things(trial, "contact"))).toEqual([
      { case: "C1", isolated: { least: 1, most: 1 }, interviewed: { least: 3, most: 3 }, listed: { least: 4, most: 4 }, pushed: null, placed: { least: 5, most: 5 }, open: [] },
    ]);
    trial.wait(DAY);
    expect(missed(trial).filter((kind) => kind.startsWith("case."))).toEqual([]);
    lawful(trial);
  });

  test("measles begins within its own day; where nobody is named to investigate, nothing is invented", () => {
    const trial = city(under(measles));
    trial.tell(DISTRICT, "case.report", { case: "C1", class: "confirmed" });
    expect(trial.duty("case.interview").due).toEqual(at(T + DAY));
    const nobody = tryCity(under(covid), T);
    nobody.tell(DISTRICT, "case.report", { case: "C1", class: "confirmed" });
    expect(nobody.said("duty.opened")).toEqual([]);
  });

  test("asymptomatic and later confirmed it is the same case: its classes are kept, and no clock starts anew", () => {
    const trial = reported();
    trial.wait(DAY);
    trial.tell(DISTRICT, "case.report", { case: "C1", class: "confirmed", onset: at(T + 20 * HOUR) });
    const view = trial.simulation.state.thing("case:C1")!.state as CaseView;
    expect(view).toMatchObject({ class: "confirmed", reportedAt: at(T), history: [{ class: "asymptomatic", at: at(T) }, { class: "confirmed", at: at(T + DAY) }] });
    expect(trial.said("duty.opened").filter((event) => String(event.data["kind"]).startsWith("case."))).toHaveLength(3);
    lawful(trial);
  });
});

describe("one pass", () => {
  test("[SM-129] an interview brings places, times and people together; a contact's exposure is that of the place", () => {
    const trial = reported();
    trial.tell(TRACER, "case.interview", {
      case: "C1", visits: [WEDDING, { gathering: "bus", held: at(T - 5 * DAY) }], allContactsListed: true,
      contacts: [{ contact: "P1", class: "close", exposure: "wedding", home: "A1c" }, { contact: "P2", class: "close", exposure: "bus", lastExposure: at(T - 4 * DAY) }, { contact: "P3", class: "secondary", contactOf: "P1" }],
    });
    expect(contact(trial, "P1")).toMatchObject({ case: "C1", exposure: "wedding", firstExposure: WEDDING.held, lastExposure: WEDDING.held, home: "A1c" });
    expect(contact(trial, "P2")).toMatchObject({ firstExposure: at(T - 5 * DAY), lastExposure: at(T - 4 * DAY) });
    expect(contact(trial, "P3")).toMatchObject({ class: "secondary", contactOf: "P1" });
    expect(["case.interview", "case.trace"].map((kind) => trial.duty(kind).done !== null)).toEqual([true, true]);
    lawful(trial);
  });

  test("one bad row and none of it goes in; the refusal names the row", () => {
    const trial = reported();
    const before = trial.simulation.events.length;
    const answer = trial.ask(TRACER, "case.interview", { case: "C1", visits: [], contacts: [{ contact: "P1", class: "close" }, { contact: "P2", class: "close", exposure: "nowhere" }] });
    expect(answer).toMatchObject({ code: "unknown-gathering", where: "data.contacts[1].exposure" });
    expect(trial.ask(TRACER, "case.interview", { case: "C1", visits: [], contacts: [{ contact: "P1", class: "close", home: "nowhere" }] })).toMatchObject({ code: "unknown-organisation", where: "data.contacts[0].home" });
    expect(trial.simulation.events).toHaveLength(before);
  });

  test("[SM-129] the contacts of a gathering are derived from who was there, once", () => {
    const trial = reported();
    trial.tell(TRACER, "exposure.record", WEDDING);
    trial.tell(TRACER, "exposure.trace", { gathering: "wedding", class: "close", case: "C1" });
    expect(things(trial, "contact").map((thing) => thing.ref)).toEqual(["contact:P1", "contact:P2"]);
    expect(contact(trial, "P2")).toMatchObject({ exposure: "wedding", lastExposure: WEDDING.held, case: "C1" });
    expect(trial.code(TRACER, "exposure.trace", { gathering: "wedding", class: "close", case: "C1" })).toBe("nobody-to-trace");
    lawful(trial);
  });

  test.each<[string, string, object]>([
    ["unknown-case", "case.isolate", { case: "C9" }], ["unknown-case", "case.interview", { case: "C9", visits: [], contacts: [] }], ["unknown-case", "case.list-contacts", { case: "C9" }],
    ["unknown-gathering", "exposure.trace", { gathering: "g", class: "close" }], ["unknown-contact", "contact.locate", { contact: "P9", how: "h" }], ["unknown-contact", "contact.inform", { contact: "P9", how: "h" }],
  ])("refused with %s by %s", (code, type, data) => {
    expect(reported().code(TRACER, type, data)).toBe(code);
  });
});

describe("figures", () => {
  test("[SM-129] from exposure to quarantine: the wedding at midday of the 18th, the site on the 28th: about 237 hours, as a range", () => {
    const trial = tryCity(under(covid), Date.UTC(2021, 8, 18));
    const midday = Date.UTC(2021, 8, 18, 4);
    trial.wait(6 * DAY);
    trial.tell(DISTRICT, "contact.find", { contact: "P1", class: "close", lastExposure: { earliest: midday - HOUR, latest: midday + 2 * HOUR } });
    trial.wait(5 * DAY);
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"] }, { at: midday + 237 * HOUR });
    expect(exposureToPlacement(things(trial, "contact"))).toEqual([{ contact: "P1", hours: { least: 235, most: 238 } }]);
  });

  test("[SM-128] [SM-145] [SM-146] [SM-147] every hop of a push has sender, receiver, time and how long it took; one not taken is still the sender's, who follows it up", () => {
    const trial = city();
    trial.tell(DISTRICT, "contact.find", { contact: "P1", class: "close" });
    trial.tell(DISTRICT, "contact.push", { contacts: ["P1"], to: "A1" });
    trial.wait(50 * MINUTE);
    trial.tell(SUBDISTRICT, "contact.confirm-receipt", { contacts: ["P1"] });
    trial.tell(SUBDISTRICT, "contact.push", { contacts: ["P1"], to: "A2" });
    expect(pushHops(trial.simulation.events)).toEqual([
      { contact: "P1", from: DISTRICT, to: SUBDISTRICT, sentAt: at(T), receivedAt: at(T + 50 * MINUTE), hours: { least: 0.83, most: 0.83 } },
      { contact: "P1", from: SUBDISTRICT, to: { org: "A2", role: "secretary" }, sentAt: at(T + 50 * MINUTE), receivedAt: null, hours: null },
    ]);
    expect(trial.duty("contact.transfer")).toMatchObject({ holder: SUBDISTRICT, links: [{ post: TRACING, to: SUBDISTRICT }, { to: { org: "A2" } }] });
    lawful(trial);
  });

  test("[SM-234] everybody at risk is named, located, told, held or placed, and counted once", () => {
    const trial = city();
    for (const id of ["P1", "P2", "P3", "P4", "P5", "P6"]) trial.tell(DISTRICT, "contact.find", { contact: id, class: "close", home: "A1c" });
    trial.tell(TRACER, "contact.locate", { contact: "P2", how: "rang" });
    for (const id of ["P3", "P4"]) trial.tell(TRACER, "contact.inform", { contact: id, how: "rang" });
    trial.tell(COMMUNITY, "contact.hold", { contact: "P4", note: "n" });
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P5"] });
    trial.tell(DISTRICT, "contact.rule-out", { contact: "P6", reason: "was elsewhere" });
    expect(riskList(things(trial, "contact"))).toEqual({ named: ["P1"], located: ["P2"], informed: ["P3"], held: ["P4"], placed: ["P5"] });
  });

  test("[SM-214] ring-fence, scoop out, put out: each stage names what is open", () => {
    const trial = reported();
    trial.tell(TRACER, "case.interview", { case: "C1", visits: [], contacts: [{ contact: "P1", class: "close" }], allContactsListed: true });
    const area = (closed: boolean): Thing => ({ ref: "area:B3", version: 1, state: { status: "at-risk", closed } });
    const board = (closed: boolean, since: number) => threeStages([area(closed)], things(trial, "case"), things(trial, "contact"), since);
    expect(board(false, T)).toEqual({ ringed: { reached: false, open: ["B3"] }, scooped: { reached: false, open: ["P1"] }, out: { reached: false, open: ["C1"] } });
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"] });
    expect(board(true, T + DAY)).toEqual({ ringed: { reached: true, open: [] }, scooped: { reached: true, open: [] }, out: { reached: true, open: [] } });
  });

  test("[SM-274] “the chain is cut” is supported by closed chains, a complete negative round and clean days, or not at all", () => {
    const trial = reported();
    const round = { round: "R3", complete: true, positive: 0 };
    const claim = (rounds: readonly { round: string; complete: boolean; positive: number }[], clean: number) => chainCut(things(trial, "case"), things(trial, "contact"), rounds, clean, 14);
    expect(claim([round], 14)).toMatchObject({ supported: false, support: { chainsClosed: { open: ["C1"] }, roundNegative: { reached: true }, streak: { reached: true } } });
    trial.tell(TRACER, "case.isolate", { case: "C1" });
    trial.tell(TRACER, "case.list-contacts", { case: "C1" });
    expect(claim([round], 14).supported).toBe(true);
    expect(claim([], 14).support.roundNegative.open).toEqual(["no round"]);
    expect(claim([round, { round: "R4", complete: false, positive: 0 }], 14).support.roundNegative.open).toEqual(["R4"]);
    expect(claim([round], 13).support.streak.open).toEqual(["13 of 14 days"]);
  });

  test("[SM-122] an outbreak by place opens into its cases, with the first and last day of each", () => {
    const trial = city();
    trial.tell(DISTRICT, "case.report", { case: "C1", class: "confirmed" });
    trial.wait(3 * DAY);
    trial.tell(DISTRICT, "case.report", { case: "C2", class: "asymptomatic" });
    trial.tell(COMMAND, "case.report", { case: "C3", class: "confirmed" });
    expect(byPlace(things(trial, "case"), "Asia/Shanghai")).toEqual([
      { place: "A", cases: ["C1", "C2"], byClass: { confirmed: 1, asymptomatic: 1 }, firstDay: "2021-09-24", lastDay: "2021-09-27" },
      { place: "city", cases: ["C3"], byClass: { confirmed: 1 }, firstDay: "2021-09-27", lastDay: "2021-09-27" },
    ]);
  });
});

test("in hospital the hospital answers for a contact, back again whoever takes the person back; it is no exit", () => {
  const trial = city();
  trial.tell(DISTRICT, "contact.find", { contact: "P1", class: "close" });
  trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"] });
  trial.tell(SITE, "care.request", { careRequest: "R1", for: "emergency", person: "P1", place: "S1" });
  trial.tell(COMMAND, "care.depart", { careRequest: "R1" });
  expect(trial.code(SITE, "exit.record", { persons: ["P1"] })).toBe("gone-to-care");
  trial.tell(SITE, "heads.count", { site: "S1", roster: 1, present: 0, missing: ["P1"] });
  trial.tell({ org: "A2", role: "ward" }, "care.receive", { careRequest: "R1" });
  expect(contact(trial, "P1")).toMatchObject({ status: "in-quarantine", atCare: "A2", custody: { org: "A2" } });
  trial.tell(SITE, "care.return", { careRequest: "R1", to: "h1" });
  expect(contact(trial, "P1")).toMatchObject({ atCare: null, custody: { org: "h1" } });
  expect(trial.said("breach.recorded")).toEqual([]);
});
