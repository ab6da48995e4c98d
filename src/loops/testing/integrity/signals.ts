/**
 * Signals that testing may not be what it says: each compares records that must agree, gives its reasons in
 * words, the chance of it in honest work, and how often honest work sets it off. A signal is a question to a
 * person; it proves nothing and accuses nobody.
 */
import { surelyBefore, type Ms, type When } from "../../../base/time.ts";
import type { Text } from "../../../engine/rule.ts";
import type { TubeView } from "../tubes/views.ts";
import { groupBy, type Signal } from "./views.ts";
import { controlSignals, digitSignals, positivitySignals, vectorSignals } from "./measured.ts";
import { binomialTail } from "./statistics.ts";

export interface ScanInput {
  readonly tubes: readonly TubeView[];
  /** Samplers on the roster of each point. */
  readonly rosters?: ReadonlyMap<string, readonly string[]>;
  /** When samplers who check in at their work were there; one without any record is not asked about. */
  readonly presence?: ReadonlyMap<string, readonly { readonly from: Ms; readonly to: Ms }[]>;
  /** Reactions each laboratory drew from stock for these tubes. */
  readonly drawn?: ReadonlyMap<string, number>;
  readonly now: Ms;
  /** Longest a positive may stay unreported. */
  readonly reportWithin: Ms;
  /** Cycles from which the human-gene control counts as absent. */
  readonly controlLimit: number;
}

/** Clocks of two devices may differ by this much without meaning anything. */
const SKEW: Ms = 3 * 60_000;
/** Swabs miscounted by honest hands. */
const MISCOUNTED = 0.005;
/** Quickest PCR run anybody sells. */
const SHORTEST_RUN: Ms = 25 * 60_000;
const SECONDS_A_SWAB = 10;
const RARE = 1e-3;

const names = (tubes: readonly TubeView[]): string[] => tubes.map((tube) => tube.tube);
const byTime = (tubes: readonly TubeView[]): TubeView[] => [...tubes].sort((a, b) => a.collectedAt.latest - b.collectedAt.latest || (a.tube < b.tube ? -1 : 1));

/** People registered and swabs in the tube must agree. */
function countChain(tubes: readonly TubeView[]): Signal[] {
  return [...groupBy(tubes, (tube) => tube.sampler)].flatMap(([subject, own]): Signal[] => {
    const off = own.filter((tube) => tube.swabs !== tube.members.length);
    const chance = binomialTail(own.length, off.length, MISCOUNTED);
    return off.length < 2 || chance >= RARE ? [] : [{
      kind: "count-chain", of: "sampler", subject, tubes: names(off), chance,
      reasons: [{ zh: `${own.length}管中有${off.length}管拭子数与登记人数不符`, en: `In ${off.length} of ${own.length} tubes the swabs are not as many as the people registered` }],
    }];
  });
}

/** One well holds one tube: several results read off one well are pools of pools. */
function sharedWells(tubes: readonly TubeView[]): Signal[] {
  return [...groupBy(tubes, (tube) => tube.lab)].flatMap(([subject, own]): Signal[] => {
    const shared = [...groupBy(own, (tube) => (tube.run === null ? null : `${tube.run} ${tube.well}`)).values()].filter((group) => group.length > 1).flat();
    return shared.length === 0 ? [] : [{
      kind: "shared-well", of: "lab", subject, tubes: names(shared), chance: null,
      reasons: [{ zh: `${shared.length}管的结果出自与他管共用的反应孔`, en: `The results of ${shared.length} tubes come from wells shared with another tube` }],
    }];
  });
}

function reagents({ tubes, drawn }: ScanInput): Signal[] {
  return [...groupBy(tubes, (tube) => tube.lab)].flatMap(([subject, own]): Signal[] => {
    const reactions = drawn?.get(subject);
    const resulted = own.filter((tube) => tube.result !== null);
    // Not by a tenth and more: a count of stock is never exact.
    return reactions === undefined || resulted.length * 0.9 <= reactions ? [] : [{
      kind: "more-wells-than-reagent", of: "lab", subject, tubes: names(resulted), chance: null,
      reasons: [{ zh: `报告${resulted.length}管结果，只领用${reactions}人份试剂`, en: `${resulted.length} results were reported and reagent for ${reactions} was drawn` }],
    }];
  });
}

const wellBefore = (a: When | null, b: When | null): boolean => a !== null && b !== null && surelyBefore({ earliest: a.earliest + SKEW, latest: a.latest + SKEW }, b);

function impossibleTimes(tubes: readonly TubeView[]): Signal[] {
  const wrong = (tube: TubeView): boolean =>
    wellBefore(tube.runStart, tube.receivedAt) || wellBefore(tube.reportedAt, tube.resultedAt) || wellBefore(tube.receivedAt, tube.collectedAt)
    || (tube.runStart !== null && tube.resultedAt !== null && tube.resultedAt.latest - tube.runStart.earliest < SHORTEST_RUN);
  return [...groupBy(tubes.filter(wrong), (tube) => tube.lab)].map(([subject, own]): Signal => ({
    kind: "impossible-time", of: "lab", subject, tubes: names(own), chance: null,
    reasons: [{ zh: `${own.length}管先出结果后检测、检测早于接收，或上机时间短于任何试剂所需`, en: `${own.length} tubes were run before receipt, reported before the run ended, or run in less time than any test takes` }],
  }));
}

