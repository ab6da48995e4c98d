/**
 * State of integrity signals, of decisions that rest on results, and of what is to be repeated once a result is
 * doubted. A signal holds its reasons and its base rate beside the decision a person took on it.
 */
import { kindOf, ref, type Ref } from "../../../base/ids.ts";
import type { LedgerEvent, Post } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { type Text, zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import { areaRef, belowOf } from "../../areas/infections/views.ts";
import type { AreaView } from "../../areas/views.ts";
import type { MeasureView } from "../../quarantine/stay/views.ts";
import type { WorkerView } from "../calendars/views.ts";
import type { RoundView } from "../rounds/views.ts";
import type { TubeView } from "../tubes/views.ts";

export const SIGNALS = [
  "count-chain", "shared-well", "more-wells-than-reagent", "impossible-time", "impossible-pace", "same-instant", "two-places", "off-roster", "not-present", "control-absent",
  "control-shift", "repeated-values", "uneven-digits", "too-few-positives", "positive-not-reported", "challenge-failed", "duplicate-disagrees", "look-back",
] as const;
export type SignalKind = (typeof SIGNALS)[number];

/**
 * Signals per 1,000 tubes of honest work, as `bench/integrity.bench.ts` finds them on the planted set with its
 * honest slips (miscounted swabs, clocks that are off, weak samples); zero there is written as below its reach.
 */
export const BASE_RATES: Readonly<Record<SignalKind, number>> = {
  "count-chain": 0.02, "shared-well": 0.02, "more-wells-than-reagent": 0.02, "impossible-time": 0.02, "impossible-pace": 0.02, "same-instant": 0.02, "two-places": 0.02, "off-roster": 0.02, "not-present": 0.02,
  "control-absent": 0.02, "control-shift": 0.1, "repeated-values": 0.02, "uneven-digits": 0.02, "too-few-positives": 0.02, "positive-not-reported": 0.02, "challenge-failed": 0.02, "duplicate-disagrees": 0.02, "look-back": 0.02,
};

export interface Signal {
  readonly kind: SignalKind;
  /** Whose work the question is about: a sampler, a laboratory. */
  readonly of: "sampler" | "lab";
  readonly subject: string;
  readonly tubes: readonly string[];
  readonly reasons: readonly Text[];
  /** Chance of this much or more in honest work; null where it is no matter of chance. */
  readonly chance: number | null;
}

export function groupBy(tubes: readonly TubeView[], key: (tube: TubeView) => string | null): Map<string, TubeView[]> {
  const groups = new Map<string, TubeView[]>();
  for (const tube of tubes) {
    const name = key(tube);
    if (name === null) continue;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [tube]);
    else group.push(tube);
  }
  return groups;
}


export type Verdict = "explained" | "retest" | "falsified";

export interface SignalView extends ThingState {
  readonly kind: SignalKind;
  readonly round: string | null;
  readonly of: "sampler" | "lab";
  readonly subject: string;
  /** Organisation whose work is asked about; it does not decide on itself. */
  readonly judged: string;
  readonly tubes: readonly string[];
  readonly reasons: readonly Text[];
  readonly chance: number | null;
  readonly baseRate: number;
  readonly verdict: Verdict | null;
  readonly why: string | null;
  readonly decidedBy: Post | null;
}

export interface RelianceView extends ThingState {
  readonly decision: string;
  readonly what: string;
  readonly org: string;
  readonly tube: string;
}

export interface ChallengeView extends ThingState {
  readonly tube: string;
  readonly seal: string;
  readonly expected: string | null;
}

export interface Dependent {
  /** The decision, or the state it left somebody or something in. */
  readonly decision: Ref;
  readonly org: string;
  readonly tubes: readonly string[];
}

/** Areas that came down on one of these rounds: those it covered and all that lies in them. */
function areasLowered(state: State, rounds: ReadonlySet<string>): { readonly area: string; readonly org: string; readonly round: string }[] {
  return [...rounds].flatMap((round) => {
    const covers = (state.thing(ref("round", round))?.state as RoundView | undefined)?.covers ?? [];
    const areas = covers.flatMap((name) => {
      const area = state.thing(areaRef(name))?.state as AreaView | undefined;
      return area === undefined ? [] : belowOf(state, area);
    });
    const lowered = areas.filter((one) => one.lowered?.round === round);
    return [...new Map(lowered.map((one) => [one.area, { area: one.area, org: one.org, round }])).values()];
  });
}

