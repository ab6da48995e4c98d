/**
 * Whom a call climbs to: the post itself (its deputy first where it stands in), its deputy, then the posts above it level by level, the
 * incident's command last. Pure; it says who, never how they are reached.
 */
import { samePost, type Post } from "../../../engine/event.ts";
import type { Context } from "../../../engine/loop.ts";
import { above, deputyOf } from "../../../engine/select.ts";
import { alarmPost } from "../../../engine/duty/transitions.ts";
import type { State } from "../../../engine/state.ts";
import { presenceRef } from "../handover/watch.ts";

const MAX_LEVELS = 12;

/** Each post once, in the order in which they are rung. Never empty. */
export function ladder(state: State, to: Post, context: Context): readonly Post[] {
  const steps: Post[] = [];
  const add = (post: Post | undefined): void => {
    if (post !== undefined && !steps.some((step) => samePost(step, post))) steps.push(post);
  };
  // Where its deputy has stepped in for an absent post, the deputy is rung first.
  if (state.thing(presenceRef(to))?.state.status === "deputy-acting") add(deputyOf(state, to));
  add(to);
  add(deputyOf(state, to));
  let org = above(state, to.org);
  for (let level = 0; org !== undefined && level < MAX_LEVELS; level++) {
    const post = alarmPost(state, org, context);
    add(post);
    // The deputy of the level above stands in only at the top, where nobody is above to be rung next.
    if (above(state, org) === undefined) add(deputyOf(state, post));
    org = above(state, org);
  }
  add(context.commandPost);
  add(deputyOf(state, context.commandPost));
  return steps;
}
