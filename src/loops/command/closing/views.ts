/**
 * Whom a day had to place, counted from the contacts themselves: who was placed in it and who still waited at its
 * end. A figure somebody types is held against this one; each number opens into the people behind it.
 */
import { dayStart, nextDay, type Day, type Zone } from "../../../base/civil.ts";
import { idOf } from "../../../base/ids.ts";
import { DAY, type When } from "../../../base/time.ts";
import { placeOf } from "../../../engine/define.ts";
import { dataOf } from "../../../engine/event.ts";
import type { Kind, Thing } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import { bucketOf, type ContactView } from "../../cases/views.ts";

/** Ids of contacts, in order. To place = placed + waiting. */
export interface Tally {
  readonly placed: readonly string[];
  readonly waiting: readonly string[];
}

/** `data` of `day.closed`, and the state of a closed day. */
export interface ClosedDay {
  readonly org: string;
  readonly day: Day;
  readonly window: When;
  readonly toPlace: number;
  readonly placed: number;
  readonly carriedOver: number;
  readonly waiting: readonly string[];
  /** Reason by contact. */
  readonly explained: Readonly<Record<string, string>>;
}

/** 00:00 to 24:00 of a local day. */
export function windowOf(zone: Zone, day: Day): When {
  return { earliest: dayStart(zone, day), latest: dayStart(zone, nextDay(day)) };
}

/** What each contact counts as in a day; nothing where it was not to be placed then. */
export function countsAs({ owedSince, placing, placedAt }: ContactView, window: When): keyof Tally | null {
  if (owedSince === null || placing === null || owedSince.earliest >= window.latest || owedSince.latest > window.latest) return null;
  if (placedAt === null || placing === "owed" || placedAt.latest > window.latest) return "waiting";
  return placedAt.latest > window.earliest || placedAt.earliest >= window.earliest ? "placed" : null;
}

/** Everybody an organisation and those below it had to place in a window, as known now. */
export function tallyOf(state: State, org: string, commandOrg: string, window: When, now: number): Tally {
  const candidates: Thing[] = [...state.things("contact", "placing", "owed")];
  for (let at = window.earliest; at <= now + DAY; at += DAY) candidates.push(...state.things("contact", "placedOn", bucketOf(at)));
  const tally = { placed: new Set<string>(), waiting: new Set<string>() };
  for (const { ref, state: view } of candidates) {
    const contact = view as ContactView;
    const counted = countsAs(contact, window);
    const theirs = org === commandOrg || (contact.foundBy !== null && placeOf(state, contact.foundBy).split("/").includes(org));
    if (counted !== null && theirs) tally[counted].add(idOf(ref));
  }
  return { placed: [...tally.placed].sort(), waiting: [...tally.waiting].sort() };
}

const ORG = { key: "org", title: zhEn("单位", "Organisation"), type: "text" } as const;
const FIGURES = [
  { key: "toPlace", title: zhEn("应转", "To place"), type: "number" }, { key: "placed", title: zhEn("已转", "Placed"), type: "number" },
  { key: "carriedOver", title: zhEn("结转", "Carried over"), type: "number" },
] as const;

export const kinds: readonly Kind[] = [
  {
    kind: "day-close", title: zhEn("日清日结", "Daily close"), scope: "incident",
    fold: (state, event) => (event.type === "day.closed" ? { ...state, ...event.data, status: "closed" } : state),
    columns: [ORG, { key: "day", title: zhEn("日期", "Day"), type: "text" }, ...FIGURES],
  },
  {
    kind: "closing", title: zhEn("日清日结台账", "Running daily close"), scope: "incident",
    fold: (state, event) => {
      if (event.type !== "day.closed") return state;
      const { org, day, toPlace, placed, carriedOver } = dataOf<ClosedDay>(event);
      return { ...state, org, day, toPlace, placed, carriedOver, carried: carriedOver > 0, status: carriedOver > 0 ? "carried-over" : "clear" };
    },
    columns: [ORG, { key: "day", title: zhEn("最近结清日", "Last day closed"), type: "text" }, ...FIGURES],
  },
];
