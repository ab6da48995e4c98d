/**
 * Commands of a need → events or a refusal: reported by any channel, ordered, set aside, on the route, at the
 * gate, at the door, confirmed. It is met at the door only, and by the household's word or a second check,
 * taken by somebody else than who delivered.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, knownOrg, WhenShape, Words } from "../../../engine/define.ts";
import type { JsonObject, NewEvent } from "../../../engine/event.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import { drawn, shortfall } from "../stock/draw.ts";
import { ownersOf, type CompoundView, type HouseholdView } from "../views.ts";
import { CATEGORIES, CHANNELS, classOf, isSettled, type NeedView } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const needRef = (need: string): Ref => ref("need", need);
const Items = Type.Record(Id, Type.Number({ exclusiveMinimum: 0, maximum: 1_000_000 }));

/** Where the door is: the compound named, else the one the household is registered in, else the unit named. */
function whose(state: State, data: { household: string; compound?: string; org?: string }): JsonObject | Refusal {
  const compoundId = data.compound ?? (state.thing(ref("household", data.household))?.state as HouseholdView | undefined)?.compound;
  if (compoundId !== undefined && compoundId !== "") {
    const compound = known<CompoundView>(state, ref("compound", compoundId), "data.compound");
    return isRefusal(compound) ? compound : { compound: compoundId, ...ownersOf(compound) } as unknown as JsonObject;
  }
  if (data.org === undefined) return refuse("no-door-named", `Nobody knows where ${data.household} lives.`, { where: "data.compound", fix: "Name the compound, or the unit that looks after the place." });
  return knownOrg(state, data.org, "data.org") ?? { org: data.org };
}

const report = command("need.report", zhEn("登记需求", "Report a need"), {
  need: Id, household: Id, compound: Type.Optional(Id), org: Type.Optional(Id), channel: oneOf(CHANNELS), category: oneOf(CATEGORIES),
  urgent: Type.Optional(Type.Boolean()), items: Items, special: Type.Optional(Words), note: Type.Optional(Words),
}, ({ state, data, occurred }) => {
  if (state.thing(needRef(data.need)) !== undefined) return refuse("need-exists", `Need ${data.need} is registered already.`, { where: "data.need", fix: "Open it, or use another number." });
  const owners = whose(state, data);
  if (isRefusal(owners as Refusal)) return owners as Refusal;
  return [event("need.reported", occurred, [needRef(data.need), ref("household", data.household)], { ...data, ...(owners as JsonObject), class: classOf(data) })];
}, { help: zhEn("没有登记过的住户同样受理。", "A household without a record is served all the same.") });

type Step = (state: State, need: NeedView, id: string) => NeedView | Refusal;
const unsettled: Step = (_state, need, id) => (isSettled(need) ? refuse("need-settled", `Need ${id} is ${need.status}.`, { where: "data.need", fix: "Report a new need." }) : need);

function open(state: State, id: string): NeedView | Refusal {
  const need = known<NeedView>(state, needRef(id), "data.need");
  return isRefusal(need) ? need : unsettled(state, need, id);
}

const OPEN = ["reported", "ordered", "short", "allocated", "dispatched", "at-gate", "delivered", "denied"] as const;
const on = (...statuses: readonly string[]) => ({ on: { kind: "need", field: "need", statuses } });

const way: readonly CommandDef[] = [
  command("need.order", zhEn("下单采购", "Order"), { need: Id, supplier: Words, expectedAt: Type.Optional(WhenShape) }, ({ state, data, occurred }) => {
    const need = open(state, data.need);
    return isRefusal(need) ? need : [event("need.ordered", occurred, [needRef(data.need)], data)];
  }, on("reported", "short", "denied")),
  command("need.allocate", zhEn("从库存配货", "Set aside from stock"), { need: Id, store: Id }, ({ state, data, occurred, context }) => {
    const need = open(state, data.need);
    if (isRefusal(need)) return need;
    const missing = shortfall(state, data.store, need.items);
    if (missing.length > 0) return [event("need.short", occurred, [needRef(data.need)], { ...data, missing })];
    return [event("need.allocated", occurred, [needRef(data.need)], data), ...drawn(state, context.pack, data.store, need.items, needRef(data.need), occurred)];
  }, { ...on("reported", "ordered", "short", "denied"), help: zhEn("库存不足时即时向上一级求援。", "Where the stock does not suffice, the level above is asked at once.") }),
  command("need.dispatch", zhEn("发车配送", "Send out"), { need: Id, route: Words }, ({ state, data, occurred }) => {
    const need = open(state, data.need);
    return isRefusal(need) ? need : [event("need.dispatched", occurred, [needRef(data.need)], data)];
  }, on("reported", "ordered", "allocated", "denied")),
  command("need.reach-gate", zhEn("到达小区门口", "Record arrival at the gate"), { need: Id, place: Type.Optional(Words) }, ({ state, data, occurred }) => {
    const need = open(state, data.need);
    return isRefusal(need) ? need : [event("need.at_gate", occurred, [needRef(data.need)], data)];
  }, { ...on("dispatched"), help: zhEn("到门口不算完成，送到户才算。", "At the gate is not done: it is done at the door.") }),
  command("need.deliver", zhEn("报告送到户", "Report delivery to the door"), { need: Id, note: Type.Optional(Words) }, ({ state, data, actor, occurred }) => {
    const need = open(state, data.need);
    return isRefusal(need) ? need : [event("need.delivered", occurred, [needRef(data.need), ref("household", need.household)], { ...data, deliveredBy: actor.org })];
  }, on(...OPEN)),
  command("need.confirm", zhEn("住户确认", "What the household says"), { need: Id, received: Type.Boolean(), how: Words }, ({ state, data, actor, occurred }) => {
    const need = open(state, data.need);
    if (isRefusal(need)) return need;
    if (need.deliveredBy === actor.org) return refuse("self-verification", "Who delivered it does not confirm it.", { where: "data.need", fix: "The household confirms, or another organisation asks it." });
    return [event(data.received ? "need.confirmed" : "need.denied", occurred, [needRef(data.need)], data)] satisfies NewEvent[];
  }, on(...OPEN)),
  command("need.cancel", zhEn("住户取消", "Cancel at the household's wish"), { need: Id, reason: Words }, ({ state, data, occurred }) => {
    const need = open(state, data.need);
    return isRefusal(need) ? need : [event("need.cancelled", occurred, [needRef(data.need)], data)];
  }, on(...OPEN)),
];

export const commands: readonly CommandDef[] = [report, ...way];
