// A site's standard: inspected item by item, every layer named, services timed, rooms counted before there are none.
import { describe, expect, test } from "vitest";
import { at, DAY, HOUR, MINUTE } from "../../../base/time.ts";
import { audit } from "../../../engine/audit/audit.ts";
import type { Post } from "../../../engine/event.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { model } from "../../index.ts";
import { COMMAND, COUNTY, DISTRICT, SITE } from "../../trial-city.ts";
import { exposedContacts, INSPECTOR, midnight, orderUntilRules, tryStay } from "../trial-stay.ts";
import type { SiteView } from "../views.ts";
import { capacity, classOfRoom } from "./capacity.ts";
import { itemsOf, siteReports } from "./views.ts";
import covid9 from "../../../../packs/cn-covid-9.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import quarantine from "../../../../packs/cn-quarantine.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };
import testing from "../../../../packs/cn-testing.json" with { type: "json" };

const PACK = packOf({ ...covid9, includes: ["firebreak-duties", "firebreak-rights", "cn-quarantine", "cn-testing"] }, duties, rights, quarantine, testing);
const T = midnight("2022-07-12");
const WORKS: Post = { org: "B", role: "works_head" };
const LAYERS = ["local", "sector", "organisation", "headquarters-group", "on-site-group"];
const POSTS = { manager: "on site", medical: "on site", security: "on site", cleaning: "on site" };

const city = (): Trial => tryStay(PACK, T);
const site = (trial: Trial, id = "S2"): SiteView => trial.simulation.state.thing(`site:${id}`)!.state as SiteView;
const things = (trial: Trial, kind: string) => [...trial.simulation.state.allThings()].filter(({ ref }) => ref.startsWith(`${kind}:`));
const overdue = (trial: Trial, subject?: string): unknown[] => trial.said("duty.overdue").filter((event) => subject === undefined || event.data["subject"] === subject).map((event) => event.data["kind"]);

function inspect(trial: Trial, what: "layout" | "conditions" | "daily", failed: readonly string[] = [], id = "S2", by: Post = INSPECTOR): void {
  trial.tell(by, "site.inspect", { site: id, checklist: what, passed: itemsOf(PACK, what).filter((item) => !failed.includes(item)), failed, proof: ["photo 1"] });
}

function lawful(trial: Trial): void {
  trial.wait(0);
  const { state, events } = trial.simulation;
  expect(audit({ events, incident: "trial", commandPost: COMMAND, rules: [...model.rules.values()], packs: new Map([[PACK.hash, PACK]]), duties: state.allDuties(), until: trial.simulation.now(), punctual: true, zone: "Asia/Shanghai" })).toEqual([]);
}

describe("[SM-245] three zones, two passages", () => {
  test("the checklist is the pack's: zones, passages, ventilation, rooms, special rooms, waste", () => {
    expect(itemsOf(PACK, "layout")).toEqual([
      "living-zone", "medical-observation-zone", "supply-zone", "staff-passage", "isolated-passage", "ventilation", "single-room", "own-toilet", "with-carer", "multi-person", "barrier-free", "infectious-bags", "fixed-times",
    ]);
    expect(itemsOf(PACK, "daily")).toEqual(["fire-exits", "electricity", "heat", "water"]);
  });

  test("every item is answered, once, and nothing else", () => {
    const trial = city();
    const all = itemsOf(PACK, "layout");
    const tell = (passed: readonly string[], failed: readonly string[]): string => trial.code(INSPECTOR, "site.inspect", { site: "S2", checklist: "layout", passed, failed });
    expect(tell(all.slice(1), [])).toBe("items-unanswered");
    expect(tell(all, ["ventilation"])).toBe("item-both-ways");
    expect(tell([...all, "swimming-pool"], [])).toBe("item-not-asked");
    expect(trial.code(INSPECTOR, "site.inspect", { site: "S9", checklist: "daily", passed: [], failed: [] })).toBe("unknown-site");
  });

  test("a site that fails is not ready: not certified, not opened; mended and inspected again it is", () => {
    const trial = city();
    trial.tell(COUNTY, "site.fill-posts", { site: "S2", posts: POSTS });
    inspect(trial, "layout", ["isolated-passage"]);
    expect(trial.code(COUNTY, "site.certify", { site: "S2", zones: 3, passages: 2 })).toBe("layout-findings-open");
    expect(site(trial).failing).toEqual(["layout: isolated-passage"]);
    expect(trial.duty("site.mend")).toMatchObject({ subject: "site-finding:S2/isolated-passage", holder: WORKS, asker: INSPECTOR, due: at(T + DAY) });
    trial.wait(HOUR);
    trial.tell(WORKS, "site-finding.mend", { finding: "S2/isolated-passage", note: "wall built" });
    // The unit's own inspection closes nothing; somebody else's does.
    inspect(trial, "layout", [], "S2", COUNTY);
    expect(trial.duty("site.mend").status).toBe("done");
    inspect(trial, "layout");
    expect(trial.duty("site.mend")).toMatchObject({ status: "verified", closed: { by: INSPECTOR } });
    trial.tell(COUNTY, "site.certify", { site: "S2", zones: 3, passages: 2 });
    expect(trial.code(COUNTY, "site.open", { site: "S2" })).toBe("accepted");
    lawful(trial);
  });

  test("at a site already open it is a finding with a clock: left standing it is late, mended in time it is not", () => {
    for (const mended of [false, true]) {
      const trial = city();
      inspect(trial, "conditions", ["heating"], "S1");
      expect(site(trial, "S1").status).toBe("open");
      if (mended) trial.tell(WORKS, "site-finding.mend", { finding: "S1/heating", note: "boiler" });
      trial.wait(DAY);
      expect(overdue(trial, "site-finding:S1/heating")).toEqual(mended ? [] : ["site.mend"]);
      lawful(trial);
    }
  });

  test("[SM-247] said to be mended and found again, it goes back to who owes it; a locked exit may stand half an hour", () => {
    const trial = city();
    inspect(trial, "conditions", ["food"], "S1");
    trial.tell(WORKS, "site-finding.mend", { finding: "S1/food", note: "new kitchen" });
    inspect(trial, "conditions", ["food"], "S1");
    expect(trial.duty("site.mend")).toMatchObject({ status: "started", done: null, holder: WORKS });
    inspect(trial, "daily", ["fire-exits"], "S1");
    expect(trial.duty("site.mend-now")).toMatchObject({ subject: "site-finding:S1/fire-exits", due: at(T + 30 * MINUTE), citation: { clause: "site.mend-now" } });
    lawful(trial);
  });
});

