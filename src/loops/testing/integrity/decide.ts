/**
 * Commands of integrity → events or a refusal. The engine raises questions; a person of another organisation
 * decides, and may be appealed. Falsified or merely unreliable, results then count for nothing, and every
 * decision that rested on them is to be made again. Refuses anybody deciding on their own work.
 */
import { digestOf } from "../../../base/digest.ts";
import { ref, type Ref } from "../../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { DAY, type When } from "../../../base/time.ts";
import { command, event, Id, known, knownOrg, WhenShape, Words, type Turn } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { lengthMs, valueOf } from "../../../engine/pack/clause.ts";
import { zhEn, type Text } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import type { WorkerView as StaffView } from "../../command/staff/views.ts";
import type { LabView } from "../labs/views.ts";
import type { PointView, RoundView } from "../rounds/views.ts";
import type { TubeView } from "../tubes/views.ts";
import { scan } from "./signals.ts";
import { BASE_RATES, dependentsOf, repeatRef, signalRef, type ChallengeView, type Signal, type SignalView } from "./views.ts";

const ON_SIGNAL = { kind: "integrity-signal", field: "signal" } as const;
const tubeRef = (tube: string): Ref => ref("tube", tube);

function tubesNamed(state: State, names: readonly string[]): TubeView[] {
  return names.flatMap((name) => state.thing(tubeRef(name))?.state as TubeView | undefined ?? []);
}

/** The organisation whose work a signal asks about. */
function judgedOrg(state: State, signal: Signal, tubes: readonly TubeView[]): string {
  if (signal.of === "lab") return (state.thing(ref("lab", signal.subject))?.state as LabView | undefined)?.org ?? signal.subject;
  return tubes.find((tube) => signal.tubes.includes(tube.tube))?.org ?? signal.subject;
}

function raised(state: State, signal: Signal, round: string | null, tubes: readonly TubeView[], occurred: When): NewEvent[] {
  const id = `${round ?? "all"}/${signal.kind}/${signal.subject}`;
  const before = state.thing(signalRef(id))?.state as SignalView | undefined;
  // Asked before about the same tubes: no second question, whatever the answer was.
  if (before !== undefined && signal.tubes.every((tube) => before.tubes.includes(tube))) return [];
  return [event("integrity.raised", occurred, [signalRef(id)], { ...signal, signal: id, round, judged: judgedOrg(state, signal, tubes), baseRate: BASE_RATES[signal.kind] })];
}

/** Hours at work, by their own check-ins, of those samplers who check in at all. */
function presenceOf(state: State, tubes: readonly TubeView[], now: number): Map<string, readonly { from: number; to: number }[]> {
  return new Map([...new Set(tubes.map((tube) => tube.sampler))].flatMap((sampler) => {
    const worker = state.thing(ref("worker", sampler))?.state as StaffView | undefined;
    return worker === undefined ? [] : [[sampler, [...worker.worked, ...(worker.at === null ? [] : [{ from: worker.at.since.earliest, to: now }])]] as const];
  }));
}

const scanRound = command("integrity.scan", zhEn("核查检测诚信", "Look for integrity signals"), { round: Id }, ({ state, data, context, occurred }) => {
  const round = known<RoundView>(state, ref("round", data.round), "data.round");
  if (isRefusal(round)) return round;
  const tubes = state.things("tube", "round", data.round).map((thing) => thing.state as TubeView);
  const rosters = new Map(state.things("point", "round", data.round).map((thing) => [thing.ref.slice("point:".length), (thing.state as PointView).samplers]));
  const presence = presenceOf(state, tubes, context.now);
  const drawn = new Map(state.things("reagent-count", "round", data.round).map((thing) => [String(thing.state["lab"]), Number(thing.state["reactions"])]));
  const signals = scan({ tubes, rosters, presence, drawn, now: context.now, reportWithin: lengthMs(context.pack, "report.deadline"), controlLimit: Number(valueOf(context.pack, "test.control.limit")) });
  return signals.flatMap((signal) => raised(state, signal, data.round, tubes, occurred));
}, { on: { kind: "round", field: "round" } });

