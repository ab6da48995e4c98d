/**
 * The planted-fraud set: days of honest sampling and testing with the slips honest people make, and in it, on
 * request, one of the known ways of faking. It is made from a seed and stands for no real place; tests and the
 * bench measure on it what is found and what is cried out falsely.
 */
import { seededRng, type Stream } from "../../../base/rng.ts";
import { at, HOUR, MINUTE, type Ms } from "../../../base/time.ts";
import type { TubeView } from "../tubes/views.ts";
import type { ScanInput } from "./signals.ts";
import type { SignalKind } from "./views.ts";

/** Each way of faking, and a signal that should ask about it. */
export const FRAUDS = {
  "under-sampling": ["control-shift"], "empty-sampling": ["control-absent"], "short-swabs": ["count-chain"], "rushed": ["impossible-pace"], "signed-together": ["same-instant", "impossible-pace"],
  "ghost-sampler": ["off-roster"], "two-points": ["two-places"], "pools-of-pools": ["shared-well"], "results-before-runs": ["impossible-time"], "copied-curves": ["repeated-values"],
  "made-up-values": ["uneven-digits"], "all-negative": ["too-few-positives"], "hidden-positive": ["positive-not-reported"], "reagent-not-drawn": ["more-wells-than-reagent"],
} as const satisfies Readonly<Record<string, readonly SignalKind[]>>;
export type Fraud = keyof typeof FRAUDS;

export interface Planted extends ScanInput {
  readonly rosters: ReadonlyMap<string, readonly string[]>;
  readonly drawn: ReadonlyMap<string, number>;
  /** Tubes that are faked; empty in honest work. */
  readonly faked: ReadonlySet<string>;
}

const START: Ms = Date.UTC(2022, 8, 4);
const POOL = 10;
const PREVALENCE = 0.01;
/** The sampler and laboratory that fake, when any does. */
export const SUSPECT = "s1";
export const SUSPECT_LAB = "L1";

/** Standard normal, by the sum of twelve uniforms; its tails end at six. */
function normal(stream: Stream): number {
  let sum = -6;
  for (let index = 0; index < 12; index++) sum += stream.unit();
  return sum;
}

const round2 = (value: number): number => Math.round(value * 100) / 100;

type Mutable = { -readonly [Field in keyof TubeView]: TubeView[Field] };

/** One honest tube of a sampler: two to four minutes after the one before, with the slips honest people make. */
function honestTube(stream: Stream, number: number, sampler: number, before: Ms, lab: number, skill: number): Mutable {
  const collected = before + 120_000 + stream.below(120_000);
  const received = collected + HOUR + stream.below(2 * HOUR);
  const runStart = received + 30 * MINUTE + stream.below(90) * MINUTE;
  const runEnd = runStart + 90 * MINUTE + stream.below(20) * MINUTE;
  const slip = stream.unit();
  const controlCt = slip < 0.002 ? null : round2(27 - Math.log2(POOL) + 1.5 * normal(stream) + skill);
  const result = controlCt === null ? "invalid" : stream.unit() < PREVALENCE ? "positive" : "negative";
  const swabs = stream.unit() < 0.003 ? POOL - 1 : POOL;
  // One phone in fifty runs up to two minutes off.
  const skew = stream.unit() < 0.02 ? (stream.unit() - 0.5) * 4 * MINUTE : 0;
  return {
    status: "reported", tube: `t${number}`, round: "R", point: `R/p${sampler % 4}`, org: "A1", sampler: `s${sampler}`, members: Array.from({ length: POOL }, (_, index) => `t${number}-${index}`),
    swabs, purpose: "mass", lab: `L${lab}`, device: `d${sampler}`, startedAt: null, collectedAt: at(Math.round(collected + skew)), pickedUpAt: at(collected + 30 * MINUTE), receivedAt: at(received), runStart: at(runStart),
    resultedAt: at(runEnd), reportedAt: at(runEnd + 20 * MINUTE), custody: [], result, ct: result === "positive" ? round2(24 + 8 * stream.unit()) : null, controlCt, controlTold: true,
    run: `L${lab}-${Math.floor(number / 94)}`, well: `w${String(number).padStart(6, "0")}`, doubted: false, retestOf: null,
  };
}

function honest(stream: Stream, tubesEach: number, samplers: number): Mutable[] {
  const tubes: Mutable[] = [];
  for (let sampler = 0; sampler < samplers; sampler++) {
    const skill = 0.25 * normal(stream);
    let before = START + stream.below(30) * MINUTE;
    for (let turn = 0; turn < tubesEach; turn++) {
      const tube = honestTube(stream, sampler * tubesEach + turn, sampler, before, (sampler + turn) % 3, skill);
      before = tube.collectedAt.latest;
      tubes.push(tube);
    }
  }
  return tubes;
}

