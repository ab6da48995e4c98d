/**
 * State of compounds, households and failed services, and the lists asked for around them: the board of
 * compounds, the missing households, the calls due. Every figure carries the ids it was counted from.
 */
import type { Ms, When } from "../../base/time.ts";
import { latest } from "../../engine/define.ts";
import { dataOf, type LedgerEvent, type Post } from "../../engine/event.ts";
import type { Kind, ThingState } from "../../engine/loop.ts";
import { zhEn } from "../../engine/rule.ts";
import type { Thing } from "../../engine/thing.ts";
import { roundCoverage, type ShouldListView } from "../testing/lists/views.ts";

export const SERVICES = ["heat", "gas", "water", "power", "roads", "waste", "network"] as const;
export const CARE_REASONS = ["living-alone", "aged", "widowed", "orphaned", "disabled", "pregnant", "infant", "chronic-illness", "dialysis", "no-smartphone"] as const;

export interface CompoundView extends ThingState {
  readonly compound: string;
  readonly org: string;
  readonly householdCount: number;
  readonly guarantor: Post;
  readonly supplyLead: Post;
  readonly confined: boolean;
  readonly confinedAt: When | null;
  /** The static management of its area that confined it; null when nothing or something else did. */
  readonly closure: string | null;
  readonly accountedAt: When | null;
  /** Households not reached at the last account. */
  readonly unmet: readonly string[];
}

export interface HouseholdView extends ThingState {
  readonly household: string;
  readonly compound: string;
  readonly org: string;
  readonly residents: number;
  /** Who of them is on record as a contact, by pseudonym. */
  readonly persons: readonly string[];
  readonly reasons: readonly string[];
  readonly listed: boolean;
  readonly missed: boolean;
  readonly suppliedAt: When | null;
  readonly calledAt: When | null;
  /** The slot it has booked at a pick-up point. */
  readonly pickUp: { readonly pickup: string; readonly slot: string } | null;
}

export interface FaultView extends ThingState {
  readonly compound: string;
  readonly service: string;
  readonly restoredBy?: string;
}

/** The two owners and the unit, as every event about a compound carries them. */
export function ownersOf(compound: CompoundView): Pick<CompoundView, "org" | "guarantor" | "supplyLead"> {
  return { org: compound.org, guarantor: compound.guarantor, supplyLead: compound.supplyLead };
}

const idOf = (thing: Thing): string => thing.ref.slice(thing.ref.indexOf(":") + 1);
const household = (thing: Thing): HouseholdView => thing.state as HouseholdView;

/** Households of a compound neither named now nor supplied since. */
export function unaccounted(households: readonly Thing[], named: ReadonlySet<string>, since: Ms): string[] {
  return households.filter((one) => !named.has(idOf(one)) && (household(one).suppliedAt?.latest ?? -Infinity) < since).map(idOf);
}

export interface CompoundRow {
  readonly compound: string;
  readonly guarantor: Post;
  readonly supplyLead: Post;
  readonly registered: readonly string[];
  readonly reached: readonly string[];
  /** Not reached since, whatever anybody accounted for. */
  readonly missing: readonly string[];
  readonly openNeeds: readonly string[];
}

/** Per confined compound: who answers, who was reached since, who is missing, which needs are open. */
export function supplyBoard(compounds: readonly Thing[], households: readonly Thing[], needs: readonly Thing[], since: Ms): CompoundRow[] {
  return compounds.filter((one) => (one.state as CompoundView).confined).map((one) => {
    const { guarantor, supplyLead } = one.state as CompoundView;
    const mine = households.filter((other) => household(other).compound === idOf(one));
    const missing = unaccounted(mine, new Set(), since);
    const absent = new Set(missing);
    return {
      compound: idOf(one), guarantor, supplyLead, registered: mine.map(idOf), missing, reached: mine.map(idOf).filter((id) => !absent.has(id)),
      openNeeds: needs.filter((need) => need.state["compound"] === idOf(one) && need.state.status !== "confirmed" && need.state.status !== "cancelled").map(idOf),
    };
  });
}

export interface RosterRow {
  readonly household: string;
  /** Who of it should have been tested in the round and was not; null where the round's list does not know the household. */
  readonly untested: readonly string[] | null;
  readonly supplied: boolean;
  readonly openNeeds: readonly string[];
}

/**
 * A compound household by household: tested in a round, supplied since, what it still needs. `missing` is everybody
 * to go to: not one household left out.
 */
export function householdRoster(households: readonly Thing[], needs: readonly Thing[], list: Pick<ShouldListView, "rows" | "exempt"> | null, tubes: readonly Thing[], since: Ms): { readonly rows: readonly RosterRow[]; readonly missing: readonly string[] } {
  const listed = new Map<string, string[]>();
  for (const row of list?.rows ?? []) listed.set(row.household, [...(listed.get(row.household) ?? []), row.person]);
  const untested = new Set(list === null ? [] : roundCoverage(list, tubes).missing);
  const rows = households.map((one): RosterRow => {
    const people = listed.get(idOf(one));
    return {
      household: idOf(one), untested: people === undefined ? null : people.filter((person) => untested.has(person)),
      supplied: (household(one).suppliedAt?.latest ?? -Infinity) >= since,
      openNeeds: needs.filter((need) => need.state["household"] === idOf(one) && need.state.status !== "confirmed" && need.state.status !== "cancelled").map(idOf),
    };
  });
  return { rows, missing: rows.filter((row) => row.untested === null || row.untested.length > 0 || !row.supplied || row.openNeeds.length > 0).map((row) => row.household) };
}

