/**
 * What an investigation asks of cases and contacts: how fast a positive was chased, whose hands a push was in, who of
 * the people at risk is only a name, what has to be true before a chain is called cut. Figures carry their rows.
 */
import { dayOf, type Zone } from "../../../base/civil.ts";
import { elapsed, hours, type Ms, type When } from "../../../base/time.ts";
import type { LedgerEvent, Post } from "../../../engine/event.ts";
import type { Thing } from "../../../engine/thing.ts";
import type { CaseView, ContactView } from "../views.ts";

const idOf = ({ ref }: Thing): string => ref.slice(ref.indexOf(":") + 1);
const caseOf = ({ state }: Thing): CaseView => state as CaseView;
const contactOf = ({ state }: Thing): ContactView => state as ContactView;

/** Hours from one instant to another, as least and most. */
export type Hours = { readonly least: number; readonly most: number };
const between = (start: When | null, end: When | null): Hours | null => {
  if (start === null || end === null) return null;
  const { least, most } = elapsed(start, end);
  return { least: hours(least), most: hours(most) };
};

export interface Exposed {
  readonly contact: string;
  readonly hours: Hours;
}

/** From the last exposure to the quarantine site, of those of whom both are known, the longest first. */
export function exposureToPlacement(contacts: readonly Thing[]): Exposed[] {
  return contacts.flatMap((thing) => {
    const { lastExposure, placedAt } = contactOf(thing);
    const took = between(lastExposure, placedAt);
    return took === null ? [] : [{ contact: idOf(thing), hours: took }];
  }).sort((a, b) => b.hours.most - a.hours.most || (a.contact < b.contact ? -1 : 1));
}

export interface Chase {
  readonly case: string;
  /** From the report; null where it has not happened. */
  readonly isolated: Hours | null;
  readonly interviewed: Hours | null;
  readonly listed: Hours | null;
  /** From the report to the last of its contacts; `open` are those not there yet. */
  readonly pushed: Hours | null;
  readonly placed: Hours | null;
  readonly open: readonly string[];
}

const last = (times: readonly (When | null)[]): When | null => {
  const known = times.filter((time) => time !== null);
  return known.length === 0 || known.length < times.length ? null : { earliest: Math.max(...known.map((time) => time.earliest)), latest: Math.max(...known.map((time) => time.latest)) };
};

/** Each case from its report to the last of its contacts in a site: the steps, and what is still open. */
export function chase(cases: readonly Thing[], contacts: readonly Thing[]): Chase[] {
  return cases.map((thing) => {
    const { reportedAt, isolatedAt, interviewedAt, listedAt } = caseOf(thing);
    const mine = contacts.filter((one) => contactOf(one).case === idOf(thing) && contactOf(one).status !== "ruled-out");
    const placing = mine.filter((one) => contactOf(one).placing !== null);
    return {
      case: idOf(thing), isolated: between(reportedAt, isolatedAt), interviewed: between(reportedAt, interviewedAt), listed: between(reportedAt, listedAt),
      pushed: between(reportedAt, last(placing.map((one) => contactOf(one).pushedAt))), placed: between(reportedAt, last(placing.map((one) => contactOf(one).placedAt))),
      open: placing.filter((one) => contactOf(one).placedAt === null).map(idOf),
    };
  });
}

export interface Hop {
  readonly contact: string;
  readonly from: Post;
  readonly to: Post;
  readonly sentAt: When;
  /** When the receiver took it over; null while it is still the sender's. */
  readonly receivedAt: When | null;
  readonly hours: Hours | null;
}

/** Every hand a contact's transfer went through, and how long each hop took to be taken over. */
export function pushHops(events: readonly LedgerEvent[]): Hop[] {
  const transfers = new Map<string, string>();
  const open = new Map<string, number>();
  const hops: Hop[] = [];
  for (const { type, data, occurred } of events) {
    const duty = String(data["duty"]);
    if (type === "duty.opened" && data["kind"] === "contact.transfer") transfers.set(duty, String(data["subject"]).slice("contact:".length));
    const contact = transfers.get(duty);
    if (contact === undefined) continue;
    if (type === "duty.offered") {
      open.set(duty, hops.length);
      hops.push({ contact, from: data["from"] as unknown as Post, to: data["to"] as unknown as Post, sentAt: occurred, receivedAt: null, hours: null });
    }
    const hop = open.get(duty);
    if (type === "duty.accepted" && hop !== undefined) {
      hops[hop] = { ...hops[hop]!, receivedAt: occurred, hours: between(hops[hop]!.sentAt, occurred) };
      open.delete(duty);
    }
  }
  return hops;
}

