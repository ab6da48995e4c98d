/**
 * What the board shows, kept in the address so that it can be shared and gone back to. Reads and writes the
 * address's query and the server's; refuses to guess: an unknown word in the address is left out.
 */
import type { Duty } from "../api-types.ts";
import type { Query } from "../data/http.ts";

/** The faces of the board: all work under way, or one kind of standstill. */
export const FACETS = ["all", "overdue", "blocked", "offered", "done"] as const;
export type Facet = (typeof FACETS)[number];

export interface Filters {
  readonly facet: Facet;
  /** Organisation and everything below it. */
  readonly under: string | null;
  readonly kind: string | null;
  readonly subject: string | null;
  readonly batch: string | null;
}

export const NO_FILTERS: Filters = { facet: "all", under: null, kind: null, subject: null, batch: null };

export function readFilters(search: URLSearchParams): Filters {
  const facet = search.get("show");
  return {
    facet: FACETS.find((known) => known === facet) ?? "all",
    under: search.get("under"),
    kind: search.get("kind"),
    subject: search.get("subject"),
    batch: search.get("batch"),
  };
}

/** The address of a board with these filters. */
export function boardPath(incident: string, filters: Partial<Filters>): string {
  const search = new URLSearchParams({ incident });
  if (filters.facet !== undefined && filters.facet !== "all") search.set("show", filters.facet);
  for (const name of ["under", "kind", "subject", "batch"] as const) {
    const value = filters[name];
    if (value !== undefined && value !== null && value !== "") search.set(name, value);
  }
  return `/?${search.toString()}`;
}

const IN_HAND = "open,started,blocked";

/** The same as a question to the server. Done and waiting to be checked is its own face: its clock is another. */
export function dutiesQuery(incident: string, filters: Filters): Query {
  return {
    incident,
    under: filters.under,
    kind: filters.kind,
    subject: filters.subject,
    batch: filters.batch,
    status: filters.facet === "done" ? "done" : filters.facet === "blocked" ? "blocked" : IN_HAND,
    overdue: filters.facet === "overdue",
    offered: filters.facet === "offered",
    sort: "due",
  };
}

/** Whether a duty that has just changed still belongs on the list. `subtree` holds the organisations under the filter. */
export function belongs(duty: Duty, filters: Filters, subtree: ReadonlySet<string> | null): boolean {
  if (filters.kind !== null && duty.kind !== filters.kind) return false;
  if (filters.subject !== null && duty.subject !== filters.subject) return false;
  if (filters.batch !== null && duty.batch !== filters.batch) return false;
  if (subtree !== null && !subtree.has(duty.holder.org)) return false;
  switch (filters.facet) {
    case "done":
      return duty.status === "done";
    case "blocked":
      return duty.status === "blocked";
    case "overdue":
      return duty.overdue !== null && inHand(duty);
    case "offered":
      return duty.offer !== null && inHand(duty);
    case "all":
      return inHand(duty);
  }
}

function inHand(duty: Duty): boolean {
  return duty.status === "open" || duty.status === "started" || duty.status === "blocked";
}

export function isFiltered(filters: Filters): boolean {
  return filters.facet !== "all" || filters.under !== null || filters.kind !== null || filters.subject !== null || filters.batch !== null;
}
