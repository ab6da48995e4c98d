/**
 * The lists a command post asks of its duties: who is late with what, which line of work stands where, how orders
 * are kept, and whether loops close. Pure; every figure is the ids behind it, so that each opens into its rows.
 */
import { elapsed, type Ms } from "../../base/time.ts";
import { isOpen, type Duty } from "../../engine/duty/duty.ts";
import type { Model } from "../../engine/loop.ts";
import type { OrgView } from "./views.ts";

type Ids = readonly string[];
type Orgs = ReadonlyMap<string, OrgView>;

function group<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

const ids = (duties: readonly Duty[]): string[] => duties.map((duty) => duty.id);
const late = (duty: Duty): boolean => isOpen(duty) && duty.overdue !== null && duty.done === null;
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Late and not done, by the unit that holds it; within a unit the longest overdue first, the worst unit first. */
export function overdueByUnit(duties: Iterable<Duty>): { readonly org: string; readonly duties: Ids }[] {
  const lists = [...group([...duties].filter(late), (duty) => duty.holder.org)];
  return lists.map(([org, own]) => ({ org, duties: ids(own.toSorted((a, b) => (a.due?.latest ?? 0) - (b.due?.latest ?? 0))) }))
    .sort((a, b) => b.duties.length - a.duties.length || byText(a.org, b.org));
}

/** Each organisation's lines of work (a line is a loop), with what is open and what is late on each. */
export function linesOfWork(duties: Iterable<Duty>, model: Model): { readonly org: string; readonly line: string; readonly open: Ids; readonly late: Ids }[] {
  const lineOf = new Map(model.loops.flatMap((loop) => loop.duties.map((rule) => [rule.kind, loop.name] as const)));
  const open = [...duties].filter(isOpen);
  return [...group(open, (duty) => `${duty.holder.org} ${lineOf.get(duty.kind) ?? "duty"}`)]
    .map(([key, own]) => ({ org: key.split(" ")[0]!, line: key.split(" ")[1]!, open: ids(own), late: ids(own.filter(late)) }))
    .sort((a, b) => byText(a.org, b.org) || byText(a.line, b.line));
}

/** The four kinds of holder a city names, and whoever stands above them. */
export type HolderKind = "subdistrict" | "community" | "sector" | "resident-unit" | "above";

export function holderKind(org: Pick<OrgView, "level" | "party"> | undefined): HolderKind {
  if (org === undefined) return "above";
  if (org.level === "subdistrict" || org.level === "township" || org.level === "street") return "subdistrict";
  if (org.level === "community" || org.level === "village") return "community";
  if (org.party === "sector") return "sector";
  return org.party === "organisation" ? "resident-unit" : "above";
}

/** Open duties by kind and by what kind of holder has them: an empty cell is a line nobody of that kind carries. */
export function dutyMatrix(duties: Iterable<Duty>, orgs: Orgs): ReadonlyMap<string, Readonly<Record<HolderKind, Ids>>> {
  const empty = (): Record<HolderKind, string[]> => ({ subdistrict: [], community: [], sector: [], "resident-unit": [], above: [] });
  const rows = new Map<string, Record<HolderKind, string[]>>();
  for (const duty of duties) {
    if (!isOpen(duty)) continue;
    const row = rows.get(duty.kind) ?? empty();
    rows.set(duty.kind, row);
    row[holderKind(orgs.get(duty.holder.org))].push(duty.id);
  }
  return rows;
}

/** How a unit keeps its orders; `kept` is the share proved and checked of all that are owed or were. */
export interface Compliance {
  readonly unit: string;
  readonly silent: Ids;
  readonly underWay: Ids;
  readonly proved: Ids;
  readonly verified: Ids;
  readonly late: Ids;
  readonly kept: number | null;
}

