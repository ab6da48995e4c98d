/**
 * Commands of measures and of people under them → events or a refusal. No confinement is issued without basis,
 * reason, alternatives, start, review, end, notice and a support holder who has accepted (law 8); a report
 * that one happened is recorded, and the duty to complete it opens. At its end it ends.
 */
import { ref, type Ref } from "../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import { Type } from "../../base/schema.ts";
import { DAY, type When } from "../../base/time.ts";
import { command, event, Id, known, knownOrg, PostShape, WhenShape, Words, type Turn } from "../../engine/define.ts";
import type { NewEvent } from "../../engine/event.ts";
import type { CommandDef, Context, Objection } from "../../engine/loop.ts";
import { valueOf } from "../../engine/pack/clause.ts";
import { zhEn } from "../../engine/rule.ts";
import type { ContactView } from "../cases/views.ts";
import { freed } from "../transfer/views.ts";
import { gate, limits } from "./gate/limits.ts";
import { leaves } from "./residents/decide.ts";
import { runningLow } from "./standard/reserve.ts";
import { dropTests, lacksAfter, laidDown, plannable, releaseWithdrawn } from "./stay/planning.ts";
import { PHASES, type PhaseKind } from "./stay/rules.ts";
import type { MeasureView } from "./views.ts";

const REQUIRED = ["legalBasis", "reason", "alternatives", "start", "review", "end", "notice", "support"] as const;

const safeguards = {
  legalBasis: Type.Optional(Words), reason: Type.Optional(Words), alternatives: Type.Optional(Words),
  start: Type.Optional(WhenShape), review: Type.Optional(WhenShape), end: Type.Optional(WhenShape), notice: Type.Optional(Words),
  support: Type.Optional(PostShape), supportAccepted: Type.Optional(Type.Boolean()),
};
const orderFields = {
  measure: Id, contact: Id, ...safeguards, endAssumed: Type.Optional(Type.Boolean()),
  roomsReady: Type.Optional(Type.Integer({ minimum: 0, title: "Rooms ready, where a board and not the room list says so" })),
  phase: Type.Optional(Type.Union(PHASES.map((phase) => Type.Literal(phase)))), ofContact: Type.Optional(Id), services: Type.Optional(Type.Record(Id, PostShape)),
};

interface OrderData {
  readonly measure: string; readonly contact?: string; readonly end?: When; readonly start?: When; readonly review?: When;
  readonly support?: { org: string; role: string }; readonly supportAccepted?: boolean; readonly roomsReady?: number;
  readonly phase?: PhaseKind; readonly services?: Readonly<Record<string, unknown>>;
}

function incompleteness(turn: Turn<OrderData>, about: Ref): { missing: string[]; objections: Objection[] } {
  const { data, context } = turn;
  const missing: string[] = REQUIRED.filter((field) => (data as unknown as Record<string, unknown>)[field] === undefined);
  if (data.support !== undefined && data.supportAccepted !== true) missing.push("support accepted");
  const objections: Objection[] = missing.map((field) => ({
    refusal: refuse("measure-incomplete", `A measure that confines a person cannot be issued without: ${field}.`, { where: `data.${field}`, fix: "Complete it; a report of what already happened can be recorded as a report.", params: { field } }),
    about: [about], finding: null,
  }));
  return { missing, objections: [...objections, ...tooLong(data, context, about)] };
}

function tooLong({ start, end }: Pick<OrderData, "start" | "end">, { pack }: Context, about: Ref): Objection[] {
  const maxDays = Number(valueOf(pack, "measure.max-days"));
  if (start === undefined || end === undefined || end.latest - start.earliest <= maxDays * DAY) return [];
  return [{ refusal: refuse("measure-too-long", `One order lasts at most ${maxDays} days.`, { where: "data.end", fix: "Order a shorter time; a new reasoned decision can extend it.", params: { maxDays } }), about: [about], finding: null }];
}

function backwards({ start, end }: Pick<OrderData, "start" | "end">): Refusal | null {
  if (start === undefined || end === undefined || end.latest >= start.earliest) return null;
  return refuse("ends-before-start", "It would end before it starts.", { where: "data.end", fix: "Exchange start and end." });
}

/** Rooms ready under the ordering organisation: the city's room list, or what its board says. */
function roomsReady(turn: Turn<OrderData>): number {
  if (turn.data.roomsReady !== undefined) return turn.data.roomsReady;
  return turn.state.things("room", "org", turn.actor.org).filter((room) => room.state["claimedBy"] === null).length;
}

