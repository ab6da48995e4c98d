/**
 * Commands of a stay → events or a refusal. Tests are recorded with tube and result, and a result that
 * contradicts the laboratory's is refused. A new edition moves people only by a named decision, and only to an
 * earlier end; whoever it would hold longer stays as ordered and is named.
 */
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import type { When } from "../../../base/time.ts";
import { at } from "../../../base/time.ts";
import { command, event, Id, known, WhenShape, Words, type Turn } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { text } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import type { ContactView } from "../../cases/views.ts";
import type { TubeView } from "../../testing/tubes/views.ts";
import { dropTests, lacksAfter, laidDown, plannable, releaseWithdrawn } from "./planning.ts";
import { phaseOf, planStay, rulesOf, stated, type StayRules } from "./rules.ts";
import { measureRef, testDayRef, type MeasureView, type TestDayView } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const Result = oneOf(["negative", "positive"]);

/** What the laboratory says of a tube, where the tube is known; a doubted result is no result. */
export function labResult(state: State, tube: string | null, said: string | undefined, where: string): "negative" | "positive" | Refusal {
  const known = tube === null ? undefined : state.thing(ref("tube", tube))?.state as TubeView | undefined;
  const named = tube ?? "";
  if (known?.["doubted"] === true) return refuse("result-doubted", "The result of this tube is in doubt.", { where, fix: "Take another sample.", params: { tube: named } });
  const measured = known?.result === "negative" || known?.result === "positive" ? known.result : null;
  if (measured !== null && said !== undefined && said !== measured) return refuse("result-differs", `The laboratory says ${measured}.`, { where, fix: "Leave the result out; it is taken from the tube.", params: { tube: named, result: measured } });
  const result = measured ?? said;
  if (result === undefined) return refuse("no-result-yet", "There is no result yet.", { where, fix: "Wait for the laboratory, or give its written result." });
  return result as "negative" | "positive";
}

/** Secondary contacts found through somebody who has now tested positive: their class must be looked at again. */
export function doubted(state: State, contact: string, occurred: When): NewEvent[] {
  return state.things("measure", "ofContact", contact).filter(({ state: one }) => (one as MeasureView).endedAt === null)
    .map(({ ref: about, state: one }) => event("stay.doubted", occurred, [about], { contact, measure: about.slice("measure:".length), owner: (one as MeasureView).issuer }));
}

interface Found { readonly view: MeasureView; readonly contact: ContactView }

function stayOf(state: State, measure: string): Found | Refusal {
  const view = known<MeasureView>(state, measureRef(measure), "data.measure");
  if (isRefusal(view)) return view;
  if (view.endedAt !== null) return refuse("measure-ended", "It has ended; only a new order can confine the person again.", { where: "data.measure", fix: "Order a new measure with its own reasons." });
  const contact = known<ContactView>(state, ref("contact", view.contact), "data.measure");
  return isRefusal(contact) ? contact : { view, contact };
}

