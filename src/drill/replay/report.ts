/**
 * The public answer of a replay: findings, checks and time line as JSON, in the scenario's zone. Findings come
 * in the order their alarms were raised; the time line mixes what was learned with what the clock raised.
 */
import { isoIn, type Zone } from "../../base/civil.ts";
import { hours, type When } from "../../base/time.ts";
import type { LedgerEvent, Post } from "../../engine/event.ts";
import type { Finding } from "../../engine/findings/finding.ts";
import { namesIn } from "../../engine/fact.ts";
import { checks, type Check } from "./checks.ts";
import { occurredOf, type Replayed } from "./replay.ts";

export interface Span {
  readonly earliest: string;
  readonly latest: string;
}

export interface ReportedFinding {
  readonly kind: string;
  readonly duty: string;
  readonly clause: string | null;
  readonly holder: Post | null;
  readonly missedBy: readonly string[];
  readonly due: Span | null;
  readonly done: Span | null;
  readonly lateHours: readonly [number, number] | null;
  readonly certainty: "certain" | "possible";
  readonly raisedAt: string;
  readonly raisedTo: Post | null;
  readonly evidence: readonly string[];
  readonly means: readonly { readonly asked: readonly string[]; readonly of: Post; readonly at: Span; readonly answered: Span | null }[];
  readonly status: "found" | "found and stated";
}

export interface TimelineEntry {
  readonly learned: string;
  readonly occurred: Span;
  readonly what: string;
  /** Id in the fact file, or null for what the engine did. */
  readonly fact: string | null;
  readonly by: Post;
  /** Set when it is an alarm: to whom. */
  readonly alarmTo: Post | null;
  readonly duty: string | null;
  readonly text: string | null;
}

export interface ReplayReport {
  readonly scenario: string;
  readonly counterfactual: boolean;
  readonly pack: { readonly id: string; readonly hash: string };
  readonly findings: readonly ReportedFinding[];
  readonly checks: readonly Check[];
  readonly timeline: readonly TimelineEntry[];
}

function spanIn(zone: Zone, when: When): Span {
  return { earliest: isoIn(zone, when.earliest), latest: isoIn(zone, when.latest) };
}

/** Whether the file also holds an authority's word that this was not done; the finding does not rest on it. */
function stated(replayed: Replayed, finding: Finding): boolean {
  const orgOf = new Map(replayed.scenario.roles.map((role) => [role.role, role.org]));
  const roles = new Set([...finding.missedBy, ...(finding.holder === null ? [] : [finding.holder])].map((post) => post.role));
  const orgs = new Set(finding.missedBy.map((post) => post.org));
  const names = new Set(finding.subjects.map((subject) => subject.slice(subject.indexOf(":") + 1)));
  const served = finding.kind === "capacity_gap";
  return replayed.scenario.events.some((event) => {
    if (event.kind !== "omission" || occurredOf(event).earliest > replayed.until) return false;
    const actors = event.actor_role.split(";").map((role) => role.trim());
    if (actors.some((role) => roles.has(role))) return true;
    if (served) return event.object.startsWith("capacity:");
    return actors.some((role) => orgs.has(orgOf.get(role) ?? "")) && namesIn(event.object).some((name) => names.has(name));
  });
}

function reportFinding(replayed: Replayed, finding: Finding): ReportedFinding {
  const zone = replayed.scenario.timezone;
  const source = (seq: number): string[] => {
    const id = replayed.simulation.events[seq - 1]?.source;
    return id === undefined ? [] : [id];
  };
  return {
    kind: finding.kind, duty: finding.duty, clause: finding.clause, holder: finding.holder,
    missedBy: [...new Set(finding.missedBy.map((post) => post.role))],
    due: finding.due === null ? null : spanIn(zone, finding.due), done: finding.done === null ? null : spanIn(zone, finding.done),
    lateHours: finding.late === null ? null : [hours(finding.late.least), hours(finding.late.most)],
    certainty: finding.certainty, raisedAt: isoIn(zone, finding.raisedAt), raisedTo: finding.raisedTo,
    evidence: [...new Set(finding.evidence.flatMap(source))].sort(),
    means: finding.means.map((means) => ({
      asked: means.what, of: means.of, at: spanIn(zone, means.askedAt), answered: means.answered === null ? null : spanIn(zone, means.answered),
    })),
    status: stated(replayed, finding) ? "found and stated" : "found",
    ...(finding.mark === null ? {} : { mark: finding.mark }),
  };
}

const ALARMS = new Set(["duty.reminded", "duty.warned", "duty.overdue", "duty.offer_expired", "duty.follow_up_silent", "duty.escalated", "breach.recorded"]);

function entry(event: LedgerEvent, zone: Zone): TimelineEntry {
  const alarm = ALARMS.has(event.type);
  const text = event.data["note"] ?? event.data["text"] ?? event.data["message"];
  return {
    learned: isoIn(zone, event.learned), occurred: spanIn(zone, event.occurred), what: event.type, fact: event.source ?? null, by: event.actor,
    alarmTo: alarm ? (event.data["to"] as unknown as Post | undefined) ?? null : null,
    duty: typeof event.data["kind"] === "string" ? event.data["kind"] : typeof event.data["duty"] === "string" ? event.data["duty"] : null,
    text: typeof text === "string" ? text : null,
  };
}

export function report(replayed: Replayed): ReplayReport {
  const zone = replayed.scenario.timezone;
  const setupEvents = new Set(["org.registered", "responsibility.assigned", "deputy.assigned", "site.registered"]);
  return {
    scenario: replayed.scenario.id, counterfactual: replayed.counterfactual, pack: { id: replayed.pack.id, hash: replayed.pack.hash },
    findings: replayed.findings.map((finding) => reportFinding(replayed, finding)),
    checks: checks(replayed),
    timeline: replayed.simulation.events.filter((event) => !setupEvents.has(event.type)).map((event) => entry(event, zone)),
  };
}
