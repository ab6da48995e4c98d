// References: what may be one, taking them apart, and the refusal of what would make two things look alike.
import fc from "fast-check";
import { expect, test } from "vitest";
import { idOf, isRef, kindOf, parseRef, ref } from "./ids.ts";

test.each(["contact:P1", "duty:D12", "order-unit:N1/north", "post:head@north", "site:隔离点-1", "a:b:c"])("%s is a reference", (text) => {
  expect(parseRef(text)).toBe(text);
});

test.each(["", "contact", "contact:", ":P1", "Contact:P1", "1a:b", "contact:P 1", "contact:P#1", "contact:P\u00001", "contact:P\u0085", `contact:${"x".repeat(121)}`, `${"k".repeat(33)}:x`])(
  "“%s” is refused with its place",
  (text) => {
    expect(isRef(text)).toBe(false);
    expect(parseRef(text, "data.subject")).toMatchObject({ code: "bad-reference", where: "data.subject", fix: expect.any(String) });
  },
);

test("a reference comes apart into what it was made of", () => {
  fc.assert(fc.property(fc.stringMatching(/^[a-z][a-z0-9-]{0,31}$/), fc.stringMatching(/^[A-Za-z0-9:@/._-]{1,120}$/), (kind, id) => {
    const made = ref(kind, id);
    expect(isRef(made)).toBe(true);
    expect([kindOf(made), idOf(made)]).toEqual([kind, id]);
  }));
});
