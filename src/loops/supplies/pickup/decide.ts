/**
 * Commands of pick-up points → events or a refusal. A point has a lead, slots with a cap and marshals; a slot
 * that is full takes nobody more, and people expected beyond the slots ring the lead before they come.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type, type Static } from "../../../base/schema.ts";
import { at } from "../../../base/time.ts";
import { alarmPost } from "../../../engine/duty/transitions.ts";
import { command, event, Id, known, knownOrg, PostShape, WhenShape, Words } from "../../../engine/define.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { count } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import { above, answering } from "../../../engine/select.ts";
import { bookedIn, capacityIn, type PickupView } from "./views.ts";

const SlotShape = Type.Object({ slot: Id, start: WhenShape, end: WhenShape, takes: Type.Integer({ minimum: 1, maximum: 10_000 }) }, { additionalProperties: false });
const Slots = Type.Array(SlotShape, { maxItems: 500 });
const pickupRef = (pickup: string): Ref => ref("pickup", pickup);

function slotFault(slots: Static<typeof Slots>) {
  const upside = slots.find((slot) => slot.end.latest <= slot.start.earliest);
  if (upside !== undefined) return refuse("ends-before-start", `Slot ${upside.slot} would end before it starts.`, { where: "data.slots", fix: "Exchange its start and end." });
  const twice = slots.find((slot, index) => slots.findIndex((other) => other.slot === slot.slot) !== index);
  return twice === undefined ? null : refuse("slot-named-twice", `Slot ${twice.slot} is named twice.`, { where: "data.slots", fix: "Give each slot its own name." });
}

export const commands: readonly CommandDef[] = [
  command("pickup.plan", zhEn("安排领取点", "Plan a pick-up point"), {
    pickup: Id, org: Id, lead: PostShape, slots: Type.Array(SlotShape, { minItems: 1, maxItems: 500 }), marshals: Type.Integer({ minimum: 0, maximum: 500 }), route: Type.Optional(Words),
  }, ({ state, data, occurred }) => {
    const fault = knownOrg(state, data.org, "data.org") ?? knownOrg(state, data.lead.org, "data.lead.org") ?? slotFault(data.slots);
    if (fault !== null) return fault;
    return [event("pickup.planned", occurred, [pickupRef(data.pickup)], { ...data, firstSlot: at(Math.min(...data.slots.map((slot) => slot.start.earliest))) })];
  }),
  command("pickup.marshal", zhEn("维持秩序人员到位", "Marshals in place"), { pickup: Id, people: Type.Integer({ minimum: 1 }) }, ({ state, data, occurred }) => {
    const pickup = known<PickupView>(state, pickupRef(data.pickup), "data.pickup");
    return isRefusal(pickup) ? pickup : [event("pickup.marshalled", occurred, [pickupRef(data.pickup)], data)];
  }, { on: { kind: "pickup", field: "pickup", statuses: ["planned"] } }),
  command("pickup.book", zhEn("预约领取时段", "Book a slot"), { pickup: Id, household: Id, slot: Id }, ({ state, data, occurred }) => {
    const pickup = known<PickupView>(state, pickupRef(data.pickup), "data.pickup");
    if (isRefusal(pickup)) return pickup;
    const slot = pickup.slots.find((one) => one.slot === data.slot);
    if (slot === undefined) return refuse("unknown-slot", `${data.pickup} has no slot ${data.slot}.`, { where: "data.slot", fix: "Choose one of its slots." });
    if (pickup.bookings[data.household] !== data.slot && bookedIn(pickup, data.slot).length >= slot.takes) {
      return refuse("slot-full", `Slot ${data.slot} is full.`, { where: "data.slot", fix: "Choose another slot, or have it sent to the door.", params: { slot: data.slot } });
    }
    return [event("pickup.booked", occurred, [pickupRef(data.pickup), ref("household", data.household)], data)];
  }, { on: { kind: "pickup", field: "pickup" } }),
  command("pickup.expect", zhEn("登记预计领取人数", "Say how many people will come"), {
    pickup: Id, org: Type.Optional(Id), people: Type.Integer({ minimum: 1, maximum: 1_000_000 }), when: WhenShape, source: Words,
  }, ({ state, data, context, occurred }) => {
    const pickup = state.thing(pickupRef(data.pickup))?.state as PickupView | undefined;
    const org = pickup?.org ?? data.org;
    if (org === undefined) return refuse("no-unit-named", `${data.pickup} was never planned: which unit does it lie in?`, { where: "data.org", fix: "Name the unit." });
    const missing = knownOrg(state, org, "data.org");
    if (missing !== null) return missing;
    // Where nobody planned anything, a few people may come; more than that is a crowd.
    const capacity = pickup === undefined || pickup.slots.length === 0 ? count(context.pack, "pickup.unplanned") : capacityIn(pickup, data.when);
    const expected = event("pickup.expected", occurred, [pickupRef(data.pickup)], { ...data, org, capacity });
    if (data.people <= capacity) return [expected];
    const role = answering(state, org, "pickup.split")[0];
    const lead = pickup?.lead ?? (role === undefined ? undefined : { org, role });
    return [expected, event("pickup.crowding", occurred, [pickupRef(data.pickup)], {
      pickup: data.pickup, org, people: data.people, capacity, when: data.when, spot: data.pickup, kind: "pickup.split",
      ...(lead === undefined ? {} : { lead }), to: lead ?? alarmPost(state, org, context), alsoTo: alarmPost(state, above(state, org), context),
    })];
  }, { help: zhEn("超出各时段容量的，立即呼叫负责人分流。", "Beyond what the slots take, the lead is rung at once to split it up.") }),
  command("pickup.split", zhEn("分流或改为送货上门", "Split up, or send to the doors"), {
    pickup: Id, points: Type.Array(Id, { maxItems: 50 }), slots: Slots, toDoors: Type.Integer({ minimum: 0 }), said: Words,
  }, ({ state, data, occurred }) => {
    const pickup = known<PickupView>(state, pickupRef(data.pickup), "data.pickup");
    if (isRefusal(pickup)) return pickup;
    const fault = slotFault([...pickup.slots, ...data.slots]);
    if (fault !== null) return fault;
    if (data.points.length + data.slots.length + data.toDoors === 0) {
      return refuse("nothing-split", "It names no further point, no slot and no delivery to doors.", { where: "data.points", fix: "Say where people go instead." });
    }
    return [event("pickup.split_up", occurred, [pickupRef(data.pickup)], data)];
  }, { on: { kind: "pickup", field: "pickup" } }),
];
