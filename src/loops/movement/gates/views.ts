/** State of exit points and of each exit, with both its times; counts by gate, and who left for where, person by person. */
import { ref, type Ref } from "../../../base/ids.ts";
import type { Ms, When } from "../../../base/time.ts";
import { dataOf, type LedgerEvent } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

export const LANES = ["permit", "emergency", "free", "freight"] as const;

export interface GateView extends ThingState {
  readonly gate: string;
  readonly org: string;
  /** Until when somebody is there; null: nobody was said to be. */
  readonly coveredUntil: When | null;
  /** When its list was true. */
  readonly listAsOf: Ms | null;
}

export interface PassageView extends ThingState {
  readonly passage: string;
  readonly gate: string;
  readonly lane: (typeof LANES)[number];
  readonly permit: string | null;
  readonly person: string | null;
  readonly people: number;
  readonly destination: string | null;
  /** When it happened, and when we learned of it: a phone may have been off-line. */
  readonly at: When;
  readonly learnedAt: Ms;
  /** What was wrong with the permit, as known when the exit was reported; null: nothing. */
  readonly doubt: string | null;
  /** The doubt could not be known at the gate: its list was older. */
  readonly unknowable: boolean;
}

export const gateRef = (gate: string): Ref => ref("gate", gate);
export const passageRef = (passage: string): Ref => ref("passage", passage);

const STATUS: Readonly<Record<string, string>> = { "gate.opened": "open", "gate.closed": "closed" };

function foldGate(state: GateView | undefined, event: LedgerEvent): GateView | undefined {
  if (event.type === "gate.registered") return { coveredUntil: null, listAsOf: null, ...state, ...dataOf<object>(event), status: state?.status === "open" ? "open" : "registered" } as GateView;
  if (state === undefined) {
    // People go through a gap in the fence too; it is recorded, and shown as not registered.
    return event.type === "gate.passed" || event.type === "gate.turned_back" ? { status: "unregistered", gate: dataOf<{ gate: string }>(event).gate, org: event.actor.org, coveredUntil: null, listAsOf: null } : state;
  }
  const status = STATUS[event.type];
  if (status !== undefined) return { ...state, status };
  switch (event.type) {
    case "gate.cover_ends": return { ...state, coveredUntil: dataOf<{ until: When }>(event).until };
    case "gate.list_ages": return { ...state, listAsOf: dataOf<{ asOf: When }>(event).asOf.latest };
    case "gate.counted": return { ...state, counted: event.data };
    default: return state;
  }
}

function foldPassage(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  switch (event.type) {
    case "gate.passed": return { permit: null, person: null, destination: null, ...event.data, status: "passed", at: event.occurred, learnedAt: event.learned };
    case "gate.turned_back": return { permit: null, person: null, destination: null, ...event.data, status: "turned-back", at: event.occurred, learnedAt: event.learned };
    case "emergency.hindered": return state === undefined ? state : { ...state, status: "hindered" };
    case "emergency.cared_for": return state === undefined ? state : { ...state, status: "cared-for" };
    default: return state;
  }
}

export interface GateRow {
  readonly gate: string;
  readonly passed: readonly string[];
  readonly people: number;
  readonly turnedBack: readonly string[];
  readonly emergencies: readonly string[];
  /** Passed with something wrong that the gate could have known. */
  readonly doubtful: readonly string[];
  /** Learned more than an hour after they happened. */
  readonly reportedLate: readonly string[];
}

const LATE: Ms = 3_600_000;

/** Exits of each gate in a time, by lane and with what was wrong; every number opens into its exits. */
export function gateFigures(passages: readonly Thing[], from: Ms, until: Ms): readonly GateRow[] {
  const all = passages.map((one) => one.state as PassageView).filter((one) => one.at.earliest < until && one.at.latest >= from);
  const groups = Map.groupBy(all, (one) => one.gate);
  return [...groups.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([gate, exits]) => {
    const ids = (which: (one: PassageView) => boolean): string[] => exits.filter(which).map((one) => one.passage).toSorted();
    const passed = exits.filter((one) => one.status === "passed");
    return {
      gate, passed: ids((one) => one.status === "passed"), people: passed.reduce((total, one) => total + one.people, 0), turnedBack: ids((one) => one.status !== "passed"),
      emergencies: ids((one) => one.lane === "emergency"), doubtful: ids((one) => one.doubt !== null && !one.unknowable), reportedLate: ids((one) => one.learnedAt - one.at.latest > LATE),
    };
  });
}

/** Who left in a time and for where, for the lists their destinations get; exits without a person's pseudonym stay visible as such. */
export function leaversOf(passages: readonly Thing[], from: Ms, until: Ms): ReadonlyMap<string, readonly PassageView[]> {
  const left = passages.map((one) => one.state as PassageView).filter((one) => one.status === "passed" && one.at.earliest < until && one.at.latest >= from);
  return Map.groupBy(left, (one) => one.destination ?? "");
}

/** Hours of a time in which a gate was open and nobody was said to be there any more. */
export function uncovered(gate: GateView, now: Ms): Ms {
  return gate.status !== "open" ? 0 : gate.coveredUntil === null ? now : Math.max(0, now - gate.coveredUntil.latest);
}

const GATE = { key: "gate", title: zhEn("卡口", "Exit point"), type: "text" } as const;

export const kinds: readonly Kind[] = [
  {
    kind: "gate", title: zhEn("离开通道卡口", "Exit point"), scope: "incident", fold: foldGate as Kind["fold"],
    columns: [
      { key: "org", title: zhEn("单位", "Organisation"), type: "text" }, { key: "way", title: zhEn("通道", "Way out"), type: "text" }, { key: "coveredUntil", title: zhEn("在岗至", "Staffed until"), type: "when" },
      { key: "listAsOf", title: zhEn("名单时点", "List as of"), type: "number" },
    ],
  },
  {
    kind: "passage", title: zhEn("通行记录", "Exit"), scope: "incident", fold: foldPassage,
    columns: [
      GATE, { key: "lane", title: zhEn("类别", "Lane"), type: "text" }, { key: "permit", title: zhEn("许可", "Permit"), type: "text" }, { key: "person", title: zhEn("人员", "Person"), type: "text" },
      { key: "people", title: zhEn("人数", "People"), type: "number" }, { key: "destination", title: zhEn("目的地", "Destination"), type: "text" }, { key: "at", title: zhEn("时间", "When"), type: "when" },
      { key: "doubt", title: zhEn("疑点", "Doubt"), type: "text" }, { key: "unknowable", title: zhEn("卡口当时无法得知", "The gate could not know"), type: "boolean" },
    ],
  },
];
