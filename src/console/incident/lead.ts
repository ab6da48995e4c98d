/**
 * How far ahead of the end an alarm would have stood: the time between its being raised and the thing being done
 * at last. A range, because the end may be known to the day only. Pure.
 */
import type { Ms } from "../../base/time.ts";
import type { Finding } from "../api-types.ts";

export interface Lead {
  readonly finding: Finding;
  readonly least: Ms;
  readonly most: Ms;
}

export function leadOf(finding: Finding): Lead | null {
  if (finding.done === null) return null;
  const least = Math.max(0, finding.done.earliest - finding.raisedAt);
  const most = Math.max(0, finding.done.latest - finding.raisedAt);
  return most === 0 ? null : { finding, least, most };
}

/** The first alarm of all, and the longest lead over something that was done in the end. */
export function headline(findings: readonly Finding[]): { first: Finding; lead: Lead | null } | null {
  const first = findings.toSorted((a, b) => a.raisedAt - b.raisedAt)[0];
  if (first === undefined) return null;
  const leads = findings.map(leadOf).filter((lead) => lead !== null);
  return { first, lead: leads.toSorted((a, b) => b.least - a.least)[0] ?? null };
}
