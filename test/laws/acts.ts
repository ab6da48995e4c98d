// What somebody might do next in a random history, right or wrong: each act turns a handful of numbers and the
// state as it stands into one command. Wrong ones are the point: the engine must refuse them or stay lawful.

import type { When } from "../../src/base/time.ts";
import { DAY, HOUR } from "../../src/base/time.ts";
import { isOpen, type Duty } from "../../src/engine/duty/duty.ts";
import type { JsonObject, Post } from "../../src/engine/event.ts";
import { anyCommand } from "./any-command.ts";
import { pickerOf, type Drafted, type Picker, type Scene } from "./scene.ts";
import { ROLES } from "./city.ts";

type Act = (scene: Scene, pick: Picker) => Drafted | null;

const text = "as it was";
const CONTACTS = Array.from({ length: 6 }, (_, index) => `P${index}`);
const MEASURES = Array.from({ length: 4 }, (_, index) => `M${index}`);
const TRIPS = Array.from({ length: 4 }, (_, index) => `T${index}`);

/** A thing that exists, most often; a name that may not, now and then. */
function one(scene: Scene, pick: Picker, kind: string, names: readonly string[]): string {
  const there = names.filter((name) => scene.state.thing(`${kind}:${name}`) !== undefined);
  return pick.number(7) === 0 || there.length === 0 ? pick(names)! : pick(there)!;
}

const contact = (scene: Scene, pick: Picker): string => one(scene, pick, "contact", CONTACTS);
const measure = (scene: Scene, pick: Picker): string => one(scene, pick, "measure", MEASURES);
const trip = (scene: Scene, pick: Picker): string => one(scene, pick, "trip", TRIPS);

function anybody(scene: Scene, pick: Picker): Post {
  return { org: pick(scene.city.orgs)!, role: pick(ROLES)! };
}

/** Somebody the duty concerns, most often; anybody at all, now and then. */
function concerned(scene: Scene, pick: Picker, duty: Duty): Post {
  const parent = scene.state.thing(`org:${duty.holder.org}`)?.state["parent"];
  const posts = [duty.holder, duty.offer?.to, duty.verifier, duty.asker, duty.links.at(-1)?.post, duty.done?.by, { org: duty.holder.org, role: "deputy" },
    typeof parent === "string" ? { org: parent, role: "head" } : null].filter((post) => post !== null && post !== undefined);
  return pick.number(8) === 0 ? anybody(scene, pick) : pick(posts)!;
}

type Fits = (duty: Duty) => boolean;
const offered: Fits = (duty) => duty.offer !== null;
const done: Fits = (duty) => duty.done !== null;
const undone: Fits = (duty) => duty.done === null;
const blocked: Fits = (duty) => duty.status === "blocked";

/** A duty the move is meant for, most often; any other, now and then. */
function dutyOf(scene: Scene, pick: Picker, fits: Fits): Duty | undefined {
  const duties = [...scene.state.allDuties()];
  const open = duties.filter(isOpen);
  const fitting = open.filter(fits);
  const chance = pick.number(12);
  return chance === 0 ? pick(duties) : chance < 3 || fitting.length === 0 ? pick(open) : pick(fitting);
}

const onDuty = (type: string, fits: Fits, more: (scene: Scene, pick: Picker, duty: Duty) => JsonObject = () => ({})): Act => (scene, pick) => {
  const duty = dutyOf(scene, pick, fits);
  return duty === undefined ? null : { type, data: { duty: duty.id, ...more(scene, pick, duty) }, actor: concerned(scene, pick, duty) };
};

/** The post that is to act next, so that whole loops close and not only fragments of them. */
const forward: Act = (scene, pick) => {
  const duty = pick([...scene.state.allDuties()].filter(isOpen));
  if (duty === undefined) return null;
  const data = { duty: duty.id };
  if (duty.done !== null) return { type: "duty.verify", data: { ...data, note: text }, actor: duty.verifier ?? duty.asker };
  if (duty.offer !== null) return { type: "duty.accept", data, actor: duty.offer.to };
  if (duty.status === "blocked") return { type: "duty.unblock", data: { ...data, note: text }, actor: duty.holder };
  return { type: "duty.done", data: { ...data, note: text }, actor: duty.holder };
};

const plain = (type: string, data: (scene: Scene, pick: Picker) => JsonObject): Act => (scene, pick) => ({ type, data: data(scene, pick), actor: anybody(scene, pick) });

function span(now: number, days: number): When {
  return { earliest: now + days * DAY, latest: now + days * DAY + HOUR };
}

