/** What an arrival at a site means for a person's stay: the site before owes nothing more, this one lays the stay down. */
import type { When } from "../../../base/time.ts";
import { event } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { Context } from "../../../engine/loop.ts";
import type { State } from "../../../engine/state.ts";
import type { ContactView } from "../../cases/views.ts";
import { leaves } from "../residents/decide.ts";
import { residentRef, type ResidentView } from "../residents/views.ts";
import type { SiteView } from "../views.ts";
import { laidDown, plannable } from "./planning.ts";
import { measureRef, type MeasureView } from "./views.ts";

/** Whoever comes from another site has left that one. */
export function leftBefore(state: State, name: string, contact: ContactView | undefined, site: string, occurred: When): NewEvent[] {
  return contact === undefined || contact.site === null || contact.site === site ? [] : leaves(state, name, occurred);
}

/** From now on the site owes the person an ear; of a site only assumed for a replay nothing is measured. */
export function staying(state: State, name: string, site: SiteView, occurred: When): NewEvent[] {
  const before = state.thing(residentRef(name))?.state as ResidentView | undefined;
  if (site.assumed === true || (before?.staying === true && before["site"] === site.id)) return [];
  return [event("resident.arrived", occurred, [residentRef(name)], { contact: name, site: site.id, org: site.org, runBy: site.runBy, staying: true })];
}

/** Every complete order for a stay at a site is laid down with the arrival; on an incomplete one nothing is invented. */
export function settledIn(state: State, context: Context, contact: ContactView | undefined, site: SiteView, occurred: When): NewEvent[] {
  if (contact === undefined) return [];
  return contact.measures.flatMap((measure) => {
    const view = state.thing(measureRef(measure))?.state as MeasureView | undefined;
    if (view === undefined || view.phase !== "central" || !plannable(view)) return [];
    // Back at the same site nothing changes; a plan made elsewhere is made anew with this site as the one that tests.
    if (view.edition !== null && view.caredBy === site.org) return [];
    return laidDown({ state, context, measure, view, contact: { ...contact, site: site.id }, org: site.org, occurred });
  });
}
