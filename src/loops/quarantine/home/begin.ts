/** The beginning of a stay at home: with the community's signature at the door, or with its own record. */
import { ref } from "../../../base/ids.ts";
import type { When } from "../../../base/time.ts";
import { event } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { Context } from "../../../engine/loop.ts";
import type { State } from "../../../engine/state.ts";
import type { ContactView } from "../../cases/views.ts";
import { laidDown, plannable } from "../stay/planning.ts";
import { measureRef, type MeasureView } from "../stay/views.ts";
import { homeStayRef } from "./views.ts";

/** One home measure begins, and its days and tests are laid down. */
export function beginning(state: State, context: Context, measure: string, view: MeasureView, contact: ContactView, org: string, occurred: When): NewEvent[] {
  const owner = { org: view.issuer.org, role: view.issuer.role };
  return [
    event("home.started", occurred, [measureRef(measure), homeStayRef(measure), ref("contact", view.contact)], { measure, org, owner, atHome: true, confined: view.phase === "home-isolation", ...(view.support === null ? {} : { support: view.support }) }),
    ...(plannable(view) ? laidDown({ state, context, measure, view, contact, org, occurred }) : []),
  ];
}

/** Home measures of a person that have not begun; a stay at a site is not among them. */
export function begun(state: State, context: Context, contact: ContactView, org: string, occurred: When): NewEvent[] {
  return contact.measures.flatMap((measure) => {
    const view = state.thing(measureRef(measure))?.state as MeasureView | undefined;
    return view === undefined || view.phase === "central" || view.atHome || view.endedAt !== null ? [] : beginning(state, context, measure, view, contact, org, occurred);
  });
}
