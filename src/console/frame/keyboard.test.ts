// Single keys and pairs of keys, as the whole console reads them.

import { describe, expect, it } from "vitest";
import { bindingOf } from "./keyboard.ts";

describe("bindingOf", () => {
  const keys = { j: () => undefined, "g b": () => undefined, "?": () => undefined };
  it("knows single keys and pairs", () => {
    expect(bindingOf(keys, null, "j")).toBe("j");
    expect(bindingOf(keys, "g", "b")).toBe("g b");
    expect(bindingOf(keys, null, "b")).toBeNull();
    expect(bindingOf(keys, "g", "j")).toBe("j");
    expect(bindingOf(keys, "x", "z")).toBeNull();
  });
});
