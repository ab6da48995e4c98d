/**
 * State of lots of vaccine and medicine: doses left, dates, the temperature they must be kept at and whether they
 * were. A lot that was too warm or too cold is held until somebody entitled has decided.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import { refuse, type Refusal } from "../../../base/refusal.ts";
import { surelyBefore, type When } from "../../../base/time.ts";
import { event } from "../../../engine/define.ts";
import { dataOf, type LedgerEvent, type NewEvent } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

export interface LotView extends ThingState {
  readonly medicineLot: string;
  readonly org: string;
  readonly product: string;
  /** The remedy it serves as, in the words of the packs. */
  readonly option: string;
  readonly dosesLeft: number;
  readonly expires: When;
  readonly minCelsius: number | null;
  readonly maxCelsius: number | null;
  /** It must be kept cold and is still to be used: somebody reads its temperature. */
  readonly watched: boolean;
  /** The last reading within range before any doubt; what was given since may have been spoiled. */
  readonly lastGood: When | null;
  readonly taken: readonly { readonly course: string; readonly at: When }[];
}

export const lotRef = (lot: string): Ref => ref("medicine-lot", lot);

export function outOfRange({ minCelsius, maxCelsius }: Pick<LotView, "minCelsius" | "maxCelsius">, celsius: number): boolean {
  return (minCelsius !== null && celsius < minCelsius) || (maxCelsius !== null && celsius > maxCelsius);
}

/** Why a dose of a lot may not be given as a remedy; empty when it may. */
export function unusable(lot: LotView, option: string, occurred: When): Refusal[] {
  const found: Refusal[] = [];
  const where = "data.medicineLot";
  if (lot.status === "held") found.push(refuse("lot-held", `Lot ${lot.medicineLot} was out of its temperature and is held.`, { where, fix: "Use another lot until somebody entitled has decided." }));
  if (lot.status === "discarded") found.push(refuse("lot-discarded", `Lot ${lot.medicineLot} is discarded.`, { where, fix: "Use another lot." }));
  if (occurred.latest > lot.expires.earliest) found.push(refuse("lot-expired", `Lot ${lot.medicineLot} is past its date, or may be.`, { where, fix: "Use another lot." }));
  if (lot.dosesLeft <= 0) found.push(refuse("no-doses-left", `Lot ${lot.medicineLot} has no dose left.`, { where, fix: "Use another lot, or count it anew; mark the duty blocked if there is none." }));
  if (lot.option !== option) found.push(refuse("lot-for-something-else", `Lot ${lot.medicineLot} is ${lot.option}, and ${option} is due.`, { where, fix: "Use the lot that was meant, or move on to the alternative.", params: { is: lot.option, due: option } }));
  return found;
}

/** Its temperature is read while it must be kept cold and there is something left to spoil. */
export function isWatched({ minCelsius, maxCelsius }: { readonly minCelsius?: number | null; readonly maxCelsius?: number | null }, doses: number): boolean {
  return ((minCelsius ?? null) !== null || (maxCelsius ?? null) !== null) && doses > 0;
}

export function takenFrom(lot: LotView, course: string, occurred: When): NewEvent {
  const dosesLeft = Math.max(0, lot.dosesLeft - 1);
  return event("medicine.taken", occurred, [lotRef(lot.medicineLot)], { medicineLot: lot.medicineLot, course, dosesLeft, watched: isWatched(lot, dosesLeft) });
}

/** Courses given since the last reading that was surely in range: the ones to look at again. */
export function takenInDoubt(lot: LotView): string[] {
  return lot.taken.filter(({ at }) => lot.lastGood === null || !surelyBefore(at, lot.lastGood)).map(({ course }) => course);
}

function kept(state: LotView, happened: LedgerEvent): LotView {
  const watched = typeof happened.data["watched"] === "boolean" ? happened.data["watched"] : state.watched;
  return { ...state, watched, status: state.dosesLeft <= 0 && state.status === "usable" ? "used-up" : state.status };
}

function fold(state: LotView | undefined, happened: LedgerEvent): LotView | undefined {
  if (happened.type === "medicine.received") {
    const data = dataOf<Omit<LotView, "dosesLeft" | "minCelsius" | "maxCelsius"> & { doses: number; minCelsius?: number; maxCelsius?: number }>(happened);
    return kept({ ...data, dosesLeft: data.doses + (state?.dosesLeft ?? 0), minCelsius: data.minCelsius ?? null, maxCelsius: data.maxCelsius ?? null, lastGood: happened.occurred, taken: state?.taken ?? [], status: state?.status === "held" ? "held" : "usable" } as unknown as LotView, happened);
  }
  if (state === undefined) return state;
  switch (happened.type) {
    case "medicine.temperature_read": return happened.data["inRange"] === true && state.status !== "held" ? { ...state, lastGood: happened.occurred } : state;
    case "medicine.excursion": return kept({ ...state, status: state.status === "discarded" ? "discarded" : "held" }, happened);
    case "medicine.decided": return kept({ ...state, status: happened.data["verdict"] === "use" ? "usable" : "discarded", lastGood: happened.data["verdict"] === "use" ? happened.occurred : state.lastGood }, happened);
    case "medicine.taken": return kept({ ...state, dosesLeft: Number(happened.data["dosesLeft"]), taken: [...state.taken, { course: String(happened.data["course"]), at: happened.occurred }] }, happened);
    case "medicine.counted": return kept({ ...state, dosesLeft: Number(happened.data["doses"]), status: state.status === "used-up" ? "usable" : state.status }, happened);
    default: return state;
  }
}

export interface StockRow {
  readonly option: string;
  readonly doses: number;
  readonly lots: readonly string[];
  /** Courses that have the remedy due. */
  readonly due: readonly string[];
  readonly short: number;
}

/** Usable doses of an organisation against the courses due there, remedy by remedy. */
export function doseCover(lots: readonly Thing[], courses: readonly Thing[], org: string): StockRow[] {
  const mine = lots.map(({ state }) => state as LotView).filter((lot) => lot.org === org && lot.status === "usable");
  const waiting = courses.filter(({ state }) => state["org"] === org && state["option"] !== null);
  const options = [...new Set([...mine.map((lot) => lot.option), ...waiting.map(({ state }) => String(state["option"]))])].sort();
  return options.map((option) => {
    const held = mine.filter((lot) => lot.option === option);
    const doses = held.reduce((sum, lot) => sum + lot.dosesLeft, 0);
    const due = waiting.filter(({ state }) => state["option"] === option).map(({ state }) => String(state["course"]));
    return { option, doses, lots: held.map((lot) => lot.medicineLot), due, short: Math.max(0, due.length - doses) };
  });
}

export const kinds: readonly Kind[] = [
  {
    kind: "medicine-lot", title: zhEn("药苗批次", "Lot of vaccine or medicine"), scope: "incident", fold: fold as Kind["fold"],
    columns: [
      { key: "org", title: zhEn("单位", "Organisation"), type: "text" }, { key: "product", title: zhEn("品名", "Product"), type: "text" }, { key: "option", title: zhEn("用作", "Serves as"), type: "text" },
      { key: "dosesLeft", title: zhEn("剩余剂数", "Doses left"), type: "number" }, { key: "expires", title: zhEn("有效期至", "Expires"), type: "when" },
      { key: "minCelsius", title: zhEn("最低温度", "Lowest °C"), type: "number" }, { key: "maxCelsius", title: zhEn("最高温度", "Highest °C"), type: "number" },
    ],
  },
];
