/**
 * State of a permit: what was asked, who decided with what reason, its limits, how often it was used and by when each
 * thing was known. Lists people ask for: waiting, urgent first; refused, by ground; limits are read at an instant.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import type { Ms, When } from "../../../base/time.ts";
import { dataOf, type LedgerEvent, type Post } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

/** Out of the jurisdiction, or about within a closed area. */
export const SCOPES = ["leave", "pass"] as const;
/** Only a rule of health may refuse; who asks for another reason is refused. */
export const GROUNDS = ["under-measure", "contact", "closed-area", "test-missing", "need-not-shown"] as const;

export interface PermitView extends ThingState {
  readonly permit: string;
  readonly scope: (typeof SCOPES)[number];
  readonly person: string;
  /** Decides on it. */
  readonly org: string;
  readonly purpose: string;
  readonly urgent: boolean;
  readonly requestedAt: When;
  readonly from: When;
  readonly until: When;
  /** Gates it is good for; empty: any. */
  readonly gates: readonly string[];
  /** How often it may be used; null: as often as needed until it ends. */
  readonly uses: number | null;
  readonly people: number;
  readonly decidedBy: Post | null;
  readonly ground: string | null;
  readonly reason: string | null;
  readonly revokedAt: When | null;
  /** The review asked for, if any. */
  readonly appeal: string | null;
  /** Exits under it that are known by now. */
  readonly passages: readonly string[];
}

export const permitRef = (permit: string): Ref => ref("permit", permit);

/** Why it does not hold at an instant; null: it holds. A use is counted by the exits known, not by the order in which they became known. */
export type Lapse = "not-granted" | "revoked" | "not-yet" | "expired" | "other-gate" | "used-up";

export function lapseAt(permit: PermitView, instant: When, gate: string, passage: string): Lapse | null {
  if (permit.status !== "granted" && permit.status !== "revoked") return "not-granted";
  if (permit.revokedAt !== null && permit.revokedAt.latest <= instant.earliest) return "revoked";
  if (instant.latest < permit.from.earliest) return "not-yet";
  if (instant.earliest >= permit.until.latest) return "expired";
  if (permit.gates.length > 0 && !permit.gates.includes(gate)) return "other-gate";
  const others = permit.passages.filter((one) => one !== passage);
  return permit.uses !== null && others.length >= permit.uses ? "used-up" : null;
}

function foldAsked(event: LedgerEvent): PermitView {
  const asked = dataOf<PermitView>(event);
  return {
    ...asked, gates: asked.gates ?? [], status: "requested", requestedAt: event.occurred, uses: null, decidedBy: null, ground: null, revokedAt: null, appeal: null, passages: [], reason: null,
    // What was asked for stays beside what was granted.
    askedFrom: asked.from, askedUntil: asked.until,
  };
}

function fold(state: PermitView | undefined, event: LedgerEvent): PermitView | undefined {
  if (event.type === "permit.requested") return foldAsked(event);
  if (state === undefined) return state;
  switch (event.type) {
    case "permit.granted": return { ...state, ...dataOf<object>(event), status: "granted", decidedBy: event.actor, ground: null, reason: null };
    case "permit.refused": return { ...state, ...dataOf<object>(event), status: "refused", decidedBy: event.actor };
    case "permit.revoked": return { ...state, ...dataOf<object>(event), status: "revoked", decidedBy: event.actor, revokedAt: event.occurred, appeal: null };
    case "permit.withdrawn": return { ...state, status: "withdrawn" };
    case "review.requested": return { ...state, appeal: dataOf<{ appeal: string }>(event).appeal };
    case "gate.passed": return { ...state, passages: [...state.passages, dataOf<{ passage: string }>(event).passage] };
    default: return state;
  }
}

const view = (thing: Thing): PermitView => thing.state as PermitView;

/** Who waits for a decision, the urgent first, the longest waiting first. */
export function waiting(permits: readonly Thing[], now: Ms): readonly { readonly permit: string; readonly org: string; readonly urgent: boolean; readonly waitedMs: Ms }[] {
  return permits.map(view).filter((one) => one.status === "requested")
    .map((one) => ({ permit: one.permit, org: one.org, urgent: one.urgent, waitedMs: Math.max(0, now - one.requestedAt.earliest) }))
    .toSorted((a, b) => Number(b.urgent) - Number(a.urgent) || b.waitedMs - a.waitedMs || (a.permit < b.permit ? -1 : 1));
}

/** Decisions of each organisation, for the eyes of whoever watches that the same need gets the same answer. */
export function decisions(permits: readonly Thing[]): readonly { readonly org: string; readonly purpose: string; readonly granted: readonly string[]; readonly refused: readonly string[]; readonly appealed: readonly string[] }[] {
  const groups = Map.groupBy(permits.map(view).filter((one) => one.decidedBy !== null), (one) => JSON.stringify([one.org, one.purpose]));
  return [...groups.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, all]) => {
    const ids = (which: (one: PermitView) => boolean): string[] => all.filter(which).map((one) => one.permit).toSorted();
    return { org: all[0]!.org, purpose: all[0]!.purpose, granted: ids((one) => one.status === "granted"), refused: ids((one) => one.status === "refused" || one.status === "revoked"), appealed: ids((one) => one.appeal !== null) };
  });
}

export const kinds: readonly Kind[] = [
  {
    kind: "permit", title: zhEn("通行许可", "Permit"), scope: "incident", fold: fold as Kind["fold"],
    columns: [
      { key: "scope", title: zhEn("类别", "For"), type: "text" }, { key: "purpose", title: zhEn("事由", "Purpose"), type: "text" }, { key: "urgent", title: zhEn("紧急", "Urgent"), type: "boolean" },
      { key: "org", title: zhEn("审批单位", "Decided at"), type: "text" }, { key: "requestedAt", title: zhEn("申请时间", "Asked"), type: "when" }, { key: "decidedBy", title: zhEn("决定岗位", "Decided by"), type: "post" },
      { key: "ground", title: zhEn("不予通行的依据", "Ground of refusal"), type: "text" }, { key: "from", title: zhEn("生效", "From"), type: "when" }, { key: "until", title: zhEn("失效", "Until"), type: "when" },
      { key: "uses", title: zhEn("可用次数", "Uses"), type: "number" }, { key: "appeal", title: zhEn("复核申请", "Review"), type: "text" },
    ],
  },
];
