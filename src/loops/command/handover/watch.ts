/**
 * State of a watch that is signed for: who has it, until when, and the list written for the next. Whoever signed
 * keeps it until the incoming signs. Also whether a post answers, and which deputy stands in where it does not.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import type { When } from "../../../base/time.ts";
import { dataOf, type LedgerEvent, type Post } from "../../../engine/event.ts";
import type { ThingState } from "../../../engine/loop.ts";
import type { Lists } from "./events.ts";

export interface Written {
  readonly incident: string;
  readonly writtenAt: When;
  /** Position of the incident's ledger the lists were drawn at. */
  readonly cutoff: number;
  readonly lists: Lists;
  readonly note?: string;
}

export interface WatchView extends ThingState {
  readonly status: "on" | "handing-over" | "off";
  readonly org: string;
  readonly role: string;
  readonly who: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly since: When;
  readonly until: When;
  /** What the outgoing watch wrote, one a incident. */
  readonly written: readonly Written[];
}

export interface PresenceView extends ThingState {
  readonly status: "asked" | "present" | "deputy-acting";
  readonly org: string;
  readonly role: string;
  readonly deputy: Post | null;
  readonly askedAt: When;
}

export const watchRef = (post: Post): Ref => ref("watch", `${post.role}@${post.org}`);
export const presenceRef = (post: Post): Ref => ref("presence", `${post.role}@${post.org}`);

export function foldWatch(state: WatchView | undefined, event: LedgerEvent): WatchView | undefined {
  switch (event.type) {
    case "watch.started": return { ...dataOf<object>(event), status: "on", since: event.occurred, written: [] } as unknown as WatchView;
    case "handover.written": {
      if (state === undefined) return state;
      const { incident, cutoff, lists, note } = dataOf<Written>(event);
      const written = { incident, cutoff, lists, writtenAt: event.occurred, ...(note === undefined ? {} : { note }) };
      return { ...state, status: "handing-over", written: [...state.written.filter((one) => one.incident !== incident), written] };
    }
    case "watch.stood_down": return state === undefined ? state : { ...state, status: "off" };
    default: return state;
  }
}

export function foldPresence(state: PresenceView | undefined, event: LedgerEvent): PresenceView | undefined {
  switch (event.type) {
    case "presence.asked": {
      const { org, role, deputy, place } = dataOf<{ org: string; role: string; deputy: Post | null; place: string }>(event);
      return { status: "asked", place, org, role, deputy, askedAt: event.occurred };
    }
    case "presence.answered": return state === undefined ? state : { ...state, status: "present" };
    case "presence.taken_over": return state === undefined ? state : { ...state, status: "deputy-acting" };
    default: return state;
  }
}
