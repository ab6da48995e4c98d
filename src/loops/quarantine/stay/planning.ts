/**
 * Lays a stay down in the ledger: its end by the edition, its test days with who takes them, when the release
 * check has to be ready. Makes no plan on an incomplete order and invents no exposure: what is missing is said.
 */
import { isRefusal } from "../../../base/refusal.ts";
import { at, plus, type When } from "../../../base/time.ts";
import { event } from "../../../engine/define.ts";
import { dutyEvent } from "../../../engine/duty/transitions.ts";
import type { NewEvent, Post } from "../../../engine/event.ts";
import type { Context } from "../../../engine/loop.ts";
import { lengthMs, list } from "../../../engine/pack/clause.ts";
import type { State } from "../../../engine/state.ts";
import type { ContactView } from "../../cases/views.ts";
import { daysBefore, phaseOf, planStay, rulesOf, splitTests, stated, type PhaseKind, type StayRules } from "./rules.ts";
import { measureRef, testDayRef, type MeasureView, type TestDayView } from "./views.ts";

export interface Subject {
  readonly state: State;
  readonly context: Context;
  readonly measure: string;
  readonly view: MeasureView;
  readonly contact: ContactView;
  /** Who takes the tests: the site, or the community. */
  readonly org: string;
  readonly occurred: When;
  /** Of a decision to adopt another edition; else the pack in force. */
  readonly rules?: StayRules | undefined;
  readonly lastExposure?: When | undefined;
}

/** Test days not yet sampled lapse with the plan they were of. */
export function dropTests(state: State, measure: string, occurred: When): NewEvent[] {
  return state.things("test-day", "measure", measure).filter(({ state: one }) => one.status === "due")
    .map(({ ref }) => event("test_day.dropped", occurred, [ref], { measure }));
}

/** Parts of the release check: at the site, or at home where the rules place nobody in sites. */
function gateParts({ context, contact }: Subject, rules: StayRules, phase: PhaseKind): readonly string[] {
  const last = phase === "central" || rules.centralDays === 0;
  return last && contact.class === "close" && phase !== "home-monitoring" && stated(context.pack, "release.gate") ? list(context.pack, "release.gate") : [];
}

/** Which list of the pack a test day comes from; the clock of its duty cites it. */
function listOf({ contact, context }: Subject, rules: StayRules, phase: PhaseKind): string {
  if (rules.edition !== context.pack.id) return "edition";
  if (contact.class === "secondary") return "secondary";
  return phase !== "central" && rules.centralDays > 0 ? "home" : "contact";
}

function testEvents(subject: Subject, rules: StayRules, lastExposure: When, owner: Post): { readonly events: NewEvent[]; readonly passed: readonly number[] } {
  const { context, measure, view, org, occurred, contact } = subject;
  const { coming, passed } = splitTests(planStay(rules, context.zone, lastExposure), view.phase, context.now);
  const done = new Set(subject.state.things("test-day", "measure", measure).filter(({ state: one }) => one.status !== "due" && one.status !== "dropped").map(({ state: one }) => (one as TestDayView).day));
  const set = (day: number, due: When, phase: PhaseKind): NewEvent => event("test_day.set", occurred, [testDayRef(`${measure}/${phase}-${day}`)], {
    measure, contact: view.contact, phase, day, due, org, owner, list: day === 0 ? "catch-up" : listOf(subject, rules, phase), site: contact.site,
  });
  const missedAll = passed.filter(({ day }) => !done.has(day)).map(({ day }) => day);
  const catchUp = missedAll.length > 0 && !done.has(0) && stated(context.pack, "stay.catch-up") ? [set(0, plus(at(occurred.latest), lengthMs(context.pack, "stay.catch-up")), view.phase)] : [];
  return { passed: missedAll, events: [...catchUp, ...coming.filter(({ day }) => !done.has(day)).map(({ day, due, phase }) => set(day, due, phase))] };
}

/** The events that lay the stay down anew; none for a phase the rules do not have. */
export function laidDown(subject: Subject): NewEvent[] {
  const { state, context, measure, view, contact, occurred, org } = subject;
  const owner: Post = { org: view.issuer.org, role: view.issuer.role };
  const lastExposure = subject.lastExposure ?? contact.lastExposure;
  const dropped = view.edition === null ? [] : [...dropTests(state, measure, occurred), event("stay.dropped", occurred, [measureRef(measure)], { measure })];
  if (lastExposure === null) return view.edition === null ? [event("stay.unplanned", occurred, [measureRef(measure)], { measure, owner, org })] : [];
  const rules = subject.rules ?? rulesOf(context.pack, contact.class);
  if (isRefusal(rules)) return dropped;
  const plan = planStay(rules, context.zone, lastExposure);
  const phase = phaseOf(plan, view.phase);
  if (phase === undefined) return dropped;
  const parts = gateParts(subject, rules, phase.phase);
  const end = view.end ?? phase.end;
  const ready = plus(end, stated(context.pack, "release.gate.by") ? -lengthMs(context.pack, "release.gate.by") : 0);
  const sampleBy = stated(context.pack, "test.result.release") ? plus(ready, -lengthMs(context.pack, "test.result.release")) : ready;
  const { events, passed } = testEvents(subject, rules, lastExposure, owner);
  return [
    ...dropped,
    event("stay.planned", occurred, [measureRef(measure)], {
      measure, contact: view.contact, edition: rules.edition, class: contact.class, phase: view.phase, end: phase.end, from: phase.from, org, owner, passed,
      daysBefore: daysBefore(plan, context.zone, occurred), parts, gate: parts.length > 0, sampling: parts.length > 0 && stated(context.pack, "test.result.release"), ready, sampleBy, returns: view.phase === "central" && stated(context.pack, "release.transport"),
      homeNext: view.phase === "central" && plan.phases.some((one) => one.phase !== "central"),
    }),
    ...events,
  ];
}

/** Whether an order says enough for its stay to be laid down. */
export function plannable(view: MeasureView): boolean {
  return view.incomplete.length === 0 && view.end !== null && view.endedAt === null;
}

/** What the order still lacks once this has been recorded too; an order that lacked nothing says nothing of it. */
export function lacksAfter(measure: MeasureView, recorded: readonly string[]): { incomplete?: string[]; complete?: boolean } {
  if (measure.incomplete.length === 0) return {};
  const incomplete = measure.incomplete.filter((field) => !recorded.includes(field));
  return { incomplete, complete: incomplete.length === 0 };
}

/** A decision that moves the end takes back the duty to release at the old end; the new end opens its own. */
export function releaseWithdrawn(state: State, measure: string, by: Post, reason: string, decision: string, occurred: When): NewEvent[] {
  return state.openDuties(measureRef(measure)).filter((duty) => duty.kind === "person.release" && duty.done === null)
    .map((duty) => dutyEvent("duty.withdrawn", duty.id, occurred, { by, reason, decision }));
}
