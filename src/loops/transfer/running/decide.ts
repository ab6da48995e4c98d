/**
 * Commands of a trip under way → events or a refusal. A trip the facts have overtaken does not leave, nor does one
 * in a vehicle that was not disinfected since the last people rode in it.
 */
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { plus } from "../../../base/time.ts";
import { command, event, Id, known, WhenShape, Words } from "../../../engine/define.ts";
import type { CommandDef, Objection } from "../../../engine/loop.ts";
import { lengthMs, list } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { SiteView } from "../../quarantine/views.ts";
import { freedByTrip, freedRooms, type TripView, type VehicleView } from "../views.ts";
import { overtaken, OVERTAKEN } from "./views.ts";

const tripRefs = (id: string, trip: TripView) => [ref("trip", id), ...trip.contacts.map((name) => ref("contact", name))];

const depart = command("transfer.depart", zhEn("出发", "Depart"), { trip: Id, arriveBy: Type.Optional(WhenShape) }, ({ state, data, context, occurred }) => {
  const trip = known<TripView>(state, ref("trip", data.trip), "data.trip");
  if (isRefusal(trip)) return trip;
  if (trip.status !== "planned") return refuse("trip-not-planned", `Trip ${data.trip} is ${trip.status}.`, { where: "data.trip", fix: "Plan another trip." });
  const site = known<SiteView>(state, ref("site", trip.site), "data.trip");
  if (isRefusal(site)) return site;
  const vehicle = state.thing(ref("vehicle", trip.vehicle))?.state as VehicleView | undefined;
  const arriveDue = data.arriveBy ?? plus(occurred, lengthMs(context.pack, "handover.sign"));
  const over = overtaken(state, data.trip, trip, context.incident, occurred.latest);
  const objections: Objection[] = over === null ? [] : [{
    refusal: refuse("trip-overtaken", `${OVERTAKEN[over.code].en}: ${over.about}.`, { where: "data.trip", fix: "Cancel it and ask for a new proposal.", params: { reason: over.code, about: over.about } }),
    about: [ref("trip", data.trip)], finding: null,
  }];
  return { objections, events: [
    event("transfer.departed", occurred, tripRefs(data.trip, trip), {
      ...data, arriveDue, siteOrg: site.org, vehicle: trip.vehicle, vehicleOrg: vehicle?.org ?? "", cleanBy: plus(arriveDue, lengthMs(context.pack, "vehicle.disinfection")),
    }),
    event("vehicle.used", occurred, [ref("vehicle", trip.vehicle)], { trip: data.trip }, "city"),
  ] };
}, { on: { kind: "trip", field: "trip", statuses: ["planned"] } });

const cancel = command("transfer.cancel", zhEn("取消转运", "Cancel a trip"), { trip: Id, reason: Words }, ({ state, data, context, occurred }) => {
  const trip = known<TripView>(state, ref("trip", data.trip), "data.trip");
  if (isRefusal(trip)) return trip;
  if (trip.status === "arrived" || trip.status === "cancelled") return refuse("trip-over", `Trip ${data.trip} is ${trip.status}.`, { where: "data.trip", fix: "Nothing is to be done." });
  return [
    event("transfer.cancelled", occurred, tripRefs(data.trip, trip), data),
    ...freedRooms(state, trip, context.incident, occurred), ...freedByTrip(state, data.trip, trip, context.incident, occurred),
  ];
}, { on: { kind: "trip", field: "trip", statuses: ["planned", "on-the-way"] } });

const board = command("transfer.board", zhEn("人员上车", "Record people aboard"), { trip: Id, contacts: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }) }, ({ state, data, occurred }) => {
  const trip = known<TripView>(state, ref("trip", data.trip), "data.trip");
  if (isRefusal(trip)) return trip;
  if (trip.status === "arrived" || trip.status === "cancelled") return refuse("trip-over", `Trip ${data.trip} is ${trip.status}.`, { where: "data.trip", fix: "Nothing is to be done." });
  const stranger = data.contacts.findIndex((name) => !trip.contacts.includes(name));
  if (stranger >= 0) return refuse("not-on-this-trip", `${data.contacts[stranger]} is not on trip ${data.trip}.`, { where: `data.contacts[${stranger}]`, fix: "Check the list of the trip." });
  return [event("transfer.boarded", occurred, [ref("trip", data.trip)], { ...data, standing: trip.status === "planned" })];
}, { on: { kind: "trip", field: "trip", statuses: ["planned", "on-the-way"] } });

const check = command("transfer.check", zhEn("转运规范核对", "Go through the checklist"), { trip: Id, points: Type.Array(Id, { minItems: 1, maxItems: 20, uniqueItems: true }) }, ({ state, data, context, occurred }) => {
  const trip = known<TripView>(state, ref("trip", data.trip), "data.trip");
  if (isRefusal(trip)) return trip;
  const points = list(context.pack, "transfer.checklist");
  const unknown = data.points.findIndex((point) => !points.includes(point));
  if (unknown >= 0) return refuse("no-such-point", `The checklist has no point ${data.points[unknown]}.`, { where: `data.points[${unknown}]`, fix: `Its points: ${points.join(", ")}.` });
  const missing = points.filter((point) => !trip.checked.includes(point) && !data.points.includes(point));
  return [event("transfer.checked", occurred, [ref("trip", data.trip)], { ...data, missing, complete: missing.length === 0 })];
}, { on: { kind: "trip", field: "trip", statuses: ["planned", "on-the-way"] } });

const gate = command("transfer.reach-gate", zhEn("登记到达隔离点门口", "Record the arrival at the gate"), { trip: Id }, ({ state, data, occurred }) => {
  const trip = known<TripView>(state, ref("trip", data.trip), "data.trip");
  if (isRefusal(trip)) return trip;
  if (trip.status !== "on-the-way") return refuse("trip-not-under-way", `Trip ${data.trip} is ${trip.status}.`, { where: "data.trip", fix: "Record its departure first." });
  const site = known<SiteView>(state, ref("site", trip.site), "data.trip");
  if (isRefusal(site)) return site;
  return [event("transfer.gate_reached", occurred, [ref("trip", data.trip)], { ...data, siteOrg: site.org })];
}, { on: { kind: "trip", field: "trip", statuses: ["on-the-way"] } });

export const commands: readonly CommandDef[] = [check, board, depart, gate, cancel];
