/**
 * Turns a pack file and the files it rests on into the one pack the engine asks. Works in the wider
 * jurisdictions first, the building blocks next, the pack itself last, and records what each clause took the
 * place of. Refuses a clause that two building blocks both state, a change of unit or direction, and a
 * deviation from a wider jurisdiction without reason, legal basis and end.
 */
import type { Day } from "../../base/civil.ts";
import { digestOf } from "../../base/digest.ts";
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import { checkPack, checkParents, placeOf } from "./check.ts";
import { lineageOf } from "./lineage.ts";
import { directionOf } from "./strictness.ts";
import { confidenceOf, type Clause, type PackFile, type PackSource, type Packs, type ResolvedClause, type ResolvedPack } from "./types.ts";

type Clauses = Readonly<Record<string, ResolvedClause>>;

/**
 * The pack as it stands on a local day; without one, every deviation is taken as running. The same files and
 * day give the same hash on any machine. Of several refusals gives the first.
 */
export function resolvePack(id: string, packs: Packs, onDay?: Day): ResolvedPack | Refusal {
  const work = workAll(id, packs, onDay);
  return work.refusals[0] ?? seal(work);
}

/** Every refusal of one pack and of what it rests on; empty when it resolves. */
export function packRefusals(id: string, packs: Packs): readonly Refusal[] {
  return workAll(id, packs).refusals;
}

interface Work {
  readonly lineage: readonly PackFile[];
  readonly sources: Record<string, PackSource>;
  readonly clauses: Clauses;
  readonly refusals: Refusal[];
}

function workAll(id: string, packs: Packs, onDay?: Day): Work {
  const sources: Record<string, PackSource> = {};
  const lineage = lineageOf(id, packs);
  if (isRefusal(lineage)) return { lineage: [], sources, clauses: {}, refusals: [lineage] };
  const refusals: Refusal[] = [];
  const done = new Map<string, Clauses>();
  for (const pack of lineage) {
    refusals.push(...checkPack(pack), ...checkParents(pack, packs), ...addSources(sources, pack));
    const taken = takeIn(pack, done, refusals);
    const own = Object.entries(pack.clauses).filter(([, clause]) => !lapsed(clause, onDay));
    const stated = own.map(([clauseId, clause]) => [clauseId, state(pack, clauseId, clause, taken[clauseId])] as const);
    for (const [clauseId, clause] of own) refusals.push(...checkReplacing(pack, clauseId, clause, taken[clauseId], packs, done));
    done.set(pack.id, { ...taken, ...Object.fromEntries(stated) });
  }
  return { lineage, sources, clauses: done.get(id) ?? {}, refusals };
}

function lapsed(clause: Clause, onDay: Day | undefined): boolean {
  return onDay !== undefined && clause.deviation !== undefined && clause.deviation.until <= onDay;
}

/** The clauses of everything a pack rests on; two statements of one clause must be settled by the pack. */
function takeIn(pack: PackFile, done: ReadonlyMap<string, Clauses>, refusals: Refusal[]): Clauses {
  const taken: Record<string, ResolvedClause> = { ...(pack.inherits === undefined ? {} : done.get(pack.inherits)) };
  for (const block of pack.includes ?? []) {
    for (const [id, clause] of Object.entries(done.get(block) ?? {})) {
      const other = taken[id];
      if (other !== undefined && other.pack !== clause.pack && pack.clauses[id] === undefined) {
        refusals.push(refuse("pack-clause-twice", `Both “${other.pack}” and “${clause.pack}” state ${id}.`, {
          where: `${pack.id}.json: includes`, fix: `State ${id} in ${pack.id} itself, or leave one of the two out.`,
        }));
      }
      taken[id] ??= clause;
    }
  }
  return taken;
}

function state(pack: PackFile, id: string, clause: Clause, before: ResolvedClause | undefined): ResolvedClause {
  const replaces = before === undefined ? [] : [{ pack: before.pack, unit: before.unit, value: before.value }, ...before.replaces];
  return {
    id,
    unit: clause.unit,
    value: clause.value,
    strictness: clause.strictness,
    wording: clause.wording,
    provenance: clause.provenance,
    confidence: confidenceOf(clause.provenance),
    variants: clause.variants ?? [],
    pack: pack.id,
    replaces: replaces.map(({ pack, unit, value }) => ({
      pack, unit, value, direction: directionOf(clause, { unit, value, strictness: clause.strictness }),
    })),
    deviation: clause.deviation ?? null,
  };
}

/** A clause may change its value, never its unit or direction; and a narrower place says why it differs. */
function checkReplacing(
  pack: PackFile, id: string, clause: Clause, before: ResolvedClause | undefined, packs: Packs, done: ReadonlyMap<string, Clauses>,
): Refusal[] {
  const where = placeOf(pack, id);
  const found: Refusal[] = [];
  const parent = pack.inherits === undefined ? undefined : packs.get(pack.inherits);
  const inherited = parent !== undefined && done.get(parent.id)?.[id] !== undefined;
  const differs = before !== undefined && directionOf(clause, before) !== "same";
  const deviates = inherited && differs && parent.jurisdiction !== pack.jurisdiction;
  if (deviates && clause.deviation === undefined) {
    found.push(refuse("pack-deviation-unexplained", `It differs from “${parent.id}” and does not say why, on what legal basis, and until when.`, {
      where, fix: "Add “deviation” with reason, legalBasis and until.",
    }));
  }
  if (!deviates && clause.deviation !== undefined) {
    found.push(refuse("pack-deviation-of-nothing", "It is called a deviation and deviates from no wider jurisdiction.", {
      where: `${where}.deviation`, fix: "Remove “deviation”, or the whole clause if the value is the inherited one.",
    }));
  }
  if (before === undefined || before.unit === "absent" || clause.unit === "absent") return found;
  if (before.unit !== clause.unit) {
    found.push(refuse("pack-unit-changed", `“${before.pack}” states it in ${before.unit}, and this pack in ${clause.unit}.`, {
      where: `${where}.unit`, fix: `Give the value in ${before.unit}.`,
    }));
  } else if (before.strictness !== clause.strictness) {
    found.push(refuse("pack-strictness-changed", `“${before.pack}” says ${before.strictness}, and this pack ${clause.strictness}.`, {
      where: `${where}.strictness`, fix: `Write “${before.strictness}”.`,
    }));
  }
  return found;
}

function addSources(sources: Record<string, PackSource>, pack: PackFile): Refusal[] {
  const found: Refusal[] = [];
  for (const [key, source] of Object.entries(pack.sources)) {
    const other = sources[key];
    if (other !== undefined && (other.title !== source.title || other.ref !== source.ref)) {
      found.push(refuse("pack-source-twice", `The source “${key}” means something else in a pack this one rests on.`, {
        where: `${pack.id}.json: sources.${key}`, fix: "Give one of the two another key.",
      }));
    }
    sources[key] ??= source;
  }
  return found;
}

function seal({ lineage, sources, clauses }: Work): ResolvedPack {
  const pack = lineage.at(-1)!;
  const content = {
    id: pack.id,
    title: pack.title,
    disease: pack.disease,
    jurisdiction: pack.jurisdiction,
    validFrom: pack.validFrom,
    validTo: pack.validTo,
    madeFrom: lineage.map((part) => part.id),
    sources,
    clauses,
  };
  return { ...content, hash: digestOf(content) };
}
