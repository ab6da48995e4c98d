// Input from strangers: the scanner agrees with JSON.parse on what is JSON, and says where it is not.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRefusal } from "../base/refusal.ts";
import { parseJson } from "./json-text.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => parseJson(bytes(text), { name: "The request" });

describe("reading JSON from outside", () => {
  test("what JSON.stringify writes is read back the same", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fc.pre(!JSON.stringify(value).includes("__proto__"));
        const result = read(JSON.stringify(value, null, 2));
        expect(isRefusal(result) ? result : result.value).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test.each(['{"a:b\\"": ":", "c": "\\\\"}', '{"a": {"a": [{"a": null}]}}', '\ufeff{"a": 1}', '{"": ""}'])("%j is taken as it is", (text) => {
    expect(read(text)).toEqual({ value: JSON.parse(text.replace("\ufeff", "")) });
  });

  test("the scanner and JSON.parse agree on what is JSON", () => {
    const pieces = fc.constantFrom("{", "}", "[", "]", ":", ",", '"a"', '"b"', "1", "-0.5e3", "01", "true", "nul", " ", "\n", '"\\u00"', '"\\n"', "'a'");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (list) => {
        const text = list.join("");
        const result = read(text);
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        if (isRefusal(result)) expect(result.code === "key-twice" || !valid).toBe(true);
        else expect(valid).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['{"a": 1,\n "b": }', "bad-json", "line 2, column 7"],
    ['{"a": 1,\n "a": 2}', "key-twice", "line 2, column 2"],
    ['{"x": {"__proto__": {}}}', "forbidden-key", "line 1, column 8"],
    ['{"\\u005f_proto__": 1}', "forbidden-key", "line 1, column 2"],
    ["", "bad-json", "line 1, column 1"],
    ["[1, 2", "bad-json", "line 1, column 6"],
    ["{} x", "bad-json", "line 1, column 4"],
    ['{"a": "tab\there"}', "bad-json", "line 1, column 7"],
  ])("%j is refused with its place", (text, code, where) => {
    expect(read(text)).toMatchObject({ kind: "refusal", code, where });
  });

  test("bytes that are not UTF-8 are refused with their place", () => {
    const broken = new Uint8Array([...bytes('{\n"name": "'), 0xc3, 0x28, 0x22, 0x7d]);
    expect(parseJson(broken, { name: "The request" })).toMatchObject({ code: "invalid-utf8", where: "line 2, column 10" });
  });

  test("a file over the limit is refused by its size alone", () => {
    expect(parseJson(new Uint8Array(11), { name: "big.json", limit: 10 })).toMatchObject({ code: "too-large", params: { bytes: 11, limit: 10 } });
  });

  test("deep nesting and long strings cost no call stack", () => {
    expect(isRefusal(read("[".repeat(100_000)))).toBe(true);
    expect(isRefusal(read(`${"[".repeat(100_000)}${"]".repeat(100_000)}`))).toBe(false);
    expect(isRefusal(read(JSON.stringify("x".repeat(5_000_000))))).toBe(false);
    expect(isRefusal(read(`"${"\\n".repeat(2_000_000)}"`))).toBe(false);
  });
});
