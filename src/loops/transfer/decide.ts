/**
 * Commands of transfer → events or a refusal. Room, receiving team and vehicle are matched before departure; what is
 * promised to one trip is refused to another, whichever incident asks. A proposal is taken over whole or not at all.
 */
import { ref } from "../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import { Type, type Static } from "../../base/schema.ts";
import { command, event, Id, known, WhenShape, Words, type Turn } from "../../engine/define.ts";
import type { NewEvent } from "../../engine/event.ts";
import type { CommandDef, Objection } from "../../engine/loop.ts";
import { zhEn } from "../../engine/rule.ts";
import type { ContactView } from "../cases/views.ts";
import { unready, type RoomView, type SiteView } from "../quarantine/views.ts";
import { claims, type Claims } from "./claims.ts";
import { commands as means } from "./means/decide.ts";
import { commands as needs } from "./needs/decide.ts";
import { passengerOf } from "./needs/views.ts";
import { commands as running } from "./running/decide.ts";
import { freedByTrip, freedRooms, type TripView, type VehicleView } from "./views.ts";

const tripFields = {
  trip: Id, contacts: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }), site: Id, rooms: Type.Record(Id, Id), vehicle: Id, team: Id, departAt: WhenShape,
};
const TripShape = Type.Object(tripFields, { additionalProperties: false });
type TripData = Static<typeof TripShape>;

/** One trip matched: what it promises goes into `book`, the trip itself comes back. */
function planned({ state, actor, occurred }: Turn<unknown>, trip: TripData, book: Claims, at: string): NewEvent | Refusal {
  if (state.thing(ref("trip", trip.trip)) !== undefined) return refuse("trip-exists", `Trip ${trip.trip} exists already.`, { where: `${at}.trip`, fix: "Use the next number." });
  const site = known<SiteView>(state, ref("site", trip.site), `${at}.site`);
  if (isRefusal(site)) return site;
  const notReady = unready(site, actor.org);
  if (notReady !== null) book.objections.push(notReady);
  const contacts: ContactView[] = [];
  const byRoom = new Map<string, string[]>();
  for (const [index, name] of trip.contacts.entries()) {
    const contact = known<ContactView>(state, ref("contact", name), `${at}.contacts[${index}]`);
    if (isRefusal(contact)) return contact;
    contacts.push(contact);
    const roomId = trip.rooms[name];
    if (roomId === undefined) return refuse("no-room-named", `${name} has no room.`, { where: `${at}.rooms.${name}`, fix: "Name a free room at the site." });
    const room = known<RoomView>(state, ref("room", roomId), `${at}.rooms.${name}`);
    if (isRefusal(room)) return room;
    if (room.site !== trip.site) return refuse("room-elsewhere", `Room ${roomId} is not at ${trip.site}.`, { where: `${at}.rooms.${name}`, fix: "Choose a room of that site." });
    const classes = room["classes"] as readonly string[] | undefined;
    if (classes !== undefined && !classes.includes(contact.class)) book.objections.push(against(trip, refuse("room-of-another-class", `Room ${roomId} is kept for ${classes.join(", ")} contacts; ${name} is of class ${contact.class}.`, { where: `${at}.rooms.${name}`, fix: "Choose a room of the person's class." })));
    byRoom.set(roomId, [...(byRoom.get(roomId) ?? []), name]);
  }
  for (const [room, names] of byRoom) {
    const no = book.claimRoom(room, names, `${at}.rooms.${names[0]}`);
    if (no !== null) return no;
  }
  const vehicle = known<VehicleView>(state, ref("vehicle", trip.vehicle), `${at}.vehicle`);
  if (isRefusal(vehicle)) return vehicle;
  if ((vehicle.seats ?? Infinity) < trip.contacts.length) {
    return refuse("too-few-seats", `${trip.vehicle} seats ${vehicle.seats}.`, { where: `${at}.vehicle`, fix: "Take a larger vehicle or plan two trips." });
  }
  book.objections.push(...unfit(state, trip, contacts, vehicle, at));
  const no = book.claim("vehicle", trip.vehicle, trip.trip, `${at}.vehicle`) ?? book.claim("team", trip.team, trip.trip, `${at}.team`);
  return no ?? event("transfer.planned", occurred, [ref("trip", trip.trip), ...trip.contacts.map((name) => ref("contact", name))], { ...trip, siteOpen: site.status === "open" });
}

function against(trip: TripData, refusal: Refusal): Objection {
  return { refusal, about: [ref("trip", trip.trip)], finding: null };
}

