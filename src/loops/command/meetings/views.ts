/**
 * State of briefs, meetings and decisions. A brief is a frozen snapshot: its figures belong to one position of each
 * ledger, so that anybody can count them again. A decision names what its decider saw; `learnedSince` shows the rest.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import type { When } from "../../../base/time.ts";
import { latest } from "../../../engine/define.ts";
import { dataOf, type LedgerEvent, type Post } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { Cutoff } from "./events.ts";

export interface BriefView extends ThingState {
  readonly brief: string;
  readonly cutoff: Cutoff;
  /** The instant the figures were counted for, where some of them look back from one. */
  readonly asOf?: number;
  readonly figures: Readonly<Record<string, number>>;
  readonly notes?: string;
  readonly adoptedBy: string | null;
}

export interface DecisionView extends ThingState {
  readonly decision: string;
  readonly text: string;
  readonly meeting?: string;
  readonly owner: Post | null;
  readonly due: When | null;
  readonly accountable: Post | null;
  readonly lastReviewedAt: When | null;
  readonly seen: Cutoff | null;
  readonly about: readonly string[];
  /** Still asks for something. */
  readonly open: boolean;
  /** Number of the event that took it. */
  readonly seq: number;
}

export const briefRef = (brief: string): Ref => ref("brief", brief);
export const decisionRef = (decision: string): Ref => ref("decision", decision);

function foldBrief(state: BriefView | undefined, event: LedgerEvent): BriefView | undefined {
  if (event.type === "brief.frozen") return { adoptedBy: null, ...dataOf<object>(event), status: "frozen", at: event.occurred } as unknown as BriefView;
  if (event.type === "brief.adopted" && state !== undefined) return { ...state, status: "adopted", adoptedBy: dataOf<{ meeting: string }>(event).meeting };
  return state;
}

function foldDecision(state: DecisionView | undefined, event: LedgerEvent): DecisionView | undefined {
  if (event.type === "decision.taken") {
    const data = dataOf<{ ready: boolean }>(event);
    return { owner: null, due: null, accountable: null, seen: null, about: [], lastReviewedAt: null, ...data, status: data.ready ? "given" : "incomplete", open: true, at: event.occurred, seq: event.seq } as unknown as DecisionView;
  }
  if (state === undefined) return state;
  switch (event.type) {
    case "decision.completed": return { ...state, ...dataOf<{ owner: Post; due: When }>(event), status: "given" };
    case "decision.reviewed": return { ...state, lastReviewedAt: event.occurred };
    case "decision.carried_out": return { ...state, status: "carried-out", open: false };
    case "decision.revoked": return { ...state, status: "revoked", open: false };
    default: return state;
  }
}

export const kinds: readonly Kind[] = [
  {
    kind: "brief", title: zhEn("态势简报", "Situation brief"), scope: "incident", fold: foldBrief as Kind["fold"],
    columns: [
      { key: "at", title: zhEn("固定时间", "Frozen"), type: "when" },
      { key: "cutoff.incident", title: zhEn("截至记录号", "Up to event"), type: "number" },
      { key: "adoptedBy", title: zhEn("采用会议", "Adopted by"), type: "text" },
    ],
  },
  {
    kind: "meeting", title: zhEn("会议", "Meeting"), scope: "incident", fold: latest({ "meeting.held": "held" }),
    columns: [
      { key: "body", title: zhEn("召开单位", "Body"), type: "text" },
      { key: "chair", title: zhEn("主持", "Chair"), type: "text" },
      { key: "brief", title: zhEn("简报", "Brief"), type: "text" },
      { key: "at", title: zhEn("时间", "Time"), type: "when" },
    ],
  },
  {
    kind: "decision", title: zhEn("决定", "Decision"), scope: "incident", fold: foldDecision as Kind["fold"],
    columns: [
      { key: "text", title: zhEn("内容", "Text"), type: "text" },
      { key: "meeting", title: zhEn("会议", "Meeting"), type: "text" },
      { key: "owner", title: zhEn("承办岗位", "Owner"), type: "post" },
      { key: "due", title: zhEn("时限", "Due"), type: "when" },
      { key: "accountable", title: zhEn("总负责人", "Accountable"), type: "post" },
      { key: "lastReviewedAt", title: zhEn("最近过问", "Last reviewed"), type: "when" },
    ],
  },
];

export interface Since {
  /** On record when it was decided, and later than what the decider had seen. */
  readonly unseen: readonly LedgerEvent[];
  /** On record after the decision. */
  readonly learned: readonly LedgerEvent[];
}

/** What the ledger of the incident holds beyond what a decision rested on, narrowed to what it is about where it says so. */
export function learnedSince(decision: DecisionView, events: Iterable<LedgerEvent>): Since {
  const seen = decision.seen?.incident ?? decision.seq - 1;
  const concerns = new Set(decision.about);
  const later = [...events].filter((event) =>
    event.seq > seen && !event.about.includes(decisionRef(decision.decision)) && (concerns.size === 0 || event.about.some((about) => concerns.has(about))));
  return { unseen: later.filter(({ seq }) => seq < decision.seq), learned: later.filter(({ seq }) => seq > decision.seq) };
}

/** Figures of a brief that come out otherwise when counted again at its position; none when it stands. */
export function differences(brief: Pick<BriefView, "figures">, counted: Readonly<Record<string, number>>): { figure: string; shown: number; counted: number | null }[] {
  return Object.entries(brief.figures).filter(([figure, shown]) => counted[figure] !== shown).map(([figure, shown]) => ({ figure, shown, counted: counted[figure] ?? null }));
}
