/**
 * Whether an acting post exists: an organisation of the city, and a role that answers for something there,
 * stands in for somebody, or is registered as a post. Until people sign in this is all that is known of them;
 * it keeps a mistyped role from becoming the author of an order. The incident's own command always exists.
 */
import { ref } from "../base/ids.ts";
import { refuse, type Refusal } from "../base/refusal.ts";
import { MINUTE, type Ms } from "../base/time.ts";
import { samePost, type Post } from "../engine/event.ts";
import type { OrgState } from "../engine/select.ts";
import type { Incident } from "../store/contract.ts";
import type { Api } from "./api.ts";

interface Known {
  readonly roles: ReadonlySet<string> | null;
  readonly at: Ms;
}

/** A role struck off is still believed for this long; a new one is seen at once. */
const BELIEVED: Ms = MINUTE;

export type ActingCheck = (incident: Incident, actor: Post) => Promise<Refusal | null>;

export function actingCheck(api: Api): ActingCheck {
  const known = new Map<string, Known>();
  return async (incident, actor) => {
    if (samePost(actor, incident.commandPost)) return null;
    const key = `${incident.city} ${actor.org}`;
    const before = known.get(key);
    if (before?.roles?.has(actor.role) === true && api.now() - before.at < BELIEVED) return null;
    const roles = await rolesOf(api, incident.city, actor.org);
    known.set(key, { roles, at: api.now() });
    if (roles === null) {
      return refuse("unknown-organisation", `There is no organisation ${actor.org}.`, { where: "actor.org", fix: "Check the name, or register it first.", params: { org: actor.org } });
    }
    if (roles.has(actor.role)) return null;
    return refuse("unknown-role", `There is no role ${actor.role} at ${actor.org}.`, {
      where: "actor.role",
      fix: roles.size === 0 ? "Say first who answers for what there." : `Known there: ${[...roles].toSorted().slice(0, 20).join(", ")}.`,
      params: { org: actor.org, role: actor.role },
    });
  };
}

async function rolesOf(api: Api, city: string, org: string): Promise<ReadonlySet<string> | null> {
  const [thing, posts] = await Promise.all([
    api.store.thing(city, ref("org", org)),
    api.store.things({ incident: city, kind: "post", where: { org }, limit: 1000 }),
  ]);
  if (thing === undefined) return null;
  const { answers, deputies } = thing.state as OrgState;
  return new Set([...Object.values(answers).flat(), ...Object.entries(deputies).flat(), ...posts.map((post) => String(post.state["role"]))]);
}
