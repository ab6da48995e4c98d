/** State of stock and prices: days of cover against the pack's least, by kind of goods, and price rises. */
import { DAY } from "../../../base/time.ts";
import { dataOf, type LedgerEvent } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";
import { days } from "../../../engine/pack/clause.ts";
import type { ResolvedPack } from "../../../engine/pack/types.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { Thing } from "../../../engine/thing.ts";

/** The basket whose cover and price are watched: grain, oil, meat, vegetables and what else a city names. */
export const USES = ["basic", "living", "production", "control"] as const;

export interface StockView extends ThingState {
  readonly org: string;
  readonly item: string;
  readonly use: (typeof USES)[number];
  readonly unit: string;
  readonly quantity: number;
  readonly dailyUse: number;
}

export interface PriceView extends ThingState {
  readonly org: string;
  readonly item: string;
  readonly price: number;
  readonly previous: number | null;
}

/** Days the quantity lasts; null where nothing is used. */
export function coverDays({ quantity, dailyUse }: Pick<StockView, "quantity" | "dailyUse">): number | null {
  return dailyUse === 0 ? null : Math.round((quantity / dailyUse) * 100) / 100;
}

/** What every event of stock says: how much there is afterwards, how long it lasts, whether to order anew. */
export function levelOf(pack: ResolvedPack, stock: Pick<StockView, "quantity" | "dailyUse">): { quantity: number; coverDays: number | null; low: boolean } {
  const cover = coverDays(stock);
  return { quantity: stock.quantity, coverDays: cover, low: cover !== null && cover < days(pack, "stock.cover") };
}

export interface CoverRow {
  readonly item: string;
  readonly use: string;
  readonly quantity: number;
  readonly coverDays: number | null;
  /** The stocks it was added up from. */
  readonly stocks: readonly string[];
}

/** Days of cover by item over all stores shown, shortest first; what is not used up daily comes last. */
export function coverByItem(stocks: readonly Thing[]): CoverRow[] {
  const byItem = new Map<string, StockView[]>();
  for (const { state } of stocks) byItem.set(String(state["item"]), [...(byItem.get(String(state["item"])) ?? []), state as StockView]);
  const rows = [...byItem].map(([item, held]) => {
    const sum = (field: "quantity" | "dailyUse"): number => held.reduce((total, one) => total + one[field], 0);
    return { item, use: held[0]!.use, quantity: sum("quantity"), coverDays: coverDays({ quantity: sum("quantity"), dailyUse: sum("dailyUse") }), stocks: held.map((one) => `${one.org}/${one.item}`) };
  });
  return rows.toSorted((a, b) => (a.coverDays ?? Infinity) - (b.coverDays ?? Infinity));
}

/** When an item runs out at the rate it is used, counted from `now`; null where nothing is used. */
export function runsOutAt(stock: StockView, now: number): number | null {
  const cover = coverDays(stock);
  return cover === null ? null : now + Math.round(cover * DAY);
}

function foldStock(state: StockView | undefined, event: LedgerEvent): StockView | undefined {
  if (event.type === "stock.counted") return { ...state, ...dataOf<object>(event), status: event.data["low"] === true ? "low" : "enough", at: event.occurred } as unknown as StockView;
  if (state === undefined || (event.type !== "stock.received" && event.type !== "stock.drawn")) return state;
  const { quantity, coverDays: cover, low } = dataOf<{ quantity: number; coverDays: number; low: boolean }>(event);
  return { ...state, quantity, coverDays: cover, low, status: low ? "low" : "enough", at: event.occurred };
}

function foldPrice(state: PriceView | undefined, event: LedgerEvent): PriceView | undefined {
  if (event.type === "price.recorded") return { ...dataOf<object>(event), status: event.data["jump"] === true ? "risen" : "steady", at: event.occurred } as unknown as PriceView;
  return event.type === "price.answered" && state !== undefined ? { ...state, status: "answered" } : state;
}

const ORG = { key: "org", title: zhEn("单位", "Organisation"), type: "text" } as const;
const ITEM = { key: "item", title: zhEn("品名", "Item"), type: "text" } as const;
const AT = { key: "at", title: zhEn("时间", "When"), type: "when" } as const;

export const kinds: readonly Kind[] = [
  {
    kind: "stock", title: zhEn("物资库存", "Stock"), scope: "incident", fold: foldStock as Kind["fold"],
    columns: [
      ORG, ITEM, { key: "use", title: zhEn("用途", "Use"), type: "text" }, { key: "quantity", title: zhEn("数量", "Quantity"), type: "number" }, { key: "unit", title: zhEn("计量单位", "Unit"), type: "text" },
      { key: "dailyUse", title: zhEn("日消耗", "Used a day"), type: "number" }, { key: "coverDays", title: zhEn("可用天数", "Days of cover"), type: "number" },
      { key: "low", title: zhEn("需补货", "To be replenished"), type: "boolean" }, AT,
    ],
  },
  {
    kind: "price", title: zhEn("价格", "Price"), scope: "incident", fold: foldPrice as Kind["fold"],
    columns: [ORG, ITEM, { key: "price", title: zhEn("价格", "Price"), type: "number" }, { key: "previous", title: zhEn("上次价格", "Price before"), type: "number" }, { key: "jump", title: zhEn("异常上涨", "Price jump"), type: "boolean" }, AT],
  },
];
