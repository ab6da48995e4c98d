/**
 * Sheets of testing: a round on one page, what laboratories can do against what is coming, whose regular test is
 * due, and what became of integrity signals. Every percentage opens into the people missing from it.
 */
import { isoIn, type Zone } from "../../base/civil.ts";
import { idOf } from "../../base/ids.ts";
import { DAY, HOUR, type Ms } from "../../base/time.ts";
import { applies, lengthMs } from "../../engine/pack/clause.ts";
import type { ResolvedPack } from "../../engine/pack/types.ts";
import { zhEn } from "../../engine/rule.ts";
import { block, hours, ofKind, row, stateOf, type Facts, type Row, type Sheet } from "../../engine/sheet.ts";
import type { Thing } from "../../engine/thing.ts";
import { calendarLists } from "./calendars/views.ts";
import { precisionByKind } from "./integrity/views.ts";
import { capacityByHour, proposeRerouting, type LabView, type QueueView } from "./labs/views.ts";
import { householdRef, listRef, matchQuality, missingRef, roundCoverage, roundFigures, type ShouldListView } from "./lists/views.ts";
import { planAgainstActual, progressByOrg, roundsByArea, type PointView, type RoundView } from "./rounds/views.ts";
import { fourIntervals, pickUpOrder, stuckTubes, type Step } from "./tubes/views.ts";

/** A length of the rules in force, or null where they say nothing of it. */
const within = (pack: ResolvedPack, clause: string): Ms | null => (Object.hasOwn(pack.clauses, clause) && applies(pack, clause) ? lengthMs(pack, clause) : null);

const STEP: Readonly<Record<Step, ReturnType<typeof zhEn>>> = {
  sample: zhEn("快采", "Sampling"), deliver: zhEn("快送", "Delivery"), test: zhEn("快检", "Testing"), report: zhEn("快报", "Reporting"),
};
/** People listed by name on one page; the follow-up lists hold everybody. */
const SHOWN = 500;

function progress(points: readonly Thing[], { now, pack }: Facts): { readonly points: Row[]; readonly orgs: Row[] } {
  const rows = planAgainstActual(points, now, within(pack, "test.point.report") ?? HOUR);
  return {
    points: rows.map((one): Row => ({
      ...row(one.point, one.silent ? zhEn("无上报", "Silent") : one.behind ? zhEn("滞后", "Behind") : zhEn("正常", "On pace"), [one.point], `${one.sampled} / ${one.expected} / ${one.planned}`),
      ...(one.projectedFinish === null ? {} : { when: one.projectedFinish }),
    })),
    orgs: progressByOrg(rows).map((one): Row => ({ ...row(one.org, one.org, one.points, `${one.sampled} / ${one.expected} / ${one.planned}`), ...(one.projectedFinish === null ? {} : { when: one.projectedFinish }) })),
  };
}

/** Should be tested less tested, by community and by name, and how surely the registers agree on the list. */
function coverage(round: string, list: ShouldListView | undefined, tubes: readonly Thing[], things: readonly Thing[]): { readonly communities: Row[]; readonly people: Row[]; readonly quality: Row[] } {
  if (list === undefined) return { communities: [], people: [], quality: [] };
  const found = roundCoverage(list, tubes);
  const whose = new Map(list.rows.map((one) => [one.person, one]));
  const share = (one: { readonly tested: number; readonly should: number; readonly ratio: number | null }): string => `${one.tested} / ${one.should}${one.ratio === null ? "" : ` (${Math.floor(one.ratio * 1000) / 10}%)`}`;
  const person = (kind: string, title: ReturnType<typeof zhEn>) => (one: string): Row => ({ ...row(`${kind}/${one}`, title, [], [one, whose.get(one)?.household, whose.get(one)?.org].filter((part) => part !== undefined).join(" · ")) });
  const people = [
    ...found.missing.map(person("missing", zhEn("未检", "Not tested"))), ...found.doubted.map(person("doubted", zhEn("结果存疑", "Result in doubt"))),
    ...found.pending.map(person("pending", zhEn("待出结果", "Awaiting a result"))), ...found.unlisted.map(person("unlisted", zhEn("不在名单", "On no list"))),
    ...Object.entries(list.exempt).map(([one, why]): Row => row(`exempt/${one}`, zhEn(`免检：${why}`, `Exempt: ${why}`), [], one)),
  ];
  const quality = matchQuality(list.rows);
  const doubtful = ofKind(things, "doubtful-household").filter(({ state }) => state["round"] === round);
  return {
    communities: [row("all", zhEn("全部", "All"), [listRef(round)], share(found)), ...found.byOrg.map((one) => row(one.org, one.org, things.some(({ ref }) => ref === missingRef(round, one.org)) ? [missingRef(round, one.org)] : [], share(one)))],
    people: people.length <= SHOWN ? people : [...people.slice(0, SHOWN), row("more", zhEn("其余人数", "And more"), [listRef(round)], people.length - SHOWN)],
    quality: [
      row("exact", zhEn("证件一致", "Same document in two registers"), [], quality.exact.length), row("probable", zhEn("住户、年份、性别一致", "Same household, year and sex"), [], quality.probable.length),
      row("single", zhEn("仅一份名册", "In one register only"), [], quality.single.length), row("on-the-spot", zhEn("现场补登", "Added on the spot"), [], quality["on-the-spot"].length),
      row("doubtful", zhEn("存疑住户（待敲门）", "Households in doubt, to be visited"), doubtful.filter(({ state }) => state.status === "open").map((one) => householdRef(round, String(one.state["household"])))),
    ],
  };
}

