/**
 * Who should be tested: built from several registers with the quality of each match shown, less the exempt;
 * less those tested, it is the follow-up list by name. A percentage is always given with the people missing
 * from it. Keys of registers are pseudonyms; no name enters.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import type { LedgerEvent } from "../../../engine/event.ts";
import type { Ms, When } from "../../../base/time.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { ratio } from "../../../engine/pack/clause.ts";
import type { ResolvedPack } from "../../../engine/pack/types.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import type { RoundView } from "../rounds/views.ts";
import { isPending, type PoolView, type TubeView } from "../tubes/views.ts";

export interface RegisterRow {
  /** Pseudonym in this register. */
  readonly person: string;
  /** Token of an identity document, the same in every register that holds it. */
  readonly token?: string | undefined;
  readonly household: string;
  readonly org: string;
  readonly birthYear?: number | undefined;
  readonly sex?: string | undefined;
}

export interface Register {
  readonly name: string;
  readonly rows: readonly RegisterRow[];
}

/** `exact`: the same token in two registers. `probable`: same household, year and sex. `single`: one register only. */
export type Match = "exact" | "probable" | "single" | "on-the-spot";

export interface ShouldRow {
  readonly person: string;
  readonly household: string;
  readonly org: string;
  readonly match: Match;
  readonly registers: readonly string[];
}

