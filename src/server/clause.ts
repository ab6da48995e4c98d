/** The clause behind a duty's clock, as the pack in force words it, with its provenance and confidence. */
import { Type, type Static } from "../base/schema.ts";
import type { Duty } from "../engine/duty/duty.ts";
import type { ResolvedClause, ResolvedPack } from "../engine/pack/types.ts";
import type { Api } from "./api.ts";
import { Anything, link, Open, orNull, Text, words } from "./schemas.ts";

const closed = { additionalProperties: false } as const;

export const ClauseFields = {
  id: Type.String(),
  unit: Type.String(),
  value: Anything,
  strictness: Type.String(),
  wording: link(Text),
  provenance: Open,
  confidence: words("stated", "weak", "unverified", "proposal"),
  variants: Type.Array(Anything),
  replaces: Type.Array(Anything),
  deviation: orNull(Open),
};

export const Clause = Type.Object(
  {
    ...ClauseFields,
    pack: Type.Object({ id: Type.String(), hash: Type.String({ description: "The version the duty was created under" }), title: link(Text), statedIn: Type.String() }, closed),
    changed: Type.Boolean({ description: "The pack has changed since the duty was created; the value shown is today's" }),
  },
  closed,
);

export function clauseFields(clause: ResolvedClause): Static<ReturnType<typeof Type.Object<typeof ClauseFields>>> {
  const { pack: _statedIn, ...fields } = clause;
  return fields as unknown as Static<ReturnType<typeof Type.Object<typeof ClauseFields>>>;
}

/** Null for a duty without a clock, or whose pack is no longer in the folder of packs. */
export function clauseOf(api: Api, duty: Duty): Static<typeof Clause> | null {
  if (duty.citation === null) return null;
  const pack: ResolvedPack | undefined = api.packOf(duty.citation.pack, duty.citation.hash);
  const clause = pack?.clauses[duty.citation.clause];
  if (pack === undefined || clause === undefined) return null;
  return {
    ...clauseFields(clause),
    pack: { id: pack.id, hash: duty.citation.hash, title: pack.title, statedIn: clause.pack },
    changed: pack.hash !== duty.citation.hash,
  };
}