/** What follows at once: a room to find, a stay to lay down for who is there already, the next phase known to the last. */
function following(turn: Turn<OrderData>, contact: ContactView, complete: boolean, incomplete: readonly string[]): NewEvent[] {
  const { state, data, actor, context, occurred } = turn;
  const phase = data.phase ?? "central";
  const person = ref("contact", data.contact ?? "");
  if (phase !== "central") {
    const before = contact.measures.filter((one) => (state.thing(ref("measure", one))?.state as MeasureView | undefined)?.phase === "central");
    const begins = data.start === undefined || data.start.latest < occurred.latest ? occurred : data.start;
    return [
      ...(before.length === 0 ? [] : [event("home.ordered", occurred, before.map((one) => ref("measure", one)), { measure: data.measure, contact: data.contact })]),
      ...(complete ? [event("home.announced", occurred, [ref("measure", data.measure)], { measure: data.measure, begins, ...(contact.home === null ? {} : { org: contact.home }) })] : []),
    ];
  }
  if (contact.placedAt === null) {
    const free = roomsReady(turn);
    return free === 0 ? [event("capacity.short", occurred, [person, ref("capacity", actor.org)], { org: actor.org, missing: ["room"] })] : runningLow(state, context, actor.org, occurred, 1);
  }
  if (!complete || contact.site === null || contact.custody === null) return [];
  const view = { ...data, status: "ordered", issuer: actor, incomplete, endedAt: null, phase, edition: null, parts: [], samples: {}, caredBy: null } as unknown as MeasureView;
  return laidDown({ state, context, measure: data.measure, view, contact, org: contact.custody.org, occurred });
}

const order = command("measure.order", zhEn("决定隔离", "Order quarantine"), orderFields, (turn) => {
  const { state, data, context, occurred } = turn;
  if (state.thing(ref("measure", data.measure)) !== undefined) return refuse("measure-exists", `Measure ${data.measure} exists already.`, { where: "data.measure", fix: "Use the next number." });
  const contact = known<ContactView>(state, ref("contact", data.contact), "data.contact");
  if (isRefusal(contact)) return contact;
  const unknown = data.support === undefined ? null : knownOrg(state, data.support.org, "data.support.org");
  if (unknown !== null) return unknown;
  const upsideDown = backwards(data);
  if (upsideDown !== null) return upsideDown;
  const about = ref("measure", data.measure);
  const typed = turn as unknown as Turn<OrderData>;
  const { missing, objections } = incompleteness(typed, about);
  const { supportAccepted, ...named } = data;
  const events: NewEvent[] = [event("measure.ordered", occurred, [about, ref("contact", data.contact)], {
    ...named, ...(supportAccepted === true ? { supportAccepted } : {}), incomplete: missing, complete: missing.length === 0, endKnown: data.end !== undefined, supportNamed: data.support !== undefined,
  }), ...following(typed, contact, missing.length === 0, missing)];
  return { events, objections: [...objections, ...limits(state, context, { ...typed.data, contact: data.contact }, contact, about)] };
}, { on: { kind: "contact", field: "contact" } });

/** Lays the stay down for somebody who is there already, as the measure stands after this record. */
function laidNow(turn: Turn<{ measure: string }>, view: MeasureView): NewEvent[] {
  const { state, data, context, occurred } = turn;
  const contact = state.thing(ref("contact", view.contact))?.state as ContactView | undefined;
  const org = view.caredBy ?? (contact?.site === null ? null : contact?.custody?.org ?? null);
  return contact === undefined || org === null || !plannable(view) ? [] : laidDown({ state, context, measure: data.measure, view, contact, org, occurred });
}

const measureOf = (turn: Turn<{ measure: string }>): MeasureView | Refusal => known<MeasureView>(turn.state, ref("measure", turn.data.measure), "data.measure");

