/** `firebreak pack`: the rules in force, shown whole or as the difference of two. Needs no database. */
import { isRefusal, type Refusal } from "../base/refusal.ts";
import { diffPacks } from "../engine/pack/diff.ts";
import { resolvePack } from "../engine/pack/load.ts";
import { showDiff, showPack } from "../engine/pack/show.ts";
import type { Packs, ResolvedPack } from "../engine/pack/types.ts";
import { readPackFolder } from "../server/pack-folder.ts";
import { EXIT, langOf, readArgs, usage } from "./args.ts";
import { json, no, type Io } from "./io.ts";
import { nearest } from "./nearest.ts";
import { checked, writeNew } from "./pack-new.ts";
import { ownPacks, PACKS } from "./places.ts";
import { table } from "./table.ts";

const VERBS = ["show", "diff", "list", "new", "check"];
const TAKES: Readonly<Record<string, number>> = { list: 0, show: 1, new: 1, check: 1, diff: 2 };

export async function run(args: readonly string[], io: Io): Promise<number> {
  const words = readArgs(args, { json: { type: "boolean" }, packs: { type: "string" }, from: { type: "string" }, out: { type: "string" } }, [1, 3]);
  if (isRefusal(words)) return no(io, words);
  const [verb = "", ...ids] = words.positionals;
  if (!VERBS.includes(verb)) {
    const close = nearest(verb, VERBS);
    return no(io, usage(`There is no “pack ${verb}”.${close === null ? "" : ` Did you mean “pack ${close}”?`}`));
  }
  const wanted = TAKES[verb] ?? 0;
  if (ids.length !== wanted) return no(io, usage(`“pack ${verb}” takes ${["no pack", "one pack", "two packs"][wanted]}.`));
  const packs = await readPackFolder(PACKS, ownPacks(words, io.env));
  if (Array.isArray(packs)) return no(io, packs as readonly Refusal[]);
  const known = packs as Packs;
  if (verb === "new") {
    const path = await writeNew(ids[0]!, words.values["from"] as string | undefined, words.values["out"] as string | undefined, known);
    if (isRefusal(path)) return no(io, path);
    io.out(path);
    return EXIT.ok;
  }
  const resolved = (verb === "list" ? [...known.keys()].toSorted() : ids).map((id) => resolvePack(id, known));
  const refusals = resolved.filter((one) => isRefusal(one));
  if (refusals.length > 0) return no(io, refusals);
  if (verb === "check") return check(resolved[0] as ResolvedPack, io);
  print(verb, resolved as ResolvedPack[], words.values["json"] === true, langOf(words, io.env), io);
  return EXIT.ok;
}

async function check(pack: ResolvedPack, io: Io): Promise<number> {
  const shipped = await readPackFolder(PACKS);
  if (Array.isArray(shipped)) return no(io, shipped as readonly Refusal[]);
  const { open, unconfirmed } = checked(pack, shipped as Packs);
  if (open.length > 0) return no(io, open);
  io.out(`${pack.id} answers everything an incident asks.`);
  if (unconfirmed.length > 0) io.out(`To be confirmed by the health authority: ${unconfirmed.join(", ")}.`);
  return EXIT.ok;
}

function print(verb: string, packs: readonly ResolvedPack[], asJson: boolean, lang: "zh" | "en", io: Io): void {
  const [first, second] = packs as readonly [ResolvedPack, ResolvedPack];
  if (verb === "list") {
    if (asJson) json(io, packs.map(({ id, hash, title, disease, jurisdiction, validFrom, validTo }) => ({ id, hash, title, disease, jurisdiction, validFrom, validTo })));
    else for (const line of table(["", "", ""], packs.map((one) => [one.id, one.disease, one.title[lang]]), io.width).slice(2)) io.out(line);
  } else if (verb === "show") {
    if (asJson) json(io, first);
    else for (const line of showPack(first, lang)) io.out(line);
  } else if (asJson) json(io, { a: { id: first.id, hash: first.hash }, b: { id: second.id, hash: second.hash }, rows: diffPacks(first, second) });
  else for (const line of showDiff(first, second, lang)) io.out(line);
}
