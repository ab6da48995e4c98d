/**
 * Measures read off a replayed ledger: how long each contact waited, how far apart breaches were, when a
 * period ends, and whether figures an authority stated agree with what the ledger holds. Ranges where times
 * are ranges; a value taken from a nominal hour says so.
 */
import { dayOf, isoIn, nextDay } from "../../base/civil.ts";
import { elapsed, hours, MINUTE, type When } from "../../base/time.ts";
import { days } from "../../engine/pack/clause.ts";
import type { ContactView } from "../../loops/cases/views.ts";
import { instant, type Replayed } from "./replay.ts";

export interface Check {
  readonly check: string;
  readonly subject: string;
  readonly value: number | string | readonly [number, number];
  /** Where `value` rests on a nominal hour, the honest range. */
  readonly range?: readonly [number, number];
  readonly computation: string;
  readonly assumed: boolean;
  /** Ids of the facts it rests on. */
  readonly evidence: readonly string[];
}

function hoursBetween(start: When, end: When): number | [number, number] {
  const { least, most } = elapsed(start, end);
  return least === most ? hours(least) : [hours(least), hours(most)];
}

function contacts(replayed: Replayed): { name: string; view: ContactView }[] {
  const found = [];
  for (const thing of replayed.simulation.state.allThings()) {
    if (thing.ref.startsWith("contact:")) found.push({ name: thing.ref.slice(8), view: thing.state as ContactView });
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function sourcesOf(replayed: Replayed, contact: string, types: readonly string[]): string[] {
  return replayed.simulation.events
    .filter((event) => types.includes(event.type) && event.about.includes(`contact:${contact}`) && event.source !== undefined)
    .map((event) => event.source!);
}

function ofContact(replayed: Replayed, name: string, view: ContactView): Check[] {
  const { scenario, pack } = replayed;
  const zone = scenario.timezone;
  const checks: Check[] = [];
  if (view.pushedAt !== null && view.placedAt !== null) {
    const value = hoursBetween(view.foundAt, view.placedAt);
    checks.push({
      check: "hours push -> quarantine", subject: `contact:${name}`, value, assumed: false, evidence: sourcesOf(replayed, name, ["contact.received", "contact.found", "contact.placed", "person.arrived"]),
      computation: Array.isArray(value) ? "a range, because the push is known to the day only" : "both instants are known",
    });
  }
  const exposure = scenario.setup?.persons?.find((person) => person.person === name)?.last_exposure;
  const fact = scenario.events.find((event) => event.id === exposure);
  if (view.lastExposure !== null && fact !== undefined) {
    if (view.placedAt !== null && typeof fact.time === "string") {
      const nominal = instant(fact.time);
      const range = elapsed(view.lastExposure, view.placedAt);
      checks.push({
        check: "hours exposure -> quarantine", subject: `contact:${name}`, value: hours(view.placedAt.latest - nominal), range: [hours(range.least), hours(range.most)],
        computation: `exposure taken as ${isoIn(zone, nominal).slice(11, 16)}`, assumed: true, evidence: [fact.id, ...sourcesOf(replayed, name, ["contact.placed", "person.arrived"])],
      });
    }
    const length = days(pack, "contact.isolation.central-days");
    const exposed = dayOf(zone, view.lastExposure.earliest);
    checks.push({
      check: `end of the ${length}-day period counted from last exposure`, subject: `contact:${name}`, value: nextDay(exposed, length),
      computation: `${exposed} + ${length} days under ${pack.id}`, assumed: true, evidence: [fact.id],
    });
  }
  return checks;
}

function breachGaps(replayed: Replayed): Check[] {
  const exits = replayed.simulation.events.filter((event) => event.type === "person.left_room").sort((a, b) => a.occurred.earliest - b.occurred.earliest);
  return exits.slice(1).map((exit, index) => {
    const before = exits[index]!;
    const { least, most } = elapsed(before.occurred, exit.occurred);
    return {
      check: exits.length === 2 ? "minutes between the two room exits" : `minutes between room exits ${index + 1} and ${index + 2}`, subject: `org:${String(exit.data["group"])}`,
      value: least === most ? least / MINUTE : [least / MINUTE, most / MINUTE] as const,
      computation: `${isoIn(replayed.scenario.timezone, exit.occurred.earliest).slice(11, 16)} - ${isoIn(replayed.scenario.timezone, before.occurred.earliest).slice(11, 16)}`,
      assumed: false, evidence: [before.source, exit.source].filter((id) => id !== undefined),
    };
  });
}

/** Posts the findings name, by organisation directly under the command; bodies are not posts. */
function roleHolders(replayed: Replayed): Check[] {
  const stated = replayed.simulation.events.find((event) => event.type === "statement.recorded" && typeof (event.data["figures"] as Record<string, unknown> | undefined)?.["role_holders"] === "number");
  if (stated === undefined) return [];
  const bodies = new Set(replayed.scenario.setup?.bodies ?? []);
  const parents = new Map([...replayed.scenario.orgs, ...(replayed.scenario.setup?.orgs ?? [])].map((org) => [org.id, org.parent]));
  const commandOrg = replayed.scenario.setup?.command.org;
  const topOf = (org: string): string => {
    let current = org;
    for (let parent = parents.get(current); parent !== undefined && parent !== commandOrg; parent = parents.get(current)) current = parent;
    return current;
  };
  const holders = new Map<string, Set<string>>();
  for (const finding of replayed.findings) {
    for (const post of finding.missedBy) {
      if (bodies.has(post.role)) continue;
      const top = topOf(post.org);
      holders.set(top, (holders.get(top) ?? new Set()).add(post.role));
    }
  }
  const parts = [...holders].map(([org, roles]) => [org, roles.size] as const).sort();
  const total = parts.reduce((sum, [, count]) => sum + count, 0);
  const figure = (stated.data["figures"] as Record<string, number>)["role_holders"];
  return [{
    check: "role holders in the notice", subject: "incident", value: total, assumed: false, evidence: stated.source === undefined ? [] : [stated.source],
    computation: `${parts.map(([org, count]) => `${count} ${org}`).join(" + ")}; the notice states ${figure}`,
  }];
}

/** Posts that answer for one lapse together are one case, and so are all lapses of one post. */
function cases(replayed: Replayed): Check[] {
  const stated = replayed.simulation.events.find((event) => event.type === "statement.recorded" && typeof (event.data["figures"] as Record<string, unknown> | undefined)?.["cases"] === "number");
  if (stated === undefined) return [];
  const bodies = new Set(replayed.scenario.setup?.bodies ?? []);
  const groups: Set<string>[] = [];
  for (const finding of replayed.findings) {
    const posts = finding.missedBy.filter((post) => !bodies.has(post.role)).map((post) => `${post.role}@${post.org}`);
    if (posts.length === 0) continue;
    const touched = groups.filter((group) => posts.some((post) => group.has(post)));
    for (const group of touched) groups.splice(groups.indexOf(group), 1);
    groups.push(new Set([...posts, ...touched.flatMap((group) => [...group])]));
  }
  const figure = (stated.data["figures"] as Record<string, number>)["cases"];
  return [{
    check: "cases in the notice", subject: "incident", value: groups.length, assumed: false, evidence: stated.source === undefined ? [] : [stated.source],
    computation: `${groups.map((group) => group.size).sort((a, b) => b - a).join(" + ")} posts; the notice states ${figure} cases`,
  }];
}

/** What authorities counted: sums within one figure; between figures of another place or day only the warning that they do not compare. */
function figures(replayed: Replayed): Check[] {
  const told = replayed.scenario.events.filter((event) => event.kind === "figure");
  const number = (data: Readonly<Record<string, unknown>> | undefined, name: string): number | null => (typeof data?.[name] === "number" ? data[name] : null);
  const sums = told.flatMap((event): Check[] => {
    const confirmed = number(event.data, "cumulative_confirmed");
    const asymptomatic = number(event.data, "cumulative_asymptomatic");
    return confirmed === null || asymptomatic === null ? [] : [{
      check: "infections to date", subject: event.object, value: confirmed + asymptomatic, computation: `${confirmed} confirmed + ${asymptomatic} asymptomatic`, assumed: false, evidence: [event.id],
    }];
  });
  const unlike = told.flatMap((event, index) => told.slice(index + 1).flatMap((other): Check[] => {
    const place = event.data?.["scope"] !== other.data?.["scope"];
    const day = event.object !== other.object;
    return !place && !day ? [] : [{
      check: "figures that do not compare", subject: `${event.object}; ${other.object}`, value: [...(place ? ["another place"] : []), ...(day ? ["another day"] : [])].join(", "),
      computation: `${String(event.data?.["scope"] ?? "not stated")} against ${String(other.data?.["scope"] ?? "not stated")}: neither to be added nor subtracted`, assumed: false, evidence: [event.id, other.id],
    }];
  }));
  return [...sums, ...unlike];
}

export function checks(replayed: Replayed): Check[] {
  return [...roleHolders(replayed), ...cases(replayed), ...figures(replayed), ...contacts(replayed).flatMap(({ name, view }) => ofContact(replayed, name, view)), ...breachGaps(replayed)];
}