test("[SM-141] the site is checked every day with proof, from the first arrival; a day without is an alarm", () => {
  const trial = city();
  trial.tell(COMMAND, "responsibility.assign", { org: "h1", duty: "site.checklist", roles: ["site_guarantor"] });
  exposedContacts(trial, "2022-07-10", "close", "P1");
  trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"] });
  expect(trial.duty("site.checklist")).toMatchObject({ holder: SITE, due: at(T + DAY) });
  trial.wait(20 * HOUR);
  inspect(trial, "daily", [], "S1", SITE);
  trial.wait(5 * HOUR);
  expect(overdue(trial)).not.toContain("site.checklist");
  trial.wait(DAY);
  expect(overdue(trial)).toContain("site.checklist");
  lawful(trial);
});

describe("[SM-244] five layers of responsibility", () => {
  test("a site opened with a layer empty is an alarm at once; all named before, there is none", () => {
    const short = city();
    expect(short.said("site.layers_short")[0]!.data["missing"]).toEqual(LAYERS);
    const trial = city();
    for (const id of ["S1", "S2"]) for (const layer of LAYERS) trial.tell(COMMAND, "site.name-layer", { site: id, layer, post: { org: "B", role: `${layer}-lead` } });
    expect(trial.duty("site.layers", "site:S1").status).toBe("verified");
    trial.tell(COUNTY, "site.fill-posts", { site: "S2", posts: POSTS });
    trial.tell(COUNTY, "site.certify", { site: "S2", zones: 3, passages: 2 });
    trial.tell(COUNTY, "site.open", { site: "S2" });
    expect(trial.said("site.layers_short").map((event) => event.data["site"])).toEqual(["S1"]);
    trial.wait(HOUR);
    trial.tell(COMMAND, "site.empty-layer", { site: "S2", layer: "sector", reason: "moved away" });
    expect(trial.duty("site.layers", "site:S2")).toMatchObject({ holder: COUNTY, due: at(trial.simulation.now()), citation: { clause: "site.layers.due" } });
    trial.wait(0);
    expect(overdue(trial, "site:S2")).toContain("site.layers");
    trial.tell(COMMAND, "site.name-layer", { site: "S2", layer: "sector", post: { org: "B", role: "next" } });
    expect(trial.duty("site.layers", "site:S2").status).toBe("verified");
    lawful(trial);
  });

  test.each([
    ["layer-not-asked", "site.name-layer", { layer: "sixth", post: COMMAND }], ["unknown-organisation", "site.name-layer", { layer: "local", post: { org: "Z", role: "r" } }],
    ["layer-empty-already", "site.empty-layer", { layer: "local", reason: "r" }],
  ])("%s", (code, type, data) => {
    expect(city().code(COMMAND, type, { site: "S2", ...data })).toBe(code);
  });
});

