/**
 * Puts a post that is overdue on several lines of work before the level above, from the alarms just read: whoever
 * keeps being late may be carrying too much. Proposes only; the decider checks each duty again.
 */
import { isRefusal } from "../../base/refusal.ts";
import { samePost, type JsonObject, type LedgerEvent, type Post } from "../../engine/event.ts";
import { count } from "../../engine/pack/clause.ts";
import { linesOverdue } from "../../loops/command/load/views.ts";
import type { Incident } from "../../store/contract.ts";
import type { Api } from "../api.ts";

/** Enough to show several lines; the sheet of loads holds the rest. */
const NAMED = 200;
/** Warned of already, borne after all, or changed hands meanwhile: nothing is lost by leaving it. */
const SETTLED = new Set(["load-warned", "load-bearable", "not-theirs", "command-id-reused"]);

export async function warnOverloaded(api: Api, incident: Incident, page: readonly LedgerEvent[]): Promise<void> {
  const late = page.filter((event) => event.type === "duty.overdue");
  const pack = late.length === 0 ? undefined : api.packOf(incident.pack, incident.packHash);
  if (pack === undefined) return;
  const holders = new Map<string, { post: Post; seq: number }>();
  for (const { data, seq } of late) {
    const post = data["holder"] as unknown as Post | undefined;
    if (post !== undefined) holders.set(`${post.role}@${post.org}`, { post, seq });
  }
  for (const { post, seq } of holders.values()) {
    const found = await api.store.duties({ incident: incident.id, org: post.org, role: post.role, overdue: true, open: true, limit: NAMED });
    const held = found.filter((duty) => samePost(duty.holder, post) && duty.done === null);
    if (linesOverdue(held).length < count(pack, "load.lines")) continue;
    const data = { org: post.org, role: post.role, duties: held.map(({ id }) => id) } as JsonObject;
    const actor = { org: incident.commandPost.org, role: "alarms" };
    const result = await api.store.submit({ id: `load.warn:${seq}:${post.role}@${post.org}`, type: "load.warn", incident: incident.id, actor, data }, api.now());
    if (isRefusal(result) && !SETTLED.has(result.code)) throw new Error(`load.warn was refused: ${result.message} [${result.code}]`);
  }
}