/** A command by the organisation that runs or is the site, or by anybody. */
const atSite = (type: string, more: (scene: Scene, pick: Picker) => JsonObject): Act => (scene, pick) => {
  const site = pick(scene.city.sites)!;
  const view = scene.state.thing(`site:${site}`)?.state;
  const org = pick([view?.["org"], view?.["runBy"], view?.["org"]]);
  const actor = pick.number(5) === 0 || typeof org !== "string" ? anybody(scene, pick) : { org, role: pick(ROLES)! };
  return { type, data: { site, ...more(scene, pick) }, actor };
};

const push: Act = (scene, pick) => {
  const held = [...scene.state.allDuties()].filter((duty) => isOpen(duty) && duty.kind === "contact.transfer");
  const duty = pick(held);
  if (duty === undefined) return null;
  return { type: "contact.push", data: { contacts: [duty.subject.slice("contact:".length)], to: pick(scene.city.orgs)! }, actor: concerned(scene, pick, duty) };
};

const plan: Act = (scene, pick) => {
  const site = pick(scene.city.sites)!;
  const contacts = [contact(scene, pick)];
  const room = pick(scene.city.rooms.filter((candidate) => candidate.site === site))?.room ?? "none";
  const data = { trip: pick(TRIPS)!, contacts, site, rooms: { [contacts[0]!]: room }, vehicle: `vehicle${pick.number(2)}`, team: `team${pick.number(2)}`, departAt: span(scene.now, 0) };
  return { type: "transfer.plan", data: data as unknown as JsonObject, actor: anybody(scene, pick) };
};

const wholeMeasure = (scene: Scene, pick: Picker): object => ({
  legalBasis: text, reason: text, alternatives: text, start: span(scene.now, 0), review: span(scene.now, 3), end: span(scene.now, 1 + pick.number(20)), notice: text,
  support: anybody(scene, pick), supportAccepted: pick.number(3) > 0,
});

const order: Act = (scene, pick) => {
  const left = Object.entries(wholeMeasure(scene, pick)).filter(() => pick.number(12) > 0);
  return { type: "measure.order", data: { measure: pick(MEASURES)!, contact: contact(scene, pick), ...Object.fromEntries(left) } as unknown as JsonObject, actor: anybody(scene, pick) };
};

const PARTS = ["person-sample-1", "person-sample-2", "belongings-environment"];

/** A thing of a kind that exists; null where there is none. */
function anyOf(scene: Scene, pick: Picker, kind: string): string | undefined {
  return pick([...scene.state.allThings()].filter(({ ref }) => ref.startsWith(`${kind}:`)))?.ref.slice(kind.length + 1);
}

const LENGTHS = { dayOne: 1, dayFrom: 1, centralDays: 3, homeDays: 2, homeKind: "home-monitoring", centralTests: [1, 3], homeTests: [2] };

/** A whole order of a stay at home, for somebody who may be at a site, so that the two phases meet. */
const orderHome: Act = (scene, pick) => {
  const drafted = order(scene, pick)!;
  return { ...drafted, data: { ...drafted.data, phase: pick(["home-monitoring", "home-isolation"])! } };
};

/** What happens in a stay: laid down, tested, counted again, moved to another edition, brought home, lived at home. */
const STAYS: Readonly<Record<string, Act>> = {
  "order-home": orderHome,
  lay: plain("stay.plan", (scene, pick) => ({ measure: measure(scene, pick), lastExposure: span(scene.now, -1 - pick.number(6)) as unknown as JsonObject })),
  swab: plain("test-day.sample", (scene, pick) => ({ test: anyOf(scene, pick, "test-day") ?? "none" })),
  "swab-result": plain("test-day.result", (scene, pick) => ({ test: anyOf(scene, pick, "test-day") ?? "none", result: pick(["negative", "negative", "positive"])! })),
  edition: plain("edition.adopt", (_, pick) => ({ edition: `E${pick.number(2)}`, legalBasis: text, decision: "18", reason: text, lengths: { close: LENGTHS } })),
  gather: atSite("site-gathering.report", (scene, pick) => ({ gathering: `G${pick.number(9)}`, place: text, attendees: [contact(scene, pick)] })),
  recount: plain("stay.decide-recount", (scene, pick) => ({ measure: measure(scene, pick), recount: pick.number(2) > 0, reason: text, decision: "19" })),
  homeward: plain("homeward.plan", (scene, pick) => ({
    trip: `W${pick.number(3)}`, contacts: [contact(scene, pick)], to: pick(scene.city.homes)!, vehicle: `vehicle${pick.number(2)}`, team: `team${pick.number(2)}`, departAt: span(scene.now, 0) as unknown as JsonObject,
  })),
  leave: plain("homeward.depart", (_, pick) => ({ trip: `W${pick.number(3)}` })),
  door: (scene, pick) => ({ type: "homecoming.sign", data: { contact: contact(scene, pick), ...(pick.number(2) > 0 ? { trip: `W${pick.number(3)}` } : {}) }, actor: { org: pick(scene.city.homes)!, role: pick(ROLES)! } }),
  begin: (scene, pick) => ({ type: "home.begin", data: { measure: measure(scene, pick) }, actor: { org: pick(scene.city.homes)!, role: pick(ROLES)! } }),
  check: plain("home.check", (scene, pick) => ({ measure: measure(scene, pick), temperature: 36 + pick.number(3) })),
  ask: plain("resident.ask", (scene, pick) => ({ contact: contact(scene, pick), needs: [{ need: pick(["medicine", "dialysis", "diet"])! }] })),
};

