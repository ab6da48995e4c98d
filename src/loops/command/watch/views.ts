/**
 * Posts and who is on watch, folded from their events. Holds duty phones and staff signs only: a name or a
 * private number has no place in a ledger that forgets nothing.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import type { Ms } from "../../../base/time.ts";
import type { LedgerEvent, Post } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";
import { type Text, zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import { watchRef, type WatchView } from "../handover/watch.ts";

export interface PostView extends ThingState {
  readonly org: string;
  readonly role: string;
  readonly title: Text;
  /** Staff sign of whoever holds it by default. */
  readonly who: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  /** Somebody must be on it at every hour. */
  readonly always: boolean;
}

export interface Shift {
  /** Half-open, `[from, to)`. */
  readonly from: Ms;
  readonly to: Ms;
  readonly who: string;
  readonly phone?: string;
  readonly email?: string;
}

export interface RosterView extends ThingState {
  readonly org: string;
  readonly role: string;
  /** In order of their start. */
  readonly shifts: readonly Shift[];
  /** First instant nobody was named for, as the roster stood; null where nobody need be. */
  readonly gapAt: Ms | null;
}

/** How a post is reached at one moment. Devices for push are known to the server alone. */
export interface Reach {
  readonly post: Post;
  readonly who: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly by: "watch" | "roster" | "post" | "nobody";
}

export const postId = (post: Post): string => `${post.role}@${post.org}`;
export const postRef = (post: Post): Ref => ref("post", postId(post));
export const rosterRef = (post: Post): Ref => ref("roster", postId(post));

/** The shift that covers an instant; where two overlap at a hand-over, the one that began last. */
export function shiftAt(shifts: readonly Shift[], instant: Ms): Shift | undefined {
  return shifts.findLast((shift) => shift.from <= instant && instant < shift.to);
}

/** First instant from `now` on that no shift covers. */
export function firstGap(shifts: readonly Shift[], now: Ms): Ms {
  let covered = now;
  for (const { from, to } of shifts) if (from <= covered && covered < to) covered = to;
  return covered;
}

/** Whoever has signed for the watch keeps it, whatever the roster says, until the next has signed. */
function keeper(state: State, post: Post): { who: string; phone: string | null; email: string | null } | undefined {
  const watch = state.thing(watchRef(post))?.state as WatchView | undefined;
  return watch === undefined || watch.status === "off" ? undefined : watch;
}

/** Who has signed for the watch, else whoever the roster names for this hour; else the post's own phone and e-mail. */
export function reachOf(state: State, post: Post, instant: Ms): Reach {
  const roster = state.thing(rosterRef(post))?.state as RosterView | undefined;
  const own = state.thing(postRef(post))?.state as PostView | undefined;
  const shift = shiftAt(roster?.shifts ?? [], instant);
  const signed = keeper(state, post);
  if (signed !== undefined && signed.who !== shift?.who) {
    return { post, who: signed.who, phone: signed.phone ?? own?.phone ?? null, email: signed.email ?? own?.email ?? null, by: "watch" };
  }
  const phone = shift?.phone ?? own?.phone ?? null;
  const email = shift?.email ?? own?.email ?? null;
  if (shift !== undefined) return { post, who: shift.who, phone, email, by: "roster" };
  return { post, who: own?.who ?? null, phone, email, by: own === undefined ? "nobody" : "post" };
}

function foldPost(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  if (event.type !== "post.registered") return state;
  const { org, role, title, who, phone, email, place } = event.data;
  return { status: "active", place, org, role, title, who: who ?? null, phone: phone ?? null, email: email ?? null, always: event.data["always"] === true } as unknown as PostView;
}

function foldRoster(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  switch (event.type) {
    case "roster.set": {
      const { org, role, shifts, place } = event.data;
      return { status: "set", place, org, role, shifts, gapAt: state?.["gapAt"] ?? null } as unknown as RosterView;
    }
    case "roster.gap_found": return state === undefined ? state : { ...state, gapAt: event.data["gapAt"] };
    case "roster.gap_closed": return state === undefined ? state : { ...state, gapAt: null };
    default: return state;
  }
}

export const kinds: readonly Kind[] = [
  {
    kind: "post", title: zhEn("岗位", "Post"), scope: "city", fold: foldPost,
    columns: [
      { key: "org", title: zhEn("单位", "Organisation"), type: "text" },
      { key: "role", title: zhEn("岗位", "Role"), type: "text" },
      { key: "who", title: zhEn("在岗人员", "Held by"), type: "text" },
      { key: "phone", title: zhEn("值班电话", "Phone"), type: "text" },
    ],
  },
  {
    kind: "roster", title: zhEn("值班表", "Roster"), scope: "city", fold: foldRoster,
    columns: [
      { key: "org", title: zhEn("单位", "Organisation"), type: "text" },
      { key: "role", title: zhEn("岗位", "Role"), type: "text" },
      { key: "gapAt", title: zhEn("首个无人时刻", "Nobody from"), type: "number" },
    ],
  },
];
