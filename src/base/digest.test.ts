// Canonical JSON and its digest: key order must not matter, anything else must.
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, digestOf } from "./digest.ts";

/** The same value with every object's keys in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).toReversed().map(([key, field]) => [key, reversed(field)]));
}

test("matches a digest computed elsewhere", () => {
  expect(canonicalJson({ b: [1, true, null], a: "中" })).toBe('{"a":"中","b":[1,true,null]}');
  // printf '{"a":"中","b":[1,true,null]}' | sha256sum
  expect(digestOf({ b: [1, true, null], a: "中" })).toBe("sha256:4311add6816084864a8a5627c8bd35c5c6a0fdd4c53b411438e60d314dd98a4c");
});

test("key order does not matter, content does", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(digestOf(reversed(value))).toBe(digestOf(value));
      expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
      expect(digestOf([value])).not.toBe(digestOf(value));
    }),
  );
});

test("what JSON cannot carry is a bug", () => {
  expect(() => canonicalJson([Number.NaN])).toThrow("bug: the number NaN");
  expect(() => canonicalJson([undefined])).toThrow("bug: a undefined");
  expect(canonicalJson({ left: undefined })).toBe("{}");
});