/** Five tubes on end, each person in them in under ten seconds; or four and more closed at one instant. */
function pace(tubes: readonly TubeView[]): Signal[] {
  return [...groupBy(tubes, (tube) => tube.sampler)].flatMap(([subject, all]): Signal[] => {
    const own = byTime(all);
    const fast = new Set<TubeView>();
    for (let index = 4; index < own.length; index++) {
      const five = own.slice(index - 4, index + 1);
      const swabbed = five.slice(1).reduce((sum, tube) => sum + tube.members.length, 0);
      const took = five[4]!.collectedAt.latest - five[0]!.collectedAt.earliest;
      if (took < swabbed * SECONDS_A_SWAB * 1000) for (const tube of five) fast.add(tube);
    }
    const same = [...groupBy(own, (tube) => String(tube.collectedAt.latest)).values()].filter((group) => group.length >= 4).flat();
    return [
      ...(fast.size === 0 ? [] : [{
        kind: "impossible-pace", of: "sampler", subject, tubes: names([...fast]), chance: null,
        reasons: [{ zh: `连续五管，每人不足${SECONDS_A_SWAB}秒`, en: `Five tubes on end at less than ${SECONDS_A_SWAB} seconds a person` }],
      } as const]),
      ...(same.length === 0 ? [] : [{
        kind: "same-instant", of: "sampler", subject, tubes: names(same), chance: null,
        reasons: [{ zh: `${same.length}管的封管时刻完全相同`, en: `${same.length} tubes were closed at one and the same instant` }],
      } as const]),
    ];
  });
}

/** One pair of hands, or one device, at two points at once. */
function places(tubes: readonly TubeView[]): Signal[] {
  const clashes = (own: readonly TubeView[]): TubeView[] => byTime(own).flatMap((tube, index, all) => {
    const before = all[index - 1];
    return before !== undefined && before.point !== tube.point && tube.collectedAt.earliest - before.collectedAt.latest < SKEW ? [before, tube] : [];
  });
  const found = (own: readonly TubeView[], subject: string, what: Text): Signal[] => {
    const clash = [...new Set(clashes(own))];
    // Once may be a wrong scan.
    return clash.length < 4 ? [] : [{ kind: "two-places", of: "sampler", subject, tubes: names(clash), chance: null, reasons: [what] }];
  };
  return [
    ...[...groupBy(tubes, (tube) => tube.sampler)].flatMap(([subject, own]) => found(own, subject, { zh: "同一采样员几乎同时出现在两个采样点", en: "One sampler at two points within minutes" })),
    ...[...groupBy(tubes, (tube) => tube.device)].flatMap(([device, own]) => (new Set(own.map((tube) => tube.sampler)).size < 2 ? [] : found(own, own[0]!.sampler, { zh: `设备${device}几乎同时用于两个采样点`, en: `Device ${device} used at two points within minutes` }))),
  ];
}

function offRoster({ tubes, rosters }: ScanInput): Signal[] {
  const off = tubes.filter((tube) => rosters?.get(tube.point)?.includes(tube.sampler) === false);
  return [...groupBy(off, (tube) => tube.sampler)].flatMap(([subject, own]): Signal[] => (own.length < 2 ? [] : [{
    kind: "off-roster", of: "sampler", subject, tubes: names(own), chance: null,
    reasons: [{ zh: `${own.length}管由不在班人员签名`, en: `${own.length} tubes are signed by somebody not on the roster of the point` }],
  }]));
}

/** Signed for while the signer had checked in nowhere. */
function notPresent({ tubes, presence }: ScanInput): Signal[] {
  const absent = tubes.filter((tube) => presence?.get(tube.sampler)?.every(({ from, to }) => tube.collectedAt.latest < from - SKEW || tube.collectedAt.earliest > to + SKEW) === true);
  return [...groupBy(absent, (tube) => tube.sampler)].flatMap(([subject, own]): Signal[] => (own.length < 2 ? [] : [{
    kind: "not-present", of: "sampler", subject, tubes: names(own), chance: null,
    reasons: [{ zh: `${own.length}管的签名人当时未签到`, en: `${own.length} tubes are signed by somebody who had not checked in at that time` }],
  }]));
}

function unreported({ tubes, now, reportWithin }: ScanInput): Signal[] {
  const late = tubes.filter((tube) => tube.result === "positive" && tube.reportedAt === null && tube.resultedAt !== null && now - tube.resultedAt.latest > reportWithin);
  return [...groupBy(late, (tube) => tube.lab)].map(([subject, own]): Signal => ({
    kind: "positive-not-reported", of: "lab", subject, tubes: names(own), chance: null,
    reasons: [{ zh: `${own.length}管阳性逾期未报告`, en: `${own.length} positive tubes were not reported in time` }],
  }));
}

/** All signals in the tubes given, the surest first. Tubes already doubted are asked about no more. */
export function scan(input: ScanInput): Signal[] {
  const tubes = input.tubes.filter((tube) => !tube.doubted);
  const fresh = { ...input, tubes };
  return [
    ...countChain(tubes), ...sharedWells(tubes), ...reagents(fresh), ...impossibleTimes(tubes), ...pace(tubes), ...places(tubes), ...offRoster(fresh), ...notPresent(fresh),
    ...controlSignals(tubes, input.controlLimit), ...vectorSignals(tubes), ...digitSignals(tubes), ...positivitySignals(tubes), ...unreported(fresh),
  ].sort((a, b) => (a.chance ?? 0) - (b.chance ?? 0) || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.subject < b.subject ? -1 : 1));
}
