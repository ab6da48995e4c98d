/**
 * A pack after its building blocks and its wider jurisdictions have been worked in: what the engine asks, what
 * a duty cites. The file's own shape comes from `schema.ts`; nothing here is written by hand into a file.
 */
import type { Text } from "../rule.ts";
import type { Clause, Deviation, PackFile, PackSource, Provenance, Strictness, Variant } from "./schema.ts";
import type { ClauseValue, ListItem, TableRow, Unit } from "./units.ts";

export type { Clause, ClauseValue, Deviation, ListItem, PackFile, PackSource, Provenance, Strictness, TableRow, Unit };

/** All packs known, by id; whoever fills it saw to it that key and id agree. */
export type Packs = ReadonlyMap<string, PackFile>;

/** How far a value may be trusted; follows from where it comes from, and is never typed in. */
export type Confidence = "stated" | "weak" | "unverified" | "proposal";

/** One value against another. `other` where neither is stricter, or nobody has said what strict means. */
export type Direction = "stricter" | "looser" | "other" | "same";

/** A value this clause took the place of, and how the clause in force compares with it. */
export interface Replaced {
  readonly pack: string;
  readonly unit: Unit;
  readonly value: ClauseValue | null;
  readonly direction: Direction;
}

export interface ResolvedClause {
  readonly id: string;
  readonly unit: Unit;
  /** Null only where the unit is `absent`. */
  readonly value: ClauseValue | null;
  readonly strictness: Strictness;
  readonly wording: Text;
  readonly provenance: Provenance;
  readonly confidence: Confidence;
  readonly variants: readonly Variant<Unit>[];
  /** The pack file that states it. */
  readonly pack: string;
  /** Values it took the place of, the nearest first; empty for most. */
  readonly replaces: readonly Replaced[];
  /** Why a narrower jurisdiction differs, and until when. */
  readonly deviation: Deviation | null;
}

export interface ResolvedPack {
  readonly id: string;
  /** `sha256:` over everything below, 64 hexadecimal digits. */
  readonly hash: string;
  readonly title: Text;
  readonly disease: string;
  readonly jurisdiction: string;
  /** First local day in force, and the first no longer so; null is open. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** Every pack file that contributed, the widest first, itself last. */
  readonly madeFrom: readonly string[];
  readonly sources: Readonly<Record<string, PackSource>>;
  readonly clauses: Readonly<Record<string, ResolvedClause>>;
}

export function confidenceOf(provenance: Provenance): Confidence {
  if (provenance.kind === "knowledge") return "unverified";
  if (provenance.kind === "proposal") return "proposal";
  return provenance.weak === true ? "weak" : "stated";
}
