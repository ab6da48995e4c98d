/**
 * The JSON schema of a pack file, as data. It owns shapes only: which fields there are and what a value of a
 * unit looks like. What the fields must say about each other, and packs about packs, is `check.ts`.
 * `packs/schema.json` is written from this file.
 */
import { Type, type Static, type TSchema } from "../../base/schema.ts";
import { UNIT_VALUES, UNITS, type Unit, type ValueOf } from "./units.ts";

/** A shape written once under `$defs` and referred to wherever it is used. */
function named<T extends TSchema>(name: string, schema: T): { schema: T; ref: ReturnType<typeof Type.Unsafe<Static<T>>> } {
  return { schema, ref: Type.Unsafe<Static<T>>({ $ref: `#/$defs/${name}` }) };
}

const closed = { additionalProperties: false } as const;
const Word = "[a-z0-9]+(-[a-z0-9]+)*";

const text = named("text", Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, closed));
const packId = named("packId", Type.String({ pattern: `^${Word}$`, maxLength: 60 }));
const day = named("day", Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }));
const sourceKeys = Type.Array(Type.String({ minLength: 1 }), { minItems: 1, uniqueItems: true });

/** Where a value comes from. `weak` is said of a source only, which `check.ts` sees to. */
export interface Provenance {
  kind: "source" | "knowledge" | "proposal";
  /** Keys of the pack's sources: what states it, or what a proposal was made after. */
  sources?: string[];
  weak?: true;
  note?: Static<typeof text.schema>;
}

const provenance = named(
  "provenance",
  Type.Unsafe<Provenance>({
    ...Type.Object(
      {
        kind: Type.Enum(["source", "knowledge", "proposal"]),
        sources: Type.Optional(sourceKeys),
        weak: Type.Optional(Type.Literal(true)),
        note: Type.Optional(text.ref),
      },
      closed,
    ),
    if: { properties: { kind: { const: "source" } } },
    then: { required: ["sources"] },
  }),
);
const strictness = named(
  "strictness",
  Type.Union([Type.Literal("lower-is-stricter"), Type.Literal("higher-is-stricter"), Type.Literal("none")]),
);
const deviation = named("deviation", Type.Object({ reason: text.ref, legalBasis: text.ref, until: day.ref }, closed));
const source = named("source", Type.Object({ title: Type.String({ minLength: 1 }), ref: Type.String({ minLength: 1 }) }, closed));

export type Strictness = Static<typeof strictness.schema>;
export type Deviation = Static<typeof deviation.schema>;
export type PackSource = Static<typeof source.schema>;

/** Another value of the same unit in circulation, shown beside the one applied. */
export interface Variant<U extends Unit> {
  value: ValueOf<U>;
  provenance: Provenance;
}

interface ClauseIn<U extends Unit> {
  value: ValueOf<U>;
  unit: U;
  strictness: Strictness;
  wording: Static<typeof text.schema>;
  provenance: Provenance;
  variants?: Variant<U>[];
  deviation?: Deviation;
}
export type Clause = { [U in Unit]: ClauseIn<U> }[Unit];

/** One condition a unit: the field in error is then named, not nineteen shapes that did not fit. */
const valueByUnit = UNITS.map((unit) => ({
  if: { properties: { unit: { const: unit } } },
  then: {
    properties: {
      value: { $ref: `#/$defs/value-${unit}` },
      variants: { items: { properties: { value: { $ref: `#/$defs/value-${unit}` } } } },
    },
  },
}));

const clause = named(
  "clause",
  Type.Unsafe<Clause>({
    ...Type.Object(
      {
        value: Type.Unknown(),
        unit: Type.Enum(UNITS),
        strictness: strictness.ref,
        wording: text.ref,
        provenance: provenance.ref,
        variants: Type.Optional(Type.Array(Type.Object({ value: Type.Unknown(), provenance: provenance.ref }, closed), { minItems: 1 })),
        deviation: Type.Optional(deviation.ref),
      },
      closed,
    ),
    allOf: valueByUnit,
  }),
);

const body = Type.Object(
  {
    schema: Type.Literal("firebreak-pack/1"),
    id: packId.ref,
    title: text.ref,
    /** `any` for building blocks. */
    disease: Type.String({ pattern: `^${Word}$` }),
    /** A path from the world inwards: `world/cn/liaoning/dalian`. */
    jurisdiction: Type.String({ pattern: `^world(/${Word})*$`, maxLength: 200 }),
    /** First local day in force. */
    validFrom: Type.Union([day.ref, Type.Null()]),
    /** First local day no longer in force. */
    validTo: Type.Union([day.ref, Type.Null()]),
    /** The pack whose rules this one amends (same place) or deviates from (a place inside it). */
    inherits: Type.Optional(packId.ref),
    /** Building blocks taken in whole. */
    includes: Type.Optional(Type.Array(packId.ref, { uniqueItems: true, maxItems: 30 })),
    sources: Type.Record(Type.String({ pattern: "^[A-Za-z0-9-]{1,40}$" }), source.ref, closed),
    clauses: Type.Record(Type.String({ pattern: `^${Word}(\\.${Word})*$`, maxLength: 80 }), clause.ref, closed),
  },
  closed,
);

export type PackFile = Static<typeof body>;

const parts = { text, packId, day, provenance, strictness, deviation, source, clause };

export const PACK_SCHEMA: TSchema = Type.Unsafe<PackFile>({
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "A Firebreak rule pack",
  ...body,
  $defs: {
    ...Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.schema])),
    ...Object.fromEntries(UNITS.map((unit) => [`value-${unit}`, UNIT_VALUES[unit]])),
  },
});
