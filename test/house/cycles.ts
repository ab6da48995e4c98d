// No two files may need each other, however long the way round. Counted twice: once with the types erased,
// which is what breaks at run time, and once with them, which is what makes two rooms one.

import { target, type Source } from "./source.ts";

export type Graph = ReadonlyMap<string, readonly string[]>;

export function graphOf(sources: readonly Source[], withTypes: boolean): Graph {
  const paths = new Set(sources.map((source) => source.path));
  return new Map(
    sources.map((source) => [
      source.path,
      source.imports
        .filter((imported) => withTypes || !imported.typeOnly)
        .map((imported) => target(source, imported.specifier))
        .filter((path): path is string => path !== null && paths.has(path)),
    ]),
  );
}

/** Groups of files that reach each other (Tarjan 1972, strongly connected components), written as a round. */
export function cycles(graph: Graph): string[] {
  const order = new Map<string, { index: number; low: number; onStack: boolean }>();
  const stack: string[] = [];
  const found: string[] = [];

  const visit = (path: string): { index: number; low: number; onStack: boolean } => {
    const mine = { index: order.size, low: order.size, onStack: true };
    order.set(path, mine);
    stack.push(path);
    for (const next of graph.get(path) ?? []) {
      const known = order.get(next);
      if (known === undefined) mine.low = Math.min(mine.low, visit(next).low);
      else if (known.onStack) mine.low = Math.min(mine.low, known.index);
    }
    if (mine.low === mine.index) {
      const group = stack.splice(stack.lastIndexOf(path));
      for (const member of group) order.get(member)!.onStack = false;
      if (group.length > 1 || (graph.get(path) ?? []).includes(path)) found.push(group.toSorted().join(" ↔ "));
    }
    return mine;
  };

  for (const path of graph.keys()) if (!order.has(path)) visit(path);
  return found;
}
