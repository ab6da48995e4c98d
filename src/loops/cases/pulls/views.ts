/** State of data pulls: who asked which fields of whom, what for, on what basis, and by when it is gone. No data itself. */
import { ref, type Ref } from "../../../base/ids.ts";
import type { When } from "../../../base/time.ts";
import { dataOf, type Post } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

export interface PullView extends ThingState {
  readonly dataPull: string;
  readonly useFor: string;
  readonly legalBasis: string;
  readonly fields: readonly string[];
  readonly deleteBy: When;
  readonly askedBy: Post;
  readonly deletedAt: When | null;
}

/** What no purpose of an outbreak needs (G-10). */
export const NEVER: ReadonlySet<string> = new Set(["ethnicity", "religion", "political-view", "sexual-orientation"]);

export const pullRef = (pull: string): Ref => ref("data-pull", pull);

export const kinds: readonly Kind[] = [
  {
    kind: "data-pull", title: zhEn("数据调取", "Data pull"), scope: "incident",
    fold: (state, event) => {
      if (event.type === "data-pull.asked") return { ...dataOf<PullView>(event), askedBy: event.actor, deletedAt: null, status: "in-use" };
      return event.type === "data-pull.deleted" && state !== undefined ? { ...state, deletedAt: event.occurred, status: "deleted" } : state;
    },
    columns: [
      { key: "useFor", title: zhEn("目的", "Purpose"), type: "text" }, { key: "legalBasis", title: zhEn("法律依据", "Legal basis"), type: "text" }, { key: "source", title: zhEn("数据来源", "Source"), type: "text" },
      { key: "askedBy", title: zhEn("调取岗位", "Asked by"), type: "post" }, { key: "deleteBy", title: zhEn("删除期限", "Delete by"), type: "when" }, { key: "deletedAt", title: zhEn("已删除", "Deleted"), type: "when" },
    ],
  },
];