/** Adds what an order was recorded without. What it said already is not said again: that would be another decision. */
const complete = command("measure.complete", zhEn("补全隔离决定", "Complete the decision"), { measure: Id, ...safeguards }, (turn) => {
  const { state, data, context, occurred } = turn;
  const measure = measureOf(turn);
  if (isRefusal(measure)) return measure;
  if (measure.status === "ended") return refuse("measure-ended", "It has ended; only a new order can confine the person again.", { where: "data.measure", fix: "Order a new measure with its own reasons." });
  const { measure: _, supportAccepted, ...named } = data;
  const given = REQUIRED.filter((field) => data[field] !== undefined);
  const known = given.find((field) => !measure.incomplete.includes(field));
  if (known !== undefined) return refuse("already-stated", `The order states its ${known} already.`, { where: `data.${known}`, fix: "Leave it out; a change is a new decision.", params: { field: known } });
  if (given.length === 0) return refuse("nothing-added", "Nothing is added to the order.", { where: "data", fix: `Still missing: ${measure.incomplete.join(", ") || "nothing"}.` });
  const unknown = data.support === undefined ? null : knownOrg(state, data.support.org, "data.support.org");
  const both = { ...(measure["start"] === undefined ? {} : { start: measure["start"] as When }), ...(measure.end === null ? {} : { end: measure.end }), ...data };
  const no = unknown ?? backwards(both);
  if (no !== null) return no;
  const accepted = data.support !== undefined && supportAccepted === true;
  const lacks = measure.incomplete.filter((field) => !given.includes(field as typeof given[number]));
  // A support holder who is only named has still to accept.
  if (data.support !== undefined && !accepted) lacks.push("support accepted");
  return {
    objections: tooLong(both, context, ref("measure", data.measure)),
    events: [event("measure.completed", occurred, [ref("measure", data.measure)], {
      ...named, measure: data.measure, ...(accepted ? { supportAccepted } : {}), incomplete: lacks, complete: lacks.length === 0, endKnown: data.end !== undefined, supportNamed: data.support !== undefined,
    }), ...laidNow(turn as Turn<{ measure: string }>, { ...measure, ...named, incomplete: lacks } as MeasureView)],
  };
}, { on: { kind: "measure", field: "measure", statuses: ["ordered", "in-force"] } });

const care: readonly CommandDef[] = [
  command("measure.accept-support", zhEn("签收保障责任", "Accept the support duty"), { measure: Id }, (turn) => {
    const measure = measureOf(turn);
    if (isRefusal(measure)) return measure;
    if (measure.support === null || measure.support.org !== turn.actor.org) return refuse("not-the-support-holder", "Another organisation was named to support this person.", { where: "data.measure", fix: "The one that was named accepts." });
    const lacks = lacksAfter(measure, ["support accepted"]);
    return [event("measure.support_accepted", turn.occurred, [ref("measure", turn.data.measure)], { ...turn.data, ...lacks }), ...(lacks.complete === true ? laidNow(turn, { ...measure, ...lacks }) : [])];
  }, { on: { kind: "measure", field: "measure" } }),
  complete,
  command("measure.extend", zhEn("延长隔离", "Extend by a new decision"), { measure: Id, end: WhenShape, reason: Words, decision: Words }, (turn) => {
    const measure = measureOf(turn);
    if (isRefusal(measure)) return measure;
    if (measure.status === "ended") return refuse("measure-ended", "It has ended; only a new order can confine the person again.", { where: "data.measure", fix: "Order a new measure with its own reasons." });
    if (turn.data.end.earliest > turn.data.end.latest) return refuse("interval-upside-down", "The earliest bound lies after the latest bound.", { where: "data.end", fix: "Exchange the two bounds." });
    const { data, actor, state, occurred } = turn;
    const lacks = lacksAfter(measure, ["end"]);
    return [
      // The same decision takes back the duty to release at the old end; the new end opens its own.
      ...releaseWithdrawn(state, data.measure, actor, data.reason, data.decision, occurred),
      event("measure.extended", occurred, [ref("measure", data.measure)], { ...data, ...lacks }),
      ...laidNow(turn, { ...measure, ...lacks, end: data.end }),
    ];
  }, { on: { kind: "measure", field: "measure" } }),
  command("person.release", zhEn("解除隔离", "Release the person"), { measure: Id, handedTo: PostShape, note: Type.Optional(Words) }, (turn) => {
    const measure = measureOf(turn);
    if (isRefusal(measure)) return measure;
    const { state, data, context, occurred } = turn;
    if (measure.status === "ended") return refuse("measure-ended", "The person has been released already.", { where: "data.measure", fix: "Nothing is to be done." });
    const contact = ref("contact", measure.contact);
    const room = (state.thing(contact)?.state as ContactView | undefined)?.room;
    const { objections, breach } = gate(state, context, data.measure, measure, occurred);
    return { objections, events: [
      event("person.released", occurred, [ref("measure", data.measure), contact], { ...data, atHome: false }),
      ...breach,
      ...(measure.phase === "central" ? leaves(state, measure.contact, occurred) : []),
      ...dropTests(state, data.measure, occurred),
      ...(room === null || room === undefined || measure.phase !== "central" ? [] : freed(state, "room", room, { by: measure.contact, incident: context.incident }, occurred)),
    ] };
  }, { on: { kind: "measure", field: "measure", statuses: ["ordered", "in-force"] } }),
];

export const measures: readonly CommandDef[] = [order, ...care];
