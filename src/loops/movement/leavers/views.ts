/** State of lists of leavers and what stands open of them: unsent, unsigned, people nobody has found. */
import { ref, type Ref } from "../../../base/ids.ts";
import type { Ms, When } from "../../../base/time.ts";
import { dataOf, type LedgerEvent } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

export interface Leaver {
  readonly person: string;
  readonly left: When;
}

export interface LeaversView extends ThingState {
  readonly list: string;
  /** Whose list it is. */
  readonly org: string;
  /** The organisation at the destination that signs; one elsewhere is registered as such. */
  readonly to: string;
  readonly people: readonly Leaver[];
  readonly sentAt: When | null;
  readonly receivedAt: When | null;
  readonly found: readonly string[];
  readonly notFound: readonly string[];
  /** Batches of a staggered departure it serves. */
  readonly batches: readonly string[];
}

export const leaversRef = (list: string): Ref => ref("leavers", list);

function fold(state: LeaversView | undefined, event: LedgerEvent): LeaversView | undefined {
  if (event.type === "leavers.listed") return { batches: [], ...dataOf<object>(event), status: "listed", sentAt: null, receivedAt: null, found: [], notFound: [], count: dataOf<{ people: unknown[] }>(event).people.length } as unknown as LeaversView;
  if (state === undefined) return state;
  switch (event.type) {
    case "leavers.sent": return { ...state, status: state.receivedAt === null ? "sent" : state.status, sentAt: event.occurred };
    case "leavers.received": {
      const { found, notFound } = dataOf<{ found: string[]; notFound: string[] }>(event);
      return { ...state, status: notFound.length > 0 ? "incomplete" : "received", receivedAt: event.occurred, found, notFound };
    }
    case "leavers.found": {
      const cleared = Object.keys(dataOf<{ whereabouts: Record<string, string> }>(event).whereabouts);
      const notFound = state.notFound.filter((one) => !cleared.includes(one));
      return { ...state, notFound, status: notFound.length > 0 ? "incomplete" : "received" };
    }
    default: return state;
  }
}

export interface OpenList {
  readonly list: string;
  readonly to: string;
  readonly what: "unsent" | "unsigned" | "not-found";
  readonly people: readonly string[];
  readonly forMs: Ms;
}

/** Lists not closed, the longest waiting first; sent is not handed over. */
export function openLists(lists: readonly Thing[], now: Ms): readonly OpenList[] {
  return lists.map((one) => one.state as LeaversView).flatMap((list): OpenList[] => {
    const since = list.receivedAt ?? list.sentAt ?? list.people.map((one) => one.left).toSorted((a, b) => a.earliest - b.earliest)[0]!;
    const what = list.receivedAt === null ? (list.sentAt === null ? "unsent" : "unsigned") : list.notFound.length > 0 ? "not-found" : null;
    if (what === null) return [];
    return [{ list: list.list, to: list.to, what, people: what === "not-found" ? list.notFound : list.people.map((one) => one.person), forMs: Math.max(0, now - since.latest) }];
  }).toSorted((a, b) => b.forMs - a.forMs || (a.list < b.list ? -1 : 1));
}

export const kinds: readonly Kind[] = [{
  kind: "leavers", title: zhEn("离开人员名单", "List of people who left"), scope: "incident", fold: fold as Kind["fold"],
  columns: [
    { key: "org", title: zhEn("单位", "Organisation"), type: "text" }, { key: "to", title: zhEn("目的地单位", "Destination"), type: "text" }, { key: "count", title: zhEn("人数", "People"), type: "number" },
    { key: "sentAt", title: zhEn("发出", "Sent"), type: "when" }, { key: "receivedAt", title: zhEn("签收", "Signed for"), type: "when" },
  ],
}];
