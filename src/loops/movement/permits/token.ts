/**
 * A permit as a line of text that a gate can check without a network, and the list a gate carries: what was revoked,
 * what was used, the codes of permits on paper, and how old that knowledge is. Pure: whether a signature holds is
 * found by whoever can compute it, with the public key the list names. An emergency passes whatever this says.
 */
import { digestOf } from "../../../base/digest.ts";
import { refuse, type Refusal } from "../../../base/refusal.ts";
import type { Ms } from "../../../base/time.ts";
import type { PermitView } from "./views.ts";

/** All a gate needs to know, and nothing about the person. */
export type Claims = {
  readonly incident: string;
  readonly permit: string;
  readonly from: Ms;
  readonly until: Ms;
  /** Null: as often as needed. */
  readonly uses: number | null;
  readonly people: number;
  /** Empty: any gate. */
  readonly gates: readonly string[];
};

export interface Token {
  readonly claims: Claims;
  /** Names the public key it was signed with. */
  readonly key: string;
  readonly signature: string;
  /** What was signed, character by character. */
  readonly signed: string;
}

const MARK = "FB1";
const SEPARATOR = ".";

const cell = (text: string): string => encodeURIComponent(text).replaceAll(".", "%2E").replaceAll("~", "%7E");

export function claimsOf(incident: string, permit: PermitView): Claims {
  // Granted to the second at both ends: the narrower reading of an interval is never held against the person.
  return { incident, permit: permit.permit, from: permit.from.earliest, until: permit.until.latest, uses: permit.uses, people: permit.people, gates: permit.gates };
}

/** The text to sign. */
export function textToSign(claims: Claims, key: string): string {
  const { incident, permit, from, until, uses, people, gates } = claims;
  return [MARK, cell(incident), cell(permit), from.toString(36), until.toString(36), uses === null ? "" : String(uses), String(people), gates.map(cell).join("~"), cell(key)].join(SEPARATOR);
}

export function tokenText(claims: Claims, key: string, signature: string): string {
  return `${textToSign(claims, key)}${SEPARATOR}${signature}`;
}

function uncell(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

const unreadable = (): Refusal => refuse("token-unreadable", "This is not a permit's code.", { where: "token", fix: "Scan it again, or enter the number and the code on the paper." });

export function readToken(text: string): Token | Refusal {
  const parts = text.trim().split(SEPARATOR);
  const [mark, incident, permit, from, until, uses, people, gates, key, signature] = parts;
  if (parts.length !== 10 || mark !== MARK || text.length > 4000 || !/^[A-Za-z0-9_-]{40,200}$/.test(signature ?? "")) return unreadable();
  const named = [incident, permit, key].map((part) => uncell(part!));
  const open = gates === "" ? [] : gates!.split("~").map(uncell);
  const numbers = [Number.parseInt(from!, 36), Number.parseInt(until!, 36), Number(people), uses === "" ? 0 : Number(uses)];
  if (named.includes(null) || named.includes("") || open.includes(null) || numbers.some((number) => !Number.isSafeInteger(number))) return unreadable();
  const claims: Claims = {
    incident: named[0]!, permit: named[1]!, from: numbers[0]!, until: numbers[1]!, people: numbers[2]!, uses: uses === "" ? null : numbers[3]!, gates: open as string[],
  };
  return { claims, key: named[2]!, signature: signature!, signed: parts.slice(0, -1).join(SEPARATOR) };
}

/** 32 letters that are not taken for one another when read aloud or written by hand (Crockford, 2002). */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Sixty bits as `XXXX-XXXX-XXXX`, for a permit on paper; from eight random or keyed bytes. */
export function paperCode(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes.slice(0, 8)) bits = (bits << 8n) | BigInt(byte);
  const letters = Array.from({ length: 12 }, (_, index) => LETTERS[Number((bits >> BigInt(4 + 5 * (11 - index))) & 31n)]!);
  return [0, 4, 8].map((start) => letters.slice(start, start + 4).join("")).join("-");
}

/** As typed by somebody with cold hands: small letters, O for 0, I and L for 1, any blanks. */
export function readPaperCode(text: string): string {
  const letters = text.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  return [0, 4, 8].map((start) => letters.slice(start, start + 4)).join("-");
}

/** What the list carries in the place of a code, so that a lost phone gives no codes away. */
export function paperDigest(incident: string, permit: string, code: string): string {
  return digestOf({ incident, permit, code: readPaperCode(code) });
}

export type PaperEntry = Claims & { readonly digest: string };

