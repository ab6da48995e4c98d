/**
 * How an answer comes in: by a link, by a code in a reply, or from the screen; each becomes the same command.
 * Knows which ring a link or a code belongs to from the rings under way; a link of a call long over is told so.
 */
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import type { Post } from "../../engine/event.ts";
import { callRef, type CallView, type Ring } from "../../loops/command/alarms/views.ts";
import type { Api } from "../api.ts";
import { activeThings } from "./active.ts";
import { codeOfRing, codesIn, sameText, tokenOf, type RingName } from "./tokens.ts";

export interface Rung {
  readonly name: RingName;
  readonly call: CallView;
  readonly ring: Ring;
}

export interface Answering {
  /** Remembers a ring that goes out, so that its link is known after the call is over as well. */
  remember(name: RingName): void;
  find(token: string): Promise<Rung | Refusal>;
  byToken(token: string): Promise<CallView | Refusal>;
  byReply(text: string, from: string | undefined): Promise<CallView | Refusal>;
  /** From the screen, by whoever sits there. */
  byPost(incident: string, call: string, actor: Post, requestId: string): Promise<CallView | Refusal>;
}

const REMEMBERED = 10_000;
/** Calls in which a link or a code may still be used. */
const OPEN_STATUSES = ["ringing", "unanswered", "telling"];

const unknownToken = (): Refusal =>
  refuse("alarm-token-unknown", "This link belongs to no call under way.", { fix: "Open the board: it shows what is still open." });

/** Digits only, so that a number written with its country code equals the one without spaces. */
const plainAddress = (text: string): string => (text.includes("@") ? (/[^\s<>]+@[^\s<>]+/.exec(text)?.[0] ?? text).toLowerCase() : text.replaceAll(/\D/g, "").slice(-10));

function cameFrom(ring: Ring, from: string | undefined): boolean {
  if (from === undefined) return false;
  return [ring.reach.phone, ring.reach.email].some((address) => address !== null && plainAddress(address) === plainAddress(from));
}

export function makeAnswering(api: Api, secret: Buffer): Answering {
  const remembered = new Map<string, RingName>();

  const remember = (name: RingName): void => {
    remembered.set(tokenOf(secret, name), name);
    const oldest = remembered.size > REMEMBERED ? remembered.keys().next().value : undefined;
    if (oldest !== undefined) remembered.delete(oldest);
  };

  async function rungOf(name: RingName): Promise<Rung | undefined> {
    const call = (await api.store.thing(name.incident, callRef(name.call)))?.state as CallView | undefined;
    const ring = call?.rings[name.ring];
    return call === undefined || ring === undefined ? undefined : { name, call, ring };
  }

  async function underWay(): Promise<Rung[]> {
    const found: Rung[] = [];
    for (const incident of await api.store.incidents()) {
      if (incident.mode !== "live") continue;
      for (const status of OPEN_STATUSES) {
        for (const { id, state: call } of await activeThings<CallView>(api.store, incident.id, "call", status)) {
          found.push(...call.rings.map((ring, index) => ({ name: { incident: incident.id, call: id, ring: index }, call, ring })));
        }
      }
    }
    return found;
  }

  async function find(token: string): Promise<Rung | Refusal> {
    const name = remembered.get(token);
    if (name !== undefined) return (await rungOf(name)) ?? unknownToken();
    const found = (await underWay()).find((rung) => sameText(tokenOf(secret, rung.name), token));
    if (found === undefined) return unknownToken();
    remember(found.name);
    return found;
  }

  async function answer(name: RingName, how: string, actor: Post, who: string | null, id: string, ring: number | null): Promise<CallView | Refusal> {
    const data = { call: name.call, how, ...(ring === null ? {} : { ring }), ...(who === null ? {} : { who }) };
    const result = await api.store.submit({ id: `alarm.answer:${id}`, type: "alarm.answer", incident: name.incident, actor, data }, api.now());
    if (isRefusal(result)) return result;
    const call = (await api.store.thing(name.incident, callRef(name.call)))?.state as CallView | undefined;
    return call ?? unknownToken();
  }

  const answerRing = ({ name, ring }: Rung, how: string): Promise<CallView | Refusal> =>
    answer(name, how, ring.post, ring.reach.who, `${name.call}:${name.ring}:${how}`, name.ring);

  return {
    remember,
    find,
    async byToken(token) {
      const rung = await find(token);
      return isRefusal(rung) ? rung : answerRing(rung, "link");
    },
    async byReply(text, from) {
      const codes = codesIn(text);
      const matching = (await underWay()).filter((rung) => rung.call.status !== "telling" && codes.includes(codeOfRing(secret, rung.name)));
      // Two rings may by chance share a code; whoever it was sent to decides.
      const own = matching.filter((rung) => cameFrom(rung.ring, from));
      const chosen = matching.length === 1 ? matching[0] : own.length === 1 ? own[0] : undefined;
      if (chosen !== undefined) return answerRing(chosen, "reply");
      return refuse("alarm-code-unknown", "No call under way has a code found in this reply.", { where: "text", fix: "Reply with the six digits of the message." });
    },
    async byPost(incident, call, actor, requestId) {
      return answer({ incident, call, ring: 0 }, "screen", actor, null, `${call}:screen:${requestId}`, null);
    },
  };
}

