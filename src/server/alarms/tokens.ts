/**
 * How a ring can be answered without signing in: a link only its receiver knows, and six digits for replies
 * by text or keypad. Both follow from the ring and the secret, so that a restart knows them again and no
 * list of them exists anywhere.
 */
import { createHmac, timingSafeEqual } from "node:crypto";

export interface RingName {
  readonly incident: string;
  readonly call: string;
  readonly ring: number;
}

function derive(secret: Buffer, use: string, { incident, call, ring }: RingName): Buffer {
  return createHmac("sha256", secret).update(JSON.stringify([use, incident, call, ring])).digest();
}

/** 96 bits: short enough for a text message, far too many to try. */
export function tokenOf(secret: Buffer, ring: RingName): string {
  return derive(secret, "link", ring).subarray(0, 12).toString("base64url");
}

export function codeOfRing(secret: Buffer, ring: RingName): string {
  return String(derive(secret, "code", ring).readUInt32BE(0) % 1_000_000).padStart(6, "0");
}

/** The same ring by the same channel always has this key; receivers drop what they have seen. */
export function keyOf(secret: Buffer, ring: RingName, channel: string): string {
  return derive(secret, `key ${channel}`, ring).subarray(0, 18).toString("base64url");
}

export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Every group of exactly six digits in a reply, however it is quoted. */
export function codesIn(text: string): string[] {
  return [...text.normalize("NFKC").matchAll(/(?<!\d)(\d{3})[ -]?(\d{3})(?!\d)/g)].map((match) => `${match[1]}${match[2]}`);
}
