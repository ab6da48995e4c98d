/**
 * Commands of transfer → events or a refusal. Room, receiving team and vehicle are matched before departure;
 * what is promised to one trip is refused to another, whichever incident asks.
 */
import { ref, type Ref } from "../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import { Type } from "../../base/schema.ts";
import { plus, type When } from "../../base/time.ts";
import { command, event, Id, known, knownOrg, WhenShape, Words } from "../../engine/define.ts";
import type { NewEvent } from "../../engine/event.ts";
import type { CommandDef, Objection } from "../../engine/loop.ts";
import { lengthMs } from "../../engine/pack/clause.ts";
import { zhEn } from "../../engine/rule.ts";
import type { State } from "../../engine/state.ts";
import type { ContactView } from "../cases/views.ts";
import { unready, type RoomView, type SiteView } from "../quarantine/views.ts";
import { alreadyPromised, claimed, freed, freedByTrip, isClaimedBy, type Bookable, type Booked, type TripView } from "./views.ts";

const many = Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true });

/** Collects what a trip asks for. A promise already given is a rule broken: refused when ordered, a breach when reported. */
function claims(state: State, incident: string, occurred: When) {
  const events: NewEvent[] = [];
  const objections: Objection[] = [];
  const given = new Map<Ref, string>();
  const claim = (kind: Booked, id: string, by: string, where: string): Refusal | null => {
    const thing = known<Bookable>(state, ref(kind, id), where);
    if (isRefusal(thing)) return thing;
    const mine = thing.claimedBy === null || isClaimedBy(thing, { by, incident });
    const other = given.get(ref(kind, id)) ?? (mine ? null : thing.claimedBy);
    if (other !== null) objections.push(alreadyPromised(kind, id, other, where));
    given.set(ref(kind, id), by);
    events.push(claimed(kind, id, { by, incident }, occurred));
    return null;
  };
  return { events, objections, claim };
}

const plan = command("transfer.plan", zhEn("匹配房、人、车", "Match room, people and vehicle"), {
  trip: Id, contacts: many, site: Id, rooms: Type.Record(Id, Id), vehicle: Id, team: Id, departAt: WhenShape,
}, ({ state, data, actor, context, occurred }) => {
  if (state.thing(ref("trip", data.trip)) !== undefined) return refuse("trip-exists", `Trip ${data.trip} exists already.`, { where: "data.trip", fix: "Use the next number." });
  const site = known<SiteView>(state, ref("site", data.site), "data.site");
  if (isRefusal(site)) return site;
  const { events, objections, claim } = claims(state, context.incident, occurred);
  const notReady = unready(site, actor.org);
  if (notReady !== null) objections.push(notReady);
  for (const [index, name] of data.contacts.entries()) {
    const contact = known<ContactView>(state, ref("contact", name), `data.contacts[${index}]`);
    if (isRefusal(contact)) return contact;
    const roomId = data.rooms[name];
    if (roomId === undefined) return refuse("no-room-named", `${name} has no room.`, { where: `data.rooms.${name}`, fix: "Name a free room at the site." });
    const room = known<RoomView>(state, ref("room", roomId), `data.rooms.${name}`);
    if (isRefusal(room)) return room;
    if (room.site !== data.site) return refuse("room-elsewhere", `Room ${roomId} is not at ${data.site}.`, { where: `data.rooms.${name}`, fix: "Choose a room of that site." });
    const no = claim("room", roomId, name, `data.rooms.${name}`);
    if (no !== null) return no;
  }
  const vehicle = known<Bookable>(state, ref("vehicle", data.vehicle), "data.vehicle");
  if (isRefusal(vehicle)) return vehicle;
  if ((vehicle.seats ?? Infinity) < data.contacts.length) {
    return refuse("too-few-seats", `${data.vehicle} seats ${vehicle.seats}.`, { where: "data.vehicle", fix: "Take a larger vehicle or plan two trips." });
  }
  const no = claim("vehicle", data.vehicle, data.trip, "data.vehicle") ?? claim("team", data.team, data.trip, "data.team");
  if (no !== null) return no;
  return { objections, events: [...events, event("transfer.planned", occurred, [ref("trip", data.trip), ...data.contacts.map((name) => ref("contact", name))], data)] };
}, { needs: (data) => (data["contacts"] as string[]).map((name) => ref("contact", name)) });

