/**
 * State of requests, promises and causes, and what the desk asks of them: the one queue, the card of who is
 * calling, what keeps coming back, how many of the settled were truly solved. Figures carry their ids.
 */
import type { When } from "../../base/time.ts";
import { dataOf, type LedgerEvent, type Post } from "../../engine/event.ts";
import { latest } from "../../engine/define.ts";
import type { Kind, ThingState } from "../../engine/loop.ts";
import { zhEn } from "../../engine/rule.ts";
import type { State } from "../../engine/state.ts";
import type { Thing } from "../../engine/thing.ts";
import type { ContactView } from "../cases/views.ts";
import type { MeasureView } from "../quarantine/views.ts";
import type { HouseholdView } from "../supplies/views.ts";
import type { PickupView } from "../supplies/pickup/views.ts";
import type { TripView } from "../transfer/views.ts";

export const CHANNELS = ["hotline", "web", "message", "in-person", "building-head"] as const;
export const CATEGORIES = ["supplies", "medical", "measure", "release", "testing", "service", "other"] as const;

/** What the resident says of how it was dealt with, apart from whether it was solved. */
export const SATISFIED = ["yes", "partly", "no"] as const;

export interface RequestView extends ThingState {
  readonly request: string;
  readonly org: string;
  readonly channel: string;
  readonly category: string;
  readonly class: "urgent" | "ordinary";
  readonly compound?: string;
  readonly household?: string;
  readonly contact?: string;
  /** The measure the caller is under. */
  readonly measure?: string;
  /** What the desk saw of the caller when it took the call. */
  readonly caller: CallerCard;
  readonly takenAt: When;
  readonly answeredBy: string | null;
  readonly satisfied: (typeof SATISFIED)[number] | null;
  readonly callBack: "solved" | "not-solved" | "not-reached" | null;
  readonly cause: string | null;
}

export interface PromiseView extends ThingState {
  readonly holder: Post;
  readonly due: When;
  readonly keptBy?: string;
}

const STATUS: Readonly<Record<string, string>> = {
  "request.booked": "booked", "request.taken": "taken", "request.answered": "answered", "request.confirmed": "confirmed", "request.disputed": "disputed",
  "request.reopened": "reopened", "request.withdrawn": "withdrawn",
};

function fold(state: RequestView | undefined, event: LedgerEvent): RequestView | undefined {
  if (event.type === "request.booked" || event.type === "request.taken") {
    return { answeredBy: null, satisfied: null, callBack: null, cause: null, takenAt: event.occurred, ...state, ...dataOf<object>(event), status: STATUS[event.type]! } as unknown as RequestView;
  }
  if (state === undefined) return state;
  if (event.type === "callback.made") {
    const { outcome, satisfied } = dataOf<{ outcome: RequestView["callBack"]; satisfied?: RequestView["satisfied"] }>(event);
    return { ...state, callBack: outcome, satisfied: satisfied ?? state.satisfied };
  }
  if (event.type === "cause.opened") return { ...state, cause: dataOf<{ cause: string }>(event).cause };
  const status = STATUS[event.type];
  if (status === undefined) return state;
  return { ...state, status, satisfied: dataOf<{ satisfied?: RequestView["satisfied"] }>(event).satisfied ?? state.satisfied, answeredBy: event.type === "request.answered" ? event.actor.org : state.answeredBy };
}

const WAITING: ReadonlySet<string> = new Set(["booked", "taken", "disputed", "reopened"]);
const requestOf = (thing: Thing): RequestView => thing.state as RequestView;

/** Whoever waits, one queue for all channels: the urgent lead, then the longest wait. */
export function queueOf(requests: readonly Thing[]): string[] {
  const rank = (one: RequestView): number => (one.class === "urgent" ? 0 : 1);
  return requests.map(requestOf).filter((one) => WAITING.has(one.status))
    .toSorted((a, b) => rank(a) - rank(b) || a.takenAt.earliest - b.takenAt.earliest).map((one) => one.request);
}

export interface Repeated {
  readonly compound: string;
  readonly category: string;
  readonly requests: readonly string[];
}

