/**
 * State of the mode each organisation is commanded in and of activations; which steps have run how long; and which
 * measures a change of mode proposes to end. Proposes: people, and the measures they are under, end by their own decisions.
 */
import { idOf, ref, type Ref } from "../../../base/ids.ts";
import { elapsed, type Ms, type When } from "../../../base/time.ts";
import type { Duty } from "../../../engine/duty/duty.ts";
import { dataOf, type LedgerEvent } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { Thing } from "../../../engine/thing.ts";
import { inForceAt, type OrderView } from "../orders/views.ts";
import { STEPS, type Mode } from "./events.ts";

export interface Answers {
  readonly org: string;
  readonly duty: string;
  readonly roles: readonly string[];
}

export interface ModeView extends ThingState {
  readonly org: string;
  readonly mode: Mode;
  readonly since: When | null;
  readonly authority: string | null;
  /** Who answers for what in each mode, where it was laid down. */
  readonly answers: Readonly<Partial<Record<Mode, readonly Answers[]>>>;
  /** Activation it stands in; null in routine. */
  readonly activated: string | null;
}

export interface ActivationView extends ThingState {
  readonly activation: string;
  readonly org: string;
  /** When the first case was confirmed: every clock runs from here. */
  readonly first: When;
  readonly done: Readonly<Record<string, When>>;
}

export const modeRef = (org: string): Ref => ref("mode", org);
export const activationRef = (activation: string): Ref => ref("activation", activation);

function foldMode(before: ModeView | undefined, event: LedgerEvent, reference: Ref): ModeView | undefined {
  const state: ModeView = before ?? { status: "routine", org: idOf(reference), mode: "routine", since: null, authority: null, answers: {}, activated: null };
  switch (event.type) {
    case "mode.defined": {
      const { mode, answers, place } = dataOf<{ mode: Mode; answers: Answers[]; place: string }>(event);
      return { ...state, place, answers: { ...state.answers, [mode]: answers } };
    }
    case "mode.switched": {
      const { mode, authority, place } = dataOf<{ mode: Mode; authority: string; place: string }>(event);
      return { ...state, place, status: mode, mode, since: event.occurred, authority, activated: mode === "routine" ? null : state.activated };
    }
    case "mode.activated": return { ...state, ...dataOf<{ activated: string; place: string }>(event) };
    default: return before;
  }
}

function foldActivation(state: ActivationView | undefined, event: LedgerEvent): ActivationView | undefined {
  if (event.type === "activation.started") return { done: {}, ...dataOf<object>(event), status: "begun" } as unknown as ActivationView;
  if (event.type !== "activation.step_done" || state === undefined) return state;
  const done = { ...state.done, [dataOf<{ step: string }>(event).step]: event.occurred };
  return { ...state, done, status: STEPS.every((step) => done[step] !== undefined) ? "activated" : "begun" };
}

export const kinds: readonly Kind[] = [
  {
    kind: "mode", title: zhEn("指挥模式", "Mode of command"), scope: "city", fold: foldMode as Kind["fold"],
    columns: [
      { key: "org", title: zhEn("单位", "Organisation"), type: "text" },
      { key: "since", title: zhEn("自", "Since"), type: "when" },
      { key: "authority", title: zhEn("依据", "Authority"), type: "text" },
      { key: "activated", title: zhEn("响应编号", "Activation"), type: "text" },
    ],
  },
  {
    kind: "activation", title: zhEn("应急响应启动", "Activation"), scope: "incident", fold: foldActivation as Kind["fold"],
    columns: [
      { key: "org", title: zhEn("单位", "Organisation"), type: "text" },
      { key: "first", title: zhEn("首例确诊", "First case confirmed"), type: "when" },
    ],
  },
];

export interface StepRow {
  readonly step: string;
  readonly duty: string;
  /** Milliseconds from the first confirmed case until done, or until now. */
  readonly ran: readonly [Ms, Ms];
  readonly done: boolean;
  readonly overdue: boolean;
}

/** The checklist with its clock, in the order of its deadlines. */
export function checklist(activation: ActivationView, duties: Iterable<Duty>, now: Ms): StepRow[] {
  const subject = activationRef(activation.activation);
  const mine = [...duties].filter((duty) => duty.subject === subject && duty.kind.startsWith("activation.")).toSorted((a, b) => (a.due?.latest ?? Infinity) - (b.due?.latest ?? Infinity));
  return mine.map((duty) => {
    const step = duty.kind.slice("activation.".length);
    const done = activation.done[step];
    const { least, most } = elapsed(activation.first, done ?? { earliest: now, latest: now });
    return { step, duty: duty.id, ran: [least, most], done: done !== undefined, overdue: duty.overdue !== null && duty.done === null };
  });
}

export interface Endings {
  /** May end with the mode, each by its own decision. */
  readonly orders: readonly string[];
  readonly closures: readonly string[];
  /** Goes on whatever the mode: people still isolated, areas still closed. */
  readonly people: readonly string[];
  readonly areas: readonly string[];
}

/** What a step down puts up for ending, and what it leaves running. Nothing here ends anything. */
export function proposedEndings(to: Mode, things: readonly Thing[], now: Ms): Endings {
  const of = (kind: string, wanted: (state: ThingState) => boolean): string[] => things.filter((thing) => thing.ref.startsWith(`${kind}:`) && wanted(thing.state)).map((thing) => idOf(thing.ref));
  const down = to === "routine" || to === "wind-down";
  const orders = things.filter((thing) => thing.ref.startsWith("order:")).map((thing) => thing.state as OrderView);
  return {
    orders: down ? inForceAt(orders, now).map(({ order }) => order) : [],
    closures: down ? of("closure", (state) => state.status === "in-force") : [],
    people: of("measure", (state) => state.status !== "ended"),
    areas: of("area", (state) => state["closed"] === true),
  };
}
