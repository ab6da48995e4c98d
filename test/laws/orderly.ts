// One history in which everybody does what they should, or fails to in the ordinary ways: every kind of duty
// event occurs in it. The auditor must find nothing here; each plant then breaks one thing and must be found.

import { dayOf } from "../../src/base/civil.ts";
import { DAY, HOUR, MINUTE } from "../../src/base/time.ts";
import type { Duty } from "../../src/engine/duty/duty.ts";
import type { JsonObject, Post } from "../../src/engine/event.ts";
import type { Command } from "../../src/engine/loop.ts";
import { COMMAND } from "./city.ts";
import { createWorld, INCIDENT, runClock, send, setUp, type World } from "./history.ts";

interface Desk {
  readonly world: World;
  /** Sends, and fails the test with the refusal's own sentence when it is refused. */
  act(type: string, actor: Post, data: object, more?: Partial<Command>): void;
  wait(length: number): void;
  /** The one open duty of a kind about a subject. */
  duty(kind: string, subject: string): Duty;
}

function deskOf(world: World): Desk {
  return {
    world,
    act(type, actor, data, more = {}) {
      const outcome = send(world, { id: `o${world.sent.length}`, type, incident: INCIDENT, actor, by: `${actor.role}-${actor.org}`, data: data as JsonObject, ...more });
      if (!outcome.ok) throw new Error(`${type} by ${actor.role}@${actor.org}: ${outcome.refusal.message}`);
    },
    wait: (length) => runClock(world, world.now + length),
    duty(kind, subject) {
      const found = world.state.openDuties(subject as `${string}:${string}`).find((duty) => duty.kind === kind);
      if (found === undefined) throw new Error(`no open ${kind} about ${subject}`);
      return found;
    },
  };
}

const D0: Post = { org: "d0", role: "head" };
const text = "as it was";

/** Found, passed on, held at home, blocked, unblocked, moved, handed over. */
function placing({ world, act, wait, duty }: Desk): void {
  act("contact.find", D0, { contact: "P0", class: "close", home: "d0s0c" });
  const hold = duty("contact.home-hold", "contact:P0");
  act("duty.accept", hold.offer!.to, { duty: hold.id });
  act("contact.hold", hold.offer!.to, { contact: "P0", note: text });
  act("contact.look-hold", D0, { contact: "P0", held: true, note: text });
  act("contact.push", D0, { contacts: ["P0"], to: "d0s0" });
  wait(20 * MINUTE);
  const transfer = duty("contact.transfer", "contact:P0");
  const holder = transfer.offer!.to;
  act("duty.accept", holder, { duty: transfer.id });
  act("duty.plan", holder, { duty: transfer.id, note: text });
  act("duty.look", D0, { duty: transfer.id, note: text });
  act("duty.block", holder, { duty: transfer.id, missing: ["vehicle"], note: text });
  wait(HOUR);
  const resource = duty("resource.provide", `duty:${transfer.id}`);
  act("resource.provide", resource.holder, { duty: transfer.id, what: text });
  act("duty.unblock", holder, { duty: transfer.id, note: text });
  const room = world.city.rooms.find(({ site }) => site === "S0")!.room;
  act("transfer.plan", holder, { trip: "T0", contacts: ["P0"], site: "S0", rooms: { P0: room }, vehicle: "vehicle0", team: "team0", departAt: { earliest: world.now, latest: world.now } });
  act("transfer.depart", holder, { trip: "T0" });
  wait(HOUR);
  act("arrival.record", { org: "h0", role: "clerk" }, { site: "S0", contacts: ["P0"], trip: "T0" });
  act("day.close", COMMAND, { org: "city", day: dayOf("Asia/Shanghai", world.now), explained: {} });
}

/** A second trip with the same vehicle, planned and called off. */
function secondTrip({ world, act }: Desk): void {
  act("contact.find", D0, { contact: "P4", class: "close", home: "d0s0c" });
  const room = world.city.rooms.filter(({ site }) => site === "S0")[1]!.room;
  act("transfer.plan", D0, { trip: "T1", contacts: ["P4"], site: "S0", rooms: { P4: room }, vehicle: "vehicle0", team: "team0", departAt: { earliest: world.now, latest: world.now } });
  act("transfer.cancel", D0, { trip: "T1", reason: text });
  act("contact.rule-out", D0, { contact: "P4", reason: text });
}

function measures({ world, act, wait, duty }: Desk): void {
  const whole = {
    legalBasis: text, reason: text, alternatives: text, notice: text, support: { org: "h0", role: "clerk" }, supportAccepted: true,
    start: { earliest: world.now, latest: world.now }, review: { earliest: world.now + DAY, latest: world.now + DAY }, end: { earliest: world.now + 2 * DAY, latest: world.now + 2 * DAY },
  };
  act("measure.order", D0, { ...whole, measure: "M0", contact: "P0" });
  act("contact.find", D0, { contact: "P3", class: "close", home: "d0s0c" });
  act("measure.order", D0, { ...whole, measure: "M1", contact: "P3", reason: undefined }, { reported: true });
  wait(DAY);
  act("measure.complete", D0, { measure: "M1", reason: text });
  act("release.sample", D0, { measure: "M0", part: "person-sample-1", lab: "L1", reagent: "X" });
  act("release.result", D0, { measure: "M0", part: "person-sample-1", result: "negative" });
  act("person.release", D0, { measure: "M1", handedTo: COMMAND });
  // M0 is left to run over its end: the release goes overdue and up.
  wait(2 * DAY);
  act("person.release", D0, { measure: "M0", handedTo: COMMAND });
  const release = duty("person.release", "measure:M0");
  act("duty.verify", release.verifier!, { duty: release.id, note: text });
}

