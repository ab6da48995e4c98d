/** State of recommendations, visits and the problems found on them; which advice was taken, which was not and why. */
import { idOf } from "../../../base/ids.ts";
import { latest } from "../../../engine/define.ts";
import type { Post } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { Thing } from "../../../engine/thing.ts";

export const ANSWERS = ["adopted", "partly", "not-adopted"] as const;

export interface AdviceView extends ThingState {
  readonly advice: string;
  readonly text: string;
  readonly to: Post;
  readonly answer?: (typeof ANSWERS)[number];
  readonly reason?: string;
  readonly decision?: string;
}

export const kinds: readonly Kind[] = [
  {
    kind: "advice", title: zhEn("专家建议", "Recommendation"), scope: "incident", fold: latest({ "advice.given": "given", "advice.answered": "answered" }),
    columns: [
      { key: "text", title: zhEn("内容", "Text"), type: "text" },
      { key: "to", title: zhEn("致", "To"), type: "post" },
      { key: "answer", title: zhEn("答复", "Answer"), type: "text" },
      { key: "decision", title: zhEn("据以作出的决定", "Decision"), type: "text" },
      { key: "reason", title: zhEn("理由", "Reason"), type: "text" },
    ],
  },
  {
    kind: "visit", title: zhEn("现场督导", "Visit to the front"), scope: "incident", fold: latest({ "visit.recorded": "recorded" }),
    columns: [
      { key: "org", title: zhEn("到访单位", "Visited"), type: "text" },
      { key: "at", title: zhEn("时间", "Time"), type: "when" },
      { key: "note", title: zhEn("情况", "Note"), type: "text" },
    ],
  },
  {
    kind: "problem", title: zhEn("现场问题", "Problem on the spot"), scope: "incident", fold: latest({ "problem.found": "found", "problem.answered": "answered" }),
    columns: [
      { key: "text", title: zhEn("内容", "Text"), type: "text" },
      { key: "visit", title: zhEn("督导", "Visit"), type: "text" },
      { key: "owner", title: zhEn("承办岗位", "Owner"), type: "post" },
      { key: "due", title: zhEn("时限", "Due"), type: "when" },
      { key: "answer", title: zhEn("处理情况", "Answer"), type: "text" },
    ],
  },
];

/** Recommendations by what became of them; each number opens into its ids. */
export function adviceLedger(advice: readonly Thing[]): Readonly<Record<"waiting" | (typeof ANSWERS)[number], readonly string[]>> {
  const of = (answer: string | undefined): string[] => advice.filter((one) => (one.state as AdviceView).answer === answer).map((one) => idOf(one.ref));
  return { waiting: of(undefined), adopted: of("adopted"), partly: of("partly"), "not-adopted": of("not-adopted") };
}
