/**
 * Commands of points of entry and inbound persons → events or a refusal. A person is some organisation's charge from
 * the port until the loop ends: whoever hands over stays responsible until the next has signed. Whoever receives
 * somebody unannounced records it all the same; that the hand-over was missing goes on record with it.
 */
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { plus, type When } from "../../../base/time.ts";
import { command, event, Id, known, knownOrg, PostShape, WhenShape, Words } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { CommandDef, Context, Objection } from "../../../engine/loop.ts";
import { lengthMs, list } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import { inboundRef, portRef, STAGES, type InboundView, type PortView, type Stage } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const WAYS = ["airport", "harbour", "railway", "road", "other"] as const;
const portOf = (state: State, port: string): PortView | Refusal => known<PortView>(state, portRef(port), "data.port");

const ports: readonly CommandDef[] = [
  command("port.register", zhEn("登记口岸", "Register a point of entry"), { port: Id, org: Id, way: oneOf(WAYS) }, ({ state, data, occurred }) =>
    knownOrg(state, data.org, "data.org") ?? [event("port.registered", occurred, [portRef(data.port)], data)]),
  command("port.open", zhEn("口岸启用", "Open the point of entry"), { port: Id, until: WhenShape, people: Type.Integer({ minimum: 1 }), lead: PostShape }, ({ state, data, occurred }) => {
    const port = portOf(state, data.port);
    if (isRefusal(port)) return port;
    const about = [portRef(data.port)];
    const { port: name, until, ...who } = data;
    return [event("port.opened", occurred, about, { port: name, org: port.org }), event("port.staffed", occurred, about, { port: name, ...who }), event("port.cover_ends", occurred, about, { port: name, org: port.org, until })];
  }, { on: { kind: "port", field: "port", statuses: ["closed"] } }),
  command("port.staff", zhEn("口岸人员到位", "Staff the point of entry"), { port: Id, until: WhenShape, people: Type.Integer({ minimum: 1 }), lead: PostShape }, ({ state, data, occurred }) => {
    const port = portOf(state, data.port);
    if (isRefusal(port)) return port;
    const { until, ...who } = data;
    return [event("port.staffed", occurred, [portRef(data.port)], who), event("port.cover_ends", occurred, [portRef(data.port)], { port: data.port, org: port.org, until })];
  }, { on: { kind: "port", field: "port", statuses: ["open"] } }),
  command("port.check", zhEn("口岸检查", "Check the point of entry"), { port: Id, inPlace: Type.Array(Id, { maxItems: 100, uniqueItems: true }), note: Type.Optional(Words) }, ({ state, data, occurred, context }) => {
    const port = portOf(state, data.port);
    if (isRefusal(port)) return port;
    const items = list(context.pack, "port.checklist");
    const odd = data.inPlace.find((item) => !items.includes(item));
    if (odd !== undefined) return refuse("unknown-check-item", `${odd} is not on the checklist.`, { where: "data.inPlace", fix: `The list: ${items.join(", ")}.` });
    const missing = items.filter((item) => !data.inPlace.includes(item));
    const checked = event("port.checked", occurred, [portRef(data.port)], { ...data, org: port.org, missing });
    return missing.length === 0 ? [checked] : [checked, event("port.faulty", occurred, [portRef(data.port)], { port: data.port, org: port.org, missing })];
  }, { on: { kind: "port", field: "port", statuses: ["open"] }, help: zhEn("勾选清单中已落实的各项；其余即为待整改。", "Name what is in place; the rest of the list is to be mended.") }),
  command("port.mend", zhEn("登记整改完成", "Record what was mended"), { port: Id, note: Words }, ({ state, data, occurred }) => {
    const port = portOf(state, data.port);
    return isRefusal(port) ? port : [event("port.mended", occurred, [portRef(data.port)], data)];
  }, { on: { kind: "port", field: "port", statuses: ["open"] } }),
  command("port.close", zhEn("口岸停用", "Close the point of entry"), { port: Id, reason: Words }, ({ state, data, occurred }) => {
    const port = portOf(state, data.port);
    return isRefusal(port) ? port : [event("port.closed", occurred, [portRef(data.port)], data)];
  }, { on: { kind: "port", field: "port", statuses: ["open"] } }),
];

function inCharge(person: string, org: string, stage: Stage, twoSided: boolean, until: When | undefined, occurred: When, { pack }: Context): NewEvent {
  return event("inbound.in_charge", occurred, [inboundRef(person)], { person, org, stage, twoSided, due: until ?? plus(occurred, lengthMs(pack, "inbound.hand-on")) });
}

const inboundOf = (state: State, person: string): InboundView | Refusal => known<InboundView>(state, inboundRef(person), "data.person");

/** Stays at a site and at home have a planned end; the other links take hours. */
const planned = (stage: Stage): boolean => stage === "site" || stage === "home";

