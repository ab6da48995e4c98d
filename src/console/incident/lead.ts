/**
 * How far ahead of the end an alarm would have stood: from the first alarm about a subject to the moment what was
 * owed about it was done at last. A range, because the end may be known to the day only. Pure.
 */
import type { Ms } from "../../base/time.ts";
import type { Finding, Ref } from "../api-types.ts";

export interface Lead {
  readonly subject: Ref;
  /** The finding whose duty was done at last. */
  readonly finding: Finding;
  readonly least: Ms;
  readonly most: Ms;
}

/** Null when nothing was done in the end, or the alarm came after it. */
export function leadOf(finding: Finding, findings: readonly Finding[]): Lead | null {
  const subject = finding.subjects[0];
  if (finding.done === null || subject === undefined) return null;
  const first = Math.min(...findings.filter((other) => other.subjects.includes(subject)).map((other) => other.raisedAt));
  const least = Math.max(0, finding.done.earliest - first);
  const most = Math.max(0, finding.done.latest - first);
  return most === 0 ? null : { subject, finding, least, most };
}

/** The first alarm of all, and the longest lead over something that was done in the end. */
export function headline(findings: readonly Finding[]): { first: Finding; lead: Lead | null } | null {
  const first = findings.toSorted((a, b) => a.raisedAt - b.raisedAt)[0];
  if (first === undefined) return null;
  const leads = findings.map((finding) => leadOf(finding, findings)).filter((lead) => lead !== null);
  return { first, lead: leads.toSorted((a, b) => b.least - a.least)[0] ?? null };
}