/** What a gate's phone carries. */
export interface GateList {
  readonly incident: string;
  /** When this was true. */
  readonly asOf: Ms;
  /** Public keys by name, raw Ed25519 in base64url. */
  readonly keys: Readonly<Record<string, string>>;
  readonly revoked: readonly string[];
  /** Permits with limited uses and how many are known. */
  readonly used: Readonly<Record<string, number>>;
  readonly papers: readonly PaperEntry[];
  /** Older than this it is said to be old; it goes on being used. */
  readonly oldAfterMs: Ms;
}

export type Doubt = "not-signed" | "other-incident" | "revoked" | "not-yet" | "expired" | "other-gate" | "used-up" | "code-wrong";

export interface Verdict {
  /** `ask`: the check cannot be sure, a person decides; `no`: what the person can do is said with it. */
  readonly verdict: "pass" | "ask" | "no";
  readonly doubts: readonly Doubt[];
  readonly listAgeMs: Ms;
  /** The list is older than it should be: a revocation may be missing. */
  readonly listOld: boolean;
}

export interface Presented {
  readonly claims: Claims;
  /** Whether signature, or paper code, holds. */
  readonly genuine: boolean;
  readonly on: "token" | "paper";
}

export interface AtGate {
  readonly gate: string;
  readonly list: GateList;
  readonly now: Ms;
  /** Uses this device has itself recorded and the list may not know of yet. */
  readonly usedHere: number;
}

/** Looks a paper permit up by number and code. */
export function presentPaper(list: GateList, permit: string, code: string): Presented | Refusal {
  const entry = list.papers.find((one) => one.permit === permit.trim());
  if (entry === undefined) return refuse("permit-not-on-list", `${permit.trim().slice(0, 60)} is not on this gate's list.`, { where: "permit", fix: "Call the desk that granted it; meanwhile a person decides. An emergency passes." });
  const { digest, ...claims } = entry;
  return { claims, genuine: paperDigest(list.incident, entry.permit, code) === digest, on: "paper" };
}

/** What a gate can tell from a permit and its own list alone. It advises; who stands there decides. */
export function checkAtGate(presented: Presented, { gate, list, now, usedHere }: AtGate): Verdict {
  const { claims } = presented;
  const listAgeMs = Math.max(0, now - list.asOf);
  const doubts: Doubt[] = [];
  if (!presented.genuine) doubts.push(presented.on === "paper" ? "code-wrong" : "not-signed");
  if (claims.incident !== list.incident) doubts.push("other-incident");
  if (list.revoked.includes(claims.permit)) doubts.push("revoked");
  if (now < claims.from) doubts.push("not-yet");
  if (now >= claims.until) doubts.push("expired");
  if (claims.gates.length > 0 && !claims.gates.includes(gate)) doubts.push("other-gate");
  if (claims.uses !== null && Math.max(list.used[claims.permit] ?? 0, usedHere) >= claims.uses) doubts.push("used-up");
  const listOld = listAgeMs > list.oldAfterMs;
  // A wrong gate or a used-up permit may have its reason; a code that is not ours, or has run out, is none.
  const soft = doubts.every((doubt) => doubt === "other-gate" || doubt === "used-up" || doubt === "not-yet");
  return { verdict: doubts.length === 0 ? "pass" : soft ? "ask" : "no", doubts, listAgeMs, listOld };
}


/** Channels of people who may carry no phone: their permits go onto the list by number and code. */
const ON_PAPER: readonly string[] = ["paper", "hotline", "in-person", "building-head"];

export interface Listing {
  readonly incident: string;
  readonly asOf: Ms;
  readonly keys: GateList["keys"];
  readonly permits: Iterable<PermitView>;
  /** The code on the paper of a permit. */
  readonly codeOf: (permit: string) => string;
  readonly oldAfterMs: Ms;
}

/** What gates carry away: nothing that is over, nobody's name or need. */
export function gateListOf({ incident, asOf, keys, permits, codeOf, oldAfterMs }: Listing): GateList {
  const open = [...permits].filter((one) => asOf < one.until.latest).toSorted((a, b) => (a.permit < b.permit ? -1 : 1));
  const granted = open.filter((one) => one.status === "granted");
  return {
    incident, asOf, keys, oldAfterMs, revoked: open.filter((one) => one.status === "revoked").map((one) => one.permit),
    used: Object.fromEntries(granted.filter((one) => one.uses !== null && one.passages.length > 0).map((one) => [one.permit, one.passages.length])),
    papers: granted.filter((one) => ON_PAPER.includes(String(one["channel"]))).map((one) => ({ ...claimsOf(incident, one), digest: paperDigest(incident, one.permit, codeOf(one.permit)) })),
  };
}
