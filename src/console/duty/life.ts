/**
 * The life of a duty as bars and marks on one time axis, made from its events: how it stood, who held it, when
 * it was due, how its hand-overs and follow-ups went. Uncertain instants stay as wide as they are. Pure.
 */
import type { Ms, When } from "../../base/time.ts";
import type { Duty, LedgerEvent, Post } from "../api-types.ts";

export type BarTone = "open" | "started" | "blocked" | "done" | "held" | "pending" | "expired" | "follow" | "due";

export interface Bar {
  readonly from: When;
  /** Null: still going on. */
  readonly to: When | null;
  readonly tone: BarTone;
  readonly post?: Post;
}

export type MarkShape = "reminded" | "warned" | "overdue" | "escalated" | "look" | "silence" | "accepted" | "declined" | "rejected" | "done" | "closed" | "planned";

export interface Mark {
  readonly at: When;
  readonly shape: MarkShape;
  readonly seq: number;
  /** Level reached, for an escalation. */
  readonly level?: number;
}

export interface Track {
  readonly track: "state" | "holder" | "clock" | "offer" | "follow";
  readonly post?: Post;
  readonly bars: readonly Bar[];
  readonly marks: readonly Mark[];
}

export interface Life {
  readonly from: Ms;
  readonly to: Ms;
  readonly tracks: readonly Track[];
}

const point = (at: Ms): When => ({ earliest: at, latest: at });

export function lifeOf(duty: Duty, events: readonly LedgerEvent[], now: Ms): Life {
  const own = events.filter((event) => event.type.startsWith("duty.") && event.about.includes(`duty:${duty.id}`));
  const tracks = [stateTrack(duty, own), holderTrack(duty, own), clockTrack(duty, own), ...offerTracks(own), ...followTracks(duty, own)];
  const ends: Ms[] = [duty.start.earliest, duty.openedAt, duty.closed?.at.latest ?? now];
  if (duty.due !== null) ends.push(duty.due.latest);
  for (const track of tracks) {
    for (const bar of track.bars) ends.push(bar.from.earliest, bar.to?.latest ?? bar.from.latest);
    for (const mark of track.marks) ends.push(mark.at.earliest, mark.at.latest);
  }
  return { from: Math.min(...ends), to: Math.max(...ends), tracks };
}

const AFTER: Readonly<Record<string, BarTone>> = {
  "duty.started": "started", "duty.planned": "started", "duty.blocked": "blocked", "duty.unblocked": "started", "duty.done": "done", "duty.rejected": "started",
};
const CLOSES = new Set(["duty.verified", "duty.lapsed", "duty.withdrawn"]);

function stateTrack(duty: Duty, events: readonly LedgerEvent[]): Track {
  const bars: Bar[] = [];
  const marks: Mark[] = [];
  let from: When = duty.start;
  let tone: BarTone | null = "open";
  for (const event of events) {
    const next: BarTone | null = CLOSES.has(event.type) ? null : (AFTER[event.type] ?? tone);
    if (event.type === "duty.done") marks.push({ at: event.occurred, shape: "done", seq: event.seq });
    if (event.type === "duty.rejected") marks.push({ at: event.occurred, shape: "rejected", seq: event.seq });
    if (event.type === "duty.planned") marks.push({ at: event.occurred, shape: "planned", seq: event.seq });
    if (CLOSES.has(event.type)) marks.push({ at: event.occurred, shape: "closed", seq: event.seq });
    if (next === tone || tone === null) continue;
    bars.push({ from, to: event.occurred, tone });
    from = event.occurred;
    tone = next;
  }
  if (tone !== null) bars.push({ from, to: null, tone });
  return { track: "state", bars, marks };
}

function holderTrack(duty: Duty, events: readonly LedgerEvent[]): Track {
  const bars: Bar[] = [];
  const opened = events.find((event) => event.type === "duty.opened");
  let post = (opened?.data["holder"] as Post | undefined) ?? duty.holder;
  let from = opened?.occurred ?? point(duty.openedAt);
  for (const event of events) {
    if (event.type === "duty.accepted" || event.type === "duty.taken_over") {
      const next = event.data["post"] as unknown as Post;
      if (next.org !== post.org || next.role !== post.role) {
        bars.push({ from, to: event.occurred, tone: "held", post });
        post = next;
        from = event.occurred;
      }
    }
  }
  bars.push({ from, to: duty.closed?.at ?? null, tone: "held", post });
  return { track: "holder", bars, marks: [] };
}

const CLOCK_MARKS: Readonly<Record<string, MarkShape>> = {
  "duty.reminded": "reminded", "duty.warned": "warned", "duty.overdue": "overdue", "duty.escalated": "escalated",
};

/** Alarms stand where they were raised, which is when they were learned. */
function clockTrack(duty: Duty, events: readonly LedgerEvent[]): Track {
  const marks = events.flatMap((event): Mark[] => {
    const shape = CLOCK_MARKS[event.type];
    if (shape === undefined) return [];
    const level = event.data["level"];
    return [{ at: point(event.learned), shape, seq: event.seq, ...(typeof level === "number" ? { level } : {}) }];
  });
  return { track: "clock", bars: duty.due === null ? [] : [{ from: duty.due, to: duty.due, tone: "due" }], marks };
}

function offerTracks(events: readonly LedgerEvent[]): Track[] {
  const tracks: Track[] = [];
  for (const [index, event] of events.entries()) {
    if (event.type !== "duty.offered") continue;
    const to = event.data["to"] as unknown as Post;
    const rest = events.slice(index + 1);
    const end = rest.find((later) => ["duty.accepted", "duty.declined", "duty.recalled", "duty.offered", "duty.done"].includes(later.type) || CLOSES.has(later.type));
    const lived = end === undefined ? rest : rest.slice(0, rest.indexOf(end));
    const ran = lived.find((later) => later.type === "duty.offer_expired");
    const bars: Bar[] = [{ from: event.occurred, to: ran === undefined ? (end?.occurred ?? null) : point(ran.learned), tone: "pending" }];
    if (ran !== undefined) bars.push({ from: point(ran.learned), to: end?.occurred ?? null, tone: "expired" });
    const shape: MarkShape | null = end?.type === "duty.accepted" ? "accepted" : end?.type === "duty.declined" ? "declined" : null;
    tracks.push({ track: "offer", post: to, bars, marks: end === undefined || shape === null ? [] : [{ at: end.occurred, shape, seq: end.seq }] });
  }
  return tracks;
}

function followTracks(duty: Duty, events: readonly LedgerEvent[]): Track[] {
  return duty.links.map((link): Track => {
    const marks = events.flatMap((event): Mark[] => {
      if (link.looks.includes(event.seq)) return [{ at: event.occurred, shape: "look", seq: event.seq }];
      if (event.type === "duty.follow_up_silent" && event.data["link"] === link.seq) return [{ at: point(event.learned), shape: "silence", seq: event.seq }];
      return [];
    });
    return { track: "follow", post: link.post, bars: [{ from: link.since, to: duty.closed?.at ?? null, tone: "follow" }], marks };
  });
}
