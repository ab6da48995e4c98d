/**
 * Commands of the way home → events or a refusal. Vehicle and crew are the city's and are promised once; the sender
 * stays responsible until the community has signed at the door, one person at a time, so that nobody is between two.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, knownOrg, WhenShape, Words } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { CommandDef, Context, Objection } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import { answering } from "../../../engine/select.ts";
import type { State } from "../../../engine/state.ts";
import type { When } from "../../../base/time.ts";
import type { ContactView } from "../../cases/views.ts";
import { alreadyPromised, claimed, freed, isClaimedBy, type Bookable, type Booked } from "../../transfer/views.ts";
import { begun } from "../home/begin.ts";
import { measureRef, type MeasureView } from "../stay/views.ts";
import { homewardRef, unsigned, type HomewardView } from "./views.ts";

const People = Type.Array(Id, { minItems: 1, maxItems: 60, uniqueItems: true });
const measuresOf = (contact: ContactView): Ref[] => contact.measures.map(measureRef);

/** Vehicle and crew of the trip, free again. */
function over(state: State, trip: string, view: HomewardView, incident: string, occurred: When): NewEvent[] {
  const claim = { by: trip, incident };
  return [...freed(state, "vehicle", view.vehicle, claim, occurred), ...freed(state, "team", view.team, claim, occurred)];
}

function promise(state: State, context: Context, kind: Booked, id: string, trip: string, occurred: When): { readonly events: NewEvent[]; readonly objections: Objection[] } | Refusal {
  const thing = known<Bookable>(state, ref(kind, id), `data.${kind}`);
  if (isRefusal(thing)) return thing;
  const claim = { by: trip, incident: context.incident };
  const taken = thing.claimedBy !== null && !isClaimedBy(thing, claim);
  return { events: [claimed(kind, id, claim, occurred)], objections: taken ? [alreadyPromised(kind, id, thing.claimedBy, `data.${kind}`)] : [] };
}

/** People whose stay does not end by the time they would leave. */
function notDue(state: State, contact: ContactView, departAt: When): boolean {
  const view = contact.measures.map((one) => state.thing(measureRef(one))?.state as MeasureView | undefined).find((one) => one?.phase === "central");
  return view !== undefined && view.end !== null && view.end.earliest > departAt.latest;
}

const plan = command("homeward.plan", zhEn("安排返家专车专班", "Plan a trip home"), {
  trip: Id, contacts: People, to: Id, vehicle: Id, team: Id, departAt: WhenShape,
}, ({ state, data, context, occurred }) => {
  if (state.thing(homewardRef(data.trip)) !== undefined) return refuse("trip-exists", `Trip ${data.trip} exists already.`, { where: "data.trip", fix: "Use the next number." });
  const missing = knownOrg(state, data.to, "data.to");
  if (missing !== null) return missing;
  if (answering(state, data.to, "homecoming.sign").length === 0) {
    return refuse("nobody-answers", `At ${data.to} nobody answers for receiving people at home.`, { where: "data.to", fix: "Name a role there first.", params: { org: data.to } });
  }
  const vehicle = promise(state, context, "vehicle", data.vehicle, data.trip, occurred);
  if (isRefusal(vehicle)) return vehicle;
  const team = promise(state, context, "team", data.team, data.trip, occurred);
  if (isRefusal(team)) return team;
  const objections = [...vehicle.objections, ...team.objections];
  const about: Ref[] = [homewardRef(data.trip)];
  for (const [index, name] of data.contacts.entries()) {
    const contact = known<ContactView>(state, ref("contact", name), `data.contacts[${index}]`);
    if (isRefusal(contact)) return contact;
    about.push(ref("contact", name), ...measuresOf(contact));
    if (notDue(state, contact, data.departAt)) {
      objections.push({ refusal: refuse("not-due-for-release", `The stay of ${name} has not ended by then.`, { where: `data.contacts[${index}]`, fix: "Plan the trip for the end of the stay.", params: { contact: name } }), about: [ref("contact", name)], finding: null });
    }
  }
  const { dirty } = state.thing(ref("vehicle", data.vehicle))!.state as Bookable & { readonly dirty?: { readonly until: When | null } | null };
  if (dirty !== undefined && dirty !== null && (dirty.until === null || dirty.until.latest > data.departAt.earliest)) {
    objections.push({ refusal: refuse("vehicle-not-disinfected", `${data.vehicle} has carried people and is not disinfected by then.`, { where: "data.vehicle", fix: "Have it disinfected, or take another.", params: { vehicle: data.vehicle } }), about: [ref("vehicle", data.vehicle)], finding: null });
  }
  const vehicleSeats = (state.thing(ref("vehicle", data.vehicle))!.state as Bookable).seats ?? Infinity;
  if (vehicleSeats < data.contacts.length) return refuse("too-few-seats", `${data.vehicle} seats ${vehicleSeats}.`, { where: "data.vehicle", fix: "Take a larger vehicle or plan two trips." });
  return { objections, events: [...vehicle.events, ...team.events, event("homeward.planned", occurred, about, data)] };
}, { needs: (data) => (data["contacts"] as string[]).map((name) => ref("contact", name)) });

