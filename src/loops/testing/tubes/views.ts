/**
 * State of tubes and of positive pools with their members. A tube carries the whole chain of custody, the four
 * intervals of sampling, delivery, testing and reporting, and what rests on its result until it is doubted.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import { elapsed, type Ms, type When } from "../../../base/time.ts";
import { dataOf, type LedgerEvent, type Post } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

export type Result = "negative" | "positive" | "invalid";

export interface Custody {
  readonly org: string;
  readonly role: string;
  readonly since: When;
}

export interface TubeView extends ThingState {
  readonly tube: string;
  readonly round: string;
  readonly point: string;
  readonly org: string;
  readonly sampler: string;
  readonly members: readonly string[];
  readonly swabs: number;
  readonly purpose: string;
  readonly lab: string | null;
  readonly device: string | null;
  readonly startedAt: When | null;
  readonly collectedAt: When;
  readonly pickedUpAt: When | null;
  readonly receivedAt: When | null;
  readonly runStart: When | null;
  readonly resultedAt: When | null;
  readonly reportedAt: When | null;
  /** Every hand it passed through, first to last; the last has it now. */
  readonly custody: readonly Custody[];
  readonly result: Result | null;
  readonly ct: number | null;
  /** Cycles of the human-gene control; null where none was seen. */
  readonly controlCt: number | null;
  readonly run: string | null;
  readonly well: string | null;
  /** Doubted since: what rested on it is to be repeated. */
  readonly doubted: boolean;
  /** The pool this single sample answers for. */
  readonly retestOf: string | null;
}

export interface PoolView extends ThingState {
  readonly tube: string;
  readonly members: readonly string[];
  /** Answered by a single sample, and how. */
  readonly answered: Readonly<Record<string, "cleared" | "confirmed">>;
}

export const STEPS = ["sample", "deliver", "test", "report"] as const;
export type Step = (typeof STEPS)[number];
export type Interval = { readonly least: Ms; readonly most: Ms };
/** The four intervals of a tube; null where an end is not known yet. */
export type Intervals = Readonly<Record<Step, Interval | null>>;

export function intervalsOf(tube: TubeView): Intervals {
  const between = (from: When | null, to: When | null): Interval | null => (from === null || to === null ? null : elapsed(from, to));
  return {
    sample: between(tube.startedAt, tube.collectedAt), deliver: between(tube.collectedAt, tube.receivedAt),
    test: between(tube.receivedAt, tube.resultedAt), report: between(tube.resultedAt, tube.reportedAt),
  };
}

export interface StepFigure {
  readonly step: Step;
  readonly tubes: readonly Ref[];
  /** Of the upper bounds; null without tubes. */
  readonly median: Ms | null;
  readonly ninetieth: Ms | null;
  readonly target: Ms | null;
  /** Tubes surely over the target. */
  readonly over: readonly Ref[];
}