/** Results that count for nothing any more, and everything that rested on them. */
function doubt(state: State, tubes: readonly TubeView[], why: string, occurred: When): NewEvent[] {
  const fresh = tubes.filter((tube) => !tube.doubted);
  if (fresh.length === 0) return [];
  return [
    event("results.doubted", occurred, fresh.map((tube) => tubeRef(tube.tube)), { tubes: fresh.map((tube) => tube.tube), why }),
    ...dependentsOf(state, fresh).map(({ decision, org, tubes: on }) => event("decision.to_repeat", occurred, [repeatRef(decision), decision], { decision, org, tubes: on, why })),
  ];
}

function ownWork(turn: Turn<unknown>, judged: string): Refusal | null {
  return turn.actor.org !== judged ? null : refuse("own-case", "Nobody decides on their own organisation's work.", { fix: "Leave it to the level above or to an inspector.", params: { org: judged } });
}

const decideSignal = command("integrity.decide", zhEn("判断诚信信号", "Decide on a signal"), {
  signal: Id, verdict: Type.Union([Type.Literal("explained"), Type.Literal("retest"), Type.Literal("falsified")]), why: Words,
}, (turn) => {
  const { state, data, occurred } = turn;
  const signal = known<SignalView>(state, signalRef(data.signal), "data.signal");
  if (isRefusal(signal)) return signal;
  if (signal.status === "decided") return refuse("already-decided", "Somebody has decided on this signal.", { where: "data.signal", fix: "Appeal the decision if it is wrong." });
  const own = ownWork(turn, signal.judged);
  if (own !== null) return own;
  const events = [event("integrity.decided", occurred, [signalRef(data.signal)], data)];
  if (data.verdict === "explained") return events;
  if (data.verdict === "falsified") events.push(event("record.falsified", occurred, [signalRef(data.signal)], { signal: data.signal, tubes: signal.tubes, judged: signal.judged }));
  return [...events, ...doubt(state, tubesNamed(state, signal.tubes), data.why, occurred)];
}, { on: { ...ON_SIGNAL, statuses: ["open", "appealed"] } });

const appeal = command("integrity.appeal", zhEn("对判断提出申诉", "Appeal a decision on a signal"), { signal: Id, grounds: Words }, ({ state, data, occurred }) => {
  const signal = known<SignalView>(state, signalRef(data.signal), "data.signal");
  if (isRefusal(signal)) return signal;
  if (signal.status !== "decided") return refuse("not-decided", "Nobody has decided on this signal yet.", { where: "data.signal", fix: "Wait for the decision." });
  return [event("integrity.appealed", occurred, [signalRef(data.signal)], data)];
}, { on: { ...ON_SIGNAL, statuses: ["decided"] } });

const doubtTester = command("tester.doubt", zhEn("检测人员或机构不可靠", "Hold a tester unreliable"), {
  of: Type.Union([Type.Literal("sampler"), Type.Literal("lab")]), subject: Id, since: Type.Optional(WhenShape), why: Words,
}, (turn) => {
  const { state, data, occurred } = turn;
  const all = state.things("tube", data.of, data.subject).map((thing) => thing.state as TubeView);
  const tubes = all.filter((tube) => data.since === undefined || tube.collectedAt.latest >= data.since.earliest);
  if (tubes.length === 0) return refuse("no-tubes", `There are no tubes of ${data.subject} in that time.`, { where: "data.subject", fix: "Check the name and the time.", params: { subject: data.subject } });
  const own = ownWork(turn, data.of === "lab" ? (state.thing(ref("lab", data.subject))?.state as LabView | undefined)?.org ?? "" : tubes[0]!.org);
  if (own !== null) return own;
  const events = doubt(state, tubes, data.why, occurred);
  return events.length > 0 ? events : refuse("doubted-already", "All of them are in doubt already.", { where: "data.subject", fix: "Nothing needs to be done." });
});

