/**
 * Commands of static management → events or a refusal. It binds nobody until supplies, medical care and hotline
 * are accepted by who was named; going ahead without them takes a signature and tells the level above at once.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { at, DAY, type When } from "../../../base/time.ts";
import { command, event, Id, known, knownOrg, PostShape, WhenShape, Words } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { CommandDef, Context, Objection } from "../../../engine/loop.ts";
import { alarmPost } from "../../../engine/duty/transitions.ts";
import { days, holds } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import { above } from "../../../engine/select.ts";
import { has } from "../counting.ts";
import { notTheSigner } from "../decide.ts";
import type { AreaView } from "../views.ts";
import { lacking, PARTS, type ClosureView } from "./views.ts";

const closureRef = (id: string): Ref => ref("closure", id);
const KEPT = ["food", "medicine", "emergency", "childbirth", "dialysis", "key-services"] as const;
const NEVER_SHUT = ["food", "medicine", "emergency"] as const;
const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));

/** It takes effect when ordered for, or as soon after as its services stand. */
function effect(closure: ClosureView, occurred: When, { now }: Context): NewEvent {
  const since = at(Math.max(now, closure.start.latest));
  const { org, supply, hotline, end, issuer } = closure;
  return event("closure.took_effect", occurred, [closureRef(closure.closure)], { closure: closure.closure, since, org, supply, hotline, end, issuer });
}

function orderly(data: { start: When; end: When; allowed: readonly string[]; area: string }, context: Context): Objection[] {
  const about = [ref("area", data.area)];
  const longest = days(context.pack, "measure.area-days");
  const shut = NEVER_SHUT.filter((one) => !data.allowed.includes(one));
  return [
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
  const unsigned = notTheSigner(state, actor, area.org, context, "data.area");
  if (unsigned !== null) return unsigned;
  return { objections: orderly(data, context), events: [event("closure.ordered", occurred, [closureRef(data.closure), ref("area", data.area)], { ...data, org: area.org })] };
}, { on: { kind: "area", field: "area" } });

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
    const last = closure.inForceSince === null && closure.status === "ordered" && lacking(closure).length === 1;
    return last ? [accepted, effect(closure, occurred, context)] : [accepted];
  }, { on: { kind: "closure", field: "closure", statuses: ["ordered", "in-force"] } }),
  command("closure.override", zhEn("保障未签收，签批生效", "Go ahead without all services"), { closure: Id, reason: Words, decision: Words }, ({ state, data, actor, occurred, context }) => {
    const closure = known<ClosureView>(state, closureRef(data.closure), "data.closure");
    if (isRefusal(closure)) return closure;
    const late = over(closure, context);
    if (late !== null) return late;
    if (closure.status !== "ordered") return refuse("closure-not-waiting", "It is in force or has ended.", { where: "data.closure", fix: "Nothing is to be signed." });
    const unsigned = notTheSigner(state, actor, closure.org, context, "data.closure");
    if (unsigned !== null) return unsigned;
    const to = alarmPost(state, above(state, actor.org), context);
    return [
      event("closure.overridden", occurred, [closureRef(data.closure)], { ...data, lacking: lacking(closure), signedBy: actor, to, spot: data.closure, kind: "closure" }),
      effect(closure, occurred, context),
    ];
  }, { on: { kind: "closure", field: "closure", statuses: ["ordered"] } }),
  command("closure.deliver", zhEn("登记首次配送到户", "Record the first delivery"), { closure: Id, note: Type.Optional(Words) }, ({ state, data, occurred }) => {
    const closure = known<ClosureView>(state, closureRef(data.closure), "data.closure");
    return isRefusal(closure) ? closure : [event("closure.delivered", occurred, [closureRef(data.closure)], data)];
  }, { on: { kind: "closure", field: "closure", statuses: ["in-force"] } }),
  command("closure.call", zhEn("登记已联系需照护居民", "Record calls to who depends on care"), { closure: Id, note: Words }, ({ state, data, occurred }) => {
    const closure = known<ClosureView>(state, closureRef(data.closure), "data.closure");
    return isRefusal(closure) ? closure : [event("closure.called", occurred, [closureRef(data.closure)], data)];
  }, { on: { kind: "closure", field: "closure", statuses: ["in-force"] } }),
  command("closure.end", zhEn("结束静态管理", "End the static management"), { closure: Id, decision: Words }, ({ state, data, occurred }) => {
    const closure = known<ClosureView>(state, closureRef(data.closure), "data.closure");
    if (isRefusal(closure)) return closure;
    if (closure.status === "ended") return refuse("closure-ended", "It has ended already.", { where: "data.closure", fix: "Nothing is to be done." });
    return [event("closure.ended", occurred, [closureRef(data.closure)], { ...data, effective: occurred })];
  }, { on: { kind: "closure", field: "closure", statuses: ["ordered", "in-force"] } }),
];

export const commands: readonly CommandDef[] = [order, ...services];
