/**
 * Commands of static management → events or a refusal. It binds nobody until supplies, medical care and hotline
 * are accepted by who was named; going ahead without them takes a signature and tells the level above at once.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { at, DAY, plus, type When } from "../../../base/time.ts";
import { command, event, Id, known, knownOrg, PostShape, WhenShape, Words } from "../../../engine/define.ts";
import type { JsonObject, NewEvent } from "../../../engine/event.ts";
import type { CommandDef, Context, Objection } from "../../../engine/loop.ts";
import { alarmPost } from "../../../engine/duty/transitions.ts";
import { days, holds, lengthMs } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import { above } from "../../../engine/select.ts";
import type { State } from "../../../engine/state.ts";
import { callsDue, ownersOf, type CompoundView } from "../../supplies/views.ts";
import { has, widerThanRules } from "../counting.ts";
import { noSecond, notTheSecond, notTheSigner, secondSignerOf } from "../signing.ts";
import type { AreaView } from "../views.ts";
import { endings } from "./ending.ts";
import { lacking, PARTS, unsigned, type ClosureView } from "./views.ts";

const closureRef = (id: string): Ref => ref("closure", id);
const KEPT = ["food", "medicine", "emergency", "childbirth", "dialysis", "key-services"] as const;
const NEVER_SHUT = ["food", "medicine", "emergency"] as const;
const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));

/**
 * It takes effect when ordered for, or as soon after as its services stand; its compounds are confined from then,
 * so that each one's first delivery, daily account and care calls are owed by its own two owners, once.
 */
function effect(state: State, closure: ClosureView, occurred: When, { now, pack }: Context): NewEvent[] {
  const since = at(Math.max(now, closure.start.latest));
  const { org, supply, hotline, end, issuer } = closure;
  const name = closure.closure;
  const compounds = closure.compounds.map((id) => state.thing(ref("compound", id))?.state as CompoundView | undefined).filter((one) => one !== undefined && !one.confined);
  return [
    event("closure.took_effect", occurred, [closureRef(name)], { closure: name, since, org, supply, hotline, end, issuer }),
    ...compounds.map((compound) => event("compound.confined", occurred, [ref("compound", compound!.compound)], {
      compound: compound!.compound, decision: closure.decision, closure: name, since, firstDelivery: plus(since, lengthMs(pack, "supply.first")), ...ownersOf(compound!), confined: true,
    } as unknown as JsonObject)),
  ];
}

/** Households of its compounds on the care list that nobody has spoken to since it took effect. */
function uncalled(state: State, closure: ClosureView): string[] {
  const since = closure.inForceSince?.earliest ?? Infinity;
  return closure.compounds.flatMap((compound) => callsDue(state.things("household", "compound", compound), since));
}

function orderly(data: { start: When; end: When; allowed: readonly string[]; area: string; alternatives?: string | undefined; notice?: string | undefined }, context: Context): Objection[] {
  const about = [ref("area", data.area)];
  const longest = days(context.pack, "measure.area-days");
  const shut = NEVER_SHUT.filter((one) => !data.allowed.includes(one));
  const owed = (["alternatives", "notice"] as const).filter((field) => data[field] === undefined);
  return [
    ...owed.map((field) => ({ refusal: refuse("measure-incomplete", `An area cannot be closed without: ${field}.`, { where: `data.${field}`, fix: "Complete it; a report of what already happened can be recorded as a report.", params: { field } }), about, finding: null })),
    ...(data.end.latest - data.start.earliest > longest * DAY ? [{ refusal: refuse("closure-too-long", `One order closes an area for at most ${longest} days.`, { where: "data.end", fix: "Order a shorter time; a new reasoned decision can follow.", params: { days: longest } }), about, finding: null }] : []),
    ...(shut.length > 0 ? [{ refusal: refuse("closure-shuts-care", `Nothing may shut off: ${shut.join(", ")}.`, { where: "data.allowed", fix: "Keep food, medicine and emergencies allowed.", params: { missing: shut.join(", ") } }), about, finding: null }] : []),
    ...(has(context.pack, "risk.temporary-closure") && !holds(context.pack, "risk.temporary-closure") ? [{ refusal: refuse("closure-forbidden", `${context.pack.id} forbids temporary closure in any form.`, { where: "data.area", fix: "Draw a high-risk building, unit or household instead." }), about, finding: null }] : []),
  ];
}

