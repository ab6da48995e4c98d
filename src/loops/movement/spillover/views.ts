/**
 * Cases elsewhere that are linked to this outbreak. “No spill-over” is never more than none known by an instant: the
 * figure says by when it was known, counts what was linked then, and shows what was still undecided.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import type { Ms, When } from "../../../base/time.ts";
import { dataOf, type LedgerEvent } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

export const LINKS = ["left-from-here", "contact", "genome", "goods", "unknown"] as const;
export const VERDICTS = ["linked", "not-linked"] as const;

export interface SpilloverView extends ThingState {
  readonly spillover: string;
  /** Where the case was found. */
  readonly destination: string;
  readonly link: (typeof LINKS)[number];
  readonly diagnosed: When;
  /** Each word on it with when we learned it: a later one does not unsay what was known before. */
  readonly said: readonly { readonly verdict: (typeof VERDICTS)[number] | "undecided"; readonly learned: Ms }[];
  /** A case, contact, permit or exit of ours it leads back to. */
  readonly leadsTo: string | null;
}

export const spilloverRef = (spillover: string): Ref => ref("spillover", spillover);

function fold(state: SpilloverView | undefined, event: LedgerEvent): SpilloverView | undefined {
  if (event.type === "spillover.reported") return { leadsTo: null, ...dataOf<object>(event), status: "undecided", said: [...(state?.said ?? []), { verdict: "undecided", learned: event.learned }] } as unknown as SpilloverView;
  if (state === undefined) return state;
  switch (event.type) {
    case "spillover.judged": {
      const { verdict } = dataOf<{ verdict: (typeof VERDICTS)[number] }>(event);
      return { ...state, ...dataOf<object>(event), status: verdict, said: [...state.said, { verdict, learned: event.learned }] };
    }
    case "spillover.traced": return { ...state, ...dataOf<object>(event), status: "traced" };
    default: return state;
  }
}

export interface SpilloverFigure {
  /** Known by this instant. */
  readonly knownAt: Ms;
  readonly linked: readonly string[];
  readonly undecided: readonly string[];
  readonly notLinked: readonly string[];
  /** None known to be linked by then; nothing stronger can be said. */
  readonly noneKnown: boolean;
}

/** Cases elsewhere linked to this outbreak, as known at an instant, of those diagnosed in a time. */
export function spilloverFigure(things: readonly Thing[], knownAt: Ms, from: Ms = -Infinity, until: Ms = Infinity): SpilloverFigure {
  const verdicts = things.flatMap(({ state }) => {
    const one = state as SpilloverView;
    const last = one.said.filter((word) => word.learned <= knownAt).at(-1);
    return last === undefined || one.diagnosed.latest < from || one.diagnosed.earliest >= until ? [] : [{ id: one.spillover, verdict: last.verdict }];
  });
  const ids = (verdict: string): string[] => verdicts.filter((one) => one.verdict === verdict).map((one) => one.id).toSorted();
  const linked = ids("linked");
  return { knownAt, linked, undecided: ids("undecided"), notLinked: ids("not-linked"), noneKnown: linked.length === 0 };
}

export const kinds: readonly Kind[] = [{
  kind: "spillover", title: zhEn("外溢病例", "Spill-over"), scope: "incident", fold: fold as Kind["fold"],
  columns: [
    { key: "destination", title: zhEn("发现地", "Found in"), type: "text" }, { key: "link", title: zhEn("关联", "Link"), type: "text" }, { key: "diagnosed", title: zhEn("确诊时间", "Diagnosed"), type: "when" },
    { key: "leadsTo", title: zhEn("追溯到", "Leads back to"), type: "text" }, { key: "source", title: zhEn("来源", "Source"), type: "text" },
  ],
}];
