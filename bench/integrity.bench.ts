/**
 * What the integrity signals find and what they cry out falsely, on the planted-fraud set: for each known way of
 * faking, the share of planted days on which one of its signals asked about it; on honest days, with the slips
 * honest people make, how many signals of each kind there were per 1,000 tubes.
 */
import { plant, FRAUDS, SUSPECT, SUSPECT_LAB, type Fraud } from "../src/loops/testing/integrity/planted.ts";
import { scan } from "../src/loops/testing/integrity/signals.ts";
import { BASE_RATES, SIGNALS, type Signal, type SignalKind } from "../src/loops/testing/integrity/views.ts";
import type { Figure } from "../scripts/figure.ts";

export const title = "Integrity of testing: recall on planted fraud, false alarms on honest work";

const NAMES = Object.keys(FRAUDS) as Fraud[];
/** Names under which the planted sampler or laboratory appears. */
const SUSPECTS: ReadonlySet<string> = new Set([SUSPECT, SUSPECT_LAB, "s-away"]);

/** A signal of a kind that should ask, about who faked, naming a tube that was faked. */
function asksRightly(signal: Signal, fraud: Fraud, faked: ReadonlySet<string>): boolean {
  return (FRAUDS[fraud] as readonly SignalKind[]).includes(signal.kind) && SUSPECTS.has(signal.subject) && signal.tubes.some((tube) => faked.has(tube));
}

export async function run({ quick }: { quick: boolean }): Promise<Figure[]> {
  const days = quick ? 10 : 60;
  const honestDays = quick ? 40 : 400;
  const figures: Figure[] = [];
  let all = 0;
  let borneOut = 0;
  let raised = 0;
  for (const fraud of NAMES) {
    let found = 0;
    for (let day = 0; day < days; day++) {
      const planted = plant(`bench/${fraud}/${day}`, fraud);
      const signals = scan(planted);
      const right = signals.filter((signal) => asksRightly(signal, fraud, planted.faked));
      if (right.length > 0) found++;
      raised += signals.length;
      borneOut += signals.filter((signal) => SUSPECTS.has(signal.subject) && signal.tubes.some((tube) => planted.faked.has(tube))).length;
    }
    all += found;
    figures.push({ name: `found: ${fraud}`, value: found / days, unit: `of ${days} days`, note: FRAUDS[fraud].join(", ") });
  }
  figures.unshift({ name: "found, over all ways of faking", value: all / (days * NAMES.length), unit: "recall", target: { atLeast: 0.85 }, note: "one day of one sampler or laboratory" });
  const longer = Math.ceil(days / 4);
  const silent = Array.from({ length: longer }, (_, day) => plant(`bench/all-negative/five/${day}`, "all-negative", { tubesEach: 600 }))
    .filter((planted) => scan(planted).some((signal) => asksRightly(signal, "all-negative", planted.faked))).length;
  figures.push({ name: "found: all-negative, five days of tubes", value: silent / longer, unit: `of ${longer} times`, note: "at one positive tube in a hundred, one day is too little to tell" });
  const false_ = new Map<SignalKind, number>();
  let tubes = 0;
  for (let day = 0; day < honestDays; day++) {
    const honest = plant(`bench/honest/${day}`, null);
    tubes += honest.tubes.length;
    for (const signal of scan(honest)) false_.set(signal.kind, (false_.get(signal.kind) ?? 0) + 1);
  }
  const rate = (kind: SignalKind): number => ((false_.get(kind) ?? 0) / tubes) * 1000;
  figures.push({ name: "false alarms, all kinds", value: SIGNALS.reduce((sum, kind) => sum + rate(kind), 0), unit: "per 1,000 tubes", target: { atMost: 0.5 }, note: `${tubes.toLocaleString("en-US")} honest tubes` });
  for (const kind of SIGNALS) if (rate(kind) > 0) figures.push({ name: `false: ${kind}`, value: rate(kind), unit: "per 1,000 tubes", target: { atMost: BASE_RATES[kind] }, note: "at most the base rate a signal shows" });
  figures.push({ name: "signals borne out on days with fraud", value: raised === 0 ? 0 : borneOut / raised, unit: "precision", note: "one sampler or laboratory in fifteen fakes" });
  return figures;
}
