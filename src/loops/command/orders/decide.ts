/**
 * Commands of orders → events or a refusal. An order gets the next number of its issuer's register, names the rule
 * it rests on, and is not issued looser than that rule without a reason. It may go straight to the unit that will
 * do it: the levels between see a copy and hold nothing.
 */
import { dayOf } from "../../../base/civil.ts";
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type, type Static } from "../../../base/schema.ts";
import type { When } from "../../../base/time.ts";
import { command, event, Id, known, knownOrg, placeOf, WhenShape, Words } from "../../../engine/define.ts";
import type { NewEvent, Post } from "../../../engine/event.ts";
import type { CommandDef, Context, Objection } from "../../../engine/loop.ts";
import { askClause } from "../../../engine/pack/clause.ts";
import { directionOf } from "../../../engine/pack/strictness.ts";
import type { Direction } from "../../../engine/pack/types.ts";
import { zhEn } from "../../../engine/rule.ts";
import { above } from "../../../engine/select.ts";
import type { State } from "../../../engine/state.ts";
import type { Serial } from "./events.ts";
import { bookRef, type OrderBookView, type OrderView } from "./views.ts";

const fields = {
  number: Type.Optional(Id), text: Words, units: Type.Array(Id, { minItems: 1, maxItems: 5000, uniqueItems: true }),
  legalBasis: Type.Optional(Words), start: Type.Optional(WhenShape), end: Type.Optional(WhenShape), due: Type.Optional(WhenShape),
  areas: Type.Optional(Type.Array(Words, { maxItems: 500 })), tasks: Type.Optional(Type.Array(Words, { maxItems: 100 })),
  rule: Type.Optional(Type.Object({ clause: Id, value: Type.Number() }, { additionalProperties: false })), looserBecause: Type.Optional(Words),
  supersedes: Type.Optional(Id),
};
const Fields = Type.Object(fields);
type Fields = Static<typeof Fields>;

/** The issuer's next number of the year in which it is issued. */
function nextSerial(state: State, issuer: string, occurred: When, context: Context): Serial {
  const year = Number(dayOf(context.zone, occurred.latest).slice(0, 4));
  const book = state.thing(bookRef(issuer, year))?.state as OrderBookView | undefined;
  return { issuer, year, n: (book?.used ?? 0) + 1 };
}

/** Organisations from below the issuer down to above the unit, when the order goes past them. */
export function levelsBetween(state: State, issuer: string, unit: string): string[] {
  const passed: string[] = [];
  for (let org = above(state, unit); org !== undefined && org !== issuer && passed.length < 32; org = above(state, org)) passed.push(org);
  return above(state, passed.at(-1) ?? unit) === issuer ? passed : [];
}

/** How the number an order sets compares with the clause it names. */
function againstRule({ rule }: Fields, { pack }: Context): Direction | undefined | Refusal {
  if (rule === undefined) return undefined;
  if (!Object.hasOwn(pack.clauses, rule.clause)) {
    return refuse("clause-not-in-pack", `${pack.id} has no clause ${rule.clause}.`, { where: "data.rule.clause", fix: "Name a clause of the rules in force, or none.", params: { pack: pack.id, clause: rule.clause } });
  }
  const clause = askClause(pack, rule.clause);
  if (isRefusal(clause)) return clause;
  return directionOf({ unit: clause.unit, value: rule.value, strictness: clause.strictness }, clause);
}

function objectionsTo(data: Fields, number: string, against: Direction | undefined): Objection[] {
  const about = [ref("order", number)];
  const found: Objection[] = [];
  if (data.legalBasis === undefined) found.push({ refusal: refuse("no-legal-basis", "An order names the rule it rests on.", { where: "data.legalBasis", fix: "Name the document and clause." }), about, finding: null });
  if (against === "looser" && data.looserBecause === undefined) {
    found.push({
      refusal: refuse("looser-than-rule", `The order asks for less than ${data.rule!.clause} does.`, { where: "data.rule", fix: "Ask for what the rule asks, or give the reason for less.", params: { clause: data.rule!.clause } }),
      about, finding: null,
    });
  }
  return found;
}

