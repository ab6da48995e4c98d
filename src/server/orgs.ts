/**
 * The organisations of a city as a tree in reading order, each with its posts: every role that answers for a
 * duty, stands in for another, or is on a watch list.
 */
import { idOf } from "../base/ids.ts";
import { Type, type Static } from "../base/schema.ts";
import type { Thing } from "../engine/loop.ts";
import type { OrgState } from "../engine/select.ts";
import type { Incident } from "../store/contract.ts";
import type { Api } from "./api.ts";
import { link, orNull, Text } from "./schemas.ts";

const closed = { additionalProperties: false } as const;

const PostOf = Type.Object(
  {
    role: Type.String(),
    name: Type.Optional(link(Text)),
    dutyKinds: Type.Array(Type.String({ description: "What it answers for, first or beside others" })),
    deputy: orNull(Type.String({ description: "The role that stands in for it" })),
  },
  closed,
);

export const Org = Type.Object(
  {
    id: Type.String(),
    name: link(Text),
    level: Type.String(),
    parent: orNull(Type.String()),
    posts: Type.Array(PostOf),
    version: Type.Integer(),
  },
  closed,
);

type OrgType = Static<typeof Org>;

/** A city has thousands of communities at most; read in pages of what the store gives at once. */
const PAGE = 1000;

export async function orgTree(api: Api, incident: Incident): Promise<readonly OrgType[]> {
  const [orgs, posts] = await Promise.all([allOf(api, incident.city, "org"), allOf(api, incident.city, "post")]);
  const byOrg = Map.groupBy(posts, (post) => String(post.state["org"]));
  // The place is the path from the top, so its order is the order of the tree.
  const ordered = orgs.toSorted((a, b) => ((a.state.place ?? "") < (b.state.place ?? "") ? -1 : 1));
  return ordered.map((org) => orgOf(org, byOrg.get(idOf(org.ref)) ?? []));
}

async function allOf(api: Api, ledger: string, kind: string): Promise<readonly Thing[]> {
  const things: Thing[] = [];
  for (;;) {
    const last = things.at(-1);
    const page = await api.store.things({ incident: ledger, kind, limit: PAGE, ...(last === undefined ? {} : { after: idOf(last.ref) }) });
    things.push(...page);
    if (page.length < PAGE) return things;
  }
}

function orgOf(thing: Thing, posts: readonly Thing[]): OrgType {
  const state = thing.state as OrgState & { readonly name?: { zh: string; en: string } };
  const id = idOf(thing.ref);
  const kinds = new Map<string, string[]>();
  for (const [duty, roles] of Object.entries(state.answers)) for (const role of roles) kinds.set(role, [...(kinds.get(role) ?? []), duty]);
  const titles = new Map(posts.map((post) => [String(post.state["role"]), post.state["title"] as { zh: string; en: string } | undefined]));
  for (const role of [...Object.entries(state.deputies).flat(), ...titles.keys()]) if (!kinds.has(role)) kinds.set(role, []);
  const postOf = ([role, dutyKinds]: [string, string[]]): OrgType["posts"][number] => {
    const title = titles.get(role);
    return { role, ...(title === undefined ? {} : { name: title }), dutyKinds, deputy: state.deputies[role] ?? null };
  };
  return { id, name: state.name ?? { zh: id, en: id }, level: state.level, parent: state.parent, posts: [...kinds].map(postOf), version: thing.version };
}
