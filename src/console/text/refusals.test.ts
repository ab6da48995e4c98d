// Every refusal a person can meet has its Chinese sentence; codes are read from the sources.

import { describe, expect, it } from "vitest";
import { model } from "../../loops/index.ts";
import { refusalsZh } from "./refusals.ts";

/** Where refusals that a person at the console can meet are made. */
const sources = import.meta.glob<string>(
  ["../../engine/duty/*.ts", "../../engine/define.ts", "../../loops/**/*.ts", "../../server/**/*.ts", "../../store/**/*.ts", "!../../**/*.test.ts"],
  { query: "?raw", import: "default", eager: true },
);

/** Loops that are part of the product; one still being written is not met by anybody. */
const loops = new Set(model.loops.map((loop) => loop.name));
const served = Object.entries(sources).filter(([path]) => loops.has(/\/loops\/([^/]+)\//.exec(path)?.[1] ?? "command")).map(([, text]) => text);

/** Met by programs and operators only: the clock's own commands, foreign host names, damaged requests and files. */
const NOT_FOR_PEOPLE =
  /^(pack-|scenario-|database-|bad-signature|dangling-|duplicate-id|alarms-read-already|nothing-folded|ring-recorded|still-ringing|window-open|wrong-host|not-json|bad-json|invalid-utf8|bad-command-id|own-|tree-|key-|forbidden-|not-allowed)/;

describe("refusals in Chinese", () => {
  it("cover every code a person can meet", () => {
    const codes = new Set(served.flatMap((text) => [...text.matchAll(/refuse\(\s*"([a-z0-9-]+)"/g)].map((match) => match[1]!)));
    expect(codes.size).toBeGreaterThan(40);
    expect([...codes].filter((code) => refusalsZh[code] === undefined && !NOT_FOR_PEOPLE.test(code)).toSorted()).toEqual([]);
  });
});