const chain: readonly CommandDef[] = [
  command("inbound.land", zhEn("登记入境人员", "Record an inbound person"), { person: Id, port: Id, arrived: WhenShape, cameFrom: Words, carriage: Type.Optional(Words) }, ({ state, data, occurred, context }) => {
    const port = portOf(state, data.port);
    if (isRefusal(port)) return port;
    const before = state.thing(inboundRef(data.person))?.state as InboundView | undefined;
    if (before !== undefined && before.org !== null) return refuse("inbound-already", `${data.person} is in the charge of ${before.org}.`, { where: "data.person", fix: "End that loop first, or use another pseudonym.", params: { org: before.org } });
    return [event("inbound.landed", occurred, [inboundRef(data.person), portRef(data.port)], data), inCharge(data.person, port.org, "port", true, undefined, data.arrived, context)];
  }),
  command("inbound.hand-over", zhEn("交出入境人员", "Hand the person over"), { person: Id, to: Id, stage: oneOf(STAGES.slice(1)), arriveBy: Type.Optional(WhenShape) }, ({ state, data, actor, occurred, context }) => {
    const person = inboundOf(state, data.person);
    if (isRefusal(person)) return person;
    const missing = knownOrg(state, data.to, "data.to");
    if (missing !== null) return missing;
    if (person.org === null) return refuse("loop-ended", `The loop of ${data.person} has ended.`, { where: "data.person", fix: "Nothing is to be done." });
    if (person.org !== actor.org) return refuse("not-in-your-charge", `${data.person} is in the charge of ${person.org}.`, { where: "data.person", fix: "Whoever is in charge hands over.", params: { org: person.org } });
    if (data.to === person.org) return refuse("to-oneself", "It is handed over to somebody else.", { where: "data.to", fix: "Name the organisation of the next link." });
    if (STAGES.indexOf(data.stage as Stage) < STAGES.indexOf(person.stage)) return refuse("stage-backwards", `From ${person.stage} the loop does not go back to ${data.stage}.`, { where: "data.stage", fix: "Choose a later link, or end this loop." });
    const arriveBy = data.arriveBy ?? plus(occurred, lengthMs(context.pack, "handover.sign"));
    return [event("inbound.handed_over", occurred, [inboundRef(data.person)], { ...data, arriveBy })];
  }, { on: { kind: "inbound", field: "person", statuses: ["inbound", "handed-over"] } }),
  command("inbound.take-over", zhEn("签收入境人员", "Sign for the person"), { person: Id, stage: oneOf(STAGES.slice(1)), until: Type.Optional(WhenShape) }, ({ state, data, actor, occurred, context }) => {
    const person = inboundOf(state, data.person);
    if (isRefusal(person)) return person;
    if (person.org === actor.org) return refuse("already-in-charge", `${actor.org} is in charge already.`, { where: "data.person", fix: "Nothing is to be done." });
    const stage = data.stage as Stage;
    const twoSided = person.offered?.to === actor.org;
    const about = [inboundRef(data.person)];
    const endless: Objection[] = planned(stage) && data.until === undefined ? [{ refusal: refuse("stay-without-end", "A stay needs its planned end.", { where: "data.until", fix: "Say until when, as ordered." }), about, finding: null }] : [];
    const oneSided: Objection[] = twoSided ? [] : [{ refusal: refuse("not-handed-over", `${data.person} was not handed over to ${actor.org}.`, { where: "data.person", fix: "Have whoever was in charge hand over first." }), about, finding: null }];
    return { objections: [...oneSided, ...endless], events: [event("inbound.taken_over", occurred, about, { person: data.person, from: person.org, to: actor.org }), inCharge(data.person, actor.org, stage, twoSided, data.until, occurred, context)] };
  }, { on: { kind: "inbound", field: "person", statuses: ["handed-over"] }, record: true }),
  command("inbound.end", zhEn("结束闭环管理", "End the loop"), { person: Id, why: oneOf(["monitoring-over", "left", "case", "contact"]), note: Type.Optional(Words) }, ({ state, data, actor, occurred }) => {
    const person = inboundOf(state, data.person);
    if (isRefusal(person)) return person;
    if (person.org === null) return refuse("loop-ended", `The loop of ${data.person} has ended.`, { where: "data.person", fix: "Nothing is to be done." });
    const early: Objection[] = data.why === "monitoring-over" && person.stage !== "home"
      ? [{ refusal: refuse("loop-not-through", `${data.person} is at ${person.stage} yet.`, { where: "data.why", fix: "Hand the person on to the home community.", params: { stage: person.stage } }), about: [inboundRef(data.person)], finding: null }] : [];
    const foreign: Objection[] = person.org === actor.org ? [] : [{ refusal: refuse("not-in-your-charge", `${data.person} is in the charge of ${person.org}.`, { where: "data.person", fix: "Whoever is in charge ends it.", params: { org: person.org } }), about: [inboundRef(data.person)], finding: null }];
    return { objections: [...early, ...foreign], events: [event("inbound.ended", occurred, [inboundRef(data.person)], { ...data, org: person.org })] };
  }, { on: { kind: "inbound", field: "person", statuses: ["inbound", "handed-over"] } }),
];

export const commands: readonly CommandDef[] = [...ports, ...chain];
