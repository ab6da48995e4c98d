/**
 * State of a measure and of its test days, and the lists asked for every morning: who is to be released, who is
 * still under a measure, what a change of edition means for each. Lists give the measures and test days behind them.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import type { Zone } from "../../../base/civil.ts";
import type { Ms, When } from "../../../base/time.ts";
import { dataOf, type LedgerEvent, type Post } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import { phaseOf, planStay, type PhaseKind, type StayRules } from "./rules.ts";

export interface ReleaseSample {
  readonly tube: string | null;
  readonly lab: string | null;
  readonly reagent: string | null;
  readonly takenAt: When;
  readonly result: "negative" | "positive" | null;
}

export interface MeasureView extends ThingState {
  readonly contact: string;
  readonly issuer: { readonly org: string; readonly role: string };
  readonly end: When | null;
  readonly support: { readonly org: string; readonly role: string } | null;
  readonly supportAccepted: boolean;
  /** What law 8 asks for and nobody has recorded yet. */
  readonly incomplete: readonly string[];
  readonly complete: boolean;
  /** When the person was released; null while the measure is in force. */
  readonly endedAt: When | null;
  readonly phase: PhaseKind;
  /** The contact a secondary contact was found through. */
  readonly ofContact: string | null;
  /** Edition the stay was laid down under; null before that. */
  readonly edition: string | null;
  /** Where the edition ends it; the order's own end is `end`. */
  readonly plannedEnd: When | null;
  /** Organisation that sees to the tests. */
  readonly caredBy: string | null;
  readonly daysBefore: number | null;
  /** Parts of the release check, and what is known of each. */
  readonly parts: readonly string[];
  readonly samples: Readonly<Record<string, ReleaseSample>>;
  readonly gatePassed: boolean;
  /** A home measure that has begun at the door. */
  readonly atHome: boolean;
  readonly recount: { readonly end: When; readonly why: string; readonly lastExposure: When } | null;
}

export interface TestDayView extends ThingState {
  readonly measure: string;
  readonly contact: string;
  readonly phase: PhaseKind;
  readonly day: number;
  readonly due: When;
  readonly org: string;
  readonly owner: Post;
  readonly tube: string | null;
}

export const measureRef = (id: string): Ref => ref("measure", id);
export const testDayRef = (id: string): Ref => ref("test-day", id);

const BEGUN = { supportAccepted: false, support: null, end: null, incomplete: [], phase: "central", ofContact: null, edition: null, plannedEnd: null, caredBy: null, daysBefore: null, parts: [], samples: {}, gatePassed: false, atHome: false, recount: null };

function lacks(event: LedgerEvent): Partial<MeasureView> {
  const { incomplete, complete } = dataOf<Partial<MeasureView>>(event);
  return incomplete === undefined || complete === undefined ? {} : { incomplete, complete };
}

type Step = (state: MeasureView, event: LedgerEvent) => MeasureView;

function sampled(state: MeasureView, event: LedgerEvent): MeasureView {
  const { part, tube, lab, reagent } = dataOf<{ part: string; tube?: string; lab?: string; reagent?: string }>(event);
  const sample: ReleaseSample = { tube: tube ?? null, lab: lab ?? null, reagent: reagent ?? null, takenAt: event.occurred, result: null };
  return { ...state, gatePassed: false, samples: { ...state.samples, [part]: sample } };
}

function resulted(state: MeasureView, event: LedgerEvent): MeasureView {
  const { part, result } = dataOf<{ part: string; result: "negative" | "positive" }>(event);
  const before = state.samples[part];
  return before === undefined ? state : { ...state, samples: { ...state.samples, [part]: { ...before, result } } };
}

const steps: Readonly<Record<string, Step>> = {
  "measure.completed": (state, event) => ({ ...state, ...dataOf<Partial<MeasureView>>(event) }),
  "measure.support_accepted": (state, event) => ({ ...state, supportAccepted: true, ...lacks(event) }),
  "measure.extended": (state, event) => ({ ...state, end: dataOf<{ end: When }>(event).end, recount: null, ...lacks(event) }),
  "measure.shortened": (state, event) => ({ ...state, end: dataOf<{ end: When }>(event).end }),
  "person.arrived": (state) => (state.phase === "central" ? { ...state, status: "in-force" } : state),
  "home.started": (state, event) => ({ ...state, status: "in-force", atHome: true, caredBy: dataOf<{ org: string }>(event).org }),
  "stay.planned": (state, event) => {
    const { edition, end, org, daysBefore, parts } = dataOf<{ edition: string; end: When; org: string; daysBefore: number; parts: string[] }>(event);
    return { ...state, edition, plannedEnd: end, caredBy: org, daysBefore, parts };
  },
  "stay.recount_proposed": (state, event) => ({ ...state, recount: dataOf<{ end: When; why: string; lastExposure: When }>(event) }),
  "stay.recount_declined": (state) => ({ ...state, recount: null }),
  "release.sampled": sampled,
  "release.resulted": resulted,
  "release.prepared": (state) => ({ ...state, gatePassed: true }),
  "person.released": (state, event) => ({ ...state, status: "ended", endedAt: event.occurred, atHome: false }),
};

function foldMeasure(state: MeasureView | undefined, event: LedgerEvent): MeasureView | undefined {
  if (event.type === "measure.ordered") return { status: "ordered", ...BEGUN, ...dataOf<object>(event), issuer: event.actor, endedAt: null } as unknown as MeasureView;
  const step = steps[event.type];
  return state === undefined || step === undefined ? state : step(state, event);
}