/** Nearest rank (Hyndman and Fan 1996, type 1). */
function quantile(sorted: readonly number[], share: number): number | null {
  return sorted.length === 0 ? null : sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

/** The four intervals over tubes, with targets where the rules give any, and the step that takes longest. */
export function fourIntervals(tubes: Iterable<Thing>, targets: Partial<Record<Step, Ms>>): { readonly steps: readonly StepFigure[]; readonly slowest: Step | null } {
  const all = [...tubes].map(({ ref: about, state }) => ({ about, spans: intervalsOf(state as TubeView) }));
  const steps = STEPS.map((step): StepFigure => {
    const known = all.filter(({ spans }) => spans[step] !== null);
    const sorted = known.map(({ spans }) => spans[step]!.most).sort((a, b) => a - b);
    const target = targets[step] ?? null;
    return {
      step, tubes: known.map(({ about }) => about), median: quantile(sorted, 0.5), ninetieth: quantile(sorted, 0.9), target,
      over: target === null ? [] : known.filter(({ spans }) => spans[step]!.least > target).map(({ about }) => about),
    };
  });
  const slowest = steps.reduce<StepFigure | null>((worst, step) => (step.median !== null && step.median > (worst?.median ?? -1) ? step : worst), null);
  return { steps, slowest: slowest?.step ?? null };
}

/** Longest a tube may wait in each status before the next hand has it. */
export type Limits = Readonly<Record<"collected" | "picked-up" | "received" | "resulted", Ms | null>>;

export interface Stuck {
  readonly tube: Ref;
  readonly status: string;
  readonly holder: Post;
  readonly since: When;
  readonly age: Interval;
  readonly limit: Ms;
  readonly members: number;
}

/** Where the wait of a status began: a tube under way is counted from its collection, as the rule is. */
function waitingSince(tube: TubeView): When {
  if (tube.status === "received") return tube.receivedAt ?? tube.collectedAt;
  return tube.status === "resulted" ? tube.resultedAt ?? tube.collectedAt : tube.collectedAt;
}

/** Tubes surely longer in one hand than the rules allow, the longest over first, with who has each. */
export function stuckTubes(tubes: Iterable<Thing>, now: Ms, limits: Limits): Stuck[] {
  const stuck: Stuck[] = [];
  for (const { ref: about, state } of tubes) {
    const tube = state as TubeView;
    const limit = Object.hasOwn(limits, tube.status) ? limits[tube.status as keyof Limits] : null;
    if (limit === null) continue;
    const since = waitingSince(tube);
    const age = elapsed(since, { earliest: now, latest: now });
    const hand = tube.custody.at(-1)!;
    if (age.least > limit) stuck.push({ tube: about, status: tube.status, holder: { org: hand.org, role: hand.role }, since, age, limit, members: tube.members.length });
  }
  return stuck.sort((a, b) => (b.age.least - b.limit) - (a.age.least - a.limit) || (a.tube < b.tube ? -1 : 1));
}

export interface PickUp {
  readonly point: string;
  /** Collected and not picked up, the oldest first. */
  readonly tubes: readonly Ref[];
  /** Age of the oldest; certain at least. */
  readonly oldest: Interval;
  /** Latest a courier may leave with the oldest; before now when it is too late. */
  readonly leaveBy: Ms;
}

/** Points in the order a courier should go to them: where a tube runs out of time first. `aim` is the longest wait the rules aim at. */
export function pickUpOrder(tubes: Iterable<Thing>, now: Ms, aim: Ms): PickUp[] {
  const byPoint = new Map<string, { readonly about: Ref; readonly since: When }[]>();
  for (const { ref: about, state } of tubes) {
    const tube = state as TubeView;
    if (tube.status === "collected") byPoint.set(tube.point, [...(byPoint.get(tube.point) ?? []), { about, since: tube.collectedAt }]);
  }
  return [...byPoint].map(([point, waiting]): PickUp => {
    waiting.sort((a, b) => a.since.earliest - b.since.earliest || (a.about < b.about ? -1 : 1));
    const { since } = waiting[0]!;
    return { point, tubes: waiting.map((one) => one.about), oldest: elapsed(since, { earliest: now, latest: now }), leaveBy: since.earliest + aim };
  }).sort((a, b) => a.leaveBy - b.leaveBy || (a.point < b.point ? -1 : 1));
}

/** Whether a tube still keeps its people waiting for an answer. */
export function isPending(tube: TubeView): boolean {
  return tube.status === "voided" ? tube["replacedBy"] === undefined : tube.result === null;
}

function handed(tube: TubeView, event: LedgerEvent, org = event.actor.org): readonly Custody[] {
  return [...tube.custody, { org, role: event.actor.role, since: event.occurred }];
}

const steps: Readonly<Record<string, (tube: TubeView, event: LedgerEvent) => ThingState>> = {
  "tubes.picked_up": (tube, event) => ({ ...tube, status: "picked-up", pickedUpAt: event.occurred, lab: String(event.data["lab"]), custody: handed(tube, event) }),
  "tubes.received": (tube, event) => ({ ...tube, status: "received", receivedAt: event.occurred, lab: String(event.data["lab"]), custody: handed(tube, event, String(event.data["labOrg"])) }),
  "tubes.rerouted": (tube, event) => ({ ...tube, status: "picked-up", receivedAt: null, lab: String(event.data["to"]), custody: handed(tube, event) }),
  "tube.resulted": (tube, event) => {
    const { result, ct, controlCt, run, well, runStart, runEnd } = dataOf<{ result: Result; ct?: number; controlCt?: number; run: string; well: string; runStart: When; runEnd: When }>(event);
    return { ...tube, status: "resulted", result, ct: ct ?? null, controlCt: controlCt ?? null, run, well, runStart, resultedAt: runEnd };
  },
  "tube.voided": (tube) => ({ ...tube, status: "voided" }),
  "tube.resampled": (tube, event) => ({ ...tube, replacedBy: event.data["by"] }),
  "tubes.reported": (tube, event) => ({ ...tube, status: tube.status === "voided" ? tube.status : "reported", reportedAt: event.occurred }),
  "results.doubted": (tube) => ({ ...tube, doubted: true }),
};

function tube(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  if (event.type === "tube.collected") {
    const { org } = dataOf<{ org: string }>(event);
    return {
      lab: null, device: null, startedAt: null, pickedUpAt: null, receivedAt: null, runStart: null, resultedAt: null, reportedAt: null, result: null, ct: null, controlCt: null,
      run: null, well: null, doubted: false, retestOf: null, ...event.data, status: "collected", collectedAt: event.occurred, custody: [{ org, role: event.actor.role, since: event.occurred }],
    };
  }
  const step = steps[event.type];
  return state === undefined || step === undefined ? state : step(state as TubeView, event);
}

function pool(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  if (event.type === "pool.positive") return { status: "held", answered: {}, ...event.data };
  if (state === undefined) return state;
  const view = state as PoolView;
  switch (event.type) {
    case "member.cleared":
    case "member.confirmed": return { ...view, answered: { ...view.answered, [String(event.data["person"])]: event.type === "member.cleared" ? "cleared" : "confirmed" } };
    case "pool.resolved": return { ...view, status: "resolved" };
    default: return state;
  }
}

const MEMBER: Readonly<Record<string, string>> = { "member.held": "held", "member.sampled": "sampled", "member.cleared": "cleared", "member.confirmed": "confirmed", "decision.to_repeat": "to-repeat" };

function member(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  const status = MEMBER[event.type];
  if (status === undefined) return state;
  if (event.type === "member.held") return { ...event.data, status, heldAt: event.occurred };
  return state === undefined ? state : { ...state, status, ...(event.type === "member.cleared" || event.type === "member.confirmed" ? { clearedBy: event.data["tube"] } : {}) };
}

export const memberRef = (pooled: string, person: string): Ref => ref("pool-member", `${pooled}/${person}`);

const ORG = { key: "org", title: zhEn("单位", "Organisation"), type: "text" } as const;

export const kinds: readonly Kind[] = [
  {
    kind: "tube", title: zhEn("采样管", "Tube"), scope: "incident", fold: tube,
    columns: [
      { key: "round", title: zhEn("轮次", "Round"), type: "text" }, { key: "point", title: zhEn("采样点", "Point"), type: "text" }, { key: "sampler", title: zhEn("采样员", "Sampler"), type: "text" },
      { key: "lab", title: zhEn("实验室", "Laboratory"), type: "text" }, { key: "result", title: zhEn("结果", "Result"), type: "text" }, { key: "doubted", title: zhEn("存疑", "Doubted"), type: "boolean" },
      { key: "collectedAt", title: zhEn("采样", "Collected"), type: "when" }, { key: "receivedAt", title: zhEn("接收", "Received"), type: "when" },
      { key: "resultedAt", title: zhEn("出结果", "Result at"), type: "when" }, { key: "reportedAt", title: zhEn("报告", "Reported"), type: "when" },
    ],
  },
  { kind: "pool", title: zhEn("阳性混管", "Positive pool"), scope: "incident", fold: pool, columns: [ORG, { key: "round", title: zhEn("轮次", "Round"), type: "text" }, { key: "holdUntil", title: zhEn("管控至", "Held until"), type: "when" }] },
  {
    kind: "pool-member", title: zhEn("混管阳性人员", "Member of a positive pool"), scope: "incident", fold: member,
    columns: [ORG, { key: "pool", title: zhEn("混管", "Pool"), type: "text" }, { key: "person", title: zhEn("人员代号", "Person"), type: "text" }, { key: "clearedBy", title: zhEn("单采管", "Single tube"), type: "text" }, { key: "holdUntil", title: zhEn("管控至", "Held until"), type: "when" }],
  },
];
