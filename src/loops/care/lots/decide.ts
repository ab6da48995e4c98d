/**
 * Commands of lots → events or a refusal. A reading out of range holds the lot at once and puts in doubt what was
 * given since the last good reading; only a numbered decision of another organisation than the one that keeps the
 * lot lets it be used again.
 */
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, knownOrg, WhenShape, Words } from "../../../engine/define.ts";
import type { CommandDef, Objection } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import { courseRef, PROTECTIONS, TREATMENTS, type CourseView } from "../prophylaxis/views.ts";
import { isWatched, lotRef, outOfRange, takenInDoubt, type LotView } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const Celsius = Type.Number({ minimum: -200, maximum: 60 });
const onLot = { on: { kind: "medicine-lot", field: "medicineLot" } } as const;

export const commands: readonly CommandDef[] = [
  command("medicine.receive", zhEn("药苗入库", "Receive a lot"), {
    medicineLot: Id, org: Id, product: Words, option: oneOf([...PROTECTIONS, ...TREATMENTS]), doses: Type.Integer({ minimum: 1, maximum: 10_000_000 }), expires: WhenShape,
    minCelsius: Type.Optional(Celsius), maxCelsius: Type.Optional(Celsius),
  }, ({ state, data, occurred }) => {
    const missing = knownOrg(state, data.org, "data.org");
    if (missing !== null) return missing;
    if (data.minCelsius !== undefined && data.maxCelsius !== undefined && data.minCelsius > data.maxCelsius) {
      return refuse("range-upside-down", "The lowest temperature lies above the highest.", { where: "data.minCelsius", fix: "Exchange the two." });
    }
    const before = state.thing(lotRef(data.medicineLot))?.state as LotView | undefined;
    if (before !== undefined && (before.org !== data.org || before.option !== data.option)) {
      return refuse("lot-exists", `Lot ${data.medicineLot} is ${before.product} at ${before.org}.`, { where: "data.medicineLot", fix: "Give what is kept elsewhere a number of its own." });
    }
    return [event("medicine.received", occurred, [lotRef(data.medicineLot)], { ...data, watched: isWatched(data, data.doses) })];
  }),
  command("medicine.read-temperature", zhEn("记录储存温度", "Read the temperature"), { medicineLot: Id, celsius: Celsius }, ({ state, data, occurred }) => {
    const lot = known<LotView>(state, lotRef(data.medicineLot), "data.medicineLot");
    if (isRefusal(lot)) return lot;
    const out = outOfRange(lot, data.celsius);
    const read = event("medicine.temperature_read", occurred, [lotRef(data.medicineLot)], { ...data, inRange: !out });
    if (!out) return [read];
    const doubted = takenInDoubt(lot);
    return [
      read,
      event("medicine.excursion", occurred, [lotRef(data.medicineLot)], { ...data, org: lot.org, doubted }),
      ...doubted.map((course) => event("course.doubted", occurred, [courseRef(course)], { course, medicineLot: data.medicineLot, org: (state.thing(courseRef(course))?.state as CourseView | undefined)?.org ?? lot.org })),
    ];
  }, onLot),
  command("medicine.decide", zhEn("决定批次能否再用", "Decide whether a lot may be used"), { medicineLot: Id, verdict: oneOf(["use", "discard"]), decision: Words, reason: Words }, ({ state, data, actor, occurred }) => {
    const lot = known<LotView>(state, lotRef(data.medicineLot), "data.medicineLot");
    if (isRefusal(lot)) return lot;
    if (lot.status !== "held") return refuse("lot-not-held", `Lot ${data.medicineLot} is not held.`, { where: "data.medicineLot", fix: "Nothing is to be decided." });
    const objections: Objection[] = actor.org !== lot.org ? [] : [{
      refusal: refuse("own-lot", "Who keeps the lot does not decide on it.", { where: "data.medicineLot", fix: "Leave it to the level above." }), about: [lotRef(data.medicineLot)], finding: null,
    }];
    return { objections, events: [event("medicine.decided", occurred, [lotRef(data.medicineLot)], { ...data, by: actor, watched: data.verdict === "use" && isWatched(lot, lot.dosesLeft) })] };
  }, { on: { kind: "medicine-lot", field: "medicineLot", statuses: ["held"] } }),
  command("medicine.count", zhEn("盘点剂数", "Count the doses"), { medicineLot: Id, doses: Type.Integer({ minimum: 0, maximum: 10_000_000 }) }, ({ state, data, occurred }) => {
    const lot = known<LotView>(state, lotRef(data.medicineLot), "data.medicineLot");
    return isRefusal(lot) ? lot : [event("medicine.counted", occurred, [lotRef(data.medicineLot)], { ...data, watched: lot.status !== "discarded" && isWatched(lot, data.doses) })];
  }, onLot),
];