const ACTS: Readonly<Record<string, Act>> = {
  ...STAYS,
  any: anyCommand,
  forward,
  push,
  plan,
  order,
  find: plain("contact.find", ({ city, now }, pick) => ({
    contact: pick(CONTACTS)!, class: "close", ...(pick.number(3) > 0 ? { home: pick(city.homes)! } : {}), ...(pick.number(2) > 0 ? { lastExposure: span(now, -1 - pick.number(4)) as unknown as JsonObject } : {}),
  })),
  receive: plain("contact.receive", ({ city }, pick) => ({ contact: pick(CONTACTS)!, class: pick(["close", "secondary", "general"] as const)!, home: pick(city.homes)! })),
  hold: plain("contact.hold", (scene, pick) => ({ contact: contact(scene, pick), note: text })),
  confirm: plain("contact.confirm-hold", (scene, pick) => ({ contact: contact(scene, pick), how: text })),
  door: plain("contact.look-hold", (scene, pick) => ({ contact: contact(scene, pick), held: pick.number(3) > 0, note: text })),
  "rule-out": plain("contact.rule-out", (scene, pick) => ({ contact: contact(scene, pick), reason: text })),
  depart: plain("transfer.depart", (scene, pick) => ({ trip: trip(scene, pick) })),
  cancel: plain("transfer.cancel", (scene, pick) => ({ trip: trip(scene, pick), reason: text })),
  placed: plain("transfer.report-placed", (scene, pick) => ({ contact: contact(scene, pick), ...(pick.number(2) > 0 ? { site: pick(scene.city.sites)! } : {}) })),
  arrive: atSite("arrival.record", (scene, pick) => ({ contacts: [contact(scene, pick)] })),
  "arrive-trip": atSite("arrival.record", (scene, pick) => {
    const name = trip(scene, pick);
    const contacts = scene.state.thing(`trip:${name}`)?.state["contacts"] as readonly string[] | undefined;
    return { contacts: contacts ?? [contact(scene, pick)], ...(contacts === undefined ? {} : { trip: name }) };
  }),
  "close-day": (scene, pick) => {
    const day = new Date(scene.now + 8 * HOUR - pick.number(2) * DAY).toISOString().slice(0, 10);
    const waiting = [...scene.state.allThings()].filter(({ ref, state }) => ref.startsWith("contact:") && state["placing"] === "owed").map(({ ref }) => ref.slice("contact:".length));
    const explained = Object.fromEntries(waiting.filter(() => pick.number(9) > 0).map((name) => [name, text]));
    return { type: "day.close", data: { org: pick.number(4) === 0 ? pick(scene.city.orgs)! : "city", day, explained }, actor: anybody(scene, pick) };
  },
  family: plain("passenger.describe", (scene, pick) => ({ contact: contact(scene, pick), ...(pick.number(4) > 0 ? { household: "H0" } : { carer: contact(scene, pick) }) })),
  "arrive-rooms": atSite("arrival.record", (scene, pick) => {
    const names = [...new Set([contact(scene, pick), contact(scene, pick), contact(scene, pick)])];
    const one = pick(scene.city.rooms)?.room ?? "none";
    return { contacts: names, rooms: Object.fromEntries(names.map((name) => [name, pick.number(3) > 0 ? one : pick(scene.city.rooms)!.room])) as unknown as JsonObject };
  }),
  heads: atSite("heads.count", () => ({ roster: 2, present: 2, missing: [] })),
  waste: atSite("waste.collect", () => ({})),
  staff: atSite("site.fill-posts", () => ({ posts: { manager: "head", medical: "clerk", security: "worker", cleaning: "worker" } })),
  certify: atSite("site.certify", () => ({ zones: 3, passages: 2 })),
  open: atSite("site.open", () => ({})),
  close: atSite("site.close", () => ({ reason: text })),
  support: plain("measure.accept-support", (scene, pick) => ({ measure: measure(scene, pick) })),
  complete: (scene, pick) => {
    const name = measure(scene, pick);
    const missing = scene.state.thing(`measure:${name}`)?.state["incomplete"] as readonly string[] | undefined;
    const given = { ...wholeMeasure(scene, pick), supportAccepted: pick.number(2) === 0 };
    const kept = Object.entries(given).filter(([field]) => field === "supportAccepted" || (missing?.includes(field) === true && pick.number(3) > 0));
    return { type: "measure.complete", data: { measure: name, ...Object.fromEntries(kept) } as unknown as JsonObject, actor: anybody(scene, pick) };
  },
  extend: plain("measure.extend", (scene, pick) => ({ measure: measure(scene, pick), end: span(scene.now, 5 + pick.number(20)) as unknown as JsonObject, reason: text, decision: "17" })),
  sample: plain("release.sample", (scene, pick) => ({ measure: measure(scene, pick), part: pick(PARTS)!, lab: pick(["L1", "L2"])!, reagent: pick(["X", "Y"])! })),
  result: plain("release.result", (scene, pick) => ({ measure: measure(scene, pick), part: pick(PARTS)!, result: pick(["negative", "negative", "positive"])! })),
  release: plain("person.release", (scene, pick) => ({ measure: measure(scene, pick), handedTo: anybody(scene, pick) as unknown as JsonObject })),
  exit: plain("exit.record", (scene, pick) => ({ persons: pick.number(3) > 0 ? [contact(scene, pick)] : ["P0", "P1"] })),
  back: plain("exit.answer", (scene, pick) => ({ person: contact(scene, pick), why: text })),
  issue: plain("order.issue", ({ city, now }, pick) => ({
    number: `N${pick.number(4)}`, text, legalBasis: text, units: [...new Set([pick(city.orgs)!, pick(city.orgs)!])], ...(pick.number(2) > 0 ? { due: span(now, 1) as unknown as JsonObject } : {}),
  })),
  execute: plain("order.execute", ({ city }, pick) => ({ number: `N${pick.number(4)}`, unit: pick(city.orgs)!, proof: text })),
  "withdraw-order": plain("order.withdraw", (_, pick) => ({ number: `N${pick.number(4)}`, reason: text })),
  guarantee: plain("guarantee.review", ({ city }, pick) => ({ unit: pick(city.orgs)!, note: text })),
  sisters: plain("sites.check", ({ city }, pick) => ({ group: pick(city.orgs)!, found: text })),
  provide: onDuty("resource.provide", blocked, () => ({ what: text })),
  assign: plain("responsibility.assign", ({ city }, pick) => ({ org: pick(city.orgs)!, duty: pick(["contact.transfer", "oversight", "follow-up", "person.release"])!, roles: [pick(ROLES)!] })),
  offer: onDuty("duty.offer", undone, (scene, pick) => ({ to: anybody(scene, pick) as unknown as JsonObject })),
  accept: onDuty("duty.accept", offered),
  decline: onDuty("duty.decline", offered, () => ({ reason: text })),
  recall: onDuty("duty.recall", offered, () => ({ reason: text })),
  start: onDuty("duty.start", undone),
  "plan-duty": onDuty("duty.plan", undone, () => ({ note: text })),
  progress: onDuty("duty.progress", undone, () => ({ note: text })),
  look: onDuty("duty.look", undone, () => ({ note: text })),
  block: onDuty("duty.block", undone, () => ({ missing: ["room"], note: text })),
  unblock: onDuty("duty.unblock", blocked, () => ({ note: text })),
  done: onDuty("duty.done", undone, () => ({ note: text })),
  verify: onDuty("duty.verify", done, () => ({ note: text })),
  reject: onDuty("duty.reject", done, () => ({ reason: text })),
  withdraw: onDuty("duty.withdraw", undone, () => ({ reason: text, decision: "No. 4" })),
  "take-over": onDuty("duty.take-over", (duty) => duty.holder.role === "head", () => ({ reason: text })),
};

export const ACT_NAMES: readonly string[] = Object.keys(ACTS);

export function draft(name: string, scene: Scene): Drafted | null {
  return ACTS[name]!(scene, pickerOf(scene.numbers));
}
