/**
 * State of orders, the register each issuer numbers them in, and what people ask of them: which were in force at
 * an instant, how far each unit has got, whether a number is missing, what a level between was sent a copy of.
 */
import { idOf, ref, type Ref } from "../../../base/ids.ts";
import type { Ms, When } from "../../../base/time.ts";
import { latest } from "../../../engine/define.ts";
import type { Duty } from "../../../engine/duty/duty.ts";
import { dataOf, type LedgerEvent } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";
import type { Direction } from "../../../engine/pack/types.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { Serial } from "./events.ts";

export interface OrderView extends ThingState {
  readonly number: string;
  readonly text: string;
  readonly units: readonly string[];
  readonly serial: Serial;
  readonly issuedAt: When;
  readonly start?: When;
  readonly end?: When;
  readonly withdrawnAt: When | null;
  /** How what it asks compares with the clause of the pack it names. */
  readonly against?: Direction;
}

/** The register of one issuer and year. */
export interface OrderBookView extends ThingState {
  readonly issuer: string;
  readonly year: number;
  readonly used: number;
}

export const bookRef = (issuer: string, year: number): Ref => ref("order-book", `${issuer}/${year}`);

const foldOrder = (state: OrderView | undefined, event: LedgerEvent): OrderView | undefined => {
  if (event.type === "order.issued") return { withdrawnAt: null, issuedAt: event.occurred, ...dataOf<object>(event), status: "in-force" } as unknown as OrderView;
  if (event.type === "order.withdrawn" && state !== undefined) return { ...state, status: "withdrawn", withdrawnAt: event.occurred };
  return state;
};

function foldBook(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  if (event.type !== "order.numbered") return state;
  const { issuer, year, n, place } = dataOf<Serial & { place: string }>(event);
  return { status: "open", place, issuer, year, used: n } as OrderBookView;
}

export const kinds: readonly Kind[] = [
  {
    kind: "order", title: zhEn("指令", "Order"), scope: "incident", fold: foldOrder as Kind["fold"],
    columns: [
      { key: "number", title: zhEn("文号", "Number"), type: "text" },
      { key: "text", title: zhEn("内容", "Text"), type: "text" },
      { key: "start", title: zhEn("起", "From"), type: "when" },
      { key: "end", title: zhEn("止", "Until"), type: "when" },
      { key: "against", title: zhEn("与规定相比", "Against the rules"), type: "text" },
    ],
  },
  {
    kind: "order-unit", title: zhEn("指令落实", "Order at a unit"), scope: "incident",
    fold: latest({ "order.addressed": "addressed", "instruction.executed": "executed", "order.withdrawn": "withdrawn" }),
    columns: [
      { key: "order", title: zhEn("文号", "Order"), type: "text" },
      { key: "unit", title: zhEn("单位", "Unit"), type: "text" },
    ],
  },
  {
    kind: "order-book", title: zhEn("指令登记簿", "Register of orders"), scope: "city", fold: foldBook,
    columns: [
      { key: "issuer", title: zhEn("发布单位", "Issuer"), type: "text" },
      { key: "year", title: zhEn("年度", "Year"), type: "number" },
      { key: "used", title: zhEn("已用编号", "Numbers used"), type: "number" },
    ],
  },
];

/** Units of an order by how far they have got; a unit that has not accepted is silent. */
export type RollUp = Readonly<Record<"silent" | "accepted" | "started" | "done" | "verified", readonly string[]>>;

function stageOf(duty: Duty): keyof RollUp | null {
  switch (duty.status) {
    case "done":
    case "verified": return duty.status;
    // No longer owed: the order, or its part for this unit, was taken back.
    case "lapsed":
    case "withdrawn": return null;
    default:
      if (duty.accepted === null) return "silent";
      return duty.status === "open" ? "accepted" : "started";
  }
}

/** The duties of each order by unit, as they stand; units in the order in which they were addressed. */
export function rollUp(duties: Iterable<Duty>): ReadonlyMap<string, RollUp> {
  const rolled = new Map<string, Record<keyof RollUp, string[]>>();
  for (const duty of duties) {
    if (duty.batch === null) continue;
    const stages = rolled.get(duty.batch) ?? { silent: [], accepted: [], started: [], done: [], verified: [] };
    rolled.set(duty.batch, stages);
    const stage = stageOf(duty);
    if (stage !== null) stages[stage].push(idOf(duty.subject).slice(duty.batch.length + 1));
  }
  return rolled;
}

export interface InForce {
  readonly order: string;
  /** `possible` where an interval leaves open whether it had begun, or had ended. */
  readonly certainty: "certain" | "possible";
}

/** Which orders were in force at an instant, as far as is known; give it the orders as they stood to ask what was known then. */
export function inForceAt(orders: Iterable<OrderView>, instant: Ms): InForce[] {
  const found: InForce[] = [];
  for (const order of orders) {
    const begin = order.start ?? order.issuedAt;
    const ends = [order.end, order.withdrawnAt].filter((end): end is When => end !== null && end !== undefined);
    if (begin.earliest > instant || ends.some((end) => end.latest <= instant)) continue;
    const certain = begin.latest <= instant && ends.every((end) => end.earliest > instant);
    found.push({ order: order.number, certainty: certain ? "certain" : "possible" });
  }
  return found;
}

/** Numbers missing from a register: every one from 1 up to the last used belongs to an order somebody can show. */
export function missingNumbers(books: Iterable<OrderBookView>, orders: Iterable<OrderView>): Serial[] {
  const shown = new Set([...orders].map(({ serial }) => `${serial.issuer}/${serial.year}/${serial.n}`));
  return [...books].flatMap(({ issuer, year, used }) =>
    Array.from({ length: used }, (_, index) => ({ issuer, year, n: index + 1 })).filter(({ n }) => !shown.has(`${issuer}/${year}/${n}`)));
}

/** Orders that went past an organisation to those below it: it holds nothing, and sees all of it. */
export function copiesFor(org: string, orderUnits: Iterable<ThingState>): { order: string; unit: string }[] {
  return [...orderUnits].filter((unit) => (unit["copied"] as readonly string[] | undefined)?.includes(org))
    .map((unit) => ({ order: String(unit["order"]), unit: String(unit["unit"]) }));
}