const lookBack = command("case.look-back", zhEn("病例既往阴性回看", "Look back at a case's negatives"), { person: Id, lab: Id, days: Type.Integer({ minimum: 1, maximum: 60 }), case: Type.Optional(Id) }, ({ state, data, context, occurred }) => {
  const recent = state.things("tube", "lab", data.lab).map((thing) => thing.state as TubeView).filter((tube) => tube.result === "negative" && tube.collectedAt.latest >= context.now - data.days * DAY);
  const own = recent.filter((tube) => tube.members.includes(data.person));
  const looked = data.case === undefined ? [] : [event("case.looked_back", occurred, [ref("case", data.case)], { case: data.case, lab: data.lab, tubes: own.map((tube) => tube.tube) })];
  if (own.length === 0 && looked.length > 0) return looked;
  if (own.length === 0) return refuse("no-tubes", `${data.lab} had no negative tube of this person in ${data.days} days.`, { where: "data.person", fix: "Look at the other laboratories.", params: { subject: data.person } });
  const reasons: Text[] = [{ zh: `病例确诊前${data.days}天内该实验室报过${own.length}管阴性，须调阅原始曲线；同期该实验室阴性${recent.length}管`, en: `This laboratory called ${own.length} tubes of the case negative within ${data.days} days; look at the raw curves. It had ${recent.length} negatives in that time` }];
  return [...looked, ...raised(state, { kind: "look-back", of: "lab", subject: data.lab, tubes: own.map((tube) => tube.tube), reasons, chance: null }, data.person, own, occurred)];
}, { on: { kind: "case", field: "case" }, help: zhEn("每例病例都回看其既往阴性。", "Each case's earlier negatives are looked at again.") });

const relying: readonly CommandDef[] = [
  command("decision.rely", zhEn("登记决定所依据的结果", "Record what a decision rests on"), { decision: Id, what: Words, org: Id, tubes: Type.Array(Id, { minItems: 1, maxItems: 1000, uniqueItems: true }) }, ({ state, data, occurred }) => {
    const missing = knownOrg(state, data.org, "data.org");
    if (missing !== null) return missing;
    for (const [index, tube] of data.tubes.entries()) {
      const view = known<TubeView>(state, tubeRef(tube), `data.tubes[${index}]`);
      if (isRefusal(view)) return view;
      if (view.doubted) return refuse("results-doubted", `Tube ${tube} is in doubt; nothing may rest on it.`, { where: `data.tubes[${index}]`, fix: "Repeat it first.", params: { tubes: 1 } });
    }
    return [event("decision.relied", occurred, [ref("test-decision", data.decision), ...data.tubes.map((tube) => ref("reliance", `${data.decision}/${tube}`))], { decision: data.decision, what: data.what, org: data.org })];
  }),
  command("decision.repeat", zhEn("登记复检重做", "Record a decision made again"), { repeat: Id, note: Words, tubes: Type.Array(Id, { maxItems: 100, uniqueItems: true }) }, ({ state, data, occurred }) => {
    const repeat = known<{ status: string; decision: Ref }>(state, ref("repeat", data.repeat), "data.repeat");
    if (isRefusal(repeat)) return repeat;
    const unsound = data.tubes.find((tube) => (state.thing(tubeRef(tube))?.state as TubeView | undefined)?.doubted !== false);
    if (unsound !== undefined) return refuse("results-doubted", `Tube ${unsound} is unknown or itself in doubt.`, { where: "data.tubes", fix: "Name the new tubes.", params: { tubes: 1 } });
    return [event("decision.repeated", occurred, [ref("repeat", data.repeat), repeat.decision], { note: data.note, again: data.tubes })];
  }, { on: { kind: "repeat", field: "repeat", statuses: ["to-repeat"] } }),
];

/** The seal of a challenge: the truth, known to who planted it, hidden from who tests it until it is opened. */
export const sealOf = (tube: string, expected: string, secret: string): string => digestOf({ tube, expected, secret });

