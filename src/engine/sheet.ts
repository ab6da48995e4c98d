/**
 * A sheet: one page somebody works from, written from the ledger and from nothing else. Blocks of rows, each number
 * with the references it was counted from. A sheet is read, adopted or signed by people; it decides nothing.
 */
import type { Zone } from "../base/civil.ts";
import type { Ref } from "../base/ids.ts";
import { HOUR, type Ms, type When } from "../base/time.ts";
import type { Duty } from "./duty/duty.ts";
import type { LedgerEvent, Post } from "./event.ts";
import type { ResolvedPack } from "./pack/types.ts";
import type { Text } from "./rule.ts";
import type { State } from "./state.ts";
import type { Thing } from "./thing.ts";

export interface Row {
  readonly key: string;
  readonly title: Text | string;
  /** A number is always that of `refs`, unless it is a sum of amounts. */
  readonly value: number | string | null;
  readonly refs: readonly Ref[];
  readonly post?: Post;
  readonly when?: When;
}

export interface Block {
  readonly key: string;
  readonly title: Text;
  readonly rows: readonly Row[];
}

/** What a sheet is written from: the state at one position of the ledger. */
export interface Facts {
  readonly things: readonly Thing[];
  readonly duties: readonly Duty[];
  /** Of the incident, where a sheet asks for them. */
  readonly events: readonly LedgerEvent[];
  readonly now: Ms;
  readonly zone: Zone;
  readonly pack: ResolvedPack;
}

export interface Asked {
  /** Organisation or thing the sheet is about, where it is about one. */
  readonly about?: string;
  /** Instant asked for; the sheet's own time otherwise. */
  readonly instant?: Ms;
}

export interface Sheet {
  readonly name: string;
  readonly title: Text;
  /** What `about` must name: a kind of thing, or none. */
  readonly about: string | null;
  /** Kinds of things it reads. */
  readonly kinds: readonly string[];
  /** By kind of thing, the column that must name what the sheet is about; the others are read whole. */
  readonly only?: Readonly<Record<string, string>>;
  readonly duties: "open" | "all" | "none";
  readonly events?: true;
  readonly write: (facts: Facts, asked: Asked) => readonly Block[];
}

export const row = (key: string, title: Text | string, refs: readonly Ref[], value: number | string | null = refs.length): Row => ({ key, title, value, refs });

export const block = (key: string, zh: string, en: string, rows: readonly Row[]): Block => ({ key, title: { zh, en }, rows });

export const ofKind = (things: readonly Thing[], kind: string): Thing[] => things.filter((thing) => thing.ref.startsWith(`${kind}:`));

/** References to things of one kind, from their bare ids. */
export const named = (kind: string, ids: readonly string[]): Ref[] => ids.map((id): Ref => `${kind}:${id}`);

/** The state of one thing among those given. */
export const stateOf = <S>(things: readonly Thing[], reference: string): S | undefined => things.find((thing) => thing.ref === reference)?.state as S | undefined;

/** The things a sheet was given, read as deciders read theirs; it holds no duties. */
export function reading(things: readonly Thing[]): State {
  const byRef = new Map<string, Thing>(things.map((thing) => [thing.ref, thing]));
  return {
    thing: (reference) => byRef.get(reference), duty: () => undefined, openDuties: () => [],
    things: (kind, column, value) => ofKind(things, kind).filter(({ state }) => state[column] === value),
  };
}

/** Hours to one decimal, as a sheet shows them; null stays null. */
export const hours = (length: Ms | null): number | null => (length === null ? null : Math.round((length / HOUR) * 10) / 10);

export const dutyRefs = (ids: readonly string[]): Ref[] => ids.map((id): Ref => `duty:${id}`);

/** The organisation and everything below it, by the places of organisations. */
export function below(things: readonly Thing[], org: string): ReadonlySet<string> {
  const found = ofKind(things, "org").filter(({ state }) => (state.place ?? "").split("/").includes(org)).map((thing) => thing.ref.slice("org:".length));
  return new Set([org, ...found]);
}