function shapeProblems(state: State, data: Fields): Refusal | null {
  for (const [index, unit] of data.units.entries()) {
    const missing = knownOrg(state, unit, `data.units[${index}]`);
    if (missing !== null) return missing;
  }
  for (const name of ["due", "start", "end"] as const) {
    const when = data[name];
    if (when !== undefined && when.earliest > when.latest) return refuse("interval-upside-down", "The earliest bound lies after the latest bound.", { where: `data.${name}`, fix: "Exchange the two bounds." });
  }
  if (data.start !== undefined && data.end !== undefined && data.end.latest <= data.start.earliest) {
    return refuse("order-ends-first", "The order ends before it begins.", { where: "data.end", fix: "Exchange its two times." });
  }
  return null;
}

function withdrawal(order: OrderView, reason: string, occurred: When): NewEvent {
  const units = order.units.map((unit) => ref("order-unit", `${order.number}/${unit}`));
  return event("order.withdrawn", occurred, [ref("order", order.number), ...units], { number: order.number, reason });
}

function superseded(state: State, data: Fields, number: string, occurred: When): NewEvent[] | Refusal {
  if (data.supersedes === undefined) return [];
  const order = known<OrderView>(state, ref("order", data.supersedes), "data.supersedes");
  if (isRefusal(order)) return order;
  return order.status === "withdrawn" ? [] : [withdrawal(order, number, occurred)];
}

function issued(state: State, data: Fields, number: string, serial: Serial, against: Direction | undefined, actor: Post, occurred: When): NewEvent[] {
  return [
    event("order.numbered", occurred, [bookRef(serial.issuer, serial.year)], { ...serial, order: number, place: placeOf(state, serial.issuer) }, "city"),
    event("order.issued", occurred, [ref("order", number)], { ...data, number, serial, issuer: actor, ...(against === undefined ? {} : { against }) }),
    ...data.units.map((unit) => event("order.addressed", occurred, [ref("order-unit", `${number}/${unit}`)], {
      order: number, unit, batch: number, text: data.text, copied: levelsBetween(state, actor.org, unit), ...(data.due === undefined ? {} : { due: data.due }),
    })),
  ];
}

export const commands: readonly CommandDef[] = [
  command("order.issue", zhEn("下达指令", "Issue an order"), fields, ({ state, data, actor, occurred, context }) => {
    const serial = nextSerial(state, actor.org, occurred, context);
    const number = data.number ?? `${serial.issuer}-${serial.year}-${serial.n}`;
    if (state.thing(ref("order", number)) !== undefined) {
      return refuse("order-number-used", `Order ${number} has been issued already.`, { where: "data.number", fix: "Use the next number." });
    }
    const problem = shapeProblems(state, data);
    if (problem !== null) return problem;
    const against = againstRule(data, context);
    if (isRefusal(against)) return against;
    const replaced = superseded(state, data, number, occurred);
    if (isRefusal(replaced)) return replaced;
    return { objections: objectionsTo(data, number, against), events: [...replaced, ...issued(state, data, number, serial, against, actor, occurred)] };
  }, { help: zhEn("不填文号则按发布单位和年度连续编号。可直接下达到承办单位，中间层级抄送。", "Without a number it gets its issuer's next one of the year. It may go straight to the unit that does it; the levels between see a copy.") }),
  command("order.execute", zhEn("报告指令落实", "Prove an order carried out"), { number: Id, unit: Id, proof: Words }, ({ state, data, occurred }) => {
    const target = ref("order-unit", `${data.number}/${data.unit}`);
    const unit = known(state, target, "data.unit");
    return isRefusal(unit) ? unit : [event("instruction.executed", occurred, [target], data)];
  }, { on: { kind: "order-unit", field: "number" } }),
  command("order.withdraw", zhEn("撤销指令", "Withdraw an order"), { number: Id, reason: Words }, ({ state, data, occurred }) => {
    const order = known<OrderView>(state, ref("order", data.number), "data.number");
    if (isRefusal(order)) return order;
    if (order.status === "withdrawn") return refuse("already-withdrawn", `Order ${data.number} is already withdrawn.`, { where: "data.number", fix: "Nothing is to be done." });
    return [withdrawal(order, data.reason, occurred)];
  }, { on: { kind: "order", field: "number", statuses: ["in-force"] } }),
];