/** Stays whose check before release one of these tubes helped to pass; ended or not, who ordered them decides again. */
function staysPassed(state: State, tubes: readonly TubeView[]): { readonly measure: Ref; readonly org: string; readonly tube: string }[] {
  const doubted = new Set(tubes.map((tube) => tube.tube));
  const people = [...new Set(tubes.flatMap((tube) => tube.members))];
  return people.flatMap((person) => state.things("measure", "contact", person)).flatMap((thing) => {
    const { gatePassed, issuer, samples } = thing.state as MeasureView;
    return gatePassed ? Object.values(samples).flatMap(({ tube }) => (tube !== null && doubted.has(tube) ? [{ measure: thing.ref, org: issuer.org, tube }] : [])) : [];
  });
}

/**
 * Everything that rests on these tubes: rounds called all negative and areas that came down on them, members let go,
 * releases checked, workers counted as tested, and whatever anybody said was decided on them (a lot let through).
 */
export function dependentsOf(state: State, tubes: readonly TubeView[]): Dependent[] {
  const found = new Map<Ref, { org: string; tubes: Set<string> }>();
  const add = (decision: Ref, org: string, tube: string): void => {
    const before = found.get(decision) ?? { org, tubes: new Set<string>() };
    before.tubes.add(tube);
    found.set(decision, before);
  };
  for (const round of new Set(tubes.map((tube) => tube.round))) {
    const thing = state.thing(ref("round", round));
    if (thing?.state.status === "declared-negative") for (const tube of tubes) if (tube.round === round) add(thing.ref, (thing.state as RoundView).area, tube.tube);
  }
  for (const { area, org, round } of areasLowered(state, new Set(tubes.map((tube) => tube.round)))) for (const tube of tubes) if (tube.round === round) add(areaRef(area), org, tube.tube);
  for (const { measure, org, tube } of staysPassed(state, tubes)) add(measure, org, tube);
  for (const { tube } of tubes) {
    for (const thing of state.things("pool-member", "clearedBy", tube)) if (thing.state.status === "cleared") add(thing.ref, String(thing.state["org"]), tube);
    for (const thing of state.things("tested-worker", "lastTube", tube)) add(thing.ref, (thing.state as WorkerView).org, tube);
    for (const thing of state.things("reliance", "tube", tube)) if (thing.state.status === "relied") add(ref("test-decision", (thing.state as RelianceView).decision), (thing.state as RelianceView).org, tube);
  }
  return [...found].map(([decision, { org, tubes: on }]) => ({ decision, org, tubes: [...on].sort() })).sort((a, b) => (a.decision < b.decision ? -1 : 1));
}

export interface Precision {
  readonly kind: SignalKind;
  readonly decided: readonly Ref[];
  readonly borneOut: readonly Ref[];
  /** Share of decided signals that were borne out; null before any decision. */
  readonly precision: number | null;
  readonly open: readonly Ref[];
}

/** How often each kind of signal was borne out by the people who decided: what to look at first, and what cries wolf. */
export function precisionByKind(signals: Iterable<Thing>): Precision[] {
  const all = [...signals].map(({ ref: about, state }) => ({ about, view: state as SignalView }));
  return SIGNALS.filter((kind) => all.some(({ view }) => view.kind === kind)).map((kind) => {
    const own = all.filter(({ view }) => view.kind === kind);
    const refs = (keep: (view: SignalView) => boolean): Ref[] => own.filter(({ view }) => keep(view)).map(({ about }) => about);
    const decided = refs((view) => view.verdict !== null);
    const borneOut = refs((view) => view.verdict === "falsified" || view.verdict === "retest");
    return { kind, decided, borneOut, precision: decided.length === 0 ? null : borneOut.length / decided.length, open: refs((view) => view.verdict === null) };
  });
}