function foldTestDay(state: TestDayView | undefined, event: LedgerEvent): TestDayView | undefined {
  if (event.type === "test_day.set") return { tube: null, ...dataOf<object>(event), status: "due" } as unknown as TestDayView;
  if (state === undefined) return state;
  switch (event.type) {
    case "test_day.sampled": return { ...state, status: "sampled", tube: dataOf<{ tube?: string }>(event).tube ?? null, sampledAt: event.occurred, consent: event.data["consent"] ?? null };
    case "test_day.resulted": return { ...state, status: String(event.data["result"]) };
    case "test_day.dropped": return { ...state, status: "dropped" };
    default: return state;
  }
}

export const kinds: readonly Kind[] = [
  {
    kind: "measure", title: zhEn("隔离措施", "Measure"), scope: "incident", fold: foldMeasure as Kind["fold"],
    columns: [
      { key: "contact", title: zhEn("对象", "Person"), type: "text" }, { key: "complete", title: zhEn("要件齐全", "Complete"), type: "boolean" }, { key: "phase", title: zhEn("阶段", "Phase"), type: "text" }, { key: "end", title: zhEn("期满", "Ends"), type: "when" },
      { key: "plannedEnd", title: zhEn("方案期满", "Ends by the rules"), type: "when" }, { key: "edition", title: zhEn("适用方案", "Edition"), type: "text" }, { key: "caredBy", title: zhEn("管理单位", "Looked after by"), type: "text" },
      { key: "daysBefore", title: zhEn("到点前天数", "Days before arrival"), type: "number" }, { key: "gatePassed", title: zhEn("解除核验通过", "Release check passed"), type: "boolean" },
      { key: "supportAccepted", title: zhEn("保障已签收", "Support accepted"), type: "boolean" }, { key: "ofContact", title: zhEn("对应密接", "Contact of"), type: "text" },
    ],
  },
  {
    kind: "test-day", title: zhEn("检测日", "Test day"), scope: "incident", fold: foldTestDay as Kind["fold"],
    columns: [
      { key: "measure", title: zhEn("隔离措施", "Measure"), type: "text" }, { key: "contact", title: zhEn("对象", "Person"), type: "text" }, { key: "phase", title: zhEn("阶段", "Phase"), type: "text" },
      { key: "day", title: zhEn("第几天", "Day"), type: "number" }, { key: "due", title: zhEn("时限", "Due"), type: "when" }, { key: "org", title: zhEn("单位", "Organisation"), type: "text" }, { key: "tube", title: zhEn("采样管", "Tube"), type: "text" },
    ],
  },
  {
    kind: "edition", title: zhEn("方案版本", "Edition"), scope: "incident",
    fold: (state, event) => (event.type === "edition.adopted" ? { ...event.data, status: "adopted", at: event.occurred } : state),
    columns: [{ key: "decision", title: zhEn("决定文号", "Decision"), type: "text" }, { key: "at", title: zhEn("时间", "When"), type: "when" }],
  },
];

const live = (measures: Iterable<Thing>): { readonly measure: Ref; readonly view: MeasureView }[] =>
  [...measures].map(({ ref: measure, state }) => ({ measure, view: state as MeasureView })).filter(({ view }) => view.endedAt === null);

export interface ReleaseRow {
  readonly measure: Ref;
  readonly contact: string;
  readonly end: When;
  readonly missing: readonly string[];
  readonly overdue: boolean;
}

/** Everybody whose measure ends by `until`, the longest overdue first, with what the release check still lacks. */
export function dueForRelease(measures: Iterable<Thing>, now: Ms, until: Ms): ReleaseRow[] {
  return live(measures)
    .flatMap(({ measure, view }) => (view.end === null || view.end.earliest > until ? [] : [{
      measure, contact: view.contact, end: view.end, overdue: view.end.latest < now, missing: view.gatePassed ? [] : view.parts.filter((part) => view.samples[part]?.result !== "negative"),
    }]))
    .sort((a, b) => a.end.latest - b.end.latest || (a.measure < b.measure ? -1 : 1));
}

export interface RemainingRow {
  readonly measure: Ref;
  readonly contact: string;
  readonly phase: PhaseKind;
  readonly caredBy: string | null;
  readonly end: When | null;
  /** Whole days since the order. */
  readonly tests: readonly Ref[];
}

/** Everybody still under a measure, whatever phase the incident is in: winding down drops nobody. */
export function remaining(measures: Iterable<Thing>, testDays: Iterable<Thing>): RemainingRow[] {
  const due = [...testDays].filter(({ state }) => state.status === "due");
  return live(measures).map(({ measure, view }) => ({
    measure, contact: view.contact, phase: view.phase, caredBy: view.caredBy, end: view.end,
    tests: due.filter(({ state }) => `measure:${String(state["measure"])}` === measure).map((one) => one.ref),
  }));
}

export interface EditionEffect {
  readonly measure: Ref;
  readonly contact: string;
  readonly before: When;
  /** Null where the new edition has no such stay at all. */
  readonly after: When | null;
  readonly effect: "earlier" | "same" | "later" | "ends";
}

/** What another edition would mean for each person in mid-stay; nobody is moved by asking. */
export function editionEffects(people: readonly { readonly measure: Ref; readonly view: MeasureView; readonly lastExposure: When | null; readonly rules: StayRules | null }[], zone: Zone): EditionEffect[] {
  return people.flatMap(({ measure, view, lastExposure, rules }) => {
    if (view.endedAt !== null || view.end === null || lastExposure === null) return [];
    const after = rules === null ? null : phaseOf(planStay(rules, zone, lastExposure), view.phase)?.end ?? null;
    const effect = after === null ? "ends" as const : after.latest < view.end.latest ? "earlier" as const : after.latest > view.end.latest ? "later" as const : "same" as const;
    return [{ measure, contact: view.contact, before: view.end, after, effect }];
  });
}