export interface DoubtfulHousehold {
  readonly household: string;
  readonly org: string;
  /** People in it by register; they differ, or a register does not know it. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface ShouldListView extends ThingState {
  readonly round: string;
  readonly rows: readonly ShouldRow[];
  readonly exempt: Readonly<Record<string, string>>;
}

interface Person {
  readonly row: RegisterRow;
  readonly registers: string[];
  match: Match;
}

const likeness = (row: RegisterRow): string | null => (row.birthYear === undefined || row.sex === undefined ? null : `${row.household} ${row.birthYear} ${row.sex}`);

/**
 * One list out of several registers, in their order: the first that knows a person names them. Two people of
 * one register are never taken for one, so that twins stay two.
 */
export function buildShouldList(registers: readonly Register[]): { readonly rows: readonly ShouldRow[]; readonly doubtful: readonly DoubtfulHousehold[] } {
  const people: Person[] = [];
  const byToken = new Map<string, Person>();
  const byLikeness = new Map<string, Person[]>();
  for (const { name, rows } of registers) {
    for (const row of rows) {
      const token = row.token === undefined ? undefined : byToken.get(row.token);
      const alike = likeness(row);
      const free = (person: Person): boolean => !person.registers.includes(name) && (person.row.token === undefined || row.token === undefined || person.row.token === row.token);
      const found = token ?? (alike === null ? undefined : byLikeness.get(alike)?.find(free));
      if (found === undefined) {
        const person: Person = { row, registers: [name], match: "single" };
        people.push(person);
        if (row.token !== undefined) byToken.set(row.token, person);
        if (alike !== null) byLikeness.set(alike, [...(byLikeness.get(alike) ?? []), person]);
      } else {
        if (!found.registers.includes(name)) found.registers.push(name);
        found.match = token === undefined && found.match !== "exact" ? "probable" : "exact";
        if (row.token !== undefined && !byToken.has(row.token)) byToken.set(row.token, found);
      }
    }
  }
  const rows = people.map(({ row, registers: known, match }) => ({ person: row.person, household: row.household, org: row.org, match, registers: known }));
  return { rows, doubtful: doubtfulHouseholds(registers) };
}

/** Households whose number of people the registers that cover their community do not agree on. */
function doubtfulHouseholds(registers: readonly Register[]): DoubtfulHousehold[] {
  const orgs = new Map<string, string>();
  for (const { rows } of registers) for (const row of rows) orgs.set(row.household, row.org);
  const covered = registers.map(({ name, rows }) => {
    const counts = new Map<string, number>();
    for (const row of rows) counts.set(row.household, (counts.get(row.household) ?? 0) + 1);
    return { name, counts, communities: new Set(rows.map((row) => row.org)) };
  });
  return [...orgs].flatMap(([household, org]) => {
    const counts = Object.fromEntries(covered.filter((register) => register.communities.has(org)).map((register) => [register.name, register.counts.get(household) ?? 0]));
    return new Set(Object.values(counts)).size > 1 ? [{ household, org, counts }] : [];
  });
}

export interface Coverage {
  readonly should: number;
  readonly tested: number;
  /** Null where nobody should be tested. */
  readonly ratio: number | null;
  /** On the list, in no tube. */
  readonly missing: readonly string[];
  /** In a tube without a result. */
  readonly pending: readonly string[];
  /** In a tube whose result is doubted: they count as not tested. */
  readonly doubted: readonly string[];
  /** Tested and on no list: they belong on it. */
  readonly unlisted: readonly string[];
}

export interface OrgCoverage extends Coverage {
  readonly org: string;
}

function coverageOf(rows: readonly ShouldRow[], seen: Seen): Coverage {
  const should = rows.map((row) => row.person);
  const missing = should.filter((person) => !seen.tested.has(person) && !seen.pending.has(person) && !seen.doubted.has(person));
  const tested = should.filter((person) => seen.tested.has(person)).length;
  return {
    should: should.length, tested, ratio: should.length === 0 ? null : tested / should.length, missing,
    pending: should.filter((person) => seen.pending.has(person) && !seen.tested.has(person)),
    doubted: should.filter((person) => seen.doubted.has(person) && !seen.tested.has(person) && !seen.pending.has(person)), unlisted: [],
  };
}

interface Seen {
  readonly tested: ReadonlySet<string>;
  readonly pending: ReadonlySet<string>;
  readonly doubted: ReadonlySet<string>;
}

function seenIn(tubes: Iterable<Thing>): Seen {
  const seen = { tested: new Set<string>(), pending: new Set<string>(), doubted: new Set<string>() };
  for (const { state } of tubes) {
    const tube = state as TubeView;
    if (tube.status === "voided" && !isPending(tube)) continue;
    const where = tube.doubted ? seen.doubted : isPending(tube) ? seen.pending : seen.tested;
    for (const person of tube.members) where.add(person);
  }
  return seen;
}

/** Should be tested less tested, in all and by community; every figure opens into the people behind it. */
export function roundCoverage(list: Pick<ShouldListView, "rows" | "exempt">, tubes: Iterable<Thing>): Coverage & { readonly byOrg: readonly OrgCoverage[] } {
  const seen = seenIn(tubes);
  const rows = list.rows.filter((row) => !Object.hasOwn(list.exempt, row.person));
  const listed = new Set(list.rows.map((row) => row.person));
  const orgs = [...new Set(rows.map((row) => row.org))].sort();
  return {
    ...coverageOf(rows, seen),
    unlisted: [...seen.tested, ...seen.pending].filter((person) => !listed.has(person)).sort(),
    byOrg: orgs.map((org) => ({ org, ...coverageOf(rows.filter((row) => row.org === org), seen) })),
  };
}

export interface RoundFigures {
  readonly points: readonly Ref[];
  readonly samplers: readonly string[];
  readonly tubes: readonly Ref[];
  readonly results: Readonly<Record<"negative" | "positive" | "invalid" | "pending", readonly Ref[]>>;
  /** Null without a list of who should be tested. */
  readonly coverage: Coverage | null;
}

/** A round at a glance: every figure is a list of what it counts. */
export function roundFigures(points: Iterable<Thing>, tubes: readonly Thing[], list: Pick<ShouldListView, "rows" | "exempt"> | null): RoundFigures {
  const with_ = (keep: (tube: TubeView) => boolean): Ref[] => tubes.filter((tube) => keep(tube.state as TubeView)).map((tube) => tube.ref);
  const all = [...points];
  return {
    points: all.map((point) => point.ref), samplers: [...new Set(all.flatMap((point) => point.state["samplers"] as string[]))].sort(), tubes: tubes.map((tube) => tube.ref),
    results: {
      negative: with_((tube) => tube.result === "negative"), positive: with_((tube) => tube.result === "positive"), invalid: with_((tube) => tube.result === "invalid"),
      pending: with_((tube) => tube.result === null),
    },
    coverage: list === null ? null : roundCoverage(list, tubes),
  };
}

export interface RoundResult {
  readonly round: string;
  /** From its start to its close. */
  readonly held: When;
  /** Everybody on the list was tested, as far as the rules ask. */
  readonly complete: boolean;
  readonly pending: number;
  readonly positive: number;
  /** When the last of it was known. */
  readonly learned: Ms;
}

/** How a positive tube stands: a pool is settled by its members' single samples. */
function settled(state: State, tube: TubeView): "clear" | "pending" | "positive" {
  if (tube.members.length === 1) return "positive";
  const pool = state.thing(ref("pool", tube.tube))?.state as PoolView | undefined;
  if (pool === undefined || Object.values(pool.answered).includes("confirmed")) return "positive";
  return pool.members.every((member) => pool.answered[member] === "cleared") ? "clear" : "pending";
}

/** What a round that has ended says of everybody it should reach, as it stands now; null while it runs. */
export function roundResult(state: State, round: string, pack: ResolvedPack): RoundResult | null {
  const view = state.thing(ref("round", round))?.state as (RoundView & { readonly closedAt?: When }) | undefined;
  if (view?.closedAt === undefined) return null;
  const tubes = state.things("tube", "round", round);
  const views = tubes.map((tube) => tube.state as TubeView);
  const list = state.thing(listRef(round))?.state as ShouldListView | undefined;
  const coverage = list === undefined ? null : roundCoverage(list, tubes).ratio;
  const positive = views.filter((tube) => tube.result === "positive").map((tube) => settled(state, tube));
  return {
    round, held: { earliest: view.start.earliest, latest: view.closedAt.latest },
    complete: coverage !== null && coverage >= ratio(pack, "test.round.coverage") && view.status !== "to-repeat",
    pending: views.filter(isPending).length + positive.filter((one) => one === "pending").length, positive: positive.filter((one) => one === "positive").length,
    learned: views.reduce((last, tube) => Math.max(last, tube.resultedAt?.latest ?? 0), view.closedAt.latest),
  };
}

/** How many rows of the list rest on which quality of match, with the people. */
export function matchQuality(rows: readonly ShouldRow[]): Readonly<Record<Match, readonly string[]>> {
  const of = (match: Match): string[] => rows.filter((row) => row.match === match).map((row) => row.person);
  return { exact: of("exact"), probable: of("probable"), single: of("single"), "on-the-spot": of("on-the-spot") };
}

export const listRef = (round: string): Ref => ref("should-list", round);
export const householdRef = (round: string, household: string): Ref => ref("doubtful-household", `${round}/${household}`);
export const missingRef = (round: string, org: string): Ref => ref("missing-list", `${round}/${org}`);

function shouldList(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  if (event.type === "should_list.built") return { ...event.data, exempt: state?.["exempt"] ?? {}, status: "built" };
  if (state === undefined) return state;
  const list = state as ShouldListView;
  switch (event.type) {
    case "should_list.person_added": return { ...list, rows: [...list.rows, event.data["row"] as unknown as ShouldRow] };
    case "should_list.person_exempted": return { ...list, exempt: { ...list.exempt, [String(event.data["person"])]: String(event.data["reason"]) } };
    default: return list;
  }
}

function following(opened: string, done: string) {
  return (state: ThingState | undefined, event: LedgerEvent): ThingState | undefined => {
    if (event.type === opened) return { ...event.data, status: "open" };
    return state !== undefined && event.type === done ? { ...state, ...event.data, status: "done" } : state;
  };
}

const ROUND = { key: "round", title: zhEn("轮次", "Round"), type: "text" } as const;
const ORG = { key: "org", title: zhEn("社区", "Community"), type: "text" } as const;

export const kinds: readonly Kind[] = [
  { kind: "should-list", title: zhEn("应检名单", "List of who should be tested"), scope: "incident", fold: shouldList, columns: [ROUND, { key: "should", title: zhEn("应检", "Should be tested"), type: "number" }] },
  { kind: "doubtful-household", title: zhEn("存疑住户", "Household in doubt"), scope: "incident", fold: following("household.doubtful", "household.checked"), columns: [ROUND, ORG, { key: "household", title: zhEn("住户", "Household"), type: "text" }] },
  { kind: "missing-list", title: zhEn("应检未检名单", "Follow-up list"), scope: "incident", fold: following("missing.listed", "missing.followed"), columns: [ROUND, ORG, { key: "count", title: zhEn("人数", "People"), type: "number" }] },
];
