/**
 * Sends one command as the acting post. The id is chosen once and kept for every retry, so that a command sent
 * twice over a bad line has one effect (law 14).
 */
import type { Receipt, When } from "../api-types.ts";
import type { Acting } from "./acting-as.ts";
import { postJson, type Answer } from "./http.ts";

export interface Draft {
  readonly id: string;
  readonly type: string;
  readonly incident: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Given when it happened earlier: then it is a report of what happened, not an order. */
  readonly at?: When | undefined;
  readonly expects?: Readonly<Record<string, number>> | undefined;
}

/** 128 random bits; `randomUUID` is missing where the page is not served securely, on a hospital's inner network. */
export function newCommandId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function bodyOf(draft: Draft, acting: Acting): Record<string, unknown> {
  return {
    id: draft.id, type: draft.type, incident: draft.incident, actor: { org: acting.org, role: acting.role }, data: draft.data,
    ...(acting.sign === "" ? {} : { by: acting.sign }),
    ...(draft.at === undefined ? {} : { at: draft.at, reported: true }),
    ...(draft.expects === undefined ? {} : { expects: draft.expects }),
  };
}

export function sendCommand(draft: Draft, acting: Acting): Promise<Answer<{ receipt: Receipt }>> {
  return postJson("/api/commands", bodyOf(draft, acting));
}
