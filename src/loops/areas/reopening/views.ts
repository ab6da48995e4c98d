/** State of reopening steps: by area and sector, with conditions, a date and an owner. */
import { latest } from "../../../engine/define.ts";
import type { Post } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

export const SECTORS = ["ports", "work", "markets", "schools", "transport"] as const;

export interface StepView extends ThingState {
  readonly area: string;
  readonly conditions: readonly string[];
  readonly owner: Post;
}

export const kinds: readonly Kind[] = [
  {
    kind: "reopening", title: zhEn("恢复步骤", "Reopening step"), scope: "incident", fold: latest({ "reopening.planned": "planned", "reopening.reached": "reached" }),
    columns: [
      { key: "area", title: zhEn("区域", "Area"), type: "text" }, { key: "sector", title: zhEn("行业", "Sector"), type: "text" },
      { key: "date", title: zhEn("计划时间", "Planned for"), type: "when" }, { key: "owner", title: zhEn("责任岗位", "Owner"), type: "post" },
    ],
  },
];