/** Past its end nothing of it can begin. */
function over(closure: ClosureView, { now }: Context): Refusal | null {
  if (closure.status !== "ended" && now < closure.end.latest) return null;
  return refuse("closure-ended", "It has ended already.", { where: "data.closure", fix: "Nothing is to be done." });
}

const order = command("closure.order", zhEn("决定临时静态管理", "Order static management"), {
  closure: Id, area: Id, start: WhenShape, end: WhenShape, review: WhenShape, legalBasis: Words, decision: Words, reason: Words,
  alternatives: Type.Optional(Words), notice: Type.Optional(Words), compounds: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }),
  allowed: Type.Array(oneOf(KEPT), { uniqueItems: true }), supply: PostShape, medical: PostShape, hotline: PostShape,
}, ({ state, data, actor, occurred, context }) => {
  const area = known<AreaView>(state, ref("area", data.area), "data.area");
  if (isRefusal(area)) return area;
  if (state.thing(closureRef(data.closure)) !== undefined) return refuse("closure-exists", `Closure ${data.closure} exists already.`, { where: "data.closure", fix: "Use the next number." });
  if (data.end.earliest <= data.start.latest) return refuse("ends-before-start", "It would end before it starts.", { where: "data.end", fix: "Exchange start and end." });
  for (const part of PARTS) {
    const missing = knownOrg(state, data[part].org, `data.${part}`);
    if (missing !== null) return missing;
  }
  for (const [index, name] of data.compounds.entries()) {
    const compound = known<CompoundView>(state, ref("compound", name), `data.compounds[${index}]`);
    if (isRefusal(compound)) return compound;
  }
  const not = notTheSigner(state, actor, area.org, context, "data.area");
  const unauthorised: Objection[] = not === null ? [] : [{ refusal: not, about: [ref("area", data.area)], finding: null }];
  const wide = widerThanRules(context.pack, area.unit);
  const second = wide ? secondSignerOf(state, area.org, actor, context) : undefined;
  const alone = wide && second === undefined ? [noSecond(data.area, "data.area")] : [];
  return { objections: [...unauthorised, ...orderly(data, context), ...alone], events: [event("closure.ordered", occurred, [closureRef(data.closure), ref("area", data.area)], { ...data, org: area.org, wide, ...(second === undefined ? {} : { second }) } as unknown as JsonObject)] };
}, { on: { kind: "area", field: "area" }, help: zhEn("物资、就医、热线签收后方生效；各小区的首次配送由其物资负责人承担。", "It binds nobody before supplies, medical care and hotline are accepted; each compound's first delivery is its supply lead's.") });