/** Who may not ride together, or not in this vehicle. */
function unfit(state: Turn<unknown>["state"], trip: TripData, contacts: readonly ContactView[], vehicle: VehicleView, at: string): Objection[] {
  const found: Objection[] = [];
  const classes = [...new Set(contacts.map((contact) => contact.class))];
  if (classes.length > 1) found.push(against(trip, refuse("classes-mixed", `${classes.join(" and ")} contacts would ride together.`, { where: `${at}.contacts`, fix: "Plan one trip for each class." })));
  if (typeof vehicle.outOfService === "string") found.push(against(trip, refuse("vehicle-out-of-service", `${trip.vehicle} is out of service: ${vehicle.outOfService}.`, { where: `${at}.vehicle`, fix: "Take another vehicle." })));
  const people = trip.contacts.map((name) => ({ name, view: passengerOf(state, name) }));
  for (const [need, places] of [["wheelchair", vehicle.wheelchairs ?? 0], ["stretcher", vehicle.stretchers ?? 0]] as const) {
    const count = people.filter(({ view }) => view?.[need] === true).length;
    if (count > places) found.push(against(trip, refuse("no-place-for-need", `${trip.vehicle} has ${places} ${need} places for ${count}.`, { where: `${at}.vehicle`, fix: "Take a vehicle with such places." })));
  }
  for (const { name, view } of people) {
    if (view?.dependant !== true || view.carer === "staff") continue;
    const carer = view.carer === null ? undefined : state.thing(ref("contact", view.carer))?.state as ContactView | undefined;
    if (view.carer === null || !(trip.contacts.includes(view.carer) || carer?.site === trip.site)) {
      found.push(against(trip, refuse("without-carer", `${name} cannot travel alone, and the carer is neither aboard nor at ${trip.site}.`, { where: `${at}.contacts`, fix: "Take the carer along, or record that staff accompany." })));
    }
  }
  return found;
}

const plan = command("transfer.plan", zhEn("匹配房、人、车", "Match room, people and vehicle"), tripFields, (turn) => {
  const book = claims(turn.state, turn.context.incident, turn.occurred);
  const trip = planned(turn, turn.data, book, "data");
  return isRefusal(trip) ? trip : { objections: book.objections, events: [...book.events, trip] };
}, { needs: (data) => (data["contacts"] as string[]).map((name) => ref("contact", name)) });

const adopt = command("transfer.adopt", zhEn("采纳转运方案", "Take over a proposal"), {
  cancel: Type.Array(Type.Object({ trip: Id, reason: Words }, { additionalProperties: false }), { maxItems: 200 }),
  trips: Type.Array(TripShape, { maxItems: 200 }),
}, (turn) => {
  const { state, data, context, occurred } = turn;
  if (data.cancel.length + data.trips.length === 0) return refuse("nothing-proposed", "The proposal has no trip.", { where: "data.trips", fix: "See why people wait." });
  const book = claims(state, context.incident, occurred);
  const cancelled: NewEvent[] = [];
  for (const [index, { trip: id, reason }] of data.cancel.entries()) {
    const trip = known<TripView>(state, ref("trip", id), `data.cancel[${index}].trip`);
    if (isRefusal(trip)) return trip;
    if (trip.status !== "planned") return refuse("trip-not-planned", `Trip ${id} is ${trip.status}.`, { where: `data.cancel[${index}].trip`, fix: "Ask for a new proposal." });
    const freed = [...freedRooms(state, trip, context.incident, occurred), ...freedByTrip(state, id, trip, context.incident, occurred)];
    const kept = new Set(freed.filter(({ type }) => type.endsWith(".claimed")).map(({ about }) => about[0]!));
    for (const { type, about } of freed) if (type.endsWith(".freed") && !kept.has(about[0]!)) book.release(about[0]!);
    cancelled.push(event("transfer.cancelled", occurred, [ref("trip", id), ...trip.contacts.map((name) => ref("contact", name))], { trip: id, reason }), ...freed);
  }
  const trips: NewEvent[] = [];
  const seen = new Set<string>();
  for (const [index, trip] of data.trips.entries()) {
    for (const name of [`trip ${trip.trip}`, ...trip.contacts]) {
      if (seen.has(name)) return refuse("named-twice", `${name} is named twice.`, { where: `data.trips[${index}]`, fix: "Ask for a new proposal." });
      seen.add(name);
    }
    const event = planned(turn, trip, book, `data.trips[${index}]`);
    if (isRefusal(event)) return event;
    trips.push(event);
  }
  return { objections: book.objections, events: [...cancelled, ...book.events, ...trips] };
}, {
  help: zhEn("由转运方案填写；整体生效或整体不生效。", "Filled in from a proposal; all of it takes effect, or nothing."),
  needs: (data) => (data["trips"] as unknown as TripData[]).flatMap((trip) => trip.contacts.map((name) => ref("contact", name))),
});

const place = command("transfer.report-placed", zhEn("报告已送达", "Report a person placed"), { contact: Id, site: Type.Optional(Id), note: Type.Optional(Words) }, ({ state, data, occurred }) => {
  const contact = known<ContactView>(state, ref("contact", data.contact), "data.contact");
  if (isRefusal(contact)) return contact;
  const site = data.site === undefined ? undefined : known<SiteView>(state, ref("site", data.site), "data.site");
  if (site !== undefined && isRefusal(site)) return site;
  return [event("contact.placed", occurred, [ref("contact", data.contact)], { ...data, ...(site === undefined ? {} : { siteOrg: site.org }) })];
}, { on: { kind: "contact", field: "contact" } });

export const commands: readonly CommandDef[] = [...means, ...needs, plan, adopt, ...running, place];
