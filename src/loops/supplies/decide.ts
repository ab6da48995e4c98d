/**
 * Commands of compounds and households → events or a refusal. A compound has two named owners; while it is
 * confined each household is reached or named with a reason, every day, and nobody on the care list is left
 * to ask by app.
 */
import { ref, type Ref } from "../../base/ids.ts";
import { isRefusal, refuse } from "../../base/refusal.ts";
import { Type } from "../../base/schema.ts";
import type { When } from "../../base/time.ts";
import { command, event, Id, known, knownOrg, NameShape, placeOf, PostShape, WhenShape, Words } from "../../engine/define.ts";
import { samePost, type NewEvent } from "../../engine/event.ts";
import type { CommandDef, Objection } from "../../engine/loop.ts";
import { lengthMs } from "../../engine/pack/clause.ts";
import { zhEn } from "../../engine/rule.ts";
import { CARE_REASONS, ownersOf, SERVICES, unaccounted, type CompoundView, type FaultView, type HouseholdView } from "./views.ts";

const compoundRef = (id: string): Ref => ref("compound", id);
const householdRef = (id: string): Ref => ref("household", id);
const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));

const compounds: readonly CommandDef[] = [
  command("compound.register", zhEn("登记小区", "Register a compound"), {
    compound: Id, org: Id, name: Type.Optional(NameShape), householdCount: Type.Integer({ minimum: 0, maximum: 100_000 }), guarantor: PostShape, supplyLead: PostShape,
  }, ({ state, data, occurred }) => {
    const missing = knownOrg(state, data.org, "data.org") ?? knownOrg(state, data.guarantor.org, "data.guarantor.org") ?? knownOrg(state, data.supplyLead.org, "data.supplyLead.org");
    if (missing !== null) return missing;
    if (samePost(data.guarantor, data.supplyLead)) {
      return refuse("one-owner-for-two", `${data.compound} needs two owners: a guarantor and a supply lead.`, { where: "data.supplyLead", fix: "Name another post for one of them." });
    }
    return [event("compound.registered", occurred, [compoundRef(data.compound)], { ...data, place: placeOf(state, data.org) })];
  }),
  command("compound.confine", zhEn("小区开始封控", "Confine a compound"), {
    compound: Id, decision: Words, firstDelivery: Type.Optional(WhenShape),
  }, ({ state, data, occurred }) => {
    const compound = known<CompoundView>(state, compoundRef(data.compound), "data.compound");
    if (isRefusal(compound)) return compound;
    if (compound.confined) return refuse("already-confined", `${data.compound} is confined already.`, { where: "data.compound", fix: "Account for its supplies, or lift the confinement." });
    return [event("compound.confined", occurred, [compoundRef(data.compound)], { ...data, ...ownersOf(compound), confined: true })];
  }, { on: { kind: "compound", field: "compound", statuses: ["registered", "lifted"] } }),
  command("compound.lift", zhEn("解除小区封控", "Lift the confinement"), { compound: Id, decision: Words }, ({ state, data, occurred }) => {
    const compound = known<CompoundView>(state, compoundRef(data.compound), "data.compound");
    if (isRefusal(compound)) return compound;
    if (!compound.confined) return refuse("not-confined", `${data.compound} is not confined.`, { where: "data.compound", fix: "Look whether it was lifted already." });
    return [event("compound.lifted", occurred, [compoundRef(data.compound)], { ...data, confined: false })];
  }, { on: { kind: "compound", field: "compound", statuses: ["confined"] } }),
  command("supplies.account", zhEn("逐户核对物资保障", "Account for supplies, household by household"), {
    compound: Id, reached: Type.Array(Id, { maxItems: 5000, uniqueItems: true }), unreached: Type.Record(Id, Words),
  }, ({ state, data, occurred, context }) => {
    const compound = known<CompoundView>(state, compoundRef(data.compound), "data.compound");
    if (isRefusal(compound)) return compound;
    const both = data.reached.find((household) => Object.hasOwn(data.unreached, household));
    if (both !== undefined) return refuse("both-reached-and-not", `${both} is named as reached and as not reached.`, { where: `data.unreached.${both}`, fix: "Keep one of the two.", params: { household: both } });
    const named = [...data.reached, ...Object.keys(data.unreached)];
    const households = state.things("household", "compound", data.compound);
    const forgotten = unaccounted(households, new Set(named), occurred.earliest - lengthMs(context.pack, "supply.account"));
    const objections: Objection[] = forgotten.length === 0 ? [] : [{
      refusal: refuse("households-unaccounted", `${forgotten.length} households are neither reached nor explained: ${forgotten.slice(0, 10).join(", ")}.`, {
        where: "data.unreached", fix: "Reach them, or give the reason for each.", params: { count: forgotten.length, households: forgotten.slice(0, 10).join(", ") },
      }),
      about: [compoundRef(data.compound)], finding: null,
    }];
    const unmet = [...Object.keys(data.unreached), ...forgotten];
    return { objections, events: [
      event("supplies.accounted", occurred, [compoundRef(data.compound), ...data.reached.map(householdRef)], { ...data, unmet, unmetCount: unmet.length, complete: unmet.length === 0 }),
      ...data.reached.filter((id) => (state.thing(householdRef(id))?.state as HouseholdView | undefined)?.missed === true).map((id) => supplied(id, occurred)),
      ...unmet.map((id) => event("household.missed", occurred, [householdRef(id)], { household: id, compound: data.compound, reason: data.unreached[id] ?? "not named", ...ownersOf(compound) })),
    ] };
  }, { on: { kind: "compound", field: "compound" } }),
];

