/**
 * Asking whether a post is there, as events: by somebody who asks, or by a call it let ring until the next was rung.
 * The deputy is put on notice with it. Decides nothing about who may ask.
 */
import { plus, type When } from "../../../base/time.ts";
import { event, placeOf } from "../../../engine/define.ts";
import type { NewEvent, Post } from "../../../engine/event.ts";
import type { Context } from "../../../engine/loop.ts";
import { lengthMs } from "../../../engine/pack/clause.ts";
import { deputyOf } from "../../../engine/select.ts";
import type { State } from "../../../engine/state.ts";
import { presenceRef, type PresenceView } from "./watch.ts";

export type Why = "check" | "unanswered-call" | "missed-shift";

export function presenceOf(state: State, post: Post): PresenceView | undefined {
  return state.thing(presenceRef(post))?.state as PresenceView | undefined;
}

export function askedAfter(state: State, post: Post, why: Why, occurred: When, context: Context, rings = true): NewEvent {
  const standInFrom = plus(occurred, lengthMs(context.pack, "presence.answer"));
  return event("presence.asked", occurred, [presenceRef(post)], {
    ...post, post, why, deputy: deputyOf(state, post) ?? null, standInFrom, place: placeOf(state, post.org), spot: `${post.role}@${post.org}`, kind: "presence.answer",
    // The question rings, unless a call that was let ring is what asks.
    ...(rings ? { to: post } : {}),
  });
}

/** A post with a deputy that let a call ring on: whether it is there is asked at once, and once only. */
export function askIfSilent(state: State, post: Post, occurred: When, context: Context): NewEvent[] {
  const asked = presenceOf(state, post)?.status;
  return deputyOf(state, post) === undefined || asked === "asked" || asked === "deputy-acting" ? [] : [askedAfter(state, post, "unanswered-call", occurred, context, false)];
}

/** Whoever answers a call is there. */
export function thereAfterAll(state: State, post: Post, occurred: When): NewEvent[] {
  return presenceOf(state, post)?.status === "asked" ? [event("presence.answered", occurred, [presenceRef(post)], { ...post })] : [];
}