const testing: readonly CommandDef[] = [
  command("reagents.count", zhEn("登记试剂领用", "Count reagent drawn"), { lab: Id, round: Id, reactions: Type.Integer({ minimum: 0 }) }, ({ state, data, occurred }) => {
    const lab = known<LabView>(state, ref("lab", data.lab), "data.lab");
    return isRefusal(lab) ? lab : [event("reagents.counted", occurred, [ref("reagent-count", `${data.round}/${data.lab}`)], data)];
  }),
  command("challenge.plant", zhEn("投放盲样", "Plant a blind challenge"), { tube: Id, seal: Type.String({ pattern: "^sha256:[0-9a-f]{64}$" }) }, ({ state, data, occurred }) => {
    if (state.thing(ref("challenge", data.tube)) !== undefined) return refuse("challenge-exists", "That tube is a challenge already.", { where: "data.tube", fix: "Use another tube." });
    return [event("challenge.planted", occurred, [ref("challenge", data.tube)], data)];
  }),
  command("challenge.open", zhEn("盲样启封比对", "Open a blind challenge"), { tube: Id, expected: Type.Union([Type.Literal("negative"), Type.Literal("positive"), Type.Literal("invalid")]), secret: Id }, ({ state, data, occurred }) => {
    const challenge = known<ChallengeView>(state, ref("challenge", data.tube), "data.tube");
    if (isRefusal(challenge)) return challenge;
    if (sealOf(data.tube, data.expected, data.secret) !== challenge.seal) return refuse("seal-broken", "That is not what was sealed.", { where: "data.secret", fix: "Give the result and the secret that were sealed." });
    const tube = known<TubeView>(state, tubeRef(data.tube), "data.tube");
    if (isRefusal(tube)) return tube;
    if (tube.result === null) return refuse("tubes-pending", "That tube has no result yet.", { where: "data.tube", fix: "Wait for the result.", params: { tubes: 1 } });
    const passed = tube.result === data.expected;
    const reasons: Text[] = [{ zh: `盲样应为${data.expected}，报告为${tube.result}`, en: `The blind sample is ${data.expected} and was called ${tube.result}` }];
    return [
      event("challenge.opened", occurred, [ref("challenge", data.tube)], { tube: data.tube, expected: data.expected, found: tube.result, passed }),
      ...(passed ? [] : raised(state, { kind: "challenge-failed", of: "lab", subject: tube.lab ?? "unknown", tubes: [data.tube], reasons, chance: null }, data.tube, [tube], occurred)),
    ];
  }, { on: { kind: "challenge", field: "tube", statuses: ["sealed"] } }),
  command("duplicate.compare", zhEn("两家实验室比对", "Compare two laboratories' results"), { tube: Id, duplicate: Id }, ({ state, data, occurred }) => {
    const first = known<TubeView>(state, tubeRef(data.tube), "data.tube");
    if (isRefusal(first)) return first;
    const second = known<TubeView>(state, tubeRef(data.duplicate), "data.duplicate");
    if (isRefusal(second)) return second;
    if (first.result === null || second.result === null) return refuse("tubes-pending", "Both need their result first.", { where: "data.duplicate", fix: "Wait for the results.", params: { tubes: 1 } });
    if (first.lab === second.lab) return refuse("same-laboratory", "Both were tested by one laboratory.", { where: "data.duplicate", fix: "Send the duplicate to another laboratory." });
    if (first.result === second.result) return [];
    const reasons: Text[] = [{ zh: `同一样本，一家报${first.result}，另一家报${second.result}`, en: `One sample, called ${first.result} by one laboratory and ${second.result} by the other` }];
    return raised(state, { kind: "duplicate-disagrees", of: "lab", subject: first.lab ?? "unknown", tubes: [data.tube, data.duplicate], reasons, chance: null }, data.tube, [first], occurred);
  }),
];

export const commands: readonly CommandDef[] = [scanRound, decideSignal, appeal, doubtTester, lookBack, ...relying, ...testing];