const depart = command("transfer.depart", zhEn("出发", "Depart"), { trip: Id, arriveBy: Type.Optional(WhenShape) }, ({ state, data, context, occurred }) => {
  const trip = known<TripView>(state, ref("trip", data.trip), "data.trip");
  if (isRefusal(trip)) return trip;
  if (trip.status !== "planned") return refuse("trip-not-planned", `Trip ${data.trip} is ${trip.status}.`, { where: "data.trip", fix: "Plan another trip." });
  const site = known<SiteView>(state, ref("site", trip.site), "data.trip");
  if (isRefusal(site)) return site;
  const arriveDue = data.arriveBy ?? plus(occurred, lengthMs(context.pack, "handover.sign"));
  return [event("transfer.departed", occurred, [ref("trip", data.trip), ...trip.contacts.map((name) => ref("contact", name))], { ...data, arriveDue, siteOrg: site.org })];
}, { on: { kind: "trip", field: "trip", statuses: ["planned"] } });

const cancel = command("transfer.cancel", zhEn("取消转运", "Cancel a trip"), { trip: Id, reason: Words }, ({ state, data, context, occurred }) => {
  const trip = known<TripView>(state, ref("trip", data.trip), "data.trip");
  if (isRefusal(trip)) return trip;
  if (trip.status === "arrived" || trip.status === "cancelled") return refuse("trip-over", `Trip ${data.trip} is ${trip.status}.`, { where: "data.trip", fix: "Nothing is to be done." });
  return [
    event("transfer.cancelled", occurred, [ref("trip", data.trip)], data),
    ...Object.entries(trip.rooms).flatMap(([name, room]) => freed(state, "room", room, { by: name, incident: context.incident }, occurred)),
    ...freedByTrip(state, data.trip, trip, context.incident, occurred),
  ];
}, { on: { kind: "trip", field: "trip", statuses: ["planned", "on-the-way"] } });

const place = command("transfer.report-placed", zhEn("报告已送达", "Report a person placed"), { contact: Id, site: Type.Optional(Id), note: Type.Optional(Words) }, ({ state, data, occurred }) => {
  const contact = known<ContactView>(state, ref("contact", data.contact), "data.contact");
  if (isRefusal(contact)) return contact;
  const site = data.site === undefined ? undefined : known<SiteView>(state, ref("site", data.site), "data.site");
  if (site !== undefined && isRefusal(site)) return site;
  return [event("contact.placed", occurred, [ref("contact", data.contact)], { ...data, ...(site === undefined ? {} : { siteOrg: site.org }) })];
}, { on: { kind: "contact", field: "contact" } });

const register: readonly CommandDef[] = [
  command("vehicle.register", zhEn("登记车辆", "Register a vehicle"), { vehicle: Id, org: Id, seats: Type.Integer({ minimum: 1, maximum: 200 }), kind: Type.Optional(Words) }, ({ state, data, occurred }) =>
    knownOrg(state, data.org, "data.org") ?? [event("vehicle.registered", occurred, [ref("vehicle", data.vehicle)], data, "city")]),
  command("team.register", zhEn("登记队伍", "Register a team"), { team: Id, org: Id, people: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })) }, ({ state, data, occurred }) =>
    knownOrg(state, data.org, "data.org") ?? [event("team.registered", occurred, [ref("team", data.team)], data, "city")]),
];

export const commands: readonly CommandDef[] = [...register, plan, depart, cancel, place];