const supplied = (household: string, occurred: When): NewEvent => event("household.supplied", occurred, [householdRef(household)], { household });

const households: readonly CommandDef[] = [
  command("household.register", zhEn("登记住户", "Register households"), {
    compound: Id, households: Type.Array(Type.Object({ household: Id, residents: Type.Integer({ minimum: 1, maximum: 50 }), persons: Type.Optional(Type.Array(Id, { maxItems: 50, uniqueItems: true })) }, { additionalProperties: false }), { minItems: 1, maxItems: 5000 }),
  }, ({ state, data, occurred }) => {
    const compound = known<CompoundView>(state, compoundRef(data.compound), "data.compound");
    if (isRefusal(compound)) return compound;
    return data.households.map((one) => event("household.registered", occurred, [householdRef(one.household)], { ...one, compound: data.compound, org: compound.org }));
  }, { on: { kind: "compound", field: "compound" } }),
  command("household.supply", zhEn("补送到户", "Supply a household that was missed"), { household: Id, note: Type.Optional(Words) }, ({ state, data, occurred }) => {
    const household = known<HouseholdView>(state, householdRef(data.household), "data.household");
    return isRefusal(household) ? household : [supplied(data.household, occurred)];
  }, { on: { kind: "household", field: "household" } }),
  command("household.list", zhEn("列入重点关爱名单", "Put on the care list"), { household: Id, reasons: Type.Array(oneOf(CARE_REASONS), { minItems: 1, uniqueItems: true }) }, ({ state, data, occurred }) => {
    const household = known<HouseholdView>(state, householdRef(data.household), "data.household");
    return isRefusal(household) ? household : [event("household.listed", occurred, [householdRef(data.household)], { ...data, org: household.org, listed: true })];
  }, { on: { kind: "household", field: "household" } }),
  command("household.unlist", zhEn("移出重点关爱名单", "Take off the care list"), { household: Id, reason: Words }, ({ state, data, occurred }) => {
    const household = known<HouseholdView>(state, householdRef(data.household), "data.household");
    return isRefusal(household) ? household : [event("household.unlisted", occurred, [householdRef(data.household)], { ...data, listed: false })];
  }, { on: { kind: "household", field: "household" } }),
  command("household.call", zhEn("主动联系住户", "Call a household"), { household: Id, spokeTo: Type.Boolean(), asked: Type.Optional(Words) }, ({ state, data, occurred }) => {
    const household = known<HouseholdView>(state, householdRef(data.household), "data.household");
    return isRefusal(household) ? household : [event("household.called", occurred, [householdRef(data.household)], { ...data, org: household.org })];
  }, { on: { kind: "household", field: "household" }, help: zhEn("一次没联系上的，转为上门探访。", "Not reached once, somebody knocks at the door.") }),
  command("door.knock", zhEn("上门探访", "Knock at the door"), { household: Id, found: Words }, ({ state, data, occurred }) => {
    const household = known<HouseholdView>(state, householdRef(data.household), "data.household");
    return isRefusal(household) ? household : [event("door.knocked", occurred, [householdRef(data.household)], data)];
  }, { on: { kind: "household", field: "household" } }),
];

const services: readonly CommandDef[] = [
  command("service.fault", zhEn("报告民生服务中断", "Report a failed service"), {
    fault: Id, compound: Id, service: oneOf(SERVICES), provider: Type.Optional(Id), householdCount: Type.Optional(Type.Integer({ minimum: 1 })), note: Type.Optional(Words),
  }, ({ state, data, occurred }) => {
    const compound = known<CompoundView>(state, compoundRef(data.compound), "data.compound");
    if (isRefusal(compound)) return compound;
    const missing = data.provider === undefined ? null : knownOrg(state, data.provider, "data.provider");
    return missing ?? [event("service.failed", occurred, [ref("fault", data.fault)], { ...data, ...ownersOf(compound) })];
  }),
  command("service.restore", zhEn("报告服务恢复", "Report the service restored"), { fault: Id, note: Words }, ({ state, data, actor, occurred }) => {
    const fault = known<FaultView>(state, ref("fault", data.fault), "data.fault");
    return isRefusal(fault) ? fault : [event("service.restored", occurred, [ref("fault", data.fault)], { ...data, restoredBy: actor.org })];
  }, { on: { kind: "fault", field: "fault", statuses: ["failed", "denied"] } }),
  command("service.confirm", zhEn("居民反馈是否恢复", "What residents say of it"), { fault: Id, works: Type.Boolean(), how: Words }, ({ state, data, actor, occurred }) => {
    const fault = known<FaultView>(state, ref("fault", data.fault), "data.fault");
    if (isRefusal(fault)) return fault;
    if (fault.restoredBy === actor.org) return refuse("self-verification", "Who restored it does not confirm it.", { where: "data.fault", fix: "Let the hotline or another organisation ask the residents." });
    return [event(data.works ? "service.confirmed" : "service.denied", occurred, [ref("fault", data.fault)], data)];
  }, { on: { kind: "fault", field: "fault" } }),
];

export const commands: readonly CommandDef[] = [...compounds, ...households, ...services];