export function compliance(duties: Iterable<Duty>): Compliance[] {
  const orders = [...duties].filter((duty) => duty.kind === "order.execute" && duty.status !== "lapsed" && duty.status !== "withdrawn");
  const unitOf = (duty: Duty): string => duty.subject.slice(duty.subject.indexOf("/") + 1);
  return [...group(orders, unitOf)].map(([unit, own]) => {
    const pick = (test: (duty: Duty) => boolean): string[] => ids(own.filter(test));
    const verified = pick((duty) => duty.status === "verified");
    return {
      unit, verified, proved: pick((duty) => duty.status === "done"), silent: pick((duty) => isOpen(duty) && duty.done === null && duty.accepted === null),
      underWay: pick((duty) => isOpen(duty) && duty.done === null && duty.accepted !== null), late: pick(late), kept: own.length === 0 ? null : verified.length / own.length,
    };
  }).sort((a, b) => (a.kept ?? 0) - (b.kept ?? 0) || byText(a.unit, b.unit));
}

/** How far loops have come: received, begun, reported, checked. None ends before it is checked, lapses or is withdrawn. */
export interface ClosedLoop {
  readonly sent: Ids;
  readonly received: Ids;
  readonly reported: Ids;
  readonly verified: Ids;
  readonly lapsed: Ids;
  readonly withdrawn: Ids;
  /** Of the loops that were to close, the share that did. */
  readonly closed: number | null;
}

export function closedLoop(duties: Iterable<Duty>): ClosedLoop {
  const all = [...duties];
  const pick = (test: (duty: Duty) => boolean): string[] => ids(all.filter(test));
  const verified = pick((duty) => duty.status === "verified");
  const owed = all.filter((duty) => duty.status !== "lapsed" && duty.status !== "withdrawn").length;
  return {
    sent: pick((duty) => isOpen(duty) && duty.done === null && duty.offer !== null), received: pick((duty) => isOpen(duty) && duty.done === null && duty.offer === null),
    reported: pick((duty) => duty.status === "done"), verified, lapsed: pick((duty) => duty.status === "lapsed"), withdrawn: pick((duty) => duty.status === "withdrawn"),
    closed: owed === 0 ? null : verified.length / owed,
  };
}

/** What somebody with a light role sees: the duties of their own building and nothing about anybody else. */
export interface LightDuty {
  readonly duty: string;
  readonly kind: string;
  readonly subject: string;
  readonly due: Duty["due"];
  /** Offered and to be taken, or held. */
  readonly mine: "offered" | "held";
}

export function lightList(duties: Iterable<Duty>, building: string): LightDuty[] {
  return [...duties].filter((duty) => isOpen(duty) && duty.done === null && (duty.holder.org === building || duty.offer?.to.org === building))
    .map(({ id, kind, subject, due, holder }): LightDuty => ({ duty: id, kind, subject, due, mine: holder.org === building ? "held" : "offered" }))
    .sort((a, b) => (a.due?.latest ?? Infinity) - (b.due?.latest ?? Infinity) || byText(a.duty, b.duty));
}

/** From having it to the first thing done about it, by kind; the slowest in full, and whoever has done nothing yet. */
export interface Response {
  readonly kind: string;
  readonly answered: Ids;
  /** Milliseconds, of the middle one and of the slowest, at the latest they can have been. */
  readonly median: Ms | null;
  readonly slowest: Ms | null;
  readonly waiting: Ids;
}

export function responses(duties: Iterable<Duty>): Response[] {
  return [...group(duties, (duty) => duty.kind)].map(([kind, own]) => {
    const first = own.flatMap((duty) => {
      const acted = duty.planned ?? duty.done?.at ?? null;
      return acted === null ? [] : [{ id: duty.id, length: elapsed(duty.accepted ?? duty.start, acted).most }];
    }).sort((a, b) => a.length - b.length);
    return {
      kind, answered: first.map(({ id }) => id), median: first[Math.floor((first.length - 1) / 2)]?.length ?? null, slowest: first.at(-1)?.length ?? null,
      waiting: ids(own.filter((duty) => isOpen(duty) && duty.planned === null && duty.done === null)),
    };
  }).sort((a, b) => byText(a.kind, b.kind));
}