/** Fakes in place, and returns what it faked. */
const FAKE: Readonly<Record<Fraud, (own: Mutable[], lab: Mutable[], stream: Stream) => Mutable[]>> = {
  // Every second person is registered and not swabbed, and the count written down is the full one.
  "under-sampling": (own) => own.slice(20).map((tube) => Object.assign(tube, { controlCt: tube.controlCt === null ? null : round2(tube.controlCt + 1) })),
  "empty-sampling": (own, _, stream) => own.filter(() => stream.unit() < 0.15).map((tube) => Object.assign(tube, { controlCt: null, result: "negative", ct: null })),
  "short-swabs": (own, _, stream) => own.filter(() => stream.unit() < 0.1).map((tube) => Object.assign(tube, { swabs: 6 })),
  rushed: (own) => own.slice(10, 30).map((tube, index) => Object.assign(tube, { collectedAt: at(own[9]!.collectedAt.latest + (index + 1) * 40_000) })),
  "signed-together": (own) => own.slice(-8).map((tube) => Object.assign(tube, { collectedAt: at(own.at(-1)!.collectedAt.latest) })),
  "ghost-sampler": (own) => own.slice(0, 15).map((tube) => Object.assign(tube, { sampler: "s-away" })),
  "two-points": (own) => own.slice(10, 30).map((tube, index) => Object.assign(tube, { point: index % 2 === 0 ? "R/p1" : "R/p3" })),
  "pools-of-pools": (_, lab) => lab.slice(0, 60).map((tube, index) => Object.assign(tube, { run: "L1-x", well: `x${Math.floor(index / 3)}` })),
  "results-before-runs": (_, lab) => lab.slice(0, 40).map((tube) => Object.assign(tube, { reportedAt: at(tube.resultedAt!.latest - 2 * HOUR) })),
  "copied-curves": (_, lab) => lab.slice(0, 40).map((tube, index, all) => Object.assign(tube, { run: index < 20 ? "L1-a" : "L1-b", well: `w${String(index % 20).padStart(2, "0")}`, controlCt: index < 20 ? tube.controlCt ?? 24 : all[index - 20]!.controlCt ?? 24 })),
  "made-up-values": (_, lab, stream) => lab.map((tube) => Object.assign(tube, { controlCt: 23 + stream.below(4) + [0.13, 0.37, 0.23, 0.57, 0.77, 0.33, 0.5][stream.below(7)]! })),
  "all-negative": (_, lab) => lab.filter((tube) => tube.result === "positive").map((tube) => Object.assign(tube, { result: "negative", ct: null })),
  "hidden-positive": (_, lab) => lab.slice(0, 1).map((tube) => Object.assign(tube, { result: "positive", ct: 31.2, reportedAt: null, status: "resulted" })),
  "reagent-not-drawn": (_, lab) => lab.slice(0, Math.floor(lab.length / 2)),
};

/** A day's work of `samplers` with `tubesEach`; with a fraud, one sampler or one laboratory fakes in that way. */
export function plant(seed: number | string, fraud: Fraud | null, { samplers = 12, tubesEach = 120 }: { samplers?: number; tubesEach?: number } = {}): Planted {
  const rng = seededRng(seed);
  const tubes = honest(rng.stream("integrity/honest"), tubesEach, samplers);
  const rosters = new Map(["R/p0", "R/p1", "R/p2", "R/p3"].map((point) => [point, Array.from({ length: samplers }, (_, index) => `s${index}`)]));
  const lab = (name: string): Mutable[] => tubes.filter((tube) => tube.lab === name);
  const faked = fraud === null ? [] : FAKE[fraud](tubes.filter((tube) => tube.sampler === SUSPECT), lab(SUSPECT_LAB), rng.stream("integrity/fraud"));
  const drawn = new Map(["L0", "L1", "L2"].map((name) => [name, Math.ceil(lab(name).length * 1.05)]));
  if (fraud === "reagent-not-drawn") drawn.set(SUSPECT_LAB, Math.floor(lab(SUSPECT_LAB).length / 2));
  const last = tubes.reduce((latest, tube) => Math.max(latest, tube.resultedAt?.latest ?? 0), 0);
  return { tubes, rosters, drawn, faked: new Set(faked.map((tube) => tube.tube)), now: last + 12 * HOUR, reportWithin: 2 * HOUR, controlLimit: 40 };
}
