/** Drawing from stock, for any command that gives goods out: what is lacking, and the events of what is taken. */
import { ref, type Ref } from "../../../base/ids.ts";
import type { When } from "../../../base/time.ts";
import { event } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { ResolvedPack } from "../../../engine/pack/types.ts";
import type { State } from "../../../engine/state.ts";
import { levelOf, type StockView } from "./views.ts";

export const stockRef = (org: string, item: string): Ref => ref("stock", `${org}/${item}`);

export function stockOf(state: State, org: string, item: string): StockView | undefined {
  return state.thing(stockRef(org, item))?.state as StockView | undefined;
}

/** Items a store does not hold enough of, each with how much is lacking. */
export function shortfall(state: State, store: string, items: Readonly<Record<string, number>>): string[] {
  return Object.entries(items).flatMap(([item, wanted]) => {
    const lacking = wanted - (stockOf(state, store, item)?.quantity ?? 0);
    return lacking > 0 ? [`${item}: ${lacking}`] : [];
  });
}

/** Taken out of stock for something; the store must hold it. */
export function drawn(state: State, pack: ResolvedPack, store: string, items: Readonly<Record<string, number>>, to: Ref, occurred: When): NewEvent[] {
  return Object.entries(items).map(([item, taken]) => {
    const stock = stockOf(state, store, item)!;
    return event("stock.drawn", occurred, [stockRef(store, item)], { org: store, item, taken, to, ...levelOf(pack, { ...stock, quantity: stock.quantity - taken }) });
  });
}