/** Requests of one kind from several households of one compound that no cause is named for yet, most first. */
export function repeated(requests: readonly Thing[], least = 2): Repeated[] {
  const groups = new Map<string, RequestView[]>();
  for (const one of requests.map(requestOf)) {
    if (one.compound === undefined || one.cause !== null || one.status === "withdrawn") continue;
    const key = `${one.compound} ${one.category}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].filter((group) => new Set(group.map((one) => one.household ?? one.request)).size >= least)
    .map((group) => ({ compound: group[0]!.compound!, category: group[0]!.category, requests: group.map((one) => one.request) }))
    .toSorted((a, b) => b.requests.length - a.requests.length);
}

export interface CallBackRow {
  readonly org: string;
  readonly reached: readonly string[];
  readonly notSolved: readonly string[];
  /** Solved among those reached; null where nobody was. */
  readonly solvedShare: number | null;
}

/** By unit: of the requests called back, how many residents say were solved. */
export function callBackRates(requests: readonly Thing[]): CallBackRow[] {
  const byOrg = new Map<string, RequestView[]>();
  for (const one of requests.map(requestOf)) if (one.callBack === "solved" || one.callBack === "not-solved") byOrg.set(one.org, [...(byOrg.get(one.org) ?? []), one]);
  return [...byOrg].map(([org, reached]) => {
    const notSolved = reached.filter((one) => one.callBack === "not-solved").map((one) => one.request);
    return { org, reached: reached.map((one) => one.request), notSolved, solvedShare: 1 - notSolved.length / reached.length };
  });
}

export interface SatisfactionRow {
  readonly org: string;
  readonly yes: readonly string[];
  readonly partly: readonly string[];
  readonly no: readonly string[];
}

/** By unit, what residents said of how they were dealt with; each figure is a list of requests. */
export function satisfaction(requests: readonly Thing[]): SatisfactionRow[] {
  const asked = requests.map(requestOf).filter((one) => one.satisfied !== null);
  return [...new Set(asked.map((one) => one.org))].sort().map((org) => {
    const said = (what: RequestView["satisfied"]): string[] => asked.filter((one) => one.org === org && one.satisfied === what).map((one) => one.request);
    return { org, yes: said("yes"), partly: said("partly"), no: said("no") };
  });
}

export interface PersonCard {
  readonly contact: string;
  readonly measure: string | null;
  readonly end: When | null;
  /** Who supports the person while the measure lasts. */
  readonly support: Post | null;
  /** When a vehicle is planned to fetch the person. */
  readonly fetchedAt: When | null;
}

export interface CallerCard {
  /** False: nobody has this caller on record, who is served all the same. */
  readonly onRecord: boolean;
  readonly compound: string | null;
  /** The caller, or everybody on record at the caller's address. */
  readonly people: readonly PersonCard[];
  /** The slot in which the household fetches its goods. */
  readonly pickUpAt: When | null;
  readonly earlier: readonly string[];
}

/** Who is calling, as far as the desk knows: the token of a number, an address, a person. */
export interface Caller {
  readonly line?: string | undefined;
  readonly household?: string | undefined;
  readonly contact?: string | undefined;
}

/** A number stands for an address or a person where somebody has said so; numbers themselves stay in the vault. */
export interface LineView extends ThingState {
  readonly household?: string;
  readonly contact?: string;
}

function personCard(state: State, contact: string): PersonCard {
  const person = state.thing(`contact:${contact}`)?.state as ContactView | undefined;
  const measure = person === undefined || person.measure === null ? undefined : state.thing(`measure:${person.measure}`)?.state as MeasureView | undefined;
  const trip = state.things("trip", "status", "planned").find((one) => (one.state as TripView).contacts.includes(contact));
  return { contact, measure: measure === undefined ? null : person!.measure, end: measure?.end ?? null, support: measure?.support ?? null, fetchedAt: (trip?.state["departAt"] as When | undefined) ?? null };
}

/** Whom the number stands for, beside what was said on the telephone. */
export function callerOf(state: State, caller: Caller): { readonly household: string | undefined; readonly contact: string | undefined } {
  const line = caller.line === undefined ? undefined : state.thing(`line:${caller.line}`)?.state as LineView | undefined;
  return { household: caller.household ?? line?.household, contact: caller.contact ?? line?.contact };
}

/** What the desk sees of a caller while the telephone rings, from number or address. */
export function callerCard(state: State, caller: Caller): CallerCard {
  const { household: address, contact } = callerOf(state, caller);
  const household = address === undefined ? undefined : state.thing(`household:${address}`)?.state as HouseholdView | undefined;
  const known = (one: string): boolean => state.thing(`contact:${one}`) !== undefined;
  const people = [...new Set([...(contact === undefined ? [] : [contact]), ...(household?.persons ?? [])])].filter(known);
  const booked = household?.pickUp;
  const pickup = booked === null || booked === undefined ? undefined : state.thing(`pickup:${booked.pickup}`)?.state as PickupView | undefined;
  const calls = [
    ...(address === undefined ? [] : state.things("request", "household", address)),
    ...(contact === undefined ? [] : state.things("request", "contact", contact)),
  ];
  return {
    onRecord: household !== undefined || people.length > 0,
    compound: household === undefined || household.compound === "" ? null : household.compound,
    people: people.map((one) => personCard(state, one)),
    pickUpAt: pickup?.slots.find((slot) => slot.slot === booked!.slot)?.start ?? null,
    earlier: [...new Set(calls.map((one) => requestOf(one).request))],
  };
}

const ORG = { key: "org", title: zhEn("承办单位", "Organisation"), type: "text" } as const;
const COMPOUND = { key: "compound", title: zhEn("小区", "Compound"), type: "text" } as const;

export const kinds: readonly Kind[] = [
  {
    kind: "request", title: zhEn("群众诉求", "Request"), scope: "incident", fold: fold as Kind["fold"],
    columns: [
      { key: "category", title: zhEn("类别", "Category"), type: "text" }, { key: "class", title: zhEn("缓急", "Urgency"), type: "text" }, { key: "channel", title: zhEn("渠道", "Channel"), type: "text" },
      ORG, COMPOUND, { key: "household", title: zhEn("住户", "Household"), type: "text" }, { key: "measure", title: zhEn("所涉措施", "Measure"), type: "text" }, { key: "contact", title: zhEn("被隔离人员", "Person"), type: "text" },
      { key: "takenAt", title: zhEn("受理时间", "Taken"), type: "when" }, { key: "callBack", title: zhEn("回访结果", "Call-back"), type: "text" }, { key: "cause", title: zhEn("共同原因", "Cause"), type: "text" },
    ],
  },
  {
    kind: "line", title: zhEn("来电号码代码", "Number that calls"), scope: "incident", fold: latest({ "line.registered": "registered" }),
    columns: [{ key: "household", title: zhEn("住户", "Household"), type: "text" }, { key: "contact", title: zhEn("被隔离人员", "Person"), type: "text" }],
  },
  {
    kind: "call-back-draw", title: zhEn("回访抽样", "Draw of call-backs"), scope: "incident", fold: latest({ "callbacks.drawn": "drawn" }),
    columns: [ORG, { key: "day", title: zhEn("日期", "Day"), type: "text" }, { key: "from", title: zhEn("办结数", "Settled"), type: "number" }],
  },
  {
    kind: "promise", title: zhEn("承诺事项", "Promise"), scope: "incident",
    fold: latest({ "promise.made": "made", "promise.kept": "kept", "promise.confirmed": "confirmed", "promise.denied": "denied" }),
    columns: [{ key: "holder", title: zhEn("承诺方", "Promised by"), type: "post" }, { key: "due", title: zhEn("承诺时间", "Promised for"), type: "when" }, { key: "request", title: zhEn("诉求", "Request"), type: "text" }],
  },
  {
    kind: "cause", title: zhEn("共同原因", "Common cause"), scope: "incident", fold: latest({ "cause.opened": "traced", "cause.solved": "solved" }),
    columns: [ORG, { key: "text", title: zhEn("原因", "Cause"), type: "text" }],
  },
];
