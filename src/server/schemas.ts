/**
 * The shapes the API answers with, declared once: the OpenAPI document is made from them, the tests hold
 * every answer against them, and the compiler holds them against the engine's own types (`schemas-agree.ts`).
 * Shapes of requests stand with their routes.
 */
import type { Ref } from "../base/ids.ts";
import { Type, type Static, type TSchema } from "../base/schema.ts";

const closed = { additionalProperties: false } as const;

/** A named shape of the document; `link` points to it so that each is written out once. */
export function named<T extends Record<string, TSchema>>(id: string, description: string, properties: T) {
  return Type.Object(properties, { ...closed, $id: id, description });
}

export function link<T extends TSchema>(schema: T): ReturnType<typeof Type.Unsafe<Static<T>>> {
  return Type.Unsafe<Static<T>>({ $ref: `${(schema as { $id?: string }).$id ?? ""}#` });
}

export const words = <T extends string>(...list: T[]) => Type.Unsafe<T>({ type: "string", enum: list });

export const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const Ms = Type.Integer({ description: "Milliseconds since 1970-01-01T00:00Z" });
export const RefText = Type.Unsafe<Ref>({ type: "string", pattern: "^[a-z][a-z0-9-]{0,31}:\\S{1,120}$", description: "kind:id" });
/** Whatever a loop keeps: its fields are the loop's own and documented by its columns and command schemas. */
export const Open = Type.Unsafe<Readonly<Record<string, unknown>>>({ type: "object", additionalProperties: true });
export const Anything = Type.Unsafe<unknown>({});

export const Text = named("Text", "One sentence in both languages", { zh: Type.String(), en: Type.String() });
export const When = named("When", "An instant as its earliest and latest bound; equal when known exactly", { earliest: Ms, latest: Ms });
export const Post = named("Post", "An organisation and a role in it, never a bare person", { org: Type.String(), role: Type.String() });

export const Refusal = named("Refusal", "An expected no", {
  kind: Type.Literal("refusal"),
  code: Type.String({ description: "Stable; screens translate by it" }),
  message: Type.String(),
  where: Type.Optional(Type.String({ description: "Field path, row, line and column" })),
  fix: Type.Optional(Type.String({ description: "What to do instead" })),
  params: Type.Optional(Type.Unsafe<Readonly<Record<string, string | number>>>({ type: "object", additionalProperties: { type: ["string", "number"] } })),
});

export const Refused = named("Refused", "The answer to a request that was refused", { refusal: link(Refusal) });
export const Failed = named("Failed", "Something the server needs does not answer, or the server has a fault", {
  outage: Type.Object({ code: Type.String(), message: Type.String(), fix: Type.String() }, closed),
});

export const LedgerEvent = named("LedgerEvent", "What happened, when, and when it was learned", {
  incident: Type.String(),
  seq: Type.Integer({ minimum: 1 }),
  type: Type.String(),
  occurred: link(When),
  learned: Ms,
  actor: link(Post),
  by: Type.Optional(Type.String()),
  about: Type.Array(RefText),
  data: Open,
  command: Type.String(),
  cause: Type.Optional(Type.Integer()),
  source: Type.Optional(Type.String()),
});

export const Thing = named("Thing", "The current state of one thing; fields by kind", {
  ref: RefText,
  version: Type.Integer({ minimum: 0 }),
  state: Type.Unsafe<{ readonly status: string; readonly place?: string; readonly [field: string]: unknown }>({
    type: "object",
    required: ["status"],
    properties: { status: { type: "string" }, place: { type: "string" } },
    additionalProperties: true,
  }),
});

export const Column = named("Column", "A list column of a kind", {
  key: Type.String(),
  title: link(Text),
  type: words("text", "number", "ref", "when", "boolean", "post"),
});

export const Incident = named("Incident", "A ledger and what it runs under", {
  id: Type.String(),
  title: Type.String(),
  mode: words("live", "replay", "drill"),
  zone: Type.String(),
  city: Type.String({ description: "The ledger of rooms, vehicles and organisations" }),
  pack: Type.String(),
  packHash: Type.String(),
  commandPost: link(Post),
  head: Type.Integer({ minimum: 0, description: "Seq of its last event" }),
});

export const DutyTotals = named("DutyTotals", "How many duties are open, overdue, blocked, offered", {
  open: Type.Integer(),
  overdue: Type.Integer(),
  blocked: Type.Integer(),
  offered: Type.Integer(),
  done: Type.Integer({ description: "Reported done, waiting to be verified" }),
});

export const DutyCount = named("DutyCount", "Open duties of one organisation and kind", {
  org: Type.String(),
  kind: Type.String(),
  open: Type.Integer(),
  overdue: Type.Integer(),
  blocked: Type.Integer(),
  offered: Type.Integer(),
  done: Type.Integer({ description: "Reported done, waiting to be verified" }),
  oldest: orNull(Ms),
});

export const Receipt = named("Receipt", "What an accepted command caused; the same again when it is sent again", {
  command: Type.String(),
  events: Type.Array(Type.Object({ incident: Type.String(), seq: Type.Integer(), type: Type.String() }, closed)),
  repeated: Type.Boolean(),
});

/** Every named shape, for the document's components. */
export const NAMED: readonly TSchema[] = [Text, When, Post, Refusal, Refused, Failed, LedgerEvent, Thing, Column, Incident, DutyTotals, DutyCount, Receipt];
