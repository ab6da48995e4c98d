// Shapes refused with their exact place and a sentence that lists what is allowed.

import { describe, expect, test } from "vitest";
import { Type } from "../base/schema.ts";
import { checkShape, checkText } from "./shape.ts";

const Post = Type.Object({ org: Type.String({ minLength: 1 }), role: Type.String() }, { additionalProperties: false });
const Shape = Type.Object(
  {
    to: Post,
    kind: Type.Union([Type.Literal("close"), Type.Literal("general")]),
    count: Type.Optional(Type.Integer({ minimum: 0 })),
    rows: Type.Optional(Type.Array(Post)),
    either: Type.Optional(Type.Union([Type.String(), Post])),
  },
  { additionalProperties: false },
);

const check = checkShape(Shape, "data");
const good = { to: { org: "city", role: "duty_officer" }, kind: "close" };

describe("refusing shapes", () => {
  test("what fits is left alone", () => {
    expect(check(good)).toBeNull();
  });

  test.each([
    [{ ...good, colour: 1 }, "unknown-field", "data.colour"],
    [{ ...good, to: { org: "city" } }, "missing-field", "data.to.role"],
    [{ ...good, to: { org: "", role: "x" } }, "bad-value", "data.to.org"],
    [{ ...good, kind: "far" }, "unknown-value", "data.kind"],
    [{ ...good, count: "3" }, "wrong-type", "data.count"],
    [{ ...good, count: -1 }, "bad-value", "data.count"],
    [{ ...good, rows: [good.to, { org: "a", role: 7 }] }, "wrong-type", "data.rows[1].role"],
    [{ ...good, either: { org: "a", role: "b", extra: true } }, "unknown-field", "data.either.extra"],
    [{ ...good, either: 5 }, "bad-value", "data.either"],
    [null, "wrong-type", "data"],
    [JSON.parse('{"to": {"org": "a", "role": "b"}, "kind": "close", "constructor": {}}'), "unknown-field", "data.constructor"],
  ])("%j", (value, code, where) => {
    expect(check(value)).toMatchObject({ kind: "refusal", code, where });
  });

  test("the sentence lists what is allowed", () => {
    expect(check({ ...good, kind: "far" })?.fix).toBe("Allowed: close, general.");
    expect(check({ ...good, colour: 1 })?.fix).toContain("to, kind, count");
  });

  test("inherited names do not count as given", () => {
    const wantsToString = checkShape(Type.Object({ toString: Type.String() }));
    expect(wantsToString({})).toMatchObject({ code: "missing-field" });
  });

  test("query text becomes numbers, and nothing else is forgiven", () => {
    const query = checkText(Type.Object({ limit: Type.Optional(Type.Integer()) }, { additionalProperties: false }), "query");
    const given: Record<string, unknown> = { limit: "10" };
    expect(query(given)).toBeNull();
    expect(given["limit"]).toBe(10);
    expect(query({ limit: "ten" })).toMatchObject({ code: "wrong-type", where: "query.limit" });
    expect(query({ limits: "10" })).toMatchObject({ code: "unknown-field", where: "query.limits" });
  });
});
