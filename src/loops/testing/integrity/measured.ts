/**
 * Signals in what machines measured: the human-gene control of a sampler against everybody's, values that
 * repeat, digits a person made up, and a laboratory that finds too little. They judge samplers and
 * laboratories over many tubes; one tube proves nothing, because honest values overlap with faked ones.
 */
import type { TubeView } from "../tubes/views.ts";
import { groupBy, type Signal } from "./views.ts";
import { betaBinomialUpTo, binomialTail, chiSquareTail, normalTail, robustly } from "./statistics.ts";

/** Honest tubes without a human-gene signal: dry swabs, failed wells. */
const HONEST_ABSENT = 0.005;
/** Cumulative sum (Page 1954): slack and limit in spreads. The limit is wide because honest hands differ by a sixth of a spread. */
const SLACK = 0.5;
const LIMIT = 12;
const LEAST_TUBES = 20;
/** Share of spread by which labs honestly differ in what they find (households cluster; Barak 2021). */
const CLUSTERING = 0.001;

const absent = (tube: TubeView, limit: number): boolean => tube["controlTold"] === true && (tube.controlCt === null || tube.controlCt >= limit);

function absentControl(subject: string, own: readonly TubeView[], limit: number): Signal[] {
  const without = own.filter((tube) => absent(tube, limit));
  const negative = without.filter((tube) => tube.result === "negative");
  const chance = binomialTail(own.length, without.length, HONEST_ABSENT);
  if (negative.length === 0 && (without.length < 3 || chance >= 1e-4)) return [];
  return [{
    kind: "control-absent", of: "sampler", subject, tubes: without.map((tube) => tube.tube), chance: negative.length > 0 ? null : chance,
    reasons: [
      { zh: `${own.length}管中有${without.length}管没有人源内参`, en: `${without.length} of ${own.length} tubes hold no human-gene signal` },
      ...(negative.length === 0 ? [] : [{ zh: `其中${negative.length}管报为阴性，应为无效`, en: `${negative.length} of them were called negative and are invalid` }]),
    ],
  }];
}

/**
 * Missing swabs: n of k raise the control by log2(k/n). Values are put on one scale by the people registered,
 * compared with the laboratory's own centre, and summed tube by tube in the order taken.
 */
function shiftedControl(subject: string, own: readonly { readonly tube: TubeView; readonly score: number; readonly spread: number }[]): Signal[] {
  let sum = 0;
  let from = 0;
  for (const [index, { score }] of own.entries()) {
    sum = Math.max(0, sum + score - SLACK);
    if (sum === 0) from = index + 1;
    if (sum <= LIMIT) continue;
    const run = own.slice(from);
    const shift = run.reduce((total, one) => total + one.score * one.spread, 0) / run.length;
    const mean = run.reduce((total, one) => total + one.score, 0) / run.length;
    const share = Math.round(100 * (1 - 2 ** -shift));
    return [{
      kind: "control-shift", of: "sampler", subject, tubes: run.map((one) => one.tube.tube), chance: normalTail(mean * Math.sqrt(run.length)),
      reasons: [{ zh: `自第${from + 1}管起人源内参平均偏高${shift.toFixed(1)}个循环，相当于少约${share}%的拭子`, en: `From tube ${from + 1} on the human-gene control is ${shift.toFixed(1)} cycles late on average, as if about ${share} per cent of swabs were missing` }],
    }];
  }
  return [];
}

export function controlSignals(tubes: readonly TubeView[], limit: number): Signal[] {
  const told = tubes.filter((tube) => tube["controlTold"] === true);
  const scale = (tube: TubeView): number => tube.controlCt! + Math.log2(tube.members.length);
  const measured = told.filter((tube) => !absent(tube, limit));
  const centres = new Map([...groupBy(measured, (tube) => tube.lab)].filter(([, own]) => own.length >= LEAST_TUBES).map(([lab, own]) => [lab, robustly(own.map(scale))]));
  const bySampler = groupBy(told, (tube) => tube.sampler);
  return [...bySampler].flatMap(([subject, own]) => {
    const ordered = own.filter((tube) => !absent(tube, limit)).sort((a, b) => a.collectedAt.latest - b.collectedAt.latest || (a.tube < b.tube ? -1 : 1));
    const scored = ordered.flatMap((tube) => {
      const base = centres.get(tube.lab ?? "");
      return base === undefined || base.spread === 0 ? [] : [{ tube, score: Math.min(4, (scale(tube) - base.centre) / base.spread), spread: base.spread }];
    });
    return [...absentControl(subject, own, limit), ...(scored.length < LEAST_TUBES ? [] : shiftedControl(subject, scored))];
  });
}