const planning: readonly CommandDef[] = [
  command("stay.plan", zhEn("排定隔离期和检测日", "Lay the stay down"), { measure: Id, lastExposure: Type.Optional(WhenShape) }, ({ state, data, context, actor, occurred }) => {
    const found = stayOf(state, data.measure);
    if (isRefusal(found)) return found;
    if (!plannable(found.view)) return refuse("measure-not-complete", "The order is not complete.", { where: "data.measure", fix: "Complete the decision first." });
    const rules = rulesOf(context.pack, found.contact.class);
    if (isRefusal(rules)) return rules;
    if (data.lastExposure === undefined && found.contact.lastExposure === null) return refuse("no-last-exposure", "Nobody has said when the last exposure was.", { where: "data.lastExposure", fix: "Give the day of the last exposure." });
    const org = found.view.caredBy ?? found.contact.custody?.org ?? actor.org;
    return laidDown({ state, context, measure: data.measure, ...found, org, occurred, lastExposure: data.lastExposure });
  }, { on: { kind: "measure", field: "measure", statuses: ["ordered", "in-force"] } }),
  command("stay.reclassify", zhEn("次密接改判密接", "Make a secondary contact a close contact"), { measure: Id, class: oneOf(["close", "secondary"]), reason: Words }, ({ state, data, context, occurred }) => {
    const found = stayOf(state, data.measure);
    if (isRefusal(found)) return found;
    const rules = rulesOf(context.pack, data.class);
    if (isRefusal(rules)) return rules;
    const contact = { ...found.contact, class: data.class as ContactView["class"] };
    const org = found.view.caredBy ?? contact.custody?.org ?? found.view.issuer.org;
    return [
      event("contact.reclassified", occurred, [ref("contact", found.view.contact), measureRef(data.measure)], { contact: found.view.contact, class: data.class, reason: data.reason }),
      ...(contact.lastExposure === null || !plannable(found.view) ? [] : laidDown({ state, context, measure: data.measure, view: found.view, contact, org, occurred })),
    ];
  }, { on: { kind: "measure", field: "measure", statuses: ["ordered", "in-force"] } }),
  command("stay.keep", zhEn("维持原判定", "Leave it as it was"), { measure: Id, reason: Words }, ({ state, data, occurred }) => {
    const found = stayOf(state, data.measure);
    return isRefusal(found) ? found : [event("stay.kept", occurred, [measureRef(data.measure)], data)];
  }, { on: { kind: "measure", field: "measure", statuses: ["ordered", "in-force"] } }),
  command("stay.decide-recount", zhEn("决定是否重新计算隔离期", "Decide on a recount"), { measure: Id, recount: Type.Boolean(), reason: Words, decision: Words }, (turn) => {
    const { state, data, actor, context, occurred } = turn;
    const found = stayOf(state, data.measure);
    if (isRefusal(found)) return found;
    const { recount } = found.view;
    if (recount === null) return refuse("no-recount-proposed", "No recount is proposed for this person.", { where: "data.measure", fix: "Extend by a new decision with its own reasons." });
    if (!data.recount) return [event("stay.recount_declined", occurred, [measureRef(data.measure)], data)];
    const org = found.view.caredBy ?? found.contact.custody?.org ?? actor.org;
    // A decision that names the end takes that gap out of the order, and no other.
    const lacks = lacksAfter(found.view, ["end"]);
    const view = { ...found.view, ...lacks, end: recount.end };
    return [
      ...releaseWithdrawn(state, data.measure, actor, data.reason, data.decision, occurred),
      event("measure.extended", occurred, [measureRef(data.measure)], { measure: data.measure, end: recount.end, reason: data.reason, decision: data.decision, ...lacks }),
      ...(plannable(view) ? laidDown({ state, context, measure: data.measure, view, contact: found.contact, org, occurred, lastExposure: recount.lastExposure }) : []),
    ];
  }, { on: { kind: "measure", field: "measure", statuses: ["ordered", "in-force"] } }),
];

const testing: readonly CommandDef[] = [
  command("test-day.sample", zhEn("登记按日采样", "Record a test-day sample"), { test: Id, tube: Type.Optional(Id), consent: Type.Optional(oneOf(["consented", "refused", "compelled"])), basis: Type.Optional(Words) }, ({ state, data, occurred }) => {
    const test = known<TestDayView>(state, testDayRef(data.test), "data.test");
    if (isRefusal(test)) return test;
    if (data.consent === "compelled" && data.basis === undefined) return refuse("compelled-without-basis", "A sample taken by compulsion names its legal basis.", { where: "data.basis", fix: "Name the basis, or ask again." });
    if (data.consent === "refused") return refuse("sample-refused", "Nobody was sampled.", { where: "data.consent", fix: "Record the reason with the resident's needs; the test stays due." });
    const tube = data.tube === undefined ? undefined : state.thing(ref("tube", data.tube))?.state as TubeView | undefined;
    if (tube !== undefined && !tube.members.includes(test.contact)) return refuse("not-in-tube", `${test.contact} is not in tube ${data.tube}.`, { where: "data.tube", fix: "Name the tube this person is in.", params: { tube: data.tube! } });
    return [event("test_day.sampled", occurred, [testDayRef(data.test)], data)];
  }, { on: { kind: "test-day", field: "test", statuses: ["due"] } }),
  command("test-day.result", zhEn("登记检测日结果", "Record the result of a test day"), { test: Id, result: Type.Optional(Result) }, ({ state, data, occurred }) => {
    const test = known<TestDayView>(state, testDayRef(data.test), "data.test");
    if (isRefusal(test)) return test;
    if (test.status === "due" || test.status === "dropped") return refuse("not-sampled-yet", "No sample is recorded for this day.", { where: "data.test", fix: "Record the sample first." });
    const result = labResult(state, test.tube, data.result, "data.result");
    if (typeof result !== "string") return result;
    const site = (state.thing(ref("contact", test.contact))?.state as ContactView | undefined)?.site ?? null;
    return [
      event("test_day.resulted", occurred, [testDayRef(data.test)], { test: data.test, result, contact: test.contact, inside: result === "positive" && site !== null, ...(site === null ? {} : { site }) }),
      ...(result === "positive" ? doubted(state, test.contact, occurred) : []),
    ];
  }, { on: { kind: "test-day", field: "test", statuses: ["sampled", "negative"] } }),
];

