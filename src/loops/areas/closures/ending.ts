/** What ends with a static management: the confinement of the compounds it put in force, by the same decision. */
import { ref } from "../../../base/ids.ts";
import type { When } from "../../../base/time.ts";
import { event } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { State } from "../../../engine/state.ts";
import type { CompoundView } from "../../supplies/views.ts";
import type { ClosureView } from "./views.ts";

/** Nothing where it has ended already. */
export function endings(state: State, name: string, decision: string, effective: When, occurred: When): NewEvent[] {
  const closure = state.thing(ref("closure", name))?.state as ClosureView | undefined;
  if (closure === undefined || closure.status === "ended") return [];
  const confined = closure.compounds.filter((one) => (state.thing(ref("compound", one))?.state as CompoundView | undefined)?.closure === name);
  return [
    event("closure.ended", occurred, [ref("closure", name)], { closure: name, decision, effective }),
    ...confined.map((compound) => event("compound.lifted", occurred, [ref("compound", compound)], { compound, decision, confined: false })),
  ];
}
