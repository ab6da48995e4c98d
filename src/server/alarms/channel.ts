/**
 * What every way of ringing a person offers, and how one is tried: again after a moment when the fault may
 * pass, never again when it will not. Each attempt of a ring carries the same key.
 */
import type { Ms } from "../../base/time.ts";
import type { Post } from "../../engine/event.ts";
import type { Text } from "../../engine/rule.ts";
import type { DeliveryOutcome, Rank } from "../../loops/command/alarms/events.ts";
import type { RingName } from "./tokens.ts";

export type ChannelName = "push" | "email" | "webhook";

/** One ring at one person, as every channel is handed it. */
export interface Message {
  readonly ring: RingName;
  readonly rank: Rank;
  readonly post: Post;
  readonly who: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly count: number;
  readonly title: Text;
  readonly lines: readonly Text[];
  /** Null for a reminder, which asks for no answer. */
  readonly code: string | null;
  readonly answerUrl: string;
  /** When it was rung. */
  readonly at: Ms;
}

export type Sending =
  | { readonly result: "accepted"; readonly note?: string }
  | { readonly result: "no-address" }
  | { readonly result: "failed"; readonly note: string; readonly mayPass: boolean };

export interface Channel {
  readonly name: ChannelName;
  readonly configured: boolean;
  /** What it is set to, or what to set, for the screen. */
  readonly sentence: Text;
  send(message: Message, key: string): Promise<Sending>;
  /** Ends connections kept open between messages. */
  close?(): void;
}

/** Waits between attempts. All of them together are far shorter than the time a person has to answer. */
export const RETRY_AFTER: readonly Ms[] = [1_000, 5_000, 20_000];

export type Wait = (length: Ms) => Promise<void>;

/** Longest note kept on record; what a server answers may be a page. */
const NOTE_LENGTH = 200;

export async function trySending(channel: Channel, message: Message, key: string, wait: Wait): Promise<DeliveryOutcome> {
  if (!channel.configured) return { channel: channel.name, result: "not-configured" };
  for (let attempt = 0; ; attempt++) {
    const sending = await channel.send(message, key).catch((error: unknown): Sending => ({ result: "failed", note: String(error), mayPass: false }));
    if (sending.result === "no-address") return { channel: channel.name, result: "no-address" };
    if (sending.result === "accepted") return withNote({ channel: channel.name, result: "accepted" }, sending.note);
    const pause = RETRY_AFTER[attempt];
    if (!sending.mayPass || pause === undefined) return withNote({ channel: channel.name, result: "failed" }, sending.note);
    await wait(pause);
  }
}

function withNote(outcome: DeliveryOutcome, note: string | undefined): DeliveryOutcome {
  if (note === undefined) return outcome;
  const plain = note.replaceAll(/[\p{Cc}\s]+/gu, " ").trim().slice(0, NOTE_LENGTH).toWellFormed();
  return { ...outcome, note: plain };
}

interface Order {
  readonly channels: readonly ChannelName[];
  /** Every channel, or the first that takes it. */
  readonly every: boolean;
}

/**
 * An emergency goes out by every way there is, a warning by the first that takes it. A reminder never goes to
 * the gateway: a reminder must not make a telephone ring at night.
 */
export const ORDERS: Readonly<Record<Rank, Order>> = {
  emergency: { channels: ["webhook", "push", "email"], every: true },
  warning: { channels: ["push", "email", "webhook"], every: false },
  reminder: { channels: ["push", "email"], every: false },
};

export async function deliver(channels: readonly Channel[], message: Message, keyFor: (channel: ChannelName) => string, wait: Wait): Promise<readonly DeliveryOutcome[]> {
  const order = ORDERS[message.rank];
  const ways = order.channels.flatMap((name) => channels.filter((channel) => channel.name === name));
  const tryOne = (channel: Channel): Promise<DeliveryOutcome> => trySending(channel, message, keyFor(channel.name), wait);
  if (order.every) return Promise.all(ways.map(tryOne));
  const outcomes: DeliveryOutcome[] = [];
  for (const channel of ways) {
    outcomes.push(await tryOne(channel));
    if (outcomes.at(-1)?.result === "accepted") break;
  }
  return outcomes;
}
