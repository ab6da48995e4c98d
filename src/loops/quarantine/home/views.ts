/** What is known of a home: whether it suits, who lives there; and of each day: who was asked, who answered. */
import { ref, type Ref } from "../../../base/ids.ts";
import type { LedgerEvent } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { list } from "../../../engine/pack/clause.ts";
import type { ResolvedPack } from "../../../engine/pack/types.ts";
import { zhEn } from "../../../engine/rule.ts";
import { stated } from "../stay/rules.ts";
import type { MeasureView } from "../stay/views.ts";

export interface HomeView extends ThingState {
  readonly contact: string;
  readonly met: readonly string[];
  readonly unmet: readonly string[];
  /** People who live there and are bound by the same rules, by pseudonym. */
  readonly household: readonly string[];
}

/** The daily record of one home measure. */
export interface HomeStayView extends ThingState {
  readonly measure: string;
  readonly checks: number;
  readonly visits: number;
  readonly lastCheck: LedgerEvent["occurred"] | null;
  readonly out: boolean;
  readonly symptomatic: boolean;
}

export const homeRef = (contact: string): Ref => ref("home", contact);
export const homeStayRef = (measure: string): Ref => ref("home-stay", measure);

/** What a home lacks that the pack insists on; a home nobody has looked at lacks all of it. */
export function unsuitable(pack: ResolvedPack, home: HomeView | undefined): readonly string[] {
  const required = stated(pack, "home.required") ? list(pack, "home.required") : [];
  return required.filter((one) => home?.met.includes(one) !== true);
}

/** Services at the door nobody owns. */
export function unowned(pack: ResolvedPack, services: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  return stated(pack, "home.services") ? list(pack, "home.services").filter((one) => services?.[one] === undefined) : [];
}

export interface HomeRecord {
  readonly measure: Ref;
  readonly contact: string;
  readonly phase: string;
  readonly end: MeasureView["end"];
  readonly household: readonly string[];
  readonly checks: number;
  readonly symptomatic: boolean;
  readonly out: boolean;
}

/** Everybody under observation at home: household, checks so far, end. */
export function homeRecords(measures: Iterable<Thing>, stays: Iterable<Thing>, homes: Iterable<Thing>): HomeRecord[] {
  const stay = new Map([...stays].map(({ state }) => [String(state["measure"]), state as HomeStayView]));
  const home = new Map([...homes].map(({ state }) => [String(state["contact"]), state as HomeView]));
  return [...measures].filter(({ state }) => (state as MeasureView).atHome).map(({ ref: measure, state }) => {
    const view = state as MeasureView;
    const daily = stay.get(measure.slice("measure:".length));
    return { measure, contact: view.contact, phase: view.phase, end: view.end, household: home.get(view.contact)?.household ?? [], checks: daily?.checks ?? 0, symptomatic: daily?.symptomatic ?? false, out: daily?.out ?? false };
  });
}

function foldHome(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  return event.type === "home.assessed" ? { ...event.data, status: (event.data["unmet"] as string[]).length === 0 ? "suitable" : "unsuitable" } : state;
}

function foldStay(state: HomeStayView | undefined, event: LedgerEvent): HomeStayView | undefined {
  const view = state ?? { status: "begun", measure: String(event.data["measure"]), checks: 0, visits: 0, lastCheck: null, out: false, symptomatic: false };
  switch (event.type) {
    case "home.started": return view;
    case "home.checked": return { ...view, status: "checked", checks: view.checks + 1, lastCheck: event.occurred, temperature: event.data["temperature"] ?? null };
    case "home.symptoms": return { ...view, symptomatic: true };
    case "home.symptoms_answered": return { ...view, symptomatic: false };
    case "home.served": return { ...view, visits: view.visits + 1 };
    case "home.left": return { ...view, out: true };
    case "home.returned": return { ...view, out: false };
    default: return state;
  }
}

export const kinds: readonly Kind[] = [
  {
    kind: "home", title: zhEn("居家条件", "Home"), scope: "incident", fold: foldHome,
    columns: [{ key: "contact", title: zhEn("对象", "Person"), type: "text" }, { key: "org", title: zhEn("单位", "Organisation"), type: "text" }],
  },
  {
    kind: "home-stay", title: zhEn("居家每日记录", "Daily record at home"), scope: "incident", fold: foldStay as Kind["fold"],
    columns: [
      { key: "measure", title: zhEn("隔离措施", "Measure"), type: "text" }, { key: "checks", title: zhEn("监测次数", "Checks"), type: "number" }, { key: "visits", title: zhEn("上门次数", "Visits"), type: "number" },
      { key: "lastCheck", title: zhEn("最近监测", "Last check"), type: "when" }, { key: "symptomatic", title: zhEn("有症状", "Symptoms"), type: "boolean" }, { key: "out", title: zhEn("外出就医", "Out for care"), type: "boolean" },
    ],
  },
];
