/**
 * Whether one value of a clause is stricter than another. Numbers and yes/no compare by size; lists by what
 * they contain: a list that holds all of the other and more is the larger. Nothing is guessed: values of
 * different units, lists that only overlap, and clauses that name no direction are `other`.
 */
import { canonicalJson } from "../../base/digest.ts";
import { ORDERED } from "./units.ts";
import type { ClauseValue, Direction, ListItem, Strictness, Unit } from "./types.ts";

export interface Comparable {
  readonly unit: Unit;
  readonly value: ClauseValue | null;
  readonly strictness: Strictness;
}

/** How `value` compares with `than`. */
export function directionOf(value: Comparable, than: Comparable): Direction {
  if (value.unit === than.unit && canonicalJson(contents(value)) === canonicalJson(contents(than))) return "same";
  if (value.unit !== than.unit || value.strictness === "none" || value.strictness !== than.strictness) return "other";
  const size = compare(value, than);
  if (size === null) return "other";
  return size > 0 === (value.strictness === "higher-is-stricter") ? "stricter" : "looser";
}

/** What counts when two values are compared: of a list the ids in any order, not the labels. */
function contents(value: Comparable): unknown {
  return value.unit === "list" ? (value.value as ListItem[]).map((item) => item.id).toSorted() : value.value;
}

/** Above zero when `a` is the larger, null when neither is. The two are known to differ. */
function compare(a: Comparable, b: Comparable): number | null {
  if (!ORDERED.has(a.unit)) return null;
  if (!Array.isArray(a.value) || !Array.isArray(b.value)) return Number(a.value) - Number(b.value);
  const mine = contents(a) as unknown[];
  const theirs = contents(b) as unknown[];
  if (theirs.every((one) => mine.includes(one))) return 1;
  return mine.every((one) => theirs.includes(one)) ? -1 : null;
}
