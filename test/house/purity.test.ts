// The pure floors are pure, and the rule knows the machine under each of its names.

import { describe, expect, test } from "vitest";
import { impurities } from "./purity.ts";
import { parse, projectSources } from "./source.ts";

const inEngine = (text: string) => impurities([parse("src/engine/example.ts", text)]);

describe("purity", () => {
  test("no pure floor reaches for the machine", () => {
    expect(impurities(projectSources())).toEqual([]);
  });

  test.each([
    "export const at = Date.now();",
    'export const at = Date["now"]();',
    "export const at = new Date();",
    "export const at = new Date(2022, 0, 1);",
    "export const at = Date();",
    'export const at = Date.parse("2022-01-01");',
    'import { Temporal } from "temporal-polyfill"; export const at = Temporal.Now.instant();',
    "export const x = Math.random();",
    "export const x = crypto.randomUUID();",
    "setTimeout(() => {}, 1);",
    "export const f = () => queueMicrotask(f);",
    "export const x = performance.now();",
    "export const x = process.env;",
    "export const x = globalThis.process;",
    "export const { env } = process;",
    "export const x = [Buffer];",
    "export const x = { console };",
    "export const x = document.title;",
    "export const x = new Worker('x');",
    "export const x = (d: Date) => d.getHours();",
    "export const x = (a: string, b: string) => a.localeCompare(b);",
    "export const x = new Intl.NumberFormat();",
    "export const x = import.meta.url;",
    "export const x = (path: string) => import(path);",
  ])("catches %s", (text) => {
    expect(inEngine(text)).toHaveLength(1);
  });

  test.each([
    "// Date.now() is never called here\nexport const text = 'Math.random()';",
    "export const at = (ms: number) => new Date(ms).toISOString();",
    "export interface Site { location: string; process(): void }",
    "export const f = (site: { location: string }) => site.location;",
    "export const f = ({ document }: { document: string }) => document;",
    "export const f = (window: [number, number]) => window[0];",
    "export const o = { process: 1, console: 2 };",
    "export const x = Math.max(1, 2);",
  ])("leaves alone %s", (text) => {
    expect(inEngine(text)).toEqual([]);
  });

  test("judges only the pure floors, and not their tests", () => {
    const text = "export const at = Date.now();";
    expect(impurities([parse("src/server/a.ts", text), parse("src/engine/a.test.ts", text)])).toEqual([]);
    expect(impurities([parse("src/kernels/deep/a.ts", text)])).toHaveLength(1);
  });
});
