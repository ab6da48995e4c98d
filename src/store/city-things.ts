/**
 * Which ledger a thing lies in. Rooms, vehicles, teams and organisations belong to the city and its incidents
 * share them; the engine changes them only by events in the city's own ledger.
 */
import { kindOf } from "../base/ids.ts";
import type { Model, Thing } from "../engine/loop.ts";

export function isShared(model: Model, thing: Pick<Thing, "ref">): boolean {
  return model.kinds.get(kindOf(thing.ref))?.scope === "city";
}
