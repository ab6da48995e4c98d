/**
 * Reads the words after a subcommand. A word it does not know, a missing file or a value out of place is a
 * usage mistake: one sentence with the nearest right word, and exit code 2.
 */
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { refuse, type Refusal } from "../base/refusal.ts";
import type { Lang } from "../engine/pack/show.ts";
import { nearest } from "./nearest.ts";

export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

export interface Words {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

const SHARED: ParseArgsOptionsConfig = { lang: { type: "string" }, help: { type: "boolean", short: "h" } };

/** `counts` is how many plain words may follow, at least and at most. */
export function readArgs(args: readonly string[], options: ParseArgsOptionsConfig, counts: readonly [number, number]): Words | Refusal {
  const known = { ...SHARED, ...options };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: known, allowPositionals: true, strict: true });
    if (values["lang"] !== undefined && values["lang"] !== "zh" && values["lang"] !== "en") {
      return usage(`--lang is zh or en, not “${String(values["lang"])}”.`);
    }
    const [least, most] = counts;
    if (values["help"] !== true && (positionals.length < least || positionals.length > most)) {
      return usage(positionals.length < least ? "Something is missing after the command." : `There is a word too many: “${positionals[most]}”.`);
    }
    return { values: values as Words["values"], positionals };
  } catch (error) {
    return usage(sentenceOf(error, Object.keys(known)));
  }
}

export function usage(message: string, fix?: string): Refusal {
  return refuse("usage", message, fix === undefined ? {} : { fix });
}

function sentenceOf(error: unknown, known: readonly string[]): string {
  const message = error instanceof Error ? error.message : String(error);
  const option = /Unknown option '(-{1,2}[^']+)'/.exec(message)?.[1];
  if (option === undefined) return `${message.split(". ")[0]?.replace(/\.$/, "")}.`;
  const close = nearest(option.replace(/^-+/, ""), known);
  return `There is no option ${option}.${close === null ? "" : ` Did you mean --${close}?`}`;
}

/** `--lang` outranks the terminal's language. */
export function langOf(words: Words | null, env: NodeJS.ProcessEnv): Lang {
  const asked = words?.values["lang"];
  if (asked === "zh" || asked === "en") return asked;
  return (env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "").toLowerCase().startsWith("zh") ? "zh" : "en";
}
