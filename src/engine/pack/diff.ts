/**
 * What changes from one pack to another, clause by clause: added, removed, stricter, looser, or otherwise
 * different. Clauses with the same value are left out, whatever their wording. A clause declared absent counts
 * as not there.
 */
import { directionOf } from "./strictness.ts";
import type { ResolvedClause, ResolvedPack } from "./types.ts";

export type Change = "added" | "removed" | "stricter" | "looser" | "other";

export interface DiffRow {
  readonly clause: string;
  readonly change: Change;
  /** Null where the clause is unknown there; it may also be there as absent. */
  readonly a: ResolvedClause | null;
  readonly b: ResolvedClause | null;
}

/** Rows from `a` to `b`, by clause id. */
export function diffPacks(a: ResolvedPack, b: ResolvedPack): readonly DiffRow[] {
  const ids = new Set([...Object.keys(a.clauses), ...Object.keys(b.clauses)]);
  return [...ids].toSorted().flatMap((clause) => {
    const row = { clause, a: a.clauses[clause] ?? null, b: b.clauses[clause] ?? null };
    const change = changeOf(row.a, row.b);
    return change === null ? [] : [{ ...row, change }];
  });
}

function changeOf(a: ResolvedClause | null, b: ResolvedClause | null): Change | null {
  const before = a === null || a.unit === "absent" ? null : a;
  const after = b === null || b.unit === "absent" ? null : b;
  if (before === null || after === null) return before === after ? null : after === null ? "removed" : "added";
  const direction = directionOf(after, before);
  return direction === "same" ? null : direction;
}
