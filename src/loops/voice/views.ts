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

export interface RequestView extends ThingState {
  readonly request: string;
  readonly org: string;
  readonly channel: string;
  readonly category: string;
  readonly class: "urgent" | "ordinary";
  readonly compound?: string;
  readonly household?: string;
  readonly contact?: string;
  readonly takenAt: When;
  readonly answeredBy: string | null;
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
    return { answeredBy: null, callBack: null, cause: null, takenAt: event.occurred, ...state, ...dataOf<object>(event), status: STATUS[event.type]! } as unknown as RequestView;
  }
  if (state === undefined) return state;
  if (event.type === "callback.made") return { ...state, callBack: dataOf<{ outcome: RequestView["callBack"] }>(event).outcome };
  if (event.type === "cause.opened") return { ...state, cause: dataOf<{ cause: string }>(event).cause };
  const status = STATUS[event.type];
  if (status === undefined) return state;
  return { ...state, status, answeredBy: event.type === "request.answered" ? event.actor.org : state.answeredBy };
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

export interface CallerCard {
  /** False: nobody has this caller on record, who is served all the same. */
  readonly onRecord: boolean;
  readonly compound: string | null;
  readonly measure: { readonly id: string; readonly end: When | null; readonly support: Post | null } | null;
  /** When a vehicle is planned to fetch the person. */
  readonly fetchedAt: When | null;
  /** The slot in which the household fetches its goods. */
  readonly pickUpAt: When | null;
  readonly earlier: readonly string[];
}

/** What the desk sees of a caller while the telephone rings, from the household's or the person's number in the ledger. */
export function callerCard(state: State, caller: { readonly household?: string; readonly contact?: string }): CallerCard {
  const household = caller.household === undefined ? undefined : state.thing(`household:${caller.household}`)?.state as HouseholdView | undefined;
  const contact = caller.contact === undefined ? undefined : state.thing(`contact:${caller.contact}`)?.state as ContactView | undefined;
  const measure = contact === undefined || contact.measure === null ? undefined : state.thing(`measure:${contact.measure}`)?.state as MeasureView | undefined;
  const trip = caller.contact === undefined ? undefined : state.things("trip", "status", "planned").find((one) => (one.state as TripView).contacts.includes(caller.contact!));
  const booked = household?.pickUp;
  const pickup = booked === null || booked === undefined ? undefined : state.thing(`pickup:${booked.pickup}`)?.state as PickupView | undefined;
  const calls = [
    ...(caller.household === undefined ? [] : state.things("request", "household", caller.household)),
    ...(caller.contact === undefined ? [] : state.things("request", "contact", caller.contact)),
  ];
  return {
    onRecord: household !== undefined || contact !== undefined,
    compound: household?.compound ?? null,
    measure: measure === undefined ? null : { id: contact!.measure!, end: measure.end, support: measure.support },
    fetchedAt: (trip?.state["departAt"] as When | undefined) ?? null,
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
      ORG, COMPOUND, { key: "household", title: zhEn("住户", "Household"), type: "text" }, { key: "contact", title: zhEn("被隔离人员", "Person"), type: "text" },
      { key: "takenAt", title: zhEn("受理时间", "Taken"), type: "when" }, { key: "callBack", title: zhEn("回访结果", "Call-back"), type: "text" }, { key: "cause", title: zhEn("共同原因", "Cause"), type: "text" },
    ],
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
