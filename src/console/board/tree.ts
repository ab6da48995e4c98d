/**
 * The organisations as a tree with the counts of everything below rolled up, so that one line says how a whole
 * district stands. An organisation nobody described still gets its line, at the top level.
 */
import type { Ms } from "../../base/time.ts";
import type { DutyCount, DutyTotals, Org } from "../api-types.ts";

export interface OrgLine extends DutyTotals {
  readonly org: string;
  readonly depth: number;
  readonly hasChildren: boolean;
  readonly oldest: Ms | null;
}

interface Sum extends DutyTotals {
  readonly oldest: Ms | null;
}

const NOTHING: Sum = { open: 0, overdue: 0, blocked: 0, offered: 0, done: 0, oldest: null };

export function addUp(a: Sum, b: Sum): Sum {
  return {
    open: a.open + b.open,
    overdue: a.overdue + b.overdue,
    blocked: a.blocked + b.blocked,
    offered: a.offered + b.offered,
    done: a.done + b.done,
    oldest: a.oldest === null ? b.oldest : b.oldest === null ? a.oldest : Math.min(a.oldest, b.oldest),
  };
}

export function totalsOf(counts: readonly DutyCount[], kind: string | null, subtree: ReadonlySet<string> | null): Sum {
  return counts
    .filter((count) => (kind === null || count.kind === kind) && (subtree === null || subtree.has(count.org)))
    .reduce<Sum>(addUp, NOTHING);
}

/** Lines of organisations that hold something, each under the one above it; `closed` ones hide what is below. */
export function orgLines(orgs: readonly Org[], counts: readonly DutyCount[], kind: string | null, closed: ReadonlySet<string>): OrgLine[] {
  const own = new Map<string, Sum>();
  for (const count of counts) {
    if (kind === null || count.kind === kind) own.set(count.org, addUp(own.get(count.org) ?? NOTHING, count));
  }
  const known = new Set(orgs.map((org) => org.id));
  const children = new Map<string | null, string[]>();
  const place = (parent: string | null, org: string): void => {
    const beside = children.get(parent);
    if (beside === undefined) children.set(parent, [org]);
    else beside.push(org);
  };
  for (const org of orgs) place(org.parent !== undefined && org.parent !== null && known.has(org.parent) ? org.parent : null, org.id);
  for (const org of own.keys()) if (!known.has(org)) place(null, org);

  const sums = new Map<string, Sum>();
  const sum = (org: string): Sum => {
    const total = (children.get(org) ?? []).map(sum).reduce(addUp, own.get(org) ?? NOTHING);
    sums.set(org, total);
    return total;
  };
  for (const top of children.get(null) ?? []) sum(top);

  const lines: OrgLine[] = [];
  const walk = (org: string, depth: number): void => {
    const total = sums.get(org)!;
    if (total.open === 0) return;
    const below = (children.get(org) ?? []).filter((child) => sums.get(child)!.open > 0);
    lines.push({ org, depth, hasChildren: below.length > 0, ...total });
    if (!closed.has(org)) for (const child of below.toSorted((a, b) => worse(sums.get(a)!, sums.get(b)!))) walk(child, depth + 1);
  };
  for (const top of (children.get(null) ?? []).toSorted((a, b) => worse(sums.get(a)!, sums.get(b)!))) walk(top, 0);
  return lines;
}

/** More overdue first, then more open. */
function worse(a: Sum, b: Sum): number {
  return b.overdue - a.overdue || b.open - a.open;
}

/** An organisation and everything below it. */
export function subtreeOf(orgs: readonly Org[], root: string): ReadonlySet<string> {
  const inside = new Set([root]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const org of orgs) {
      if (org.parent !== undefined && org.parent !== null && inside.has(org.parent) && !inside.has(org.id)) {
        inside.add(org.id);
        grown = true;
      }
    }
  }
  return inside;
}
