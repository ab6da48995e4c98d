/** State of reviews and protected reports, and the figures published about reviews. A report carries nobody's name and no text. */
import type { When } from "../../../base/time.ts";
import { latest } from "../../../engine/define.ts";
import { dataOf, type LedgerEvent, type Post } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { Thing } from "../../../engine/thing.ts";

export const CONCERNS = ["false-record", "unsafe-site", "missed-care", "retaliation", "misuse-of-goods", "other"] as const;

export interface ReviewView extends ThingState {
  readonly appeal: string;
  readonly measure: string;
  /** Who decided the measure: never who reviews it. */
  readonly issuer: Post;
  readonly reviewer?: Post;
  readonly requestedAt: When;
  readonly answeredAt: When | null;
  readonly outcome: string | null;
}

function fold(state: ReviewView | undefined, event: LedgerEvent): ReviewView | undefined {
  if (event.type === "review.requested") return { ...dataOf<object>(event), status: "requested", requestedAt: event.occurred, answeredAt: null, outcome: null } as unknown as ReviewView;
  if (state === undefined) return state;
  switch (event.type) {
    case "review.answered": return { ...state, status: state.status === "decided" ? state.status : "answered", answeredAt: event.occurred };
    case "review.decided": return { ...state, status: "decided", outcome: dataOf<{ outcome: string }>(event).outcome };
    case "review.withdrawn": return { ...state, status: "withdrawn" };
    default: return state;
  }
}

/** Reviews by where they stand, as published: each figure opens into its reviews. */
export function reviewFigures(reviews: readonly Thing[]): Readonly<Record<"asked" | "waiting" | "upheld" | "changed" | "ended" | "withdrawn", readonly string[]>> {
  const all = reviews.map((one) => one.state as ReviewView);
  const ids = (which: (one: ReviewView) => boolean): string[] => all.filter(which).map((one) => one.appeal);
  return {
    asked: ids(() => true), waiting: ids((one) => one.outcome === null && one.status !== "withdrawn"), upheld: ids((one) => one.outcome === "upheld"),
    changed: ids((one) => one.outcome === "changed"), ended: ids((one) => one.outcome === "ended"), withdrawn: ids((one) => one.status === "withdrawn"),
  };
}

export const kinds: readonly Kind[] = [
  {
    kind: "appeal", title: zhEn("复核申请", "Review of a measure"), scope: "incident", fold: fold as Kind["fold"],
    columns: [
      { key: "measure", title: zhEn("隔离措施", "Measure"), type: "text" }, { key: "issuer", title: zhEn("原决定岗位", "Decided by"), type: "post" }, { key: "reviewer", title: zhEn("独立复核岗位", "Reviewed by"), type: "post" },
      { key: "requestedAt", title: zhEn("申请时间", "Asked"), type: "when" }, { key: "answeredAt", title: zhEn("答复时间", "Answered"), type: "when" }, { key: "outcome", title: zhEn("复核结果", "Outcome"), type: "text" },
    ],
  },
  {
    kind: "protected-report", title: zhEn("受保护的举报", "Protected report"), scope: "incident", fold: latest({ "protected.reported": "received", "protected.closed": "looked-into" }),
    columns: [{ key: "concern", title: zhEn("事由", "Concern"), type: "text" }, { key: "desk", title: zhEn("核查岗位", "Looked into by"), type: "post" }, { key: "at", title: zhEn("时间", "When"), type: "when" }],
  },
];
