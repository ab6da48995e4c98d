/** Reading the rules in force: every pack, one pack with its clauses, and what changes from one to another. */
import { refuse, type Refusal } from "../../base/refusal.ts";
import { Type, type Static } from "../../base/schema.ts";
import { diffPacks } from "../../engine/pack/diff.ts";
import type { ResolvedClause, ResolvedPack } from "../../engine/pack/types.ts";
import { sendRefusal, type Api, type Routes } from "../api.ts";
import { ClauseFields, clauseFields } from "../clause.ts";
import { link, Open, orNull, Text, words } from "../schemas.ts";
import { answers, closed, Name } from "./answers.ts";

const Params = Type.Object({ id: Name }, closed);
const DiffParams = Type.Object({ a: Name, b: Name }, closed);

const HEAD = {
  id: Type.String(),
  hash: Type.String(),
  title: link(Text),
  disease: Type.String(),
  jurisdiction: Type.String(),
  validFrom: orNull(Type.String({ description: "First local day in force" })),
  validTo: orNull(Type.String({ description: "First local day no longer in force" })),
  madeFrom: Type.Array(Type.String()),
};

const PackClause = Type.Object({ ...ClauseFields, statedIn: Type.String({ description: "The pack file that states it" }) }, closed);

const PackHead = Type.Object({ ...HEAD, clauses: Type.Integer() }, closed);
const Pack = Type.Object({ ...HEAD, sources: Open, clauses: Type.Array(PackClause) }, closed);
const Row = Type.Object(
  { clause: Type.String(), change: words("added", "removed", "stricter", "looser", "other"), a: orNull(PackClause), b: orNull(PackClause) },
  closed,
);
const Diff = Type.Object({ a: PackHead, b: PackHead, rows: Type.Array(Row) }, closed);

export const packRoutes: Routes = (app, api) => {
  app.get(
    "/api/packs",
    { schema: { operationId: "listPacks", summary: "Every pack", tags: ["packs"], response: answers(Type.Object({ packs: Type.Array(PackHead) }, closed)) } },
    async () => ({ packs: [...api.packs.keys()].toSorted().flatMap((id) => api.packOf(id) ?? []).map(headOf) }),
  );

  app.get<{ Params: Static<typeof Params> }>(
    "/api/packs/:id",
    { schema: { operationId: "getPack", summary: "One pack, every clause with wording, provenance and confidence", tags: ["packs"], params: Params, response: answers(Pack) } },
    async (request, reply) => {
      const pack = api.packOf(request.params.id);
      if (pack === undefined) return sendRefusal(reply, unknownPack(api, request.params.id));
      return { ...pack, clauses: Object.values(pack.clauses).map(clauseRow) };
    },
  );

  app.get<{ Params: Static<typeof DiffParams> }>(
    "/api/packs/:a/diff/:b",
    { schema: { operationId: "diffPacks", summary: "What changes from one pack to another", tags: ["packs"], params: DiffParams, response: answers(Diff) } },
    async (request, reply) => {
      const [a, b] = [api.packOf(request.params.a), api.packOf(request.params.b)];
      if (a === undefined || b === undefined) return sendRefusal(reply, unknownPack(api, a === undefined ? request.params.a : request.params.b));
      const rows = diffPacks(a, b).map((row) => ({ ...row, a: row.a === null ? null : clauseRow(row.a), b: row.b === null ? null : clauseRow(row.b) }));
      return { a: headOf(a), b: headOf(b), rows };
    },
  );
};

export function unknownPack(api: Api, id: string): Refusal {
  return refuse("unknown-pack", `There is no pack “${id}”.`, { where: "pack", fix: `Known: ${[...api.packs.keys()].toSorted().join(", ")}.` });
}

function headOf(pack: ResolvedPack): Static<typeof PackHead> {
  const { sources: _sources, clauses, ...head } = pack;
  return { ...head, madeFrom: [...head.madeFrom], clauses: Object.keys(clauses).length };
}

function clauseRow(clause: ResolvedClause): Static<typeof PackClause> {
  return { ...clauseFields(clause), statedIn: clause.pack };
}