/** Households of the care list not spoken to since, longest silence first. */
export function callsDue(households: readonly Thing[], since: Ms): string[] {
  const spoken = (one: Thing): Ms => household(one).calledAt?.latest ?? -Infinity;
  return households.filter((one) => household(one).listed && spoken(one) < since).toSorted((a, b) => spoken(a) - spoken(b)).map(idOf);
}

function foldCompound(state: CompoundView | undefined, event: LedgerEvent): CompoundView | undefined {
  if (event.type === "compound.registered") {
    return { status: "registered", confined: false, confinedAt: null, closure: null, accountedAt: null, unmet: [], ...state, ...dataOf<object>(event) } as unknown as CompoundView;
  }
  if (state === undefined) return state;
  switch (event.type) {
    case "compound.confined": {
      const { closure = null, since } = dataOf<{ closure?: string; since?: When }>(event);
      return { ...state, status: "confined", confined: true, confinedAt: since ?? event.occurred, closure };
    }
    case "compound.lifted": return { ...state, status: "lifted", confined: false, closure: null };
    case "supplies.accounted": return { ...state, accountedAt: event.occurred, unmet: dataOf<{ unmet: string[] }>(event).unmet };
    default: return state;
  }
}

/** Where nobody registered the household it comes to be with its first mention: nobody is left out for want of a record. */
function unregistered(event: LedgerEvent): HouseholdView {
  const { household: id = "", compound = "", org = "" } = dataOf<{ household?: string; compound?: string; org?: string }>(event);
  return { status: "unregistered", household: id, compound, org, residents: 0, persons: [], reasons: [], listed: false, missed: false, suppliedAt: null, calledAt: null, pickUp: null };
}

function foldHousehold(before: HouseholdView | undefined, event: LedgerEvent): HouseholdView | undefined {
  if (event.type === "household.registered") return { ...(before ?? unregistered(event)), ...dataOf<object>(event), status: "registered" };
  const state = before ?? (event.type === "household.missed" ? unregistered(event) : undefined);
  if (state === undefined) return state;
  switch (event.type) {
    case "household.missed": return { ...state, missed: true };
    case "supplies.accounted":
    case "household.supplied":
    case "need.delivered": return { ...state, missed: false, suppliedAt: event.occurred };
    case "household.listed": return { ...state, listed: true, reasons: dataOf<{ reasons: string[] }>(event).reasons };
    case "household.unlisted": return { ...state, listed: false };
    case "pickup.booked": {
      const { pickup, slot } = dataOf<{ pickup: string; slot: string }>(event);
      return { ...state, pickUp: { pickup, slot } };
    }
    case "door.knocked": return { ...state, calledAt: event.occurred };
    case "household.called": return dataOf<{ spokeTo: boolean }>(event).spokeTo ? { ...state, calledAt: event.occurred } : state;
    default: return before;
  }
}

const COMPOUND = { key: "compound", title: zhEn("小区", "Compound"), type: "text" } as const;
const ORG = { key: "org", title: zhEn("所属单位", "Organisation"), type: "text" } as const;

export const kinds: readonly Kind[] = [
  {
    kind: "compound", title: zhEn("小区", "Compound"), scope: "incident", fold: foldCompound as Kind["fold"],
    columns: [
      ORG, { key: "householdCount", title: zhEn("户数", "Households"), type: "number" }, { key: "confined", title: zhEn("封控中", "Confined"), type: "boolean" },
      { key: "guarantor", title: zhEn("包保责任人", "Guarantor"), type: "post" }, { key: "supplyLead", title: zhEn("物资供应负责人", "Supply lead"), type: "post" },
      { key: "confinedAt", title: zhEn("封控时间", "Confined at"), type: "when" }, { key: "accountedAt", title: zhEn("最近核对", "Last account"), type: "when" },
    ],
  },
  {
    kind: "household", title: zhEn("住户", "Household"), scope: "incident", fold: foldHousehold as Kind["fold"],
    columns: [
      COMPOUND, ORG, { key: "residents", title: zhEn("居住人数", "Residents"), type: "number" }, { key: "listed", title: zhEn("重点关爱", "On the care list"), type: "boolean" },
      { key: "missed", title: zhEn("未送达", "Not reached"), type: "boolean" }, { key: "suppliedAt", title: zhEn("最近送达", "Last supplied"), type: "when" },
      { key: "calledAt", title: zhEn("最近联系", "Last spoken to"), type: "when" },
    ],
  },
  {
    kind: "fault", title: zhEn("民生服务中断", "Failed service"), scope: "incident",
    fold: latest({ "service.failed": "failed", "service.restored": "restored", "service.confirmed": "confirmed", "service.denied": "denied" }),
    columns: [COMPOUND, { key: "service", title: zhEn("服务", "Service"), type: "text" }, { key: "provider", title: zhEn("负责单位", "Provider"), type: "text" }, { key: "at", title: zhEn("时间", "When"), type: "when" }],
  },
];
