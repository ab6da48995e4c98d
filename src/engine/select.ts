/**
 * Reads the selectors of duty tables: where an organisation, a subject or a value is found in an event, in the
 * subject's state, or in the organisation tree. Returns undefined where nothing is found; callers decide
 * what that means (mostly: the incident's command holds it).
 */
import { ref, type Ref } from "../base/ids.ts";
import type { LedgerEvent, Post } from "./event.ts";
import type { Context, ThingState } from "./loop.ts";
import type { Selector, SubjectSelector, Trigger, Who } from "./rule.ts";
import type { State } from "./state.ts";

/** The part of an organisation's state the engine reads: its place in the tree and its responsibility map. */
export interface OrgState extends ThingState {
  readonly level: string;
  readonly parent: string | null;
  /** Duty kind → roles that answer for it, the first holding it. */
  readonly answers: Readonly<Record<string, readonly string[]>>;
  /** Role → the role that stands in for it. */
  readonly deputies: Readonly<Record<string, string>>;
}

export interface Reading {
  readonly state: State;
  readonly context: Context;
  readonly event: LedgerEvent;
  readonly subject: ThingState | undefined;
  readonly subjectId: string;
}

export function orgOf(state: State, org: string): OrgState | undefined {
  return state.thing(ref("org", org))?.state as OrgState | undefined;
}

export function above(state: State, org: string): string | undefined {
  return orgOf(state, org)?.parent ?? undefined;
}

/** Roles at an organisation that answer for a duty kind; empty when nobody does. */
export function answering(state: State, org: string, duty: string): readonly string[] {
  const answers = orgOf(state, org)?.answers;
  return answers !== undefined && Object.hasOwn(answers, duty) ? answers[duty]! : [];
}

/** The post that stands in for another of the same organisation, if one is named. */
export function deputyOf(state: State, post: Post): Post | undefined {
  const deputies = orgOf(state, post.org)?.deputies;
  return deputies === undefined || !Object.hasOwn(deputies, post.role) ? undefined : { org: post.org, role: deputies[post.role]! };
}

/** A selector taken apart: where it begins, and the fields from there. */
interface Path {
  readonly from: "data" | "thing" | null;
  readonly fields: readonly string[];
}

/** Selectors are written in tables: few, and always the same, so that each is taken apart once. */
const paths = new Map<string, Path>();

function pathOf(selector: string): Path {
  let path = paths.get(selector);
  if (path === undefined) {
    const fields = selector.split(".");
    const from = fields.length > 1 && (fields[0] === "data" || fields[0] === "thing") ? fields[0] : null;
    paths.set(selector, (path = { from, fields: from === null ? fields : fields.slice(1) }));
  }
  return path;
}

function follow(value: unknown, fields: readonly string[]): unknown {
  let found: unknown = value;
  for (const field of fields) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, field)) return undefined;
    found = (found as Record<string, unknown>)[field];
  }
  return found;
}

export function selectValue(reading: Reading, selector: string): unknown {
  const { from, fields } = pathOf(selector);
  if (from === "data") return follow(reading.event.data, fields);
  return from === null || reading.subject === undefined ? undefined : follow(reading.subject, fields);
}

export function selectOrg(reading: Reading, selector: Selector): string | undefined {
  if (selector === "actor") return reading.event.actor.org;
  if (selector === "command") return reading.context.commandPost.org;
  if (selector === "subject") return reading.subjectId;
  if (selector.startsWith("above:")) {
    const below = selectOrg(reading, selector.slice(6) as Selector);
    return below === undefined ? undefined : above(reading.state, below);
  }
  const value = selectValue(reading, selector);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The post that holds it; the incident's command, marked unassigned, when the map names nobody. */
export function selectPost(reading: Reading, who: Who, dutyKind: string): { post: Post; unassigned: boolean } {
  const given = who.post === undefined ? undefined : selectValue(reading, who.post) as Post | undefined;
  if (given !== undefined && given !== null) return { post: { org: given.org, role: given.role }, unassigned: false };
  const org = selectOrg(reading, who.org);
  if (org !== undefined) {
    if (who.actorRole === true && org === reading.event.actor.org) return { post: reading.event.actor, unassigned: false };
    const role = answering(reading.state, org, who.answers ?? dutyKind)[0];
    if (role !== undefined) return { post: { org, role }, unassigned: false };
  }
  return { post: reading.context.commandPost, unassigned: true };
}

/** The things an event's trigger is about: every `about` of a kind, or the one the selector names. */
export function selectSubjects(event: LedgerEvent, selector: SubjectSelector): readonly Ref[] {
  const colon = selector.indexOf(":");
  if (colon < 0) return event.about.filter((about) => about.startsWith(`${selector}:`));
  const { from, fields } = pathOf(selector.slice(colon + 1));
  const id = from === "thing" ? undefined : follow(event.data, fields);
  return typeof id === "string" && id !== "" ? [ref(selector.slice(0, colon), id)] : [];
}

export function holds(reading: Reading, conditions: Trigger["when"]): boolean {
  for (const selector in conditions) if ((selectValue(reading, selector) ?? null) !== conditions[selector]) return false;
  return true;
}

/** The same of a thing alone, for conditions that ask of nothing else. */
export function holdsOf(subject: ThingState | undefined, conditions: Readonly<Record<`thing.${string}`, string | number | boolean | null>>): boolean {
  return Object.entries(conditions).every(([selector, wanted]) => (follow(subject, pathOf(selector).fields) ?? null) === wanted);
}