describe("[SM-237] on its way to being ready", () => {
  test("steps are taken in order, and the promised day is a deadline of whoever runs it", () => {
    const trial = city();
    expect(trial.code(COUNTY, "site.stage", { site: "S2", stage: "converted" })).toBe("stage-skipped");
    trial.tell(COUNTY, "site.stage", { site: "S2", stage: "candidate", rooms: { single: 40, "barrier-free": 2 } });
    trial.tell(COUNTY, "site.stage", { site: "S2", stage: "inspected", readyAt: at(T + 2 * DAY) });
    expect(trial.duty("site.ready")).toMatchObject({ holder: COUNTY, due: at(T + 2 * DAY) });
    trial.tell(COUNTY, "site.stage", { site: "S2", stage: "converted", readyAt: at(T + 3 * DAY) });
    expect(trial.duty("site.ready")).toMatchObject({ due: at(T + 3 * DAY), status: "open" });
    trial.tell(COUNTY, "site.stage", { site: "S2", stage: "ready" });
    expect(trial.duty("site.ready").done).not.toBeNull();
    expect(site(trial)).toMatchObject({ stage: "ready", plannedRooms: { single: 40, "barrier-free": 2 } });
    lawful(trial);
  });
});

describe("[SM-196] services timed by room", () => {
  const SLOTS = [{ from: "07:00", to: "07:20", rooms: ["R1", "R2"] }, { from: "07:20", to: "07:40", rooms: ["R3"] }];

  test("owed from the first arrival; left undone it is an alarm before anybody crowds, done it is quiet", () => {
    for (const timed of [false, true]) {
      const trial = city();
      exposedContacts(trial, "2022-07-10", "close", "P1");
      trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"] });
      expect(trial.duty("site.slots")).toMatchObject({ holder: { org: "B", role: "hotel_lead" }, due: at(T + 12 * HOUR) });
      if (timed) trial.tell(COUNTY, "site.schedule", { site: "S1", service: "meals", slots: SLOTS });
      trial.wait(13 * HOUR);
      expect(overdue(trial).includes("site.slots")).toBe(!timed);
      lawful(trial);
    }
  });

  test("slots take so many rooms and do not overlap", () => {
    const trial = city();
    const tell = (slots: unknown): string => trial.code(COUNTY, "site.schedule", { site: "S1", service: "meals", slots });
    expect(tell([{ from: "07:00", to: "07:20", rooms: Array.from({ length: 11 }, (_, index) => `R${index}`) }])).toBe("slot-too-full");
    expect(tell([{ from: "07:00", to: "07:30", rooms: ["R1"] }, SLOTS[1]])).toBe("slots-overlap");
    expect(tell(SLOTS)).toBe("accepted");
  });
});

