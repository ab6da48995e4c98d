/**
 * The auditor's own reader: what the ledger has said so far about organisations and things, and where the
 * selectors of duty tables point. Written apart from the engine's reader on purpose, so that a mistake in one
 * is not repeated in the other. It knows a thing only by the fields its events named, never by a fold.
 */
import type { Ref } from "../../base/ids.ts";
import type { LedgerEvent, Post } from "../event.ts";
import type { DutyRule, Trigger, Who } from "../rule.ts";

interface Org {
  parent: string | null;
  readonly answers: Map<string, readonly string[]>;
  readonly deputies: Map<string, string>;
}

export interface Register {
  readonly commandPost: Post;
  readonly orgs: Map<string, Org>;
  readonly things: Map<string, { readonly ledger: string; readonly fields: Readonly<Record<string, unknown>> }>;
  /** First steps of the `thing.x` paths any table asks for; nothing else is kept. */
  readonly fields: ReadonlySet<string>;
}

export const postOf = (value: unknown): Post | null => {
  const post = value as Partial<Post> | null | undefined;
  return typeof post?.org === "string" && post.org !== "" && typeof post.role === "string" && post.role !== "" ? { org: post.org, role: post.role } : null;
};
export const equal = (a: Post | null | undefined, b: Post | null | undefined): boolean => a?.org === b?.org && a?.role === b?.role;

export function createRegister(rules: readonly DutyRule[], commandPost: Post): Register {
  const paths = JSON.stringify(rules).matchAll(/"(?:[a-z]+:)*thing\.([A-Za-z0-9]+)/g);
  return { commandPost, orgs: new Map(), things: new Map(), fields: new Set([...paths].map((match) => match[1]!)) };
}

interface OrgData {
  readonly org?: string;
  readonly parent?: string | null;
  readonly duty?: string;
  readonly roles?: readonly string[];
  readonly role?: string;
  readonly deputy?: string;
}

/** Takes in what one event says. A status is read off the event's own name: `site.opened` says “open”. */
export function learn(register: Register, event: LedgerEvent): void {
  const { org: id = "", parent, duty = "", roles = [], role = "", deputy = "" } = event.data as OrgData;
  if (event.type === "org.registered") {
    const before = register.orgs.get(id);
    if (before === undefined) register.orgs.set(id, { parent: parent ?? null, answers: new Map(), deputies: new Map() });
    else before.parent = parent ?? null;
  } else if (event.type === "responsibility.assigned") register.orgs.get(id)?.answers.set(duty, roles);
  else if (event.type === "deputy.assigned") register.orgs.get(id)?.deputies.set(role, deputy);
  for (const about of event.about) {
    if (about.startsWith("duty:")) continue;
    const before = register.things.get(about);
    // A thing of the city is told of by the city's ledger; the incident's may mention it.
    if (before !== undefined && before.ledger !== event.incident) continue;
    const told = said(register, event, about);
    if (told.length > 0) register.things.set(about, { ledger: event.incident, fields: { ...before?.fields, ...Object.fromEntries(told) } });
  }
}

const STATUS: Readonly<Record<string, string>> = { registered: "closed", opened: "open", closed: "closed" };

function said(register: Register, event: LedgerEvent, about: Ref): [string, unknown][] {
  const told = Object.entries(event.data).filter(([key, value]) => register.fields.has(key) && value !== undefined);
  const [kind, what = ""] = event.type.split(".");
  const status = about.startsWith(`${kind}:`) ? STATUS[what] : undefined;
  const again = what === "registered" && register.things.get(about)?.fields["status"] !== undefined;
  return status === undefined || again || !register.fields.has("status") ? told : [...told, ["status", status]];
}

export function at(value: unknown, steps: string): unknown {
  let found = value;
  for (const step of steps.split(".")) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string, unknown>)[step];
  }
  return found;
}

export interface Scene {
  readonly register: Register;
  readonly event: LedgerEvent;
  readonly subject: Ref;
}

export function find(scene: Scene, selector: string): unknown {
  if (selector.startsWith("data.")) return at(scene.event.data, selector.slice("data.".length));
  if (selector.startsWith("thing.")) return at(scene.register.things.get(scene.subject)?.fields, selector.slice("thing.".length));
  return undefined;
}

export function meets(scene: Scene, conditions: Trigger["when"]): boolean {
  return Object.entries(conditions ?? {}).every(([selector, wanted]) => (find(scene, selector) ?? null) === wanted);
}

export const above = (register: Register, org: string): string | undefined => register.orgs.get(org)?.parent ?? undefined;
export const rolesFor = (register: Register, org: string, duty: string): readonly string[] => register.orgs.get(org)?.answers.get(duty) ?? [];

export function orgAt(scene: Scene, selector: string): string | undefined {
  if (selector.startsWith("above:")) {
    const below = orgAt(scene, selector.slice("above:".length));
    return below === undefined ? undefined : above(scene.register, below);
  }
  if (selector === "actor") return scene.event.actor.org;
  if (selector === "command") return scene.register.commandPost.org;
  if (selector === "subject") return scene.subject.slice(scene.subject.indexOf(":") + 1);
  const found = find(scene, selector);
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** The post a table names, or null where the responsibility map is silent and the incident's command answers. */
export function postAt(scene: Scene, who: Who, kind: string): Post | null {
  const given = who.post === undefined ? null : postOf(find(scene, who.post));
  if (given !== null) return given;
  const org = orgAt(scene, who.org);
  if (org === undefined) return null;
  if (who.actorRole === true && org === scene.event.actor.org) return scene.event.actor;
  const role = rolesFor(scene.register, org, who.answers ?? kind)[0];
  return role === undefined ? null : { org, role };
}

export function subjectsOf(event: LedgerEvent, selector: string): readonly Ref[] {
  const [kind = "", path] = selector.split(/:(.*)/s, 2);
  if (path === undefined) return event.about.filter((about) => about.split(":", 1)[0] === kind);
  const id = at(event.data, path.replace(/^data\./, ""));
  return typeof id === "string" && id !== "" ? [`${kind}:${id}`] : [];
}

/** May this post act for that one: the same post, a role that answers for the kind there, or the named deputy. */
export function actsFor(register: Register, actor: Post, post: Post, kind: string): boolean {
  const named = actor.role === post.role || rolesFor(register, post.org, kind).includes(actor.role);
  return actor.org === post.org && (named || register.orgs.get(post.org)?.deputies.get(post.role) === actor.role);
}

export function isBelow(register: Register, org: string, top: string): boolean {
  let current = above(register, org);
  for (let steps = 0; current !== undefined && steps < 32; steps++, current = above(register, current)) if (current === top) return true;
  return false;
}

/** Whom an alarm reaches `levels` above an organisation, and whether the tree ends there. */
export function alarmAbove(register: Register, org: string, levels: number): { post: Post; top: boolean } {
  let current: string | undefined = org;
  for (let level = 0; level < levels && current !== undefined; level++) current = above(register, current);
  if (current === undefined || !register.orgs.has(current)) return { post: register.commandPost, top: true };
  const role = rolesFor(register, current, "oversight")[0] ?? rolesFor(register, current, "command")[0];
  return { post: role === undefined ? register.commandPost : { org: current, role }, top: above(register, current) === undefined };
}
