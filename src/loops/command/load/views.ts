/**
 * How much each post carries: its lines of work, what is open and what is overdue on each; which posts are overdue on
 * several; and the overloaded ones below an organisation, for the level above to see. Numbers open into their duties.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import { isOpen, type Duty } from "../../../engine/duty/duty.ts";
import { postText, type Post } from "../../../engine/event.ts";
import { latest } from "../../../engine/define.ts";
import type { Kind } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

export const loadRef = (post: Post): Ref => ref("load", postText(post));

export const kinds: readonly Kind[] = [
  {
    kind: "load", title: zhEn("岗位负荷", "Load of a post"), scope: "incident", fold: latest({ "load.warned": "warned", "load.shared": "shared" }),
    columns: [
      { key: "org", title: zhEn("单位", "Organisation"), type: "text" },
      { key: "role", title: zhEn("岗位", "Role"), type: "text" },
      { key: "lineCount", title: zhEn("逾期业务线", "Lines overdue"), type: "number" },
      { key: "how", title: zhEn("分担办法", "How it was shared"), type: "text" },
    ],
  },
];

export interface Line {
  readonly kind: string;
  readonly open: readonly string[];
  readonly overdue: readonly string[];
}

export interface Load {
  readonly post: Post;
  readonly lines: readonly Line[];
  readonly open: number;
  readonly overdue: number;
  readonly overloaded: boolean;
}

const late = (duty: Duty): boolean => duty.overdue !== null && duty.done === null;

/** Lines of work these duties are overdue on. */
export function linesOverdue(duties: Iterable<Duty>): string[] {
  return [...new Set([...duties].filter(late).map(({ kind }) => kind))].toSorted();
}

/** Every post that holds something, the most burdened first; `least` lines overdue make it overloaded. */
export function loads(duties: Iterable<Duty>, least: number): Load[] {
  const held = new Map<string, Duty[]>();
  for (const duty of duties) {
    if (!isOpen(duty) || duty.done !== null) continue;
    const key = postText(duty.holder);
    held.set(key, [...(held.get(key) ?? []), duty]);
  }
  const rows = [...held.values()].map((mine): Load => {
    const lines = [...new Set(mine.map(({ kind }) => kind))].toSorted().map((kind) => ({
      kind, open: mine.filter((duty) => duty.kind === kind).map(({ id }) => id), overdue: mine.filter((duty) => duty.kind === kind && late(duty)).map(({ id }) => id),
    }));
    return { post: mine[0]!.holder, lines, open: mine.length, overdue: mine.filter(late).length, overloaded: lines.filter(({ overdue }) => overdue.length > 0).length >= least };
  });
  return rows.toSorted((a, b) => Number(b.overloaded) - Number(a.overloaded) || b.overdue - a.overdue || b.open - a.open || (postText(a.post) < postText(b.post) ? -1 : 1));
}
