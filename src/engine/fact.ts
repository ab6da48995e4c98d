/**
 * Facts from outside: an entry of a fact file or a message, before any loop has read it. Each loop says in its
 * `facts.ts` which commands an action means; what no loop reads is kept as a statement, never dropped.
 */
import type { Json, JsonObject, Post } from "./event.ts";
import type { When } from "../base/time.ts";

export interface Fact {
  readonly id: string;
  readonly action: string;
  readonly actor: Post;
  readonly occurred: When;
  /** `contact:P1`, `contacts:P2,P3`, `person:P2_or_P3`, free text otherwise. */
  readonly object: string;
  readonly toOrg: string | null;
  readonly detail: string;
  readonly data: Readonly<Record<string, Json>>;
  /** The instant a source writes down for an imprecise time; never used in arithmetic of lateness. */
  readonly nominal: number | null;
}

/** What is known beside the fact itself. */
export interface FactBook {
  /** Home, exposure and class of persons, from the file's setup. */
  readonly persons: Readonly<Record<string, PersonFact>>;
  /** Rooms an organisation's own board shows ready. */
  readonly roomsReady: Readonly<Record<string, number>>;
  /** Compounds by the area whose static management confines them; null where nothing says so. */
  readonly compounds: readonly { readonly compound: string; readonly area: string | null }[];
  /** Whose a place is, for places a file names by their use only. */
  readonly places: Readonly<Record<string, { readonly org: string; readonly compound?: string; readonly pickup?: string }>>;
  /** Seq of the first event an earlier fact caused. */
  seqOf(fact: string): number | undefined;
  /** Open duty of a kind about a subject. */
  openDuty(kind: string, subject: string): string | undefined;
}

export interface PersonFact {
  readonly home?: string;
  readonly exposure?: string;
  readonly lastExposure?: When;
  readonly class?: "close" | "secondary" | "general";
}

export interface Draft {
  readonly type: string;
  readonly data: JsonObject;
}

export type FactReader = (fact: Fact, book: FactBook) => readonly Draft[];
export type FactReaders = Readonly<Record<string, FactReader>>;

/** `contacts:P2,P3` → `["P2","P3"]`; `person:P2_or_P3` → the alternatives. */
export function namesIn(object: string): string[] {
  const names = object.slice(object.indexOf(":") + 1);
  return names.split(names.includes("_or_") ? "_or_" : ",").map((name) => name.trim()).filter((name) => name !== "");
}

export function hasAlternatives(object: string): boolean {
  return object.includes("_or_");
}
