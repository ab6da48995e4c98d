/** Calls and bells in one state, all of them, read page by page: a bad night in a big city rings thousands. */
import { idOf } from "../../base/ids.ts";
import type { Store } from "../../store/contract.ts";

export interface Active<S> {
  readonly id: string;
  readonly state: S;
}

const PAGE = 500;

export async function activeThings<S>(store: Store, incident: string, kind: "call" | "bell", status: string): Promise<readonly Active<S>[]> {
  const found: Active<S>[] = [];
  for (;;) {
    const last = found.at(-1);
    const page = await store.things({ incident, kind, where: { status }, limit: PAGE, ...(last === undefined ? {} : { after: last.id }) });
    found.push(...page.map((thing) => ({ id: idOf(thing.ref), state: thing.state as unknown as S })));
    if (page.length < PAGE) return found;
  }
}
