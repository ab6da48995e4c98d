/**
 * The life of a group of contacts as commands: found, held at home, pushed, placed by one trip, released. The
 * benches that need many events, and the one that counts what people must do, send exactly these. Everything
 * must be accepted; what may be left out is said by the options.
 */
import { DAY, HOUR, type Ms } from "../../src/base/time.ts";
import type { LedgerEvent } from "../../src/engine/event.ts";
import { above, desk, grid, lead, TRACER, type City, type Draft } from "./city.ts";

/** Sends one command, which must be accepted. */
export type Send = (draft: Draft) => readonly Pick<LedgerEvent, "seq" | "type">[];

export interface Group {
  readonly number: number;
  readonly names: readonly string[];
  readonly home: string;
  readonly site: string;
  readonly rooms: readonly string[];
  readonly crew: City["crews"][number];
}

/** Group `number` of `size` people; rooms and crews come round again after as many groups as there is room for. */
export function groupOf(city: City, number: number, size: number): Group {
  const site = city.sites[number % city.sites.length]!;
  const rooms = city.rooms.get(site)!;
  const turn = Math.floor(number / city.sites.length) % Math.floor(rooms.length / size);
  return {
    number, site, home: city.communities[(number * 7) % city.communities.length]!, crew: city.crews[number % city.crews.length]!,
    names: Array.from({ length: size }, (_, index) => `G${number}p${index + 1}`), rooms: rooms.slice(turn * size, (turn + 1) * size),
  };
}

export function find(send: Send, group: Group): void {
  for (const contact of group.names) send({ type: "contact.find", actor: TRACER, data: { contact, class: "close", home: group.home, case: `C${group.number}` } });
}

/** The community holds each person at home until they are fetched, and each resident says so. */
export function holdAtHome(send: Send, group: Group): void {
  for (const contact of group.names) {
    send({ type: "contact.hold", actor: grid(group.home), data: { contact, note: "At home, door checked, food for two days." } });
    send({ type: "contact.confirm-hold", actor: grid(group.home), data: { contact, how: "by phone" } });
  }
}

/** One order for each person, complete as law 8 asks. */
export function order(send: Send, group: Group, now: Ms): void {
  for (const contact of group.names) {
    send({
      type: "measure.order", actor: lead(above(group.home)),
      data: {
        measure: `M-${contact}`, contact, legalBasis: "Law on infectious diseases, article 41", reason: "Close contact of a confirmed case",
        alternatives: "No room of their own at home", start: { earliest: now, latest: now }, review: { earliest: now + DAY, latest: now + DAY },
        end: { earliest: now + 7 * DAY, latest: now + 7 * DAY }, notice: "Handed over in writing", support: { org: `${group.site}-desk`, role: "support" },
        supportAccepted: true, roomsReady: group.rooms.length,
      },
    });
  }
}

/** The list goes down in one push and is signed for in one act; `receipt` left out, the plan says it was received. */
export function push(send: Send, group: Group, receipt: boolean): void {
  const to = above(group.home);
  send({ type: "contact.push", actor: TRACER, data: { contacts: group.names, to } });
  if (receipt) send({ type: "contact.confirm-receipt", actor: lead(to), data: { contacts: group.names } });
}

/** Planned, driven and signed for at the site: with that the transfer of everybody on board is verified. */
export function move(send: Send, group: Group, now: Ms): void {
  const trip = `T${group.number}`;
  const actor = lead(above(group.home));
  const rooms = Object.fromEntries(group.names.map((name, index) => [name, group.rooms[index]!]));
  send({ type: "transfer.plan", actor, data: { trip, contacts: group.names, site: group.site, rooms, ...group.crew, departAt: { earliest: now, latest: now + HOUR } } });
  send({ type: "transfer.depart", actor, data: { trip } });
  send({ type: "arrival.record", actor: desk(group.site), data: { site: group.site, contacts: group.names, trip } });
}

/** Nobody else rides before the vehicle is disinfected. */
export function disinfect(send: Send, group: Group): void {
  send({ type: "vehicle.disinfect", actor: lead(above(group.home)), data: { vehicle: group.crew.vehicle } });
}

export function release(send: Send, group: Group): void {
  for (const name of group.names) {
    const measure = `M-${name}`;
    for (const part of ["person-sample", "belongings"]) {
      send({ type: "release.sample", actor: desk(group.site), data: { measure, part } });
      send({ type: "release.result", actor: desk(group.site), data: { measure, part, result: "negative" } });
    }
    send({ type: "person.release", actor: lead(above(group.home)), data: { measure, handedTo: grid(group.home) } });
  }
}
