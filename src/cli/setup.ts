/**
 * `firebreak setup`: writes the workbook a city fills in, empty or as the city stands, or loads a filled one
 * into a running server. Every problem is listed with sheet, row and column, and what the city still lacks.
 */
import { writeFile } from "node:fs/promises";
import { isRefusal, type Refusal } from "../base/refusal.ts";
import type { Lang } from "../engine/pack/show.ts";
import { writeForm } from "../interop/workbook/form.ts";
import { answerable } from "../interop/workbook/read.ts";
import { MAX_FILE } from "../interop/workbook/zip-guard.ts";
import { model } from "../loops/index.ts";
import { EXIT, langOf, readArgs, usage, type Words } from "./args.ts";
import { ask, refusalIn, serverOf, download } from "./client.ts";
import { readBytes } from "./files.ts";
import { json, no, pick, type Io } from "./io.ts";

interface Loaded {
  readonly sent: boolean;
  readonly loaded: Readonly<Record<string, number>>;
  readonly problems: readonly { sheet: string; row: number | null; field: string | null; message: string; note: boolean }[];
  readonly gaps: readonly { message: string }[];
}

export async function run(args: readonly string[], io: Io): Promise<number> {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const words = readArgs(args, { form: text, filled: text, dry: flag, "good-rows": flag, zone: text, pack: text, server: text, json: flag }, [0, 1]);
  if (isRefusal(words)) return no(io, words);
  const lang = langOf(words, io.env);
  const { form, filled } = words.values;
  const ways = [form, filled, words.positionals[0]].filter((way) => way !== undefined);
  if (ways.length !== 1) return no(io, usage("Name one workbook to load, or --form or --filled with the file to write."));
  if (typeof form === "string") return write(form, await writeForm(lang, { duties: answerable(model) }), io);
  const server = serverOf(words.values["server"], io.env);
  if (typeof filled === "string") return write(filled, await download(server, `api/setup/workbook.xlsx?filled=1&lang=${lang}`), io);
  return load(words, server, lang, io);
}

async function write(path: string, bytes: Uint8Array | Refusal, io: Io): Promise<number> {
  if (isRefusal(bytes)) return no(io, bytes);
  await writeFile(path, bytes);
  io.say(path);
  return EXIT.ok;
}

async function load(words: Words, server: string, lang: Lang, io: Io): Promise<number> {
  const bytes = await readBytes(words.positionals[0]!, MAX_FILE);
  if (isRefusal(bytes)) return no(io, bytes);
  const query = new URLSearchParams({ lang, mode: words.values["good-rows"] === true ? "good" : "all" });
  if (words.values["dry"] === true) query.set("dry", "1");
  for (const name of ["zone", "pack"]) if (words.values[name] !== undefined) query.set(name, String(words.values[name]));
  const answer = await ask(server, `api/setup/workbook?${query}`, bytes, "application/octet-stream");
  const refusal = refusalIn(answer);
  if (refusal !== null) return no(io, refusal);
  const loaded = answer.body as Loaded;
  if (words.values["json"] === true) json(io, loaded);
  else print(loaded, words.values["dry"] === true, lang, io);
  const spoiled = loaded.problems.some((problem) => !problem.note);
  return spoiled || (!loaded.sent && words.values["dry"] !== true) ? EXIT.failed : EXIT.ok;
}

function print({ sent, loaded, problems, gaps }: Loaded, dry: boolean, lang: Lang, io: Io): void {
  for (const problem of problems) {
    const place = [problem.sheet, problem.row, problem.field].filter((part) => part !== null && part !== "").join(" · ");
    io.out(`${place}: ${problem.message}`);
  }
  const counts = Object.entries(loaded).map(([kind, count]) => `${kind} ${count}`).join(", ");
  if (dry) io.out(pick(lang, "仅检查，未导入。", "Checked only; nothing was loaded."));
  else if (!sent) io.out(pick(lang, "未导入任何内容：请先改正以上各处，或用 --good-rows 只导入无误的行。", "Nothing was loaded: mend the places above, or load the right rows with --good-rows."));
  else io.out(counts === "" ? pick(lang, "没有变化。", "Nothing new.") : `${pick(lang, "已导入：", "Loaded: ")}${counts}`);
  if (gaps.length > 0) io.out(pick(lang, "仍缺：", "Still missing:"));
  for (const gap of gaps) io.out(`  ${gap.message}`);
}
