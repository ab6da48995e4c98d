/**
 * One spelling for a value, and its digest. Canonical JSON sorts every object's keys by code unit and writes
 * no blanks, so that two values that say the same have the same SHA-256 on any machine. Refuses, as bugs,
 * what JSON cannot carry: undefined inside a list, functions, numbers that are not finite.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { bug } from "./refusal.ts";

/** JSON with sorted keys and no blanks; keys whose value is undefined are left out. */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case "string":
    case "boolean":
      return JSON.stringify(value);
    case "number":
      return Number.isFinite(value) ? JSON.stringify(value) : bug(`the number ${value} has no JSON`);
    case "object":
      break;
    default:
      return bug(`a ${typeof value} has no JSON`);
  }
  if (value === null) return "null";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  let fields = "";
  // Without a comparison of its own, `sort` goes by code unit.
  for (const key of Object.keys(value).sort()) {
    const field = (value as Record<string, unknown>)[key];
    if (field !== undefined) fields += `${fields === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(field)}`;
  }
  return `{${fields}}`;
}

/** `sha256:` and 64 hexadecimal digits, over the UTF-8 bytes of the canonical JSON. */
export function digestOf(value: unknown): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(canonicalJson(value))))}`;
}