/** Five values on end that a laboratory has written down before: a curve measures nothing twice to the hundredth. */
export function vectorSignals(tubes: readonly TubeView[]): Signal[] {
  const LENGTH = 5;
  return [...groupBy(tubes, (tube) => tube.lab)].flatMap(([subject, own]): Signal[] => {
    const seen = new Map<string, readonly TubeView[]>();
    const repeated = new Set<TubeView>();
    for (const run of groupBy(own, (tube) => (tube.controlCt === null ? null : tube.run)).values()) {
      const wells = run.sort((a, b) => ((a.well ?? "") < (b.well ?? "") ? -1 : 1));
      for (let index = 0; index + LENGTH <= wells.length; index++) {
        const part = wells.slice(index, index + LENGTH);
        const key = part.map((tube) => tube.controlCt!.toFixed(2)).join(" ");
        const before = seen.get(key);
        if (before === undefined) seen.set(key, part);
        else for (const tube of [...before, ...part]) repeated.add(tube);
      }
    }
    return repeated.size === 0 ? [] : [{
      kind: "repeated-values", of: "lab", subject, tubes: [...repeated].map((tube) => tube.tube), chance: null,
      reasons: [{ zh: `${repeated.size}管的内参数值成串重复`, en: `The control values of ${repeated.size} tubes repeat in strings of five and more` }],
    }];
  });
}

/** Last digits come out even by themselves and uneven by hand; first digits say nothing (Diekmann 2007). */
export function digitSignals(tubes: readonly TubeView[]): Signal[] {
  return [...groupBy(tubes.filter((tube) => tube.controlCt !== null), (tube) => tube.lab)].flatMap(([subject, own]): Signal[] => {
    if (own.length < 200) return [];
    const counts = Array.from({ length: 10 }, () => 0);
    for (const tube of own) counts[Math.round(tube.controlCt! * 100) % 10]!++;
    const expected = own.length / 10;
    const chance = chiSquareTail(counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0), 9);
    return chance >= 1e-5 ? [] : [{
      kind: "uneven-digits", of: "lab", subject, tubes: own.map((tube) => tube.tube), chance,
      reasons: [{ zh: `${own.length}个内参数值的末位数字分布不均`, en: `The last digits of ${own.length} control values are not spread evenly` }],
    }];
  });
}

/** A laboratory that finds far less than its peers on tubes of the same rounds. Where hardly anybody is positive this can say nothing. */
export function positivitySignals(tubes: readonly TubeView[]): Signal[] {
  const told = tubes.filter((tube) => tube.result === "negative" || tube.result === "positive");
  const byLab = groupBy(told, (tube) => tube.lab);
  const positive = (own: readonly TubeView[]): number => own.filter((tube) => tube.result === "positive").length;
  return [...byLab].flatMap(([subject, own]): Signal[] => {
    const peers = told.length - own.length;
    const rate = peers < 200 ? 0 : (positive(told) - positive(own)) / peers;
    if (rate <= 0) return [];
    const found = positive(own);
    const chance = betaBinomialUpTo(own.length, found, rate, CLUSTERING);
    return chance >= 1e-3 ? [] : [{
      kind: "too-few-positives", of: "lab", subject, tubes: own.filter((tube) => tube.result === "negative").map((tube) => tube.tube), chance,
      reasons: [{ zh: `${own.length}管中检出阳性${found}管，同行同期为每千管${(rate * 1000).toFixed(1)}`, en: `${found} of ${own.length} tubes were positive; its peers found ${(rate * 1000).toFixed(1)} per 1,000` }],
    }];
  });
}
