/**
 * A pack of one's own: `pack new` starts it from the nearest one, `pack check` says what it still leaves unanswered.
 * A disease is data: what these two need to know of diseases they read from the packs that are there.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isRefusal, refuse, type Refusal } from "../base/refusal.ts";
import { unanswered } from "../engine/pack/clause.ts";
import { resolvePack } from "../engine/pack/load.ts";
import type { Clause, PackFile, Packs, ResolvedPack } from "../engine/pack/types.ts";
import { model } from "../loops/index.ts";

const NOTE = (from: string) => ({ zh: `照${from}抄来，须由负责的卫生主管部门确认。`, en: `Copied from ${from}; the responsible health authority is to confirm it.` });

/** Nobody has prescribed a copied value for the new disease, so it is a proposal with a note where it came from. */
function copied(clause: Clause, from: string): Clause {
  const { variants: _, deviation: __, ...rest } = clause;
  return { ...rest, provenance: { kind: "proposal", note: NOTE(from) } } as Clause;
}

/** The nearest pack's own clauses under a new name. Building blocks stay included, so that their clocks stay shared. */
export function startedFrom(id: string, from: PackFile): PackFile {
  const { inherits, ...kept } = from;
  return {
    ...kept, ...(inherits === undefined ? {} : { inherits }), id, title: { zh: `${id}（待定名）`, en: `${id} (to be named)` }, disease: id, validFrom: null, validTo: null, sources: {},
    clauses: Object.fromEntries(Object.entries(from.clauses).map(([clause, stated]) => [clause, copied(stated, from.id)])),
  } as PackFile;
}

export async function writeNew(id: string, from: string | undefined, out: string | undefined, packs: Packs): Promise<string | Refusal> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) return refuse("usage", `“${id}” is no name for a pack.`, { fix: "Lower case letters and digits, parted by hyphens: whooping-cough." });
  if (packs.has(id)) return refuse("usage", `There is a pack ${id} already.`, { fix: "Choose another name." });
  if (from === undefined || out === undefined) return refuse("usage", "“pack new” needs the nearest pack and a folder.", { fix: "firebreak pack new ID --from PACK --out FOLDER" });
  const nearest = packs.get(from);
  if (nearest === undefined) return refuse("usage", `There is no pack “${from}”.`, { fix: `Known: ${[...packs.keys()].toSorted().join(", ")}.` });
  const path = join(out, `${id}.json`);
  await mkdir(out, { recursive: true });
  try {
    await writeFile(path, `${JSON.stringify(startedFrom(id, nearest), null, 2)}\n`, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return refuse("usage", `${path} is there already.`, { fix: "Choose another name, or edit that file." });
    throw error;
  }
  return path;
}

/** What an incident will ask: every clock of the duty tables, and what all packs of a disease answer alike. */
export function askedOf(packs: Packs): string[] {
  const run = [...packs.keys()].map((id) => resolvePack(id, packs)).filter((pack): pack is ResolvedPack => !isRefusal(pack) && Object.hasOwn(pack.clauses, "contact.classes"));
  const [first, ...others] = run;
  const everywhere = Object.keys(first?.clauses ?? {}).filter((clause) => others.every((pack) => Object.hasOwn(pack.clauses, clause)));
  const clocks = [...model.rules.values()].flatMap((rule) => rule.clause ?? []);
  return [...new Set([...clocks, ...everywhere])].sort();
}

/** Clauses a pack leaves open, and those nobody has confirmed yet. */
export function checked(pack: ResolvedPack, shipped: Packs): { readonly open: readonly Refusal[]; readonly unconfirmed: readonly string[] } {
  const own = Object.values(pack.clauses).filter((clause) => clause.pack === pack.id);
  return { open: unanswered(pack, askedOf(shipped)), unconfirmed: own.filter((clause) => clause.confidence !== "stated" && clause.unit !== "absent").map((clause) => clause.id) };
}
