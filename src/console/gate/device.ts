/**
 * What a gate's phone carries and owes, kept on the phone alone: the list it checks by, as whom it works, and the exits
 * it has not reported yet. Nothing is dropped before the server has answered; a report's id never changes, so that
 * sent twice it has one effect.
 */
import { isRefusal } from "../../base/refusal.ts";
import type { Ms } from "../../base/time.ts";
import { checkAtGate, presentPaper, readToken, type GateList, type Presented, type Verdict } from "../../loops/movement/permits/token.ts";
import type { Refusal } from "../../base/refusal.ts";
import type { Acting } from "../data/acting-as.ts";

export interface Carried {
  readonly gate: string;
  readonly acting: Acting;
  readonly list: GateList;
  /** Name of the key the list was signed with. */
  readonly key: string;
  readonly zone: string;
}

export interface Report {
  /** Of the command: chosen once. */
  readonly id: string;
  readonly type: "gate.pass" | "gate.turn-back";
  /** When it happened at the gate. */
  readonly at: Ms;
  readonly acting: Acting;
  readonly data: Readonly<Record<string, unknown>>;
  /** When the server had it; null: it still waits. */
  readonly sentAt: Ms | null;
  /** What the server said against it, for somebody to look at. */
  readonly said: string | null;
}

export type Drawer = Pick<Storage, "getItem" | "setItem">;

const carriedKey = (incident: string): string => `firebreak.gate.${incident}`;
const reportsKey = (incident: string): string => `firebreak.gate-reports.${incident}`;
/** Sent ones are kept for counting uses until a list knows of them. */
const KEPT_SENT = 500;

function read<T>(drawer: Drawer, key: string): T | null {
  try {
    return JSON.parse(drawer.getItem(key) ?? "null") as T | null;
  } catch {
    return null;
  }
}

export const carriedOf = (drawer: Drawer, incident: string): Carried | null => read<Carried>(drawer, carriedKey(incident));
export const reportsOf = (drawer: Drawer, incident: string): readonly Report[] => read<Report[]>(drawer, reportsKey(incident)) ?? [];

export function keepCarried(drawer: Drawer, incident: string, carried: Carried): void {
  drawer.setItem(carriedKey(incident), JSON.stringify(carried));
}

export function keepReports(drawer: Drawer, incident: string, reports: readonly Report[]): void {
  const waiting = reports.filter((one) => one.sentAt === null);
  const sent = reports.filter((one) => one.sentAt !== null).slice(-KEPT_SENT);
  drawer.setItem(reportsKey(incident), JSON.stringify([...sent, ...waiting]));
}

/** Uses of a permit: those the list knows, and those of this phone it cannot know yet. */
export function usesOf(list: GateList, reports: readonly Report[], permit: string): number {
  const unknown = reports.filter((one) => one.type === "gate.pass" && one.data["permit"] === permit && (one.sentAt === null || one.sentAt > list.asOf));
  return (list.used[permit] ?? 0) + unknown.length;
}

/** Whether a signature holds; null where this browser cannot tell. */
export type Holds = (publicKey: string, text: string, signature: string) => Promise<boolean | null>;

export interface Checked {
  readonly presented: Presented;
  readonly verdict: Verdict;
  /** The signature could not be checked here: what follows is for a person to weigh. */
  readonly unsure: boolean;
}

/** Reads what was scanned, or number and code of a paper, and checks it by the list alone. */
export async function check(shown: { readonly text: string; readonly code: string }, carried: Carried, reports: readonly Report[], now: Ms, holds: Holds): Promise<Checked | Refusal> {
  const { list, gate } = carried;
  if (shown.code.trim() !== "") {
    const paper = presentPaper(list, shown.text, shown.code);
    return isRefusal(paper) ? paper : weigh(paper, false, carried, reports, now);
  }
  const token = readToken(shown.text);
  if (isRefusal(token)) return token;
  const key = list.keys[token.key];
  const held = key === undefined ? false : await holds(key, token.signed, token.signature);
  const presented: Presented = { claims: token.claims, genuine: held !== false, on: "token" };
  return weigh(presented, held === null, { ...carried, gate }, reports, now);
}

function weigh(presented: Presented, unsure: boolean, { list, gate }: Carried, reports: readonly Report[], now: Ms): Checked {
  const verdict = checkAtGate(presented, { gate, list, now, usedHere: usesOf(list, reports, presented.claims.permit) });
  return { presented, unsure, verdict: unsure && verdict.verdict === "pass" ? { ...verdict, verdict: "ask" } : verdict };
}
