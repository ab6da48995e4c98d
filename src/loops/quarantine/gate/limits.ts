/**
 * What an order may not do and what a release waits for: nobody is ordered to stay longer than the rules say, no one
 * is kept at home without somebody for each service; before its end a release waits for its check, at its end it does not.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { surelyBefore, type When } from "../../../base/time.ts";
import { event } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { Context, Objection } from "../../../engine/loop.ts";
import { list } from "../../../engine/pack/clause.ts";
import type { State } from "../../../engine/state.ts";
import type { ContactView } from "../../cases/views.ts";
import { homeRef, unowned, unsuitable, type HomeView } from "../home/views.ts";
import { phaseOf, planStay, rulesOf, stated, type PhaseKind } from "../stay/rules.ts";
import { measureRef, type MeasureView, type TestDayView } from "../stay/views.ts";
import { gateState } from "./views.ts";

interface Ordered {
  readonly contact: string; readonly end?: When; readonly phase?: PhaseKind; readonly services?: Readonly<Record<string, unknown>>;
}

/** Rules an order breaks beyond what it leaves out. */
export function limits(state: State, context: Context, data: Ordered, contact: ContactView, about: Ref): Objection[] {
  const { pack, zone } = context;
  const phase = data.phase ?? "central";
  const objections: Objection[] = [];
  const rules = rulesOf(pack, contact.class);
  if (data.end !== undefined && contact.lastExposure !== null && !isRefusal(rules)) {
    const planned = phaseOf(planStay(rules, zone, contact.lastExposure), phase);
    if (planned !== undefined && data.end.latest > planned.end.latest) {
      objections.push({ refusal: refuse("longer-than-rules", `Under ${pack.id} this stay ends earlier.`, { where: "data.end", fix: "End it when the rules do; a longer stay takes a new reasoned decision.", params: { pack: pack.id, end: planned.end.latest } }), about: [about], finding: null });
    }
  }
  if (phase !== "home-isolation") return objections;
  const nobody = unowned(pack, data.services);
  if (nobody.length > 0) objections.push({ refusal: refuse("service-unowned", `Nobody is named for: ${nobody.join(", ")}.`, { where: "data.services", fix: "Name a post for each service at the door.", params: { missing: nobody.join(", ") } }), about: [about], finding: null });
  const lacking = unsuitable(pack, state.thing(homeRef(data.contact))?.state as HomeView | undefined);
  if (lacking.length > 0) objections.push({ refusal: refuse("home-unsuitable", `The home is not known to have: ${lacking.join(", ")}.`, { where: "data.phase", fix: "Assess the home; where it does not suit, order a stay at a site.", params: { missing: lacking.join(", ") } }), about: [about], finding: null });
  return objections;
}

/** What a secondary contact's release still waits for: own tests, and the first two of the contact. */
export function secondaryOpen(state: State, context: Context, id: string, measure: MeasureView): readonly string[] {
  if (measure.ofContact === null || !stated(context.pack, "secondary.release")) return [];
  const results = (measures: readonly string[]): TestDayView[] => measures.flatMap((one) => state.things("test-day", "measure", one).map(({ state: test }) => test as TestDayView));
  const own = results([id]);
  const other = state.thing(ref("contact", measure.ofContact))?.state as ContactView | undefined;
  const firstTwo = results(other?.measures ?? []).filter((test) => test.status !== "dropped" && test.day > 0).sort((a, b) => a.due.latest - b.due.latest).slice(0, 2);
  const open: Readonly<Record<string, boolean>> = {
    "own-tests-negative": own.some((test) => test.status !== "negative" && test.status !== "dropped"),
    "contact-first-two-negative": firstTwo.length < 2 || firstTwo.some((test) => test.status !== "negative"),
  };
  return list(context.pack, "secondary.release").filter((one) => open[one] === true);
}

/** Objections to a release before its end; at its end it ends, and a missing check is the authority's breach. */
export function gate(state: State, context: Context, id: string, measure: MeasureView, occurred: When): { readonly objections: Objection[]; readonly breach: NewEvent[] } {
  const about = [measureRef(id)];
  const found = gateState(measure, context.pack);
  const objections: Objection[] = [];
  if (found.personPositive) objections.push({ refusal: refuse("release-gate-positive", "A release sample is positive.", { where: "data.measure", fix: "Report the case first." }), about, finding: null });
  const early = measure.end !== null && surelyBefore(occurred, measure.end);
  if (found.itemPositive && early) objections.push({ refusal: refuse("release-item-positive", "A sample of belongings or room is positive.", { where: "data.measure", fix: "Sample the person again, or extend by a new reasoned decision." }), about, finding: null });
  const missing = [...(measure.parts.length === 0 ? [] : found.missing), ...secondaryOpen(state, context, id, measure)];
  if (missing.length === 0 || objections.length > 0) return { objections, breach: [] };
  if (early) {
    return { breach: [], objections: [{ refusal: refuse("release-gate-open", `Before its end the release still waits for: ${missing.join(", ")}.`, { where: "data.measure", fix: "Have it tested, or release at the end.", params: { missing: missing.join(", ") } }), about, finding: null }] };
  }
  const issuer = { org: measure.issuer.org, role: measure.issuer.role };
  return { objections, breach: [event("breach.recorded", occurred, [], {
    code: "released-without-check", finding: null, duty: "release.gate", answerable: [issuer], holder: issuer, to: issuer, message: "Released at the end without a complete release check.", subjects: about, missing,
  })] };
}
