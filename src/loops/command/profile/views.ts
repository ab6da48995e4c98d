/** State of named risks and the controls against them; risks with no control, and the control sets a profile calls for. */
import { idOf, ref, type Ref } from "../../../base/ids.ts";
import type { Ms, When } from "../../../base/time.ts";
import { dataOf, type LedgerEvent, type Post } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";
import { applies, items } from "../../../engine/pack/clause.ts";
import type { ListItem, ResolvedPack } from "../../../engine/pack/types.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { Thing } from "../../../engine/thing.ts";

export interface RiskView extends ThingState {
  readonly risk: string;
  readonly org: string;
  readonly category: string;
  /** Controls in force against it, as far as nobody ended them. */
  readonly controls: readonly string[];
}

export interface ControlView extends ThingState {
  readonly control: string;
  readonly risks: readonly string[];
  readonly owner: Post;
  readonly set?: string;
  readonly until?: When;
}

export const riskRef = (risk: string): Ref => ref("risk", risk);
export const controlRef = (control: string): Ref => ref("control", control);

const covered = (state: RiskView, controls: readonly string[]): RiskView => ({ ...state, controls, status: controls.length > 0 ? "covered" : "uncovered" });

function foldRisk(state: RiskView | undefined, event: LedgerEvent): RiskView | undefined {
  if (event.type === "risk.named") return covered({ controls: [], ...state, ...dataOf<object>(event) } as unknown as RiskView, state?.controls ?? []);
  if (state === undefined) return state;
  const { control } = dataOf<{ control: string }>(event);
  if (event.type === "control.started") return covered(state, [...state.controls.filter((one) => one !== control), control]);
  return event.type === "control.ended" ? covered(state, state.controls.filter((one) => one !== control)) : state;
}

function foldControl(state: ControlView | undefined, event: LedgerEvent): ControlView | undefined {
  if (event.type === "control.started") return { ...dataOf<object>(event), status: "in-force" } as unknown as ControlView;
  return event.type === "control.ended" && state !== undefined ? { ...state, status: "ended" } : state;
}

export const kinds: readonly Kind[] = [
  {
    kind: "risk", title: zhEn("城市风险", "Risk of the profile"), scope: "city", fold: foldRisk as Kind["fold"],
    columns: [
      { key: "org", title: zhEn("单位", "Organisation"), type: "text" },
      { key: "category", title: zhEn("类别", "Category"), type: "text" },
      { key: "what", title: zhEn("风险", "Risk"), type: "text" },
    ],
  },
  {
    kind: "control", title: zhEn("防控措施", "Control"), scope: "city", fold: foldControl as Kind["fold"],
    columns: [
      { key: "what", title: zhEn("措施", "Control"), type: "text" },
      { key: "owner", title: zhEn("责任岗位", "Owner"), type: "post" },
      { key: "frequency", title: zhEn("频次", "How often"), type: "text" },
      { key: "until", title: zhEn("至", "Until"), type: "when" },
    ],
  },
];

/** Risks nobody works against at an instant; a control past its end works against nothing. */
export function uncontrolled(risks: readonly Thing[], controls: readonly Thing[], now: Ms): string[] {
  const working = new Set(controls.filter(({ state }) => state.status === "in-force" && ((state as ControlView).until?.latest ?? Infinity) > now).map((thing) => idOf(thing.ref)));
  return risks.filter(({ state }) => !(state as RiskView).controls.some((control) => working.has(control))).map((thing) => idOf(thing.ref));
}

export interface SetRow {
  readonly risk: string;
  readonly set: ListItem;
  /** Controls in force that say they are this set. */
  readonly controls: readonly string[];
}

/** The control sets the rules call for where a profile holds a category, and which of them are running. */
export function calledFor(risks: readonly Thing[], controls: readonly Thing[], pack: ResolvedPack): SetRow[] {
  return risks.flatMap(({ state }) => {
    const risk = state as RiskView;
    const clause = `profile.${risk.category}`;
    if (!applies(pack, clause)) return [];
    const mine = controls.filter((one) => one.state.status === "in-force" && risk.controls.includes(idOf(one.ref)));
    return items(pack, clause).map((set) => ({ risk: risk.risk, set, controls: mine.filter((one) => (one.state as ControlView).set === set.id).map((one) => idOf(one.ref)) }));
  });
}
