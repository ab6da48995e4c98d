/**
 * Commands of stock and prices → events or a refusal. Nothing is drawn that is not there; what lasts fewer
 * days than the rules ask is to be replenished, and a price that jumps is somebody's to answer.
 */
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, knownOrg, Words } from "../../../engine/define.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { ratio } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import { drawn, shortfall, stockRef } from "./draw.ts";
import { levelOf, USES, type PriceView, type StockView } from "./views.ts";

const Quantity = Type.Number({ minimum: 0, maximum: 1e12 });
const onStock = { kind: "stock", field: "item" } as const;

export const commands: readonly CommandDef[] = [
  command("stock.count", zhEn("盘点库存", "Count stock"), {
    org: Id, item: Id, use: Type.Union(USES.map((use) => Type.Literal(use))), unit: Words, quantity: Quantity, dailyUse: Quantity,
  }, ({ state, data, context, occurred }) =>
    knownOrg(state, data.org, "data.org") ?? [event("stock.counted", occurred, [stockRef(data.org, data.item)], { ...data, ...levelOf(context.pack, data) })]),
  command("stock.receive", zhEn("物资入库", "Receive goods"), { org: Id, item: Id, quantity: Quantity, from: Type.Optional(Words) }, ({ state, data, context, occurred }) => {
    const stock = known<StockView>(state, stockRef(data.org, data.item), "data.item");
    if (isRefusal(stock)) return stock;
    return [event("stock.received", occurred, [stockRef(data.org, data.item)], {
      org: data.org, item: data.item, added: data.quantity, ...(data.from === undefined ? {} : { from: data.from }), ...levelOf(context.pack, { ...stock, quantity: stock.quantity + data.quantity }),
    })];
  }, { on: onStock }),
  command("stock.draw", zhEn("物资出库", "Draw goods"), { org: Id, item: Id, quantity: Type.Number({ exclusiveMinimum: 0, maximum: 1e12 }), to: Id }, ({ state, data, context, occurred }) => {
    const stock = known<StockView>(state, stockRef(data.org, data.item), "data.item");
    if (isRefusal(stock)) return stock;
    const missing = knownOrg(state, data.to, "data.to");
    if (missing !== null) return missing;
    const wanted = { [data.item]: data.quantity };
    if (shortfall(state, data.org, wanted).length > 0) {
      return refuse("not-enough-in-stock", `${data.org} holds ${stock.quantity} ${stock.unit} of ${data.item}.`, { where: "data.quantity", fix: "Draw less, or count the stock anew first.", params: { quantity: stock.quantity, item: data.item } });
    }
    return drawn(state, context.pack, data.org, wanted, ref("org", data.to), occurred);
  }, { on: onStock }),
  command("price.record", zhEn("记录价格", "Record a price"), { org: Id, item: Id, price: Type.Number({ exclusiveMinimum: 0 }), unit: Words }, ({ state, data, context, occurred }) => {
    const missing = knownOrg(state, data.org, "data.org");
    if (missing !== null) return missing;
    const about = ref("price", `${data.org}/${data.item}`);
    const previous = (state.thing(about)?.state as PriceView | undefined)?.price ?? null;
    const jump = previous !== null && data.price > previous * (1 + ratio(context.pack, "price.jump"));
    return [event("price.recorded", occurred, [about], { ...data, previous, jump })];
  }),
  command("price.answer", zhEn("落实稳价措施", "Answer a price rise"), { org: Id, item: Id, measures: Words }, ({ state, data, occurred }) => {
    const price = known<PriceView>(state, ref("price", `${data.org}/${data.item}`), "data.item");
    return isRefusal(price) ? price : [event("price.answered", occurred, [ref("price", `${data.org}/${data.item}`)], data)];
  }, { on: { kind: "price", field: "item", statuses: ["risen"] } }),
];
