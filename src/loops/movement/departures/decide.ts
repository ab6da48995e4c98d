/**
 * Commands of staggered departures → events or a refusal. A slot takes so many people and no more; a batch that leaves
 * has its number, its carriage, its destination and how many were tested. What left otherwise is recorded as it was.
 */
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type, type Static } from "../../../base/schema.ts";
import { command, event, Id, known, knownOrg, WhenShape, Words } from "../../../engine/define.ts";
import type { CommandDef, Objection } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import { batchRef, bookedIn, planRef, type BatchView, type PlanView, type Slot } from "./views.ts";

const SlotShape = Type.Object({ slot: Id, start: WhenShape, end: WhenShape, takes: Type.Integer({ minimum: 1, maximum: 100_000 }) }, { additionalProperties: false });
const Slots = Type.Array(SlotShape, { minItems: 1, maxItems: 500 });

function slotFault(slots: Static<typeof Slots>): Refusal | null {
  const upside = slots.find((slot) => slot.end.latest <= slot.start.earliest);
  if (upside !== undefined) return refuse("ends-before-start", `Slot ${upside.slot} would end before it starts.`, { where: "data.slots", fix: "Exchange its start and end." });
  const twice = slots.find((slot, index) => slots.findIndex((other) => other.slot === slot.slot) !== index);
  return twice === undefined ? null : refuse("slot-named-twice", `Slot ${twice.slot} is named twice.`, { where: "data.slots", fix: "Give each slot its own name." });
}

/** The slot, if it takes so many people more. */
function roomIn(state: State, plan: PlanView, name: string, people: number, batch: string): Slot | Refusal {
  const slot = plan.slots.find((one) => one.slot === name);
  if (slot === undefined) return refuse("unknown-slot", `${plan.plan} has no slot ${name}.`, { where: "data.slot", fix: "Choose one of its slots." });
  const left = slot.takes - bookedIn(state.things("departure", "plan", plan.plan), plan.plan, name, batch);
  return people <= left ? slot : refuse("slot-full", `Slot ${name} takes ${Math.max(0, left)} people more.`, { where: "data.slot", fix: "Choose another slot, or divide the batch.", params: { slot: name } });
}

export const commands: readonly CommandDef[] = [
  command("departure-plan.set", zhEn("安排错峰离开", "Plan a staggered departure"), { plan: Id, org: Id, slots: Slots, gate: Type.Optional(Id) }, ({ state, data, occurred }) => {
    const fault = knownOrg(state, data.org, "data.org") ?? slotFault(data.slots);
    if (fault !== null) return fault;
    // A plan drawn anew may not leave booked people without their place.
    for (const slot of new Set(state.things("departure", "plan", data.plan).map((one) => (one.state as BatchView).slot))) {
      const booked = bookedIn(state.things("departure", "plan", data.plan), data.plan, slot);
      const takes = data.slots.find((one) => one.slot === slot)?.takes ?? 0;
      if (booked > takes) return refuse("slot-booked", `${booked} people are booked into slot ${slot}.`, { where: "data.slots", fix: "Move their batches first.", params: { slot } });
    }
    return [event("departure-plan.set", occurred, [planRef(data.plan)], data)];
  }),
  command("departure.book", zhEn("批次编入时段", "Give a batch its slot"), {
    batch: Id, plan: Id, slot: Id, people: Type.Integer({ minimum: 1, maximum: 100_000 }), destinationOrg: Id, carriage: Words,
  }, ({ state, data, occurred }) => {
    const plan = known<PlanView>(state, planRef(data.plan), "data.plan");
    if (isRefusal(plan)) return plan;
    const missing = knownOrg(state, data.destinationOrg, "data.destinationOrg");
    if (missing !== null) return missing;
    if (state.thing(batchRef(data.batch)) !== undefined) return refuse("batch-exists", `Batch ${data.batch} exists already.`, { where: "data.batch", fix: "Use another name." });
    const slot = roomIn(state, plan, data.slot, data.people, data.batch);
    return isRefusal(slot) ? slot : [event("departure.booked", occurred, [batchRef(data.batch)], { ...data, org: plan.org, start: slot.start, end: slot.end })];
  }, { on: { kind: "departure-plan", field: "plan" } }),
  command("departure.move", zhEn("批次改时段", "Move a batch to another slot"), { batch: Id, slot: Id, reason: Words }, ({ state, data, occurred }) => {
    const batch = known<BatchView>(state, batchRef(data.batch), "data.batch");
    if (isRefusal(batch)) return batch;
    if (batch.status !== "planned") return refuse("batch-over", `Batch ${data.batch} is ${batch.status}.`, { where: "data.batch", fix: "Nothing is to be moved." });
    const slot = roomIn(state, state.thing(planRef(batch.plan))!.state as PlanView, data.slot, batch.people, data.batch);
    if (isRefusal(slot)) return slot;
    const about = [batchRef(data.batch)];
    return [event("departure.called_off", occurred, about, { batch: data.batch, moved: true }), event("departure.moved", occurred, about, { ...data, org: batch["org"] as string, start: slot.start, end: slot.end })];
  }, { on: { kind: "departure", field: "batch", statuses: ["planned"] } }),
  command("departure.leave", zhEn("登记批次离开", "Record a batch gone"), { batch: Id, gone: Type.Integer({ minimum: 0, maximum: 100_000 }), tested: Type.Integer({ minimum: 0, maximum: 100_000 }) }, ({ state, data, occurred }) => {
    const batch = known<BatchView>(state, batchRef(data.batch), "data.batch");
    if (isRefusal(batch)) return batch;
    const about = [batchRef(data.batch)];
    const more: Objection[] = data.gone <= batch.people ? [] : [{ refusal: refuse("more-gone-than-booked", `${data.gone} people left, ${batch.people} were booked.`, { where: "data.gone", fix: "Check the number; what happened stays on record." }), about, finding: null }];
    const untested: Objection[] = data.tested >= data.gone ? [] : [{ refusal: refuse("left-untested", `${data.gone - data.tested} people left without a test.`, { where: "data.tested", fix: "Tell the destination, with the list." }), about, finding: null }];
    return { objections: [...more, ...untested], events: [event("departure.gone", occurred, about, { ...data, org: batch["org"] as string })] };
  }, { on: { kind: "departure", field: "batch", statuses: ["planned"] }, record: true }),
  command("departure.call-off", zhEn("取消批次", "Call a batch off"), { batch: Id, reason: Words }, ({ state, data, occurred }) => {
    const batch = known<BatchView>(state, batchRef(data.batch), "data.batch");
    if (isRefusal(batch)) return batch;
    if (batch.status !== "planned") return refuse("batch-over", `Batch ${data.batch} is ${batch.status}.`, { where: "data.batch", fix: "Nothing is to be called off." });
    return [event("departure.called_off", occurred, [batchRef(data.batch)], data)];
  }, { on: { kind: "departure", field: "batch", statuses: ["planned"] } }),
];
