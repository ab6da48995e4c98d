/** What each resident needs of the site, and the care plan that is the sum of it; who has not been told the rules. */
import { ref, type Ref } from "../../../base/ids.ts";
import type { When } from "../../../base/time.ts";
import { dataOf, type LedgerEvent } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

/** Needs a site asks for on the first day; what each is worth in time is below. */
export const NEEDS = ["medicine", "dialysis", "pregnancy", "child-alone", "living-alone", "disability", "infant", "diet", "psychological", "schooling", "language"] as const;
export type NeedName = (typeof NEEDS)[number];
const URGENT: ReadonlySet<string> = new Set(["dialysis", "child-alone"]);

export type ResidentNeedClass = "urgent" | "medicine" | "care";

export function classOfNeed(need: string, urgent: boolean): ResidentNeedClass {
  if (urgent || URGENT.has(need)) return "urgent";
  return need === "medicine" ? "medicine" : "care";
}

export interface ResidentView extends ThingState {
  readonly contact: string;
  readonly language: string | null;
  readonly rulesGiven: string | null;
  readonly askedAt: When | null;
  readonly staying: boolean;
  readonly asked: number;
}

export interface ResidentNeedView extends ThingState {
  readonly contact: string;
  readonly need: string;
  readonly class: ResidentNeedClass;
  readonly org: string;
  readonly plan: string | null;
  readonly metBy: string | null;
}

export const residentRef = (contact: string): Ref => ref("resident", contact);
export const needRef = (contact: string, need: string): Ref => ref("resident-need", `${contact}/${need}`);

function foldResident(state: ResidentView | undefined, event: LedgerEvent): ResidentView | undefined {
  if (event.type === "resident.arrived") return { language: null, rulesGiven: null, askedAt: null, asked: 0, ...state, ...dataOf<{ contact: string }>(event), status: "staying", staying: true };
  if (event.type === "resident.left") return state === undefined ? state : { ...state, status: "left", staying: false };
  if (event.type !== "resident.asked") return state;
  const { contact, language, rulesGiven } = dataOf<{ contact: string; language?: string; rulesGiven?: string }>(event);
  return { staying: false, ...state, status: "asked", contact, language: language ?? state?.language ?? null, rulesGiven: rulesGiven ?? state?.rulesGiven ?? null, askedAt: event.occurred, asked: (state?.asked ?? 0) + 1 };
}

const STATUS: Readonly<Record<string, string>> = { "resident_need.found": "found", "resident_need.met": "met", "resident_need.confirmed": "confirmed", "resident_need.denied": "denied", "resident_need.over": "ended" };

function foldNeed(state: ResidentNeedView | undefined, event: LedgerEvent): ResidentNeedView | undefined {
  const status = STATUS[event.type];
  if (status === undefined) return state;
  if (event.type === "resident_need.found") return { plan: null, metBy: null, ...dataOf<object>(event), status } as unknown as ResidentNeedView;
  if (state === undefined) return state;
  const { plan, org } = dataOf<{ plan?: string; org?: string }>(event);
  return { ...state, status, plan: plan ?? state.plan, metBy: event.type === "resident_need.met" ? org ?? null : state.metBy };
}

/** Everything the site owes one resident, with how each stands. */
export function carePlan(needs: Iterable<Thing>, contact: string): { readonly need: Ref; readonly name: string; readonly status: string; readonly plan: string | null }[] {
  return [...needs].filter(({ state }) => state["contact"] === contact && state.status !== "ended")
    .map(({ ref: need, state }) => ({ need, name: (state as ResidentNeedView).need, status: state.status, plan: (state as ResidentNeedView).plan }));
}

/** People staying somewhere who were never given the house rules. */
export function untold(contacts: Iterable<Thing>, residents: Iterable<Thing>): Ref[] {
  const told = new Set([...residents].filter(({ state }) => (state as ResidentView).rulesGiven !== null).map(({ state }) => (state as ResidentView).contact));
  return [...contacts].filter(({ ref: contact, state }) => state.status === "in-quarantine" && !told.has(contact.slice("contact:".length))).map((one) => one.ref);
}

export const kinds: readonly Kind[] = [
  {
    kind: "resident", title: zhEn("在点人员", "Resident"), scope: "incident", fold: foldResident as Kind["fold"],
    columns: [
      { key: "contact", title: zhEn("对象", "Person"), type: "text" }, { key: "language", title: zhEn("语言", "Language"), type: "text" }, { key: "rulesGiven", title: zhEn("规则告知方式", "Rules given by"), type: "text" },
      { key: "asked", title: zhEn("询问次数", "Times asked"), type: "number" }, { key: "askedAt", title: zhEn("最近询问", "Last asked"), type: "when" },
    ],
  },
  {
    kind: "resident-need", title: zhEn("在点照护需要", "Need of a resident"), scope: "incident", fold: foldNeed as Kind["fold"],
    columns: [
      { key: "contact", title: zhEn("对象", "Person"), type: "text" }, { key: "need", title: zhEn("需要", "Need"), type: "text" }, { key: "class", title: zhEn("时限类别", "Clock"), type: "text" },
      { key: "org", title: zhEn("单位", "Organisation"), type: "text" }, { key: "plan", title: zhEn("照护安排", "Plan"), type: "text" },
    ],
  },
];
