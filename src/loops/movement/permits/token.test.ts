// The line of text a gate checks without a network: written and read back, tampered with, on paper, with an old list.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isRefusal } from "../../../base/refusal.ts";
import { DAY, HOUR } from "../../../base/time.ts";
import { checkAtGate, paperCode, paperDigest, presentPaper, readPaperCode, readToken, textToSign, tokenText, type Claims, type GateList, type Token } from "./token.ts";

const NOW = Date.UTC(2022, 8, 7, 6);
const CLAIMS: Claims = { incident: "city-2022.09", permit: "许可~1.7", from: NOW - HOUR, until: NOW + DAY, uses: 1, people: 2, gates: ["north", "a.b~c"] };
const SIGNATURE = "x".repeat(86);
const LIST: GateList = { incident: CLAIMS.incident, asOf: NOW - HOUR, keys: {}, revoked: [], used: {}, papers: [], oldAfterMs: 12 * HOUR };
const check = (claims: Claims, more: Partial<GateList> = {}, at: { gate?: string; now?: number; usedHere?: number; genuine?: boolean } = {}) =>
  checkAtGate({ claims, genuine: at.genuine ?? true, on: "token" }, { gate: at.gate ?? "north", list: { ...LIST, ...more }, now: at.now ?? NOW, usedHere: at.usedHere ?? 0 });

test("[SM-268] what is written is read back, dots, tildes and Chinese and all, and says nothing about the person", () => {
  const text = tokenText(CLAIMS, "k1", SIGNATURE);
  const token = readToken(text) as Token;
  expect(token).toEqual({ claims: CLAIMS, key: "k1", signature: SIGNATURE, signed: textToSign(CLAIMS, "k1") });
  expect(readToken(tokenText({ ...CLAIMS, uses: null, gates: [] }, "k1", SIGNATURE))).toMatchObject({ claims: { uses: null, gates: [] } });
  expect(text.length).toBeLessThan(260);
  expect(Object.keys(token.claims).toSorted()).toEqual(["from", "gates", "incident", "people", "permit", "until", "uses"]);
});

test("[SM-268] any claims come back as they were, and a line changed in any place no longer says what was signed", () => {
  const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).filter((text) => text.isWellFormed());
  const claims = fc.record({
    incident: name, permit: name, from: fc.integer({ min: 0, max: 4e12 }), until: fc.integer({ min: 0, max: 4e12 }), uses: fc.option(fc.integer({ min: 1, max: 1000 })), people: fc.integer({ min: 1, max: 200 }), gates: fc.array(name, { maxLength: 4 }),
  });
  fc.assert(fc.property(claims, name, fc.nat(), fc.constantFrom(..."0aZ.~-"), (said, key, place, letter) => {
    const text = tokenText(said, key, SIGNATURE);
    expect(readToken(text)).toEqual({ claims: said, key, signature: SIGNATURE, signed: textToSign(said, key) });
    const signed = text.length - SIGNATURE.length - 1;
    const changed = text.slice(0, place % signed) + letter + text.slice((place % signed) + 1);
    const read = readToken(changed);
    expect(changed === text || isRefusal(read) || read.signed !== textToSign(said, key)).toBe(true);
  }));
});

test.each(["", "FB1", "hello there", "FB2.a.b.1.2..1..k.", tokenText(CLAIMS, "k1", "short"), `${tokenText(CLAIMS, "k1", SIGNATURE)}.more`, `FB1.%E0%A4.b.1.2..1..k.${SIGNATURE}`, `FB1.a.b.!.2..1..k.${SIGNATURE}`])("what is no permit's code is refused with a way out: %s", (text) => {
  const token = readToken(text);
  expect(isRefusal(token) && token.code).toBe("token-unreadable");
});

test("[SM-268] every limit is checked from the permit and the gate's own list alone", () => {
  expect(check(CLAIMS)).toEqual({ verdict: "pass", doubts: [], listAgeMs: HOUR, listOld: false });
  expect(check(CLAIMS, {}, { genuine: false })).toMatchObject({ verdict: "no", doubts: ["not-signed"] });
  expect(check(CLAIMS, { revoked: [CLAIMS.permit] })).toMatchObject({ verdict: "no", doubts: ["revoked"] });
  expect(check(CLAIMS, {}, { now: CLAIMS.until })).toMatchObject({ verdict: "no", doubts: ["expired"] });
  expect(check(CLAIMS, {}, { now: CLAIMS.until - 1 }).verdict).toBe("pass");
  expect(check(CLAIMS, {}, { now: CLAIMS.from - 1 })).toMatchObject({ verdict: "ask", doubts: ["not-yet"] });
  expect(check(CLAIMS, {}, { gate: "south" })).toMatchObject({ verdict: "ask", doubts: ["other-gate"] });
  expect(check(CLAIMS, { used: { [CLAIMS.permit]: 1 } })).toMatchObject({ verdict: "ask", doubts: ["used-up"] });
  expect(check(CLAIMS, {}, { usedHere: 1 })).toMatchObject({ verdict: "ask", doubts: ["used-up"] });
  expect(check({ ...CLAIMS, incident: "other" })).toMatchObject({ verdict: "no", doubts: ["other-incident"] });
  expect(check({ ...CLAIMS, uses: null, gates: [] }, { used: { [CLAIMS.permit]: 9 } }, { gate: "south" }).verdict).toBe("pass");
});

test("[SM-268] an old list goes on serving and says how old it is", () => {
  expect(check(CLAIMS, { asOf: NOW - 13 * HOUR })).toEqual({ verdict: "pass", doubts: [], listAgeMs: 13 * HOUR, listOld: true });
});

test("[SM-267] a permit on paper: number and code, however it is written down, and the list gives no code away", () => {
  const code = paperCode(Uint8Array.from([0xff, 1, 2, 3, 4, 5, 6, 7]));
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(paperCode(Uint8Array.from([0xff, 1, 2, 3, 4, 5, 6, 0x10]))).not.toBe(code);
  expect(readPaperCode("oilI-abcd efgh")).toBe("0111-ABCD-EFGH");
  const list: GateList = { ...LIST, papers: [{ ...CLAIMS, digest: paperDigest(CLAIMS.incident, CLAIMS.permit, code) }] };
  expect(JSON.stringify(list)).not.toContain(code);
  const shown = presentPaper(list, CLAIMS.permit, code.toLowerCase().replaceAll("-", " "));
  expect(!isRefusal(shown) && checkAtGate(shown, { gate: "north", list, now: NOW, usedHere: 0 }).verdict).toBe("pass");
  const wrong = presentPaper(list, CLAIMS.permit, "0000-0000-0000");
  expect(!isRefusal(wrong) && checkAtGate(wrong, { gate: "north", list, now: NOW, usedHere: 0 })).toMatchObject({ verdict: "no", doubts: ["code-wrong"] });
  const unknown = presentPaper(list, "9", code);
  expect(isRefusal(unknown) && unknown.code).toBe("permit-not-on-list");
});
