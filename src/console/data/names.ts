/**
 * What things are called: duties, organisations, roles, events, kinds, in the reader's language. A name nobody
 * gave is made readable from its id and never hidden, so that a gap in the setup is seen rather than blank.
 */
import type { DutyRule, ModelInfo, Org, Post, Text } from "../api-types.ts";
import { inLang, readable, type Lang } from "../text/index.ts";
import { orgName, roleName } from "../text/role-names.ts";

export interface Names {
  duty(kind: string): string;
  org(id: string): string;
  /** What a role is called, at an organisation if one is given: the same role may be called differently elsewhere. */
  role(role: string, org?: string): string;
  /** Role and organisation in one line. */
  post(post: Post): string;
  event(type: string): string;
  kind(kind: string): string;
  finding(kind: string): string;
  command(type: string): string;
  /** `contact:P1` → `Contact P1`. */
  thing(ref: string): string;
  rule(kind: string): DutyRule | undefined;
}

export function namesFrom(model: ModelInfo | undefined, orgs: readonly Org[], lang: Lang): Names {
  const rules = new Map((model?.rules ?? []).map((rule) => [rule.kind, rule]));
  const kinds = new Map((model?.kinds ?? []).map((kind) => [kind.kind, kind.title]));
  const commands = new Map((model?.commands ?? []).map((command) => [command.type, command.title]));
  const orgNames = new Map(orgs.map((org) => [org.id, org.name]));
  const roles = new Map<string, Text | string>(Object.entries(model?.roles ?? {}));
  const posts = new Map<string, Text | string>();
  for (const org of orgs) {
    for (const post of org.posts ?? []) {
      if (post.name === undefined) continue;
      posts.set(`${post.role}@${org.id}`, post.name);
      if (!roles.has(post.role)) roles.set(post.role, post.name);
    }
  }

  const named = (text: Text | string | undefined, id: string): string => inLang(text, lang) || readable(id);
  const names: Names = {
    duty: (kind) => named(rules.get(kind)?.title ?? model?.duties?.[kind], kind),
    org: (id) => given(orgNames.get(id), id, lang) ?? orgName(id, lang) ?? readable(id),
    role: (role, org) => given(posts.get(`${role}@${org}`), role, lang) ?? given(roles.get(role), role, lang) ?? roleName(role, lang) ?? readable(role),
    post: (post) => (lang === "zh" ? `${names.org(post.org)} · ${names.role(post.role, post.org)}` : `${names.role(post.role, post.org)}, ${names.org(post.org)}`),
    event: (type) => named(model?.events[type], type),
    kind: (kind) => named(kinds.get(kind) ?? (kind === "duty" ? DUTY : undefined), kind),
    finding: (kind) => named(model?.findings?.[kind], kind),
    command: (type) => named(commands.get(type), type),
    thing: (ref) => {
      const colon = ref.indexOf(":");
      if (colon === -1) return ref;
      const [kind, id] = [ref.slice(0, colon), ref.slice(colon + 1)];
      // An organisation's name says by itself what it is.
      return kind === "org" ? names.org(id) : `${names.kind(kind)} ${orgNames.has(id) ? names.org(id) : id}`;
    },
    rule: (kind) => rules.get(kind),
  };
  return names;
}

/** A duty is no thing of a loop, and is spoken of like one. */
const DUTY: Text = { zh: "任务", en: "Duty" };

/** Who registers something without a name repeats its id: that is no name. */
function given(text: Text | string | undefined, id: string, lang: Lang): string | undefined {
  const name = inLang(text, lang);
  return name === "" || name === id ? undefined : name;
}