const RulesShape = Type.Object({
  dayOne: Type.Integer({ minimum: 0, maximum: 1 }), dayFrom: Type.Integer({ minimum: 1, maximum: 60 }), centralDays: Type.Integer({ minimum: 0, maximum: 60 }), homeDays: Type.Integer({ minimum: 0, maximum: 60 }), homeKind: oneOf(["home-isolation", "home-monitoring"]),
  centralTests: Type.Array(Type.Integer({ minimum: 1, maximum: 60 }), { maxItems: 60 }), homeTests: Type.Array(Type.Integer({ minimum: 1, maximum: 60 }), { maxItems: 60 }),
}, { additionalProperties: false });

interface Moved { readonly events: NewEvent[]; readonly effect: "shorter" | "longer" | "same" | "unknown" }

/** One person under a new edition: moved to an earlier end, or left and named. */
function moved(turn: Turn<{ edition: string; decision: string; reason: string }>, measure: string, view: MeasureView, rulesFor: (contactClass: string) => StayRules | null | Refusal, atOnce: boolean): Moved {
  const { state, context, actor, occurred, data } = turn;
  const contact = state.thing(ref("contact", view.contact))?.state as ContactView | undefined;
  if (contact === undefined || contact.lastExposure === null || view.end === null) return { events: [], effect: "unknown" };
  const rules = rulesFor(contact.class);
  if (rules === null) return { events: [], effect: "unknown" };
  const planned = isRefusal(rules) ? undefined : phaseOf(planStay(rules, context.zone, contact.lastExposure), view.phase);
  // A class or phase the new edition does not have ends with the decision.
  const end = planned?.end ?? at(occurred.latest);
  if (end.latest >= view.end.latest) return { events: [], effect: end.latest > view.end.latest ? "longer" : "same" };
  if (!atOnce) return { events: [], effect: "shorter" };
  const shortened = [
    ...releaseWithdrawn(state, measure, actor, data.reason, data.decision, occurred),
    event("measure.shortened", occurred, [measureRef(measure)], { measure, end, before: view.end, owner: view.issuer, edition: data.edition, reason: data.reason, decision: data.decision }),
  ];
  const laid = isRefusal(rules) || planned === undefined || view.edition === null ? dropTests(state, measure, occurred)
    : laidDown({ state, context, measure, view: { ...view, end }, contact, org: view.caredBy ?? view.issuer.org, occurred, rules });
  return { events: [...shortened, ...laid], effect: "shorter" };
}

const adopt = command("edition.adopt", zhEn("决定适用新版方案", "Adopt another edition"), {
  edition: Id, legalBasis: Words, decision: Words, reason: Words, lengths: Type.Optional(Type.Object({ close: Type.Optional(RulesShape), secondary: Type.Optional(RulesShape) }, { additionalProperties: false })),
}, (turn) => {
  const { state, data, context, occurred } = turn;
  if (data.lengths === undefined && data.edition !== context.pack.id) {
    return refuse("edition-lengths-missing", `The rules in force are ${context.pack.id}.`, { where: "data.lengths", fix: `Give the lengths of ${data.edition} for each class, as its document states them.`, params: { edition: data.edition, pack: context.pack.id } });
  }
  const given = data.lengths as Partial<Record<string, Omit<StayRules, "edition">>> | undefined;
  const rulesFor = (contactClass: string): StayRules | null | Refusal => {
    if (contactClass === "general") return null;
    if (given === undefined) return rulesOf(context.pack, contactClass);
    const own = given[contactClass];
    return own === undefined ? refuse("class-not-in-pack", `${data.edition} knows no ${contactClass} contacts.`, { where: "data.lengths", fix: "It ends for them." }) : { ...own, edition: data.edition };
  };
  const atOnce = stated(context.pack, "edition.transition") && text(context.pack, "edition.transition") === "shorter-at-once";
  const by: Record<Moved["effect"], string[]> = { shorter: [], longer: [], same: [], unknown: [] };
  const events: NewEvent[] = [];
  for (const status of ["ordered", "in-force"]) {
    for (const { ref: about, state: one } of state.things("measure", "status", status)) {
      const measure = about.slice("measure:".length);
      const outcome = moved(turn, measure, one as MeasureView, rulesFor, atOnce);
      by[outcome.effect].push(measure);
      events.push(...outcome.events);
    }
  }
  return [event("edition.adopted", occurred, [ref("edition", data.edition)], { ...data, releasedEarlier: atOnce ? by.shorter : [], proposedEarlier: atOnce ? [] : by.shorter, wouldBeLonger: by.longer, same: by.same, notKnown: by.unknown }), ...events];
}, { help: zhEn("只会提前解除；较长的一律不变，逐人列出。", "It only brings releases forward; nobody is held longer by it, and each person is listed.") });

export const commands: readonly CommandDef[] = [...planning, ...testing, adopt];
