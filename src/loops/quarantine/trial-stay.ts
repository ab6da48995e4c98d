/**
 * A small city with people in quarantine, for the tests of the rooms: everybody who answers for something is
 * named, contacts have a last exposure, and measures end when the rules say. Nothing in it decides anything.
 */
import { dayStart } from "../../base/civil.ts";
import { isRefusal } from "../../base/refusal.ts";
import { HOUR, type Ms, type When } from "../../base/time.ts";
import type { Post } from "../../engine/event.ts";
import type { ResolvedPack } from "../../engine/pack/types.ts";
import type { Trial } from "../../engine/trial.ts";
import { COMMAND, COMMUNITY, DISTRICT, fullMeasure, SITE, tryCity } from "../trial-city.ts";
import { phaseOf, planStay, rulesOf, type PhaseKind } from "./stay/rules.ts";

/** Local midnight in the trial's zone, Asia/Shanghai. */
export const midnight = (day: string): Ms => dayStart("+08:00", day);
export const wholeDayOf = (day: string): When => ({ earliest: midnight(day), latest: midnight(day) + 24 * HOUR });

export const TESTER: Post = { org: "h1", role: "nurse" };
export const INSPECTOR: Post = { org: "city", role: "inspector" };

/** Who answers for what the rooms add, beside the trial city's own map. */
const ANSWERS: readonly (readonly [string, string, string])[] = [
  ["h1", "stay.test", "nurse"], ["h1", "release.sample", "nurse"], ["h1", "resident.care", "nurse"], ["A1c", "stay.test", "branch_secretary"], ["A1c", "home.check", "branch_secretary"],
  ["A1c", "homecoming.sign", "branch_secretary"], ["A1c", "home.begin", "branch_secretary"], ["B", "site.mend", "works_head"], ["B", "site.slots", "hotel_lead"], ["h1", "attendance.test", "nurse"],
];

export function tryStay(pack: ResolvedPack, start: Ms): Trial {
  const trial = tryCity(pack, start);
  for (const [org, duty, role] of ANSWERS) trial.tell(COMMAND, "responsibility.assign", { org, duty, roles: [role] });
  return trial;
}

/** Contacts with a last exposure known to the day. */
export function exposedContacts(trial: Trial, day: string, contactClass: string, ...contacts: readonly string[]): void {
  for (const contact of contacts) trial.tell(DISTRICT, "contact.find", { contact, class: contactClass, home: "A1c", lastExposure: wholeDayOf(day) });
}

/** A complete order whose end is the edition's own. */
export function orderUntilRules(trial: Trial, measure: string, contact: string, more: { phase?: PhaseKind; class?: string; exposed: string; [field: string]: unknown }): object {
  const { exposed, class: contactClass = "close", ...rest } = more;
  const { pack, zone } = trial.simulation.context();
  const rules = rulesOf(pack, contactClass);
  const end = isRefusal(rules) ? undefined : phaseOf(planStay(rules, zone, wholeDayOf(exposed)), more.phase ?? "central")?.end;
  return { ...fullMeasure(trial, measure, contact, HOUR), ...(end === undefined ? {} : { end }), ...rest };
}

/** One close contact ordered and received at the site, the stay laid down. */
export function inStay(pack: ResolvedPack, start: Ms, exposed: string, room = "R1"): Trial {
  const trial = tryStay(pack, start);
  exposedContacts(trial, exposed, "close", "P1");
  trial.tell(DISTRICT, "measure.order", orderUntilRules(trial, "M1", "P1", { exposed }));
  trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"], rooms: { P1: room } });
  return trial;
}

export const SERVICES = Object.fromEntries(["food", "medicine", "waste", "tests", "doctor"].map((service) => [service, COMMUNITY]));