export const signalRef = (id: string): Ref => ref("integrity-signal", id);
/** `round:R1` → `repeat:round/R1`. */
export const repeatRef = (decision: Ref): Ref => ref("repeat", `${kindOf(decision)}/${decision.slice(decision.indexOf(":") + 1)}`);

function signal(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  if (event.type === "integrity.raised") return { ...event.data, status: "open", verdict: null, why: null, decidedBy: null };
  if (state === undefined) return state;
  if (event.type === "integrity.appealed") return { ...state, status: "appealed", grounds: event.data["grounds"] };
  return event.type !== "integrity.decided" ? state : { ...state, status: "decided", verdict: event.data["verdict"], why: event.data["why"], decidedBy: event.actor };
}

function reliance(state: ThingState | undefined, event: LedgerEvent, about: Ref): ThingState | undefined {
  if (event.type !== "decision.relied") return state;
  return { ...event.data, tube: about.slice(about.lastIndexOf("/") + 1), status: "relied" };
}

function decision(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  switch (event.type) {
    case "decision.relied": return { ...state, ...event.data, status: "made" };
    case "decision.to_repeat": return { ...state, status: "to-repeat" };
    case "decision.repeated": return { ...state, status: "repeated" };
    default: return state;
  }
}

function repeat(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  if (event.type === "decision.to_repeat") return { ...state, ...event.data, status: "to-repeat" };
  return event.type === "decision.repeated" && state !== undefined ? { ...state, ...event.data, status: "repeated" } : state;
}

function challenge(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  if (event.type === "challenge.planted") return { expected: null, ...event.data, status: "sealed" };
  return event.type === "challenge.opened" && state !== undefined ? { ...state, expected: event.data["expected"], status: event.data["passed"] === true ? "passed" : "failed" } : state;
}

function reagent(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  return event.type === "reagents.counted" ? { ...event.data, status: "counted" } : state;
}

const TUBE = { key: "tube", title: zhEn("采样管", "Tube"), type: "text" } as const;
const ORG = { key: "org", title: zhEn("单位", "Organisation"), type: "text" } as const;

export const kinds: readonly Kind[] = [
  {
    kind: "integrity-signal", title: zhEn("检测诚信信号", "Integrity signal"), scope: "incident", fold: signal,
    columns: [
      { key: "kind", title: zhEn("信号", "Signal"), type: "text" }, { key: "round", title: zhEn("轮次", "Round"), type: "text" }, { key: "subject", title: zhEn("涉及", "About the work of"), type: "text" },
      { key: "judged", title: zhEn("单位", "Organisation"), type: "text" }, { key: "chance", title: zhEn("正常工作出现的概率", "Chance in honest work"), type: "number" },
      { key: "baseRate", title: zhEn("每千管误报", "False per 1,000 tubes"), type: "number" }, { key: "verdict", title: zhEn("判断", "Decision"), type: "text" },
    ],
  },
  { kind: "reliance", title: zhEn("决定所依据的结果", "Decision resting on a result"), scope: "incident", fold: reliance, columns: [TUBE, { key: "decision", title: zhEn("决定", "Decision"), type: "text" }, ORG] },
  { kind: "test-decision", title: zhEn("依据检测作出的决定", "Decision on a test"), scope: "incident", fold: decision, columns: [{ key: "what", title: zhEn("内容", "What"), type: "text" }, ORG] },
  { kind: "repeat", title: zhEn("须复检重做的决定", "Decision to be repeated"), scope: "incident", fold: repeat, columns: [{ key: "decision", title: zhEn("决定", "Decision"), type: "ref" }, ORG, { key: "why", title: zhEn("原因", "Why"), type: "text" }] },
  { kind: "challenge", title: zhEn("盲样考核", "Blind challenge"), scope: "incident", fold: challenge, columns: [TUBE, { key: "expected", title: zhEn("应得结果", "Expected"), type: "text" }] },
  { kind: "reagent-count", title: zhEn("试剂领用", "Reagent drawn"), scope: "incident", fold: reagent, columns: [{ key: "round", title: zhEn("轮次", "Round"), type: "text" }, { key: "lab", title: zhEn("实验室", "Laboratory"), type: "text" }, { key: "reactions", title: zhEn("人份", "Reactions"), type: "number" }] },
];
