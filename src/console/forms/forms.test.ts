// From command schemas to form fields, and from what was typed to what is sent.

import { describe, expect, it } from "vitest";
import { Type } from "../../base/schema.ts";
import { Id, NameShape, PostShape, refTo, WhenShape, Words } from "../../engine/define.ts";
import type { JsonSchema } from "../api-types.ts";
import { fieldsOf, singular } from "./fields.ts";
import { buildData, splitLines } from "./values.ts";

const schema = Type.Object({
  contact: Id, class: Type.Union([Type.Literal("close"), Type.Literal("general")]), to: Id, by: PostShape, name: Type.Optional(NameShape), seen: Type.Optional(WhenShape),
  note: Words, contacts: Type.Array(Id, { minItems: 2 }), lot: Type.Optional(refTo("lot")), beds: Type.Optional(Type.Integer({ minimum: 1 })),
  figures: Type.Optional(Type.Record(Type.String(), Type.Number())), assumed: Type.Optional(Type.Boolean()),
}) as unknown as JsonSchema;
const fields = fieldsOf(schema, new Set(["contact"]));

describe("fieldsOf", () => {
  it("knows what shapes and names mean", () => {
    const kinds = Object.fromEntries(fields.map(({ name, is }) => [name, is.kind === "list" ? `list of ${is.item.kind}` : is.kind]));
    expect(kinds).toEqual({
      contact: "thing", class: "choice", to: "org", by: "post", name: "name", seen: "when", note: "text", contacts: "list of thing", lot: "thing",
      beds: "number", figures: "map", assumed: "yes-no",
    });
    expect(fields.filter((field) => !field.required).map(({ name }) => name)).toEqual(["name", "seen", "lot", "beds", "figures", "assumed"]);
    expect(fields.find(({ name }) => name === "note")!.is).toMatchObject({ long: true });
  });

  it("reads shapes inside shapes", () => {
    const inner = Type.Object({
      shifts: Type.Array(Type.Object({ from: Type.Integer(), who: Id })), rooms: Type.Record(Id, Id), posts: Type.Partial(Type.Record(Type.Union([Type.Literal("manager"), Type.Literal("medical")]), Words)),
    }) as unknown as JsonSchema;
    expect(fieldsOf(inner, new Set()).map(({ is }) => is)).toMatchObject([
      { kind: "list", item: { kind: "group", fields: [{ name: "from", is: { kind: "instant" } }, { name: "who" }] } },
      { kind: "map", numbers: false },
      { kind: "group", fields: [{ name: "manager", required: false }, { name: "medical" }] },
    ]);
  });

  it("finds the one of many", () => {
    expect(["contacts", "bodies", "address", "org"].map(singular)).toEqual(["contact", "body", "address", "org"]);
  });
});

describe("buildData", () => {
  it("sends what was typed, leaves out what is empty, completes references", () => {
    const built = buildData(fields, {
      contact: " P1 ", class: "close", to: "a1", by: { org: "a", role: "desk" }, note: "called", contacts: "P1, P2\nP2", lot: "L9", beds: "4", figures: "cases: 3\n密接：12", name: { zh: "", en: "x" },
    });
    expect(built.troubles).toEqual({});
    expect(built.data).toEqual({
      contact: "P1", class: "close", to: "a1", by: { org: "a", role: "desk" }, note: "called", contacts: ["P1", "P2"], lot: "lot:L9", beds: 4, figures: { cases: 3, 密接: 12 },
    });
  });

  it("names what is missing or does not fit", () => {
    const { troubles } = buildData(fields, { contact: "P1", class: "other", to: "", by: { org: "a" }, note: "", contacts: "P1", beds: "0", seen: { earliest: 5, latest: 2 } });
    expect(troubles).toEqual({ class: "required", to: "required", by: "required", note: "required", contacts: "too-few", beds: "too-small", seen: "upside-down" });
  });

  it("reads lists as people paste them", () => {
    expect(splitLines("P1，P2、P3; P1\n\n")).toEqual(["P1", "P2", "P3"]);
  });
});