function custody(tubes: readonly Thing[], { now, pack }: Facts): { readonly intervals: Row[]; readonly stuck: Row[]; readonly pickUp: Row[] } {
  const deliver = within(pack, "test.sample.to-lab");
  const report = within(pack, "test.report.within");
  const { steps, slowest } = fourIntervals(tubes, { ...(deliver === null ? {} : { deliver }), ...(report === null ? {} : { report }) });
  const stuck = stuckTubes(tubes, now, { collected: deliver, "picked-up": deliver, received: within(pack, "test.result.voluntary"), resulted: report });
  return {
    intervals: [
      ...steps.map((one) => row(one.step, STEP[one.step], one.tubes, one.median === null ? null : `${hours(one.median)} / ${hours(one.ninetieth)}`)),
      row("slowest", zhEn("最慢环节", "Slowest step"), slowest === null ? [] : steps.find(({ step }) => step === slowest)!.over, slowest === null ? null : STEP[slowest].en),
    ],
    stuck: stuck.map((one): Row => ({ ...row(one.tube, zhEn("超时（小时）", "Over, in hours"), [one.tube], hours(one.age.least - one.limit)), post: one.holder, when: one.since })),
    pickUp: pickUpOrder(tubes, now, within(pack, "test.sample.to-lab-aim") ?? 2 * HOUR).map((one): Row => ({ ...row(one.point, zhEn("最迟取样", "Fetch by"), one.tubes), when: { earliest: one.leaveBy, latest: one.leaveBy } })),
  };
}

const round: Sheet = {
  name: "testing-round", title: zhEn("核酸轮次一页", "Round of testing"), about: "round", duties: "none",
  kinds: ["round", "point", "tube", "should-list", "doubtful-household", "missing-list"],
  only: { point: "round", tube: "round", "should-list": "round", "doubtful-household": "round", "missing-list": "round" },
  write(facts, { about = "" }) {
    const { things } = facts;
    if (stateOf(things, `round:${about}`) === undefined) return [];
    const mine = (kind: string): Thing[] => ofKind(things, kind).filter(({ state }) => state["round"] === about);
    const [points, tubes] = [mine("point"), mine("tube")];
    const list = stateOf<ShouldListView>(things, listRef(about));
    const figures = roundFigures(points, tubes, list ?? null);
    const { results } = figures;
    const pace = progress(points, facts);
    const known = coverage(about, list, tubes, things);
    const hands = custody(tubes, facts);
    return [
      block("glance", "概况", "At a glance", [
        row("points", zhEn("采样点", "Sampling points"), figures.points), row("samplers", zhEn("采样员", "Samplers"), [], figures.samplers.length), row("tubes", zhEn("采样管", "Tubes"), figures.tubes),
        row("negative", zhEn("阴性管", "Negative"), results.negative), row("positive", zhEn("阳性管", "Positive"), results.positive), row("invalid", zhEn("无效管", "Invalid"), results.invalid), row("pending", zhEn("待出结果", "Without a result"), results.pending),
      ]),
      block("townships", "分单位：已采 / 应到进度 / 计划", "By organisation: sampled / expected by now / planned", pace.orgs),
      block("points", "采样点：已采 / 应到进度 / 计划", "Points: sampled / expected by now / planned", pace.points),
      block("coverage", "覆盖：已检 / 应检", "Coverage: tested / should be tested", known.communities),
      block("missing", "应检未检人员", "Who is missing from it", known.people),
      block("quality", "名单来源质量", "How surely the registers agree", known.quality),
      block("intervals", "采送检报（小时）：中位 / 九成", "Four intervals, in hours: median / ninetieth", hands.intervals),
      block("stuck", "滞留采样管", "Stuck tubes", hands.stuck),
      block("pick-up", "取样顺序", "Where the courier goes first", hands.pickUp),
    ];
  },
};

