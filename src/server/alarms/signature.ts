/**
 * Signatures of messages to and from gateways, after the Standard Webhooks convention: HMAC-SHA256 over id,
 * timestamp and body, with the time inside, so that a captured message is worth nothing minutes later.
 */
import { createHmac } from "node:crypto";
import { MINUTE, type Ms } from "../../base/time.ts";
import { sameText } from "./tokens.ts";

export const TOLERANCE: Ms = 5 * MINUTE;

/** A secret written `whsec_…` is base64, as the convention has it; any other is taken as it stands. */
export function secretBytes(secret: string): Buffer {
  return secret.startsWith("whsec_") ? Buffer.from(secret.slice(6), "base64") : Buffer.from(secret, "utf8");
}

/** `seconds` since 1970, as the header carries it. */
export function sign(secret: string, id: string, seconds: number, body: string): string {
  return `v1,${createHmac("sha256", secretBytes(secret)).update(`${id}.${seconds}.${body}`).digest("base64")}`;
}

export interface SignedHeaders {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  /** One or several signatures, separated by spaces. */
  readonly signature: string | undefined;
}

export function verify(secret: string, { id, timestamp, signature }: SignedHeaders, body: string, now: Ms): boolean {
  if (id === undefined || id === "" || timestamp === undefined || !/^\d{1,12}$/.test(timestamp) || signature === undefined) return false;
  const seconds = Number(timestamp);
  if (Math.abs(now - seconds * 1000) > TOLERANCE) return false;
  const right = sign(secret, id, seconds, body);
  return signature.split(" ").some((each) => sameText(each, right));
}
