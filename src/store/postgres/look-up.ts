/**
 * Reading by many keys at once: how lists of keys travel, and the form of a statement that looks each of them up
 * in an index, whatever the planner knows of the tables.
 */
const SEPARATOR = "\u001f";

/** The SQL that reads parameter `position` back as a list of texts. */
export function textsAt(position: number): string {
  return `string_to_array($${position}, E'\\x1f', '')`;
}

export function joinTexts(items: readonly string[]): string {
  return items.join(SEPARATOR);
}

/** A list of numbers as an array literal. */
export function arrayOf(items: readonly number[]): string {
  return `{${items.join(",")}}`;
}

/**
 * One look into an index for each key. Written as a join or as `= any(…)`, the planner may prefer to walk the
 * whole incident and compare, above all while it has no statistics yet.
 */
export function eachOf(keys: string, look: string): string {
  return `select f.* from ${keys} cross join lateral (${look} offset 0) f`;
}