describe("[SM-104] [SM-132] rooms now, in 24 hours, in 72", () => {
  function filled(): Trial {
    const trial = city();
    exposedContacts(trial, "2022-07-10", "close", "P1", "P2");
    for (const [index, name] of ["P1", "P2"].entries()) {
      trial.tell(DISTRICT, "measure.order", orderUntilRules(trial, `M${index + 1}`, name, { exposed: "2022-07-10" }));
      trial.tell(SITE, "arrival.record", { site: "S1", contacts: [name], rooms: { [name]: `R${index + 1}` } });
    }
    trial.wait(midnight("2022-07-16") - T);
    return trial;
  }

  test("free, coming free by release, opening: each number is the rooms, measures and sites behind it", () => {
    const trial = filled();
    trial.tell(COUNTY, "site.fill-posts", { site: "S1", posts: {}, staff: 2 });
    trial.tell(COUNTY, "site.stage", { site: "S2", stage: "candidate", rooms: { single: 5 }, readyAt: at(midnight("2022-07-18")) });
    const answer = capacity({ rooms: things(trial, "room"), sites: things(trial, "site"), measures: things(trial, "measure"), expected: { 0: 0, 24: 1, 72: 2 }, now: trial.simulation.now() });
    const single = answer.rows.filter((row) => row.class === "single");
    expect(single.map(({ hours, free, releases, openings, total }) => ({ hours, free, releases, openings, total }))).toEqual([
      { hours: 0, free: ["room:R3"], releases: [], openings: [], total: 1 },
      { hours: 24, free: ["room:R3"], releases: [], openings: [], total: 1 },
      { hours: 72, free: ["room:R3"], releases: [{ room: "room:R1", measure: "measure:M1" }, { room: "room:R2", measure: "measure:M2" }], openings: [{ site: "site:S2", rooms: 5 }], total: 8 },
    ]);
    expect(answer).toMatchObject({ left: { 0: 1, 24: 0, 72: 6 }, rooms: 3, roomsPerStaff: 1.5 });
    expect(classOfRoom({ capacity: 3 })).toBe("shared");
    expect(classOfRoom({ capacity: 1, barrierFree: true })).toBe("barrier-free");
  });

  test("the level above is told while there still are rooms; a later review that shows enough closes it", () => {
    const trial = filled();
    trial.tell(COUNTY, "capacity.review", { org: "B", expected: { h24: 1 } });
    expect(trial.duty("capacity.raise")).toMatchObject({ subject: "capacity-review:B", holder: COMMAND, citation: { clause: "capacity.answer" } });
    trial.tell(COUNTY, "room.register", { room: "N1", site: "S1", capacity: 1 });
    trial.tell(COUNTY, "room.register", { room: "N2", site: "S1", capacity: 1 });
    trial.tell(COUNTY, "capacity.review", { org: "B" });
    expect(trial.duty("capacity.raise")).toMatchObject({ status: "verified", closed: { by: COUNTY } });
    expect(trial.simulation.state.thing("capacity-review:B")!.state).toMatchObject({ status: "reviewed", low: false, left: { 0: 3 } });
    expect(trial.code(COUNTY, "capacity.review", { org: "Z" })).toBe("unknown-organisation");
    lawful(trial);
  });

  test("reviewed every day from the first site opened: a day without is an alarm, the reviews that were made are quiet", () => {
    const trial = city();
    trial.tell(COMMAND, "responsibility.assign", { org: "B", duty: "capacity.review", roles: ["transfer_head"] });
    for (const part of ["site.fill-posts", "site.certify", "site.open"]) trial.tell(COUNTY, part, { site: "S2", ...(part === "site.fill-posts" ? { posts: POSTS } : part === "site.certify" ? { zones: 3, passages: 2 } : {}) });
    expect(trial.duty("capacity.review")).toMatchObject({ subject: "capacity-review:B", holder: COUNTY, due: at(T + DAY) });
    trial.wait(20 * HOUR);
    trial.tell(COUNTY, "capacity.review", { org: "B" });
    trial.wait(5 * HOUR);
    expect(overdue(trial)).not.toContain("capacity.review");
    trial.wait(DAY);
    expect(overdue(trial)).toContain("capacity.review");
    lawful(trial);
  });

  test("an order that takes the last rooms says so before there are none", () => {
    const trial = city();
    exposedContacts(trial, "2022-07-10", "close", "P1", "P2", "P3");
    const head: Post = { org: "B", role: "head" };
    trial.tell(head, "measure.order", orderUntilRules(trial, "M1", "P1", { exposed: "2022-07-10" }));
    expect(trial.said("capacity.low")).toEqual([]);
    for (const [name, room] of [["P1", "R1"], ["P2", "R2"]] as const) trial.tell(SITE, "arrival.record", { site: "S1", contacts: [name], rooms: { [name]: room } });
    trial.tell(head, "measure.order", orderUntilRules(trial, "M3", "P3", { exposed: "2022-07-10" }));
    expect(trial.said("capacity.low")[0]!.data).toMatchObject({ org: "B", short: 1, rooms: 4 });
    expect(trial.said("capacity.short")).toEqual([]);
  });
});

test("[SM-195] [SM-243] one owner sees every site with occupancy, staff, findings, exits and infections, each opening into its rows", () => {
  const trial = city();
  exposedContacts(trial, "2022-07-10", "close", "P1");
  trial.tell(DISTRICT, "measure.order", orderUntilRules(trial, "M1", "P1", { exposed: "2022-07-10" }));
  trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"], rooms: { P1: "R1" } });
  trial.tell(SITE, "exit.record", { persons: ["P1"], place: "lobby" });
  inspect(trial, "conditions", ["food"], "S1");
  trial.tell(SITE, "test-day.sample", { test: "M1/central-2" });
  trial.tell(SITE, "test-day.result", { test: "M1/central-2", result: "positive" });
  trial.tell(SITE, "site-gathering.report", { gathering: "G1", site: "S1", place: "lobby", attendees: ["P1"] });
  const reports = siteReports({
    sites: things(trial, "site"), rooms: things(trial, "room"), contacts: things(trial, "contact"), measures: things(trial, "measure"), testDays: things(trial, "test-day"),
    findings: things(trial, "site-finding"), gatherings: things(trial, "site-gathering"), requests: things(trial, "request"), pack: PACK,
  }, "B");
  expect(reports.map((report) => report.site)).toEqual(["site:S1", "site:S2"]);
  expect(reports[0]).toMatchObject({
    runBy: "B", status: "open", people: ["P1"], occupied: ["room:R1"], free: ["room:R2", "room:R3"], unfilledPosts: [], emptyLayers: LAYERS, findings: ["site-finding:S1/food"],
    outOfRoom: ["contact:P1"], infections: ["test-day:M1/central-2"], gatherings: ["site-gathering:G1"],
  });
});