function tripOf(state: State, trip: string, ...statuses: readonly string[]): HomewardView | Refusal {
  const view = known<HomewardView>(state, homewardRef(trip), "data.trip");
  if (isRefusal(view) || statuses.includes(view.status)) return view;
  return refuse("trip-not-planned", `Trip ${trip} is ${view.status}.`, { where: "data.trip", fix: "Plan another trip." });
}

const way: readonly CommandDef[] = [
  command("homeward.depart", zhEn("返家出发", "Leave for home"), { trip: Id }, ({ state, data, occurred }) => {
    const view = tripOf(state, data.trip, "planned");
    if (isRefusal(view)) return view;
    const held = view.contacts.filter((name) => ((state.thing(ref("contact", name))?.state as ContactView | undefined)?.measures ?? [])
      .some((one) => (state.thing(measureRef(one))?.state as MeasureView | undefined)?.phase === "central"));
    const objections: Objection[] = held.map((name) => ({
      refusal: refuse("not-released-yet", `${name} has not been released.`, { where: "data.trip", fix: "Record the release first.", params: { contact: name } }), about: [ref("contact", name)], finding: null,
    }));
    return { objections, events: [event("homeward.departed", occurred, [homewardRef(data.trip), ...view.contacts.map((name) => ref("contact", name))], { trip: data.trip, to: view.to })] };
  }, { on: { kind: "homeward", field: "trip", statuses: ["planned"] } }),
  command("homeward.cancel", zhEn("取消返家车次", "Cancel a trip home"), { trip: Id, reason: Words }, ({ state, data, context, occurred }) => {
    const view = tripOf(state, data.trip, "planned", "on-the-way");
    if (isRefusal(view)) return view;
    const left = unsigned(view);
    return [event("homeward.cancelled", occurred, [homewardRef(data.trip), ...left.map((name) => ref("contact", name))], data), ...over(state, data.trip, view, context.incident, occurred)];
  }, { on: { kind: "homeward", field: "trip", statuses: ["planned", "on-the-way"] } }),
];

const sign = command("homecoming.sign", zhEn("社区到户签收", "Sign for a person at the door"), { contact: Id, trip: Type.Optional(Id), condition: Type.Optional(Words) }, ({ state, data, actor, context, occurred }) => {
  const contact = known<ContactView>(state, ref("contact", data.contact), "data.contact");
  if (isRefusal(contact)) return contact;
  const trip = data.trip === undefined ? undefined : known<HomewardView>(state, homewardRef(data.trip), "data.trip");
  if (trip !== undefined && isRefusal(trip)) return trip;
  if (trip !== undefined && trip.to !== actor.org) return refuse("not-the-receiver", `${trip.to} receives this trip.`, { where: "data.trip", fix: "The community named for the trip signs.", params: { org: trip.to } });
  if (trip !== undefined && !trip.contacts.includes(data.contact)) return refuse("not-on-the-trip", `${data.contact} is not on this trip.`, { where: "data.contact", fix: "Sign for the people of the trip, one by one." });
  if (trip?.signed.includes(data.contact) === true) return refuse("signed-already", `${data.contact} was signed for already.`, { where: "data.contact", fix: "Nothing is to be done." });
  const central = contact.measures.some((one) => (state.thing(measureRef(one))?.state as MeasureView | undefined)?.phase === "central");
  const objections: Objection[] = central ? [{ refusal: refuse("not-released-yet", `${data.contact} has not been released.`, { where: "data.contact", fix: "Ask the site to record the release first.", params: { contact: data.contact } }), about: [ref("contact", data.contact)], finding: null }] : [];
  const last = trip !== undefined && data.trip !== undefined && unsigned(trip).length === 1;
  return { objections, events: [
    event("homecoming.signed", occurred, [ref("contact", data.contact), ...measuresOf(contact), ...(data.trip === undefined ? [] : [homewardRef(data.trip)])], { ...data, to: actor.org, org: actor.org }),
    ...begun(state, context, contact, actor.org, occurred),
    ...(last ? [event("homeward.finished", occurred, [homewardRef(data.trip!)], { trip: data.trip }), ...over(state, data.trip!, trip, context.incident, occurred)] : []),
  ] };
}, { record: true, on: { kind: "contact", field: "contact" } });

export const commands: readonly CommandDef[] = [plan, ...way, sign];