/** Passed on and left lying; declined at last; then taken over, reported done, rejected, done again. */
function silence({ world, act, wait, duty }: Desk): void {
  act("contact.find", D0, { contact: "P1", class: "close" }, { at: { earliest: world.now - 3 * HOUR, latest: world.now } });
  act("contact.push", D0, { contacts: ["P1"], to: "d0s0" });
  wait(2 * DAY);
  const transfer = duty("contact.transfer", "contact:P1");
  act("duty.decline", transfer.offer!.to, { duty: transfer.id, reason: text });
  act("duty.offer", D0, { duty: transfer.id, to: { org: "d0s0", role: transfer.offer!.to.role } });
  act("duty.recall", D0, { duty: transfer.id, reason: text });
  act("duty.take-over", { org: "d0", role: "deputy" }, { duty: transfer.id, reason: text });
  act("duty.start", { org: "d0", role: "deputy" }, { duty: transfer.id });
  act("duty.done", { org: "d0", role: "deputy" }, { duty: transfer.id, note: text });
  const { verifier } = duty("contact.transfer", "contact:P1");
  act("duty.reject", verifier!, { duty: transfer.id, reason: text });
  act("duty.done", { org: "d0", role: "deputy" }, { duty: transfer.id, note: text });
  wait(2 * DAY);
  act("duty.verify", verifier!, { duty: transfer.id, note: text }, { reported: true });
}

function orders({ world, act, wait, duty }: Desk): void {
  act("order.issue", COMMAND, { number: "N0", text, legalBasis: text, units: ["d0", "d0s0"], due: { earliest: world.now + DAY, latest: world.now + DAY } });
  const first = duty("order.execute", "order-unit:N0/d0");
  act("duty.done", first.offer!.to, { duty: first.id, note: text });
  act("duty.verify", COMMAND, { duty: first.id, note: text });
  act("order.withdraw", COMMAND, { number: "N0", reason: text });
  // Nobody answers there for anything: the gap is the issuer's to close.
  act("org.register", COMMAND, { org: "d0x", level: "subdistrict", parent: "d0" });
  act("order.issue", COMMAND, { number: "N2", text, legalBasis: text, units: ["d0x"] });
  act("order.withdraw", COMMAND, { number: "N2", reason: text });
  act("order.issue", COMMAND, { number: "N1", text, legalBasis: text, units: ["d0s0"] });
  const second = duty("order.execute", "order-unit:N1/d0s0");
  act("duty.accept", second.offer!.to, { duty: second.id });
  wait(HOUR);
  act("duty.withdraw", COMMAND, { duty: second.id, reason: text, decision: "No. 7" });
}

/** What an earlier holder reports once the duty has left it is kept, and closes nothing. */
function lateEvidence({ act, duty }: Desk): void {
  act("contact.find", { org: "d0s0c", role: "head" }, { contact: "P5", class: "close" });
  act("contact.push", { org: "d0s0c", role: "head" }, { contacts: ["P5"], to: "d0" });
  const transfer = duty("contact.transfer", "contact:P5");
  act("duty.accept", transfer.offer!.to, { duty: transfer.id });
  act("duty.done", transfer.links[0]!.post, { duty: transfer.id, note: text });
}

function sites({ act, wait, duty }: Desk): void {
  const site: Post = { org: "h0", role: "clerk" };
  act("heads.count", site, { site: "S0", roster: 1, present: 1, missing: [] });
  wait(DAY);
  act("contact.find", D0, { contact: "P2", class: "close", home: "d0s0c" });
  act("arrival.record", site, { site: "S0", contacts: ["P2"] });
  act("exit.record", site, { persons: ["P2"] });
  wait(HOUR);
  act("exit.answer", site, { person: "P2", why: text });
  const exit = duty("exit.respond", "site:S0");
  act("duty.verify", exit.verifier!, { duty: exit.id, note: text });
  act("sites.check", { org: "d0", role: "head" }, { group: "d0", found: text });
}

export function orderly(): World {
  const world = createWorld({ pack: "cn-covid-8", city: { seed: 25, districts: 1, subdistricts: 1, sites: 1, rooms: 2, mapped: 10 }, ownCity: false, steps: [] });
  setUp(world);
  const desk = deskOf(world);
  desk.act("site.fill-posts", COMMAND, { site: "S0", posts: { manager: "head", medical: "clerk", security: "worker", cleaning: "worker" } });
  desk.act("site.certify", COMMAND, { site: "S0", zones: 3, passages: 2 });
  placing(desk);
  secondTrip(desk);
  measures(desk);
  silence(desk);
  orders(desk);
  lateEvidence(desk);
  sites(desk);
  desk.wait(2 * DAY);
  return world;
}
