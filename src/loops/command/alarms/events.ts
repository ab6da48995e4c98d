/**
 * What can happen to an alarm: raised for a post, folded into the call under way, rung at one person after
 * another, delivered or not, answered or not. The record shows who was rung when, and by which channel.
 */
import type { Ms } from "../../../base/time.ts";
import type { JsonObject, LedgerEvent, Post } from "../../../engine/event.ts";
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "alarm.noted": zhEn("告警已读至", "Alarms read up to here"),
  "alarm.raised": zhEn("发出告警", "Alarm raised"),
  "alarm.folded": zhEn("告警合并", "Alarm folded into the next call"),
  "alarm.joined": zhEn("告警并入呼叫", "Alarm joined a call under way"),
  "alarm.rung": zhEn("呼叫", "Rung"),
  "alarm.delivered": zhEn("呼叫送达", "Ring delivered"),
  "alarm.failed": zhEn("呼叫未送达", "Ring not delivered"),
  "alarm.answered": zhEn("已应答", "Answered"),
  "alarm.unanswered": zhEn("无人应答", "Nobody answered"),
};

export type Rank = "emergency" | "warning" | "reminder";

/**
 * Which events ring, nearly all of them of a duty's life, and how loudly. The rank follows from what happened, never from the
 * kind of duty: an overdue release rings exactly as an overdue transfer does.
 */
export const RANKS: Readonly<Record<string, Rank>> = {
  "duty.escalated": "emergency",
  "duty.overdue": "emergency",
  "duty.offer_expired": "warning",
  "duty.follow_up_silent": "warning",
  "duty.warned": "warning",
  "duty.reminded": "reminder",
  // A crowd is near or there: minutes count, so the post is rung when it becomes known, not when it is late.
  "surge.detected": "emergency",
  "pickup.crowding": "emergency",
  "crowd.reported": "emergency",
  // Somebody was kept from a doctor: the level above opens the way in minutes.
  "care.turned_away": "emergency",
  // People are to be shut in with food, doctor or telephone nobody's duty yet.
  "closure.overridden": "emergency",
  // A key post is asked whether it is there: the ring is the question, and climbs to its deputy.
  "presence.asked": "emergency",
  "load.warned": "warning",
  // Somebody who needs a doctor now was turned back at an exit.
  "emergency.hindered": "emergency",
};

const LOUDNESS: Readonly<Record<Rank, number>> = { reminder: 1, warning: 2, emergency: 3 };

export const louder = (a: Rank, b: Rank): boolean => LOUDNESS[a] > LOUDNESS[b];
export const loudest = (a: Rank, b: Rank): Rank => (louder(b, a) ? b : a);

/** One thing an alarm is about: a duty, or the spot where something is about to happen. */
export interface Item {
  readonly seq: number;
  readonly type: string;
  readonly duty: string;
  readonly kind: string;
}

/** Alarms for one post, gathered. `items` holds the first of them, `count` is all. */
export interface Batch {
  readonly to: Post;
  readonly rank: Rank;
  readonly count: number;
  readonly items: readonly Item[];
}

export const MAX_ITEMS = 20;

/** The posts an event of the clock rings: the one it went to, and those that hear it as well. */
export function addressees(event: LedgerEvent): Post[] {
  const posts = [event.data["to"], event.data["alsoTo"]].flat().filter((post): post is JsonObject => typeof post === "object" && post !== null);
  const keyed = new Map(posts.map((post) => [`${String(post["role"])}@${String(post["org"])}`, { org: String(post["org"]), role: String(post["role"]) }]));
  return [...keyed.values()];
}

/** Gathers what happened by the post it rings, loudest first, each in the order of the ledger. */
export function gather(happened: readonly LedgerEvent[]): Batch[] {
  const batches = new Map<string, Batch>();
  for (const event of happened) {
    const rank = RANKS[event.type];
    if (rank === undefined) continue;
    const item: Item = { seq: event.seq, type: event.type, duty: String(event.data["duty"] ?? event.data["spot"]), kind: String(event.data["kind"]) };
    for (const to of addressees(event)) {
      const key = `${to.role}@${to.org}`;
      const before = batches.get(key) ?? { to, rank, count: 0, items: [] };
      batches.set(key, {
        to, rank: loudest(before.rank, rank), count: before.count + 1,
        items: before.items.length < MAX_ITEMS ? [...before.items, item] : before.items,
      });
    }
  }
  return [...batches.values()].sort((a, b) => LOUDNESS[b.rank] - LOUDNESS[a.rank]);
}

export interface RungData {
  readonly call: string;
  /** Rings of a call are counted from 0. */
  readonly ring: number;
  /** Step of the ladder. */
  readonly step: number;
  readonly post: Post;
  readonly reach: { readonly who: string | null; readonly phone: string | null; readonly email: string | null; readonly by: string };
  readonly why: "first" | "digest" | "louder" | "unanswered" | "undelivered";
  readonly rank: Rank;
  readonly count: number;
  /** When the next on the ladder is rung if nobody answers; null for a reminder. */
  readonly nextAt: Ms | null;
}

/** What one channel did with a ring. */
export interface DeliveryOutcome {
  readonly channel: string;
  readonly result: "accepted" | "failed" | "no-address" | "not-configured";
  readonly note?: string;
}
