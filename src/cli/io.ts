/**
 * How a command speaks: its result on standard output, everything else on standard error. A refusal is one
 * line and exit code 1, a usage mistake one line, the way to the help, and exit code 2.
 */
import { refusalLine, type Refusal } from "../base/refusal.ts";
import type { Lang } from "../engine/pack/show.ts";
import { EXIT } from "./args.ts";

export interface Io {
  /** The result: a line, or several. */
  out(line: string): void;
  /** Progress and complaints. */
  say(line: string): void;
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Cells of the terminal; a file or a pipe gets a wide default. */
  readonly width: number;
}

export type Run = (args: readonly string[], io: Io) => Promise<number>;

export function processIo(): Io {
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    say: (line) => void process.stderr.write(`${line}\n`),
    env: process.env,
    stdin: process.stdin,
    width: Math.max(60, process.stdout.columns ?? 120),
  };
}

export function no(io: Io, refusals: Refusal | readonly Refusal[]): number {
  const list = Array.isArray(refusals) ? (refusals as readonly Refusal[]) : [refusals as Refusal];
  for (const refusal of list) io.say(refusal.code === "usage" ? `${refusal.message}${refusal.fix === undefined ? "" : ` ${refusal.fix}`}` : refusalLine(refusal));
  if (!list.some((refusal) => refusal.code === "usage")) return EXIT.failed;
  io.say("firebreak help lists the commands and their options.");
  return EXIT.usage;
}

export function json(io: Io, value: unknown): void {
  io.out(JSON.stringify(value, null, 2));
}

export function pick(lang: Lang, zh: string, en: string): string {
  return lang === "zh" ? zh : en;
}

/** Titles of incidents are written once, as “中文 · English”; one without both parts is shown whole. */
export function titleIn(title: string, lang: Lang): string {
  const parts = title.split(" · ");
  return parts.length === 2 ? parts[lang === "zh" ? 0 : 1]! : title;
}
