/**
 * Which packs a pack is made from, in the order they are worked in: of every pack first its wider
 * jurisdiction, then its building blocks, then itself. Refuses a pack nobody knows and a circle.
 */
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import type { PackFile, Packs } from "./types.ts";

/** The packs one pack names, the wider first. */
export function parentsOf(pack: PackFile): readonly string[] {
  return [...(pack.inherits === undefined ? [] : [pack.inherits]), ...(pack.includes ?? [])];
}

/** Every contributing pack once, itself last. */
export function lineageOf(id: string, packs: Packs): readonly PackFile[] | Refusal {
  const done = new Map<string, PackFile>();
  const visit = (next: string, path: readonly string[]): Refusal | null => {
    if (path.includes(next)) {
      return refuse("pack-circle", `The packs inherit from each other in a circle: ${[...path.slice(path.indexOf(next)), next].join(" → ")}.`, {
        where: next, fix: "Remove one of these lines of descent.",
      });
    }
    if (done.has(next)) return null;
    const pack = packs.get(next);
    if (pack === undefined) return unknown(next, path.at(-1), packs);
    for (const parent of parentsOf(pack)) {
      const refusal = visit(parent, [...path, next]);
      if (refusal !== null) return refusal;
    }
    done.set(next, pack);
    return null;
  };
  const refusal = visit(id, []);
  return isRefusal(refusal) ? refusal : [...done.values()];
}

function unknown(id: string, from: string | undefined, packs: Packs): Refusal {
  const known = [...packs.keys()].toSorted().join(", ");
  return refuse("pack-unknown", `There is no pack “${id.slice(0, 60)}”${from === undefined ? "" : `, which ${from} is made from`}.`, {
    where: from === undefined ? id : `${from}.json`, fix: known === "" ? "No pack is loaded." : `Known: ${known}.`,
  });
}

/** True when `inner` is `outer` or a place inside it. */
export function within(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}
