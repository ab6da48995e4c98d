/** The organisations in tree order with their depth, so that one of many of the same name can be told apart. Pure. */
import type { Org } from "../api-types.ts";

export interface Placed {
  readonly org: Org;
  readonly depth: number;
}

/** Children after their parent in the order given; one whose parent is unknown stands at the top. */
export function inTree(orgs: readonly Org[]): Placed[] {
  const known = new Set(orgs.map((org) => org.id));
  const below = Map.groupBy(orgs, (org) => (org.parent !== undefined && org.parent !== null && known.has(org.parent) ? org.parent : ""));
  const placed: Placed[] = [];
  const walk = (parent: string, depth: number): void => {
    for (const org of below.get(parent) ?? []) {
      placed.push({ org, depth });
      walk(org.id, depth + 1);
    }
  };
  walk("", 0);
  return placed;
}

/** For a list that knows no indentation of its own. */
export function indented(name: string, depth: number): string {
  return "\u2003".repeat(depth) + name;
}

/** Levels with the organisations on them, in the order of the tree. */
export function levelsOf(orgs: readonly Org[]): [string, string[]][] {
  const levels = new Map<string, string[]>();
  for (const { org } of inTree(orgs)) {
    const level = org.level ?? "";
    if (level !== "") levels.set(level, [...(levels.get(level) ?? []), org.id]);
  }
  return [...levels];
}