export const RISK_STEPS = ["named", "located", "informed", "held", "placed"] as const;

/** Everybody at risk by how far they are: named, located, told, held, placed; each number is its people. */
export function riskList(contacts: readonly Thing[]): Readonly<Record<(typeof RISK_STEPS)[number], readonly string[]>> {
  const list = { named: [] as string[], located: [] as string[], informed: [] as string[], held: [] as string[], placed: [] as string[] };
  for (const thing of contacts) {
    const { status, placedAt, informedAt, locatedAt, measure } = contactOf(thing);
    if (status === "released" || status === "ruled-out") continue;
    const step = placedAt !== null ? "placed" : status === "held-at-home" || measure !== null ? "held" : informedAt !== null ? "informed" : locatedAt !== null ? "located" : "named";
    list[step].push(idOf(thing));
  }
  return list;
}

export interface Stage {
  readonly reached: boolean;
  /** What keeps it from being reached, by id. */
  readonly open: readonly string[];
}

/** The board of three: the area ringed, every contact found in a place, no new positive among people moving about. */
export function threeStages(areas: readonly Thing[], cases: readonly Thing[], contacts: readonly Thing[], since: Ms): { readonly ringed: Stage; readonly scooped: Stage; readonly out: Stage } {
  const stage = (open: readonly string[]): Stage => ({ reached: open.length === 0, open });
  return {
    ringed: stage(areas.filter(({ state }) => state.status === "at-risk" && state["closed"] !== true).map(idOf)),
    scooped: stage(chase(cases, contacts).flatMap((row) => [...(row.listed === null ? [row.case] : []), ...row.open])),
    out: stage(cases.filter((thing) => caseOf(thing).found === "community" && caseOf(thing).reportedAt.latest >= since).map(idOf)),
  };
}

export interface ChainClaim {
  readonly supported: boolean;
  readonly support: { readonly chainsClosed: Stage; readonly roundNegative: Stage; readonly streak: Stage };
}

/** Whether “the chain in the community is cut” may be said: each chain closed, a complete round negative, the days clean. */
export function chainCut(cases: readonly Thing[], contacts: readonly Thing[], rounds: readonly { readonly round: string; readonly complete: boolean; readonly positive: number }[], cleanDays: number, neededDays: number): ChainClaim {
  const stage = (open: readonly string[]): Stage => ({ reached: open.length === 0, open });
  const lastRound = rounds.at(-1);
  const round = lastRound === undefined ? ["no round"] : lastRound.complete && lastRound.positive === 0 ? [] : [lastRound.round];
  const support = {
    chainsClosed: stage(chase(cases, contacts).flatMap((row) => (row.listed === null || row.isolated === null ? [row.case] : row.open))),
    roundNegative: stage(round),
    streak: stage(cleanDays >= neededDays ? [] : [`${cleanDays} of ${neededDays} days`]),
  };
  return { supported: Object.values(support).every((one) => one.reached), support };
}

export interface PlaceRow {
  readonly place: string;
  readonly cases: readonly string[];
  readonly byClass: Readonly<Record<string, number>>;
  readonly firstDay: string;
  readonly lastDay: string;
}

/** An outbreak by place: cases of each area, or of who reported them where no area is named, most first. */
export function byPlace(cases: readonly Thing[], zone: Zone): PlaceRow[] {
  const places = new Map<string, Thing[]>();
  for (const thing of cases) {
    const place = caseOf(thing).area ?? caseOf(thing).org ?? "";
    places.set(place, [...(places.get(place) ?? []), thing]);
  }
  return [...places].map(([place, rows]) => {
    const byClass: Record<string, number> = {};
    for (const row of rows) byClass[caseOf(row).class] = (byClass[caseOf(row).class] ?? 0) + 1;
    return {
      place, cases: rows.map(idOf), byClass,
      firstDay: dayOf(zone, Math.min(...rows.map((row) => caseOf(row).reportedAt.earliest))), lastDay: dayOf(zone, Math.max(...rows.map((row) => caseOf(row).reportedAt.latest))),
    };
  }).sort((a, b) => b.cases.length - a.cases.length || (a.place < b.place ? -1 : 1));
}
