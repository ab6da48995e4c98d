// What a gate's phone carries: checks by the list alone, uses counted once, nothing dropped before it is answered.

import { describe, expect, it } from "vitest";
import { isRefusal } from "../../base/refusal.ts";
import { textToSign, tokenText, type Claims, type GateList } from "../../loops/movement/permits/token.ts";
import { carriedOf, check, keepCarried, keepReports, reportsOf, usesOf, type Carried, type Drawer, type Report } from "./device.ts";

const HOUR = 3_600_000;
const NOW = 1_700_000_000_000;
const CLAIMS: Claims = { incident: "city", permit: "7", from: NOW - HOUR, until: NOW + HOUR, uses: 1, people: 1, gates: [] };
const LIST: GateList = { incident: "city", asOf: NOW - HOUR, keys: { k1: "public" }, revoked: [], used: {}, papers: [], oldAfterMs: 12 * HOUR };
const CARRIED: Carried = { gate: "north", acting: { org: "a", role: "gate", sign: "w1" }, list: LIST, key: "k1", zone: "Asia/Shanghai" };
const SIGNED = "s".repeat(86);
const token = tokenText(CLAIMS, "k1", SIGNED);
const report = (more: Partial<Report> = {}): Report => ({ id: "i", type: "gate.pass", at: NOW, acting: CARRIED.acting, data: { permit: "7" }, sentAt: null, said: null, ...more });

function drawer(): Drawer {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

async function verdict(text: string, held: boolean | null, reports: readonly Report[] = []) {
  const seen: string[][] = [];
  const found = await check({ text, code: "" }, CARRIED, reports, NOW, (...asked) => {
    seen.push(asked);
    return Promise.resolve(held);
  });
  return isRefusal(found) ? found.code : { ...found.verdict, unsure: found.unsure, asked: seen.map(([key, signed]) => [key, signed]) };
}

describe("a check at the gate", () => {
  it("asks for the signature over exactly what was signed, with the list's own key", async () => {
    expect(await verdict(token, true)).toMatchObject({ verdict: "pass", unsure: false, asked: [["public", textToSign(CLAIMS, "k1")]] });
    expect(await verdict(token, false)).toMatchObject({ verdict: "no", doubts: ["not-signed"] });
    expect(await verdict(tokenText(CLAIMS, "k2", SIGNED), true)).toMatchObject({ verdict: "no", doubts: ["not-signed"], asked: [] });
    expect(await verdict("scribble", true)).toBe("token-unreadable");
  });

  it("leaves it to a person where the browser cannot check signatures", async () => {
    expect(await verdict(token, null)).toMatchObject({ verdict: "ask", unsure: true });
  });

  it("counts a use of this phone once: while it waits, or until a list knows of it", async () => {
    expect(usesOf(LIST, [report()], "7")).toBe(1);
    expect(usesOf(LIST, [report({ sentAt: NOW })], "7")).toBe(1);
    expect(usesOf({ ...LIST, asOf: NOW + 1, used: { 7: 1 } }, [report({ sentAt: NOW })], "7")).toBe(1);
    expect(usesOf(LIST, [report({ type: "gate.turn-back" }), report({ data: { permit: "8" } })], "7")).toBe(0);
    expect(await verdict(token, true, [report()])).toMatchObject({ verdict: "ask", doubts: ["used-up"] });
  });
});

describe("what is kept", () => {
  it("is there again, and spoiled storage is nothing at all", () => {
    const one = drawer();
    expect([carriedOf(one, "city"), reportsOf(one, "city")]).toEqual([null, []]);
    keepCarried(one, "city", CARRIED);
    keepReports(one, "city", [report()]);
    expect([carriedOf(one, "city"), reportsOf(one, "city"), carriedOf(one, "other")]).toEqual([CARRIED, [report()], null]);
    one.setItem("firebreak.gate.city", "{");
    expect(carriedOf(one, "city")).toBeNull();
  });

  it("forgets old sent reports, never one that waits", () => {
    const one = drawer();
    keepReports(one, "city", [report({ id: "waits" }), ...Array.from({ length: 700 }, (_, index) => report({ id: `s${index}`, sentAt: NOW }))]);
    const kept = reportsOf(one, "city");
    expect(kept).toHaveLength(501);
    expect(kept.at(-1)!.id).toBe("waits");
  });
});
