/**
 * Who signs for an area, and who signs beside them where more is asked than the rules' smallest unit: never the
 * same post. Names posts; what is signed is decided elsewhere.
 */
import { refuse, type Refusal } from "../../base/refusal.ts";
import { samePost, type Post } from "../../engine/event.ts";
import { ref } from "../../base/ids.ts";
import type { Context, Objection } from "../../engine/loop.ts";
import { above, answering, deputyOf } from "../../engine/select.ts";
import type { State } from "../../engine/state.ts";

/** Posts the map names for signing, at an organisation and above it, the nearest first; the incident's command last. */
function signers(state: State, org: string, context: Context): Post[] {
  const found: Post[] = [];
  for (let current: string | undefined = org, steps = 0; current !== undefined && steps < 32; current = above(state, current), steps++) {
    for (const role of answering(state, current, "area.sign")) found.push({ org: current, role });
  }
  return [...found, context.commandPost];
}

/** The post that signs for an area: who the map names there or in the nearest organisation above; else the incident's command. */
export function signerOf(state: State, org: string, context: Context): Post {
  return signers(state, org, context)[0]!;
}

/** The post that signs beside the one who did: the next the map names, the command, or its deputy. Undefined where nobody else is named. */
export function secondSignerOf(state: State, org: string, first: Post, context: Context): Post | undefined {
  const deputy = deputyOf(state, context.commandPost);
  return [...signers(state, org, context), ...(deputy === undefined ? [] : [deputy])].find((post) => !samePost(post, first));
}

export function notTheSigner(state: State, actor: Post, org: string, context: Context, where: string): Refusal | null {
  const signer = signerOf(state, org, context);
  if (samePost(signer, actor)) return null;
  return refuse("not-the-signer", `${signer.role} of ${signer.org} signs this.`, { where, fix: "Let the named role sign it.", params: { org: signer.org, role: signer.role } });
}

/** Where nobody but the first signer is named: wide measures take two people. Refuses an order; of a report it is on record. */
export function noSecond(area: string, where: string): Objection {
  return {
    refusal: refuse("no-second-signer", "Wider than the rules' unit, it takes a second person's signature, and none is named.", { where, fix: "Name a second role for signing areas, there or above." }),
    about: [ref("area", area)], finding: null,
  };
}

/** Whether a post may sign beside the first: the one that was named, or anybody else where nobody was. */
export function notTheSecond(actor: Post, first: Post, second: Post | null, where: string): Refusal | null {
  if (samePost(first, actor)) return refuse("self-verification", "Who signed it first does not sign it again.", { where, fix: "A second person signs." });
  if (second === null || samePost(second, actor)) return null;
  return refuse("not-the-signer", `${second.role} of ${second.org} signs this.`, { where, fix: "Let the named role sign it.", params: { org: second.org, role: second.role } });
}