const services: readonly CommandDef[] = [
  command("closure.accept", zhEn("签收静态管理保障", "Accept a service of the static management"), { closure: Id, service: oneOf(PARTS) }, ({ state, data, actor, occurred, context }) => {
    const closure = known<ClosureView>(state, closureRef(data.closure), "data.closure");
    if (isRefusal(closure)) return closure;
    const late = over(closure, context);
    if (late !== null) return late;
    const part = PARTS.find((one) => one === data.service)!;
    if (closure[part].org !== actor.org || closure[part].role !== actor.role) return refuse("not-the-service-holder", "Another post was named for this service.", { where: "data.service", fix: "The one that was named accepts." });
    if (closure.accepted.includes(part)) return refuse("service-accepted", "It was accepted already.", { where: "data.service", fix: "Nothing is to be done." });
    const accepted = event(`closure.${part}_accepted`, occurred, [closureRef(data.closure)], { ...data, org: closure.org });
    const last = closure.status === "ordered" && lacking(closure).length === 1 && !unsigned(closure);
    return last ? [accepted, ...effect(state, closure, occurred, context)] : [accepted];
  }, { on: { kind: "closure", field: "closure", statuses: ["ordered", "in-force"] } }),
  command("closure.override", zhEn("保障未签收，签批生效", "Go ahead without all services"), { closure: Id, reason: Words, decision: Words }, ({ state, data, actor, occurred, context }) => {
    const closure = known<ClosureView>(state, closureRef(data.closure), "data.closure");
    if (isRefusal(closure)) return closure;
    const late = over(closure, context);
    if (late !== null) return late;
    if (closure.status !== "ordered") return refuse("closure-not-waiting", "It is in force or has ended.", { where: "data.closure", fix: "Nothing is to be signed." });
    const not = notTheSigner(state, actor, closure.org, context, "data.closure");
    if (not !== null) return not;
    if (unsigned(closure)) return refuse("second-signature-missing", "It is wider than the rules' unit and signed by one person only.", { where: "data.closure", fix: "Have it countersigned first." });
    const to = alarmPost(state, above(state, actor.org), context);
    return [
      event("closure.overridden", occurred, [closureRef(data.closure)], { ...data, lacking: lacking(closure), signedBy: actor, to, spot: data.closure, kind: "closure" }),
      ...effect(state, closure, occurred, context),
    ];
  }, { on: { kind: "closure", field: "closure", statuses: ["ordered"] } }),
  command("closure.countersign", zhEn("静态管理第二人签", "Countersign a wide static management"), { closure: Id, decision: Words }, ({ state, data, actor, occurred, context }) => {
    const closure = known<ClosureView>(state, closureRef(data.closure), "data.closure");
    if (isRefusal(closure)) return closure;
    const late = over(closure, context);
    if (late !== null) return late;
    if (!unsigned(closure)) return refuse("nothing-to-countersign", `${data.closure} waits for no second signature.`, { where: "data.closure", fix: "Look at its time line." });
    const not = notTheSecond(actor, closure.issuer, closure.second, "data.closure");
    if (not !== null) return not;
    const signed = event("closure.countersigned", occurred, [closureRef(data.closure)], { ...data, org: closure.org, signedBy: actor });
    return lacking(closure).length === 0 && closure.status === "ordered" ? [signed, ...effect(state, closure, occurred, context)] : [signed];
  }, { on: { kind: "closure", field: "closure", statuses: ["ordered"] } }),
  command("closure.call", zhEn("登记已联系需照护居民", "Record calls to who depends on care"), { closure: Id, note: Words }, ({ state, data, occurred }) => {
    const closure = known<ClosureView>(state, closureRef(data.closure), "data.closure");
    if (isRefusal(closure)) return closure;
    const left = uncalled(state, closure);
    return { events: [event("closure.called", occurred, [closureRef(data.closure)], { ...data, left })], objections: left.length === 0 ? [] : [{
      refusal: refuse("care-calls-open", `Nobody has spoken to ${left.slice(0, 10).join(", ")} since it took effect.`, { where: "data.closure", fix: "Call them, or knock; each call is recorded with its household.", params: { households: left.slice(0, 10).join(", ") } }),
      about: [closureRef(data.closure)], finding: null,
    }] };
  }, { on: { kind: "closure", field: "closure", statuses: ["in-force"] }, help: zhEn("重点关爱名单上的住户均已联系后方可登记。", "Only once everybody on its compounds' care lists has been spoken to.") }),
  command("closure.end", zhEn("结束静态管理", "End the static management"), { closure: Id, decision: Words }, ({ state, data, occurred }) => {
    const closure = known<ClosureView>(state, closureRef(data.closure), "data.closure");
    if (isRefusal(closure)) return closure;
    if (closure.status === "ended") return refuse("closure-ended", "It has ended already.", { where: "data.closure", fix: "Nothing is to be done." });
    return endings(state, data.closure, data.decision, occurred, occurred);
  }, { on: { kind: "closure", field: "closure", statuses: ["ordered", "in-force"] } }),
];

export const commands: readonly CommandDef[] = [order, ...services];
