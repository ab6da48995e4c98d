/** Gaps by what they mean for a night's work, the gravest first. Pure. */
import type { SetupGap } from "../api-types.ts";

export const GAP_KINDS = [
  "nobody-answers", "nobody-to-alarm", "empty-cell", "no-phone", "no-deputy", "no-roster", "watch-uncovered", "site-post-unfilled", "site-not-certified", "other",
] as const;
export type GapKind = (typeof GAP_KINDS)[number];

export function groupGaps(gaps: readonly SetupGap[]): [GapKind, SetupGap[]][] {
  const groups = new Map<GapKind, SetupGap[]>(GAP_KINDS.map((kind) => [kind, []]));
  for (const gap of gaps) groups.get(GAP_KINDS.find((kind) => kind === gap.code) ?? "other")!.push(gap);
  return [...groups].filter(([, members]) => members.length > 0);
}
