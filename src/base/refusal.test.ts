// Refusals are values that carry code, sentence, place and way out; bugs throw.
import { expect, test } from "vitest";
import { assert, bug, isRefusal, refuse, refusalLine } from "./refusal.ts";

test("a refusal is told from everything else", () => {
  const no = refuse("no-room", "There is no room.", { where: "data.room", fix: "Choose another.", params: { room: "7" } });
  expect(no).toEqual({ kind: "refusal", code: "no-room", message: "There is no room.", where: "data.room", fix: "Choose another.", params: { room: "7" } });
  expect(isRefusal(no)).toBe(true);
  for (const other of [null, undefined, 0, "refusal", [], { kind: "finding" }, { code: "no-room" }]) expect(isRefusal(other)).toBe(false);
});

test("one line names place, sentence, way out and code", () => {
  expect(refusalLine(refuse("no-room", "There is no room.", { where: "row 3", fix: "Choose another." }))).toBe("row 3: There is no room. Choose another. [no-room]");
  expect(refusalLine(refuse("no-room", "There is no room."))).toBe("There is no room. [no-room]");
});

test("a broken assumption crashes and names itself", () => {
  expect(() => bug("the clock runs backwards")).toThrow("bug: the clock runs backwards");
  expect(() => assert(false, "nobody holds it")).toThrow("bug: nobody holds it");
  assert(true, "fine");
});