/** Tubes still to come from each open point, spread evenly to its planned end, hour by hour from now. */
function demandOf(things: readonly Thing[], now: Ms, length = 24): number[] {
  const demand = Array.from({ length }, () => 0);
  for (const { state } of ofKind(things, "point")) {
    const point = state as PointView;
    if (point.status !== "open") continue;
    const pool = stateOf<RoundView>(things, `round:${point.round}`)?.poolSize ?? 1;
    const [from, to] = [Math.max(0, Math.floor((point.start.latest - now) / HOUR)), Math.max(1, Math.ceil((point.end.latest - now) / HOUR))];
    const each = Math.max(0, point.planned - point.sampled) / pool / Math.max(1, to - from);
    for (let hour = from; hour < Math.min(to, length); hour++) demand[hour]! += each;
  }
  return demand;
}

const hourOf = (zone: Zone, now: Ms): number => Number(isoIn(zone, now).slice(11, 13));

const laboratories: Sheet = {
  name: "laboratories", title: zhEn("实验室能力", "Laboratories"), about: null, duties: "none", kinds: ["lab", "lab-queue", "point", "round"],
  write({ things, now, zone, pack }) {
    const [labs, queues] = [ofKind(things, "lab"), ofKind(things, "lab-queue")];
    const waiting = queues.reduce((sum, { state }) => sum + (state as QueueView).waiting, 0);
    const limit = within(pack, "test.lab.queue");
    return [
      block("queues", "待检管数", "Tubes waiting", queues.map((one) => row(one.ref, idOf(one.ref), [one.ref], (one.state as QueueView).waiting))),
      block("hours", "今后24小时：到样 / 能力 / 滞留", "Next 24 hours: coming / capacity / left waiting", capacityByHour(labs.map(({ state }) => state as LabView), demandOf(things, now), waiting, hourOf(zone, now)).map((one): Row =>
        ({ ...row(String(one.hour), one.waiting > 0 ? zhEn("不足", "Short") : zhEn("足够", "Enough"), [], `${Math.round(one.demand)} / ${Math.round(one.capacity)} / ${Math.round(one.waiting)}`), when: { earliest: now + one.hour * HOUR, latest: now + one.hour * HOUR } }))),
      block("re-routing", "建议转送", "Proposed re-routing", limit === null ? [] : proposeRerouting(labs, queues, limit).map((one) => row(`${one.from}/${one.to}`, zhEn(`${idOf(one.from)} 转 ${idOf(one.to)}`, `${idOf(one.from)} to ${idOf(one.to)}`), [one.from, one.to], `${one.tubes}`))),
      block("rounds", "各区域轮次：已完成 / 已开", "Rounds by area: closed / opened", roundsByArea(ofKind(things, "round"), null).map((one) => row(one.area, one.area, one.rounds, `${one.closed} / ${one.rounds.length}`))),
    ];
  },
};

const calendar: Sheet = {
  name: "tests-for-work", title: zhEn("重点人群应检", "Tests due for work"), about: null, duties: "none", kinds: ["tested-worker"],
  write({ things, now }) {
    const { due, overdue } = calendarLists(ofKind(things, "tested-worker"), now, now + DAY);
    const rows = (found: typeof due): Row[] => found.map((one) => ({ ...row(one.worker, `${one.group} · ${one.org}`, [one.worker], null), when: one.due }));
    return [block("overdue", "逾期未检", "Overdue", rows(overdue)), block("due", "24小时内应检", "Due within 24 hours", rows(due))];
  },
};

const integrity: Sheet = {
  name: "integrity", title: zhEn("检测诚信", "Integrity of tests"), about: null, duties: "none", kinds: ["integrity-signal", "repeat"],
  write({ things }) {
    return [
      block("signals", "信号：查实 / 已判断", "Signals: borne out / decided", precisionByKind(ofKind(things, "integrity-signal")).map((one) => row(one.kind, one.kind, [...one.open, ...one.decided], `${one.borneOut.length} / ${one.decided.length}`))),
      block("repeat", "须重做的决定", "Decisions to be repeated", ofKind(things, "repeat").filter(({ state }) => state.status === "to-repeat").map((one) => row(one.ref, String(one.state["org"]), [one.ref], null))),
    ];
  },
};

export const sheets: readonly Sheet[] = [round, laboratories, calendar, integrity];
