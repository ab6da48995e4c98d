// The shape of a measured figure, and how a table of them is written. A figure says what was counted, in
// which unit, and what it must reach; a ratio within one run outlives the machine it was taken on.

import { cpus, totalmem } from "node:os";

export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** What the figure must reach; left out for a figure that only informs. */
  target?: { atLeast: number } | { atMost: number };
  note?: string;
}

/** What every file bench/*.bench.ts exports. */
export interface Bench {
  title: string;
  /** Finds a running PostgreSQL in DATABASE_URL. */
  run(options: { quick: boolean }): Promise<Figure[]>;
}

/** True for a figure without target. */
export function reaches(figure: Figure): boolean {
  const { target, value } = figure;
  if (target === undefined) return true;
  return "atLeast" in target ? value >= target.atLeast : value <= target.atMost;
}

/** A Markdown table, so that it can be read in a terminal and pasted into a document. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [figure.name, `${amount(figure.value)} ${figure.unit}`.trim(), targetText(figure), figure.note ?? ""]);
  const all = [["figure", "measured", "target", "note"], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(" | ")} |`;
  return [line(all[0]!), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`, ...rows.map(line)].join("\n");
}

function targetText(figure: Figure): string {
  if (figure.target === undefined) return "";
  const text = "atLeast" in figure.target ? `≥ ${amount(figure.target.atLeast)}` : `≤ ${amount(figure.target.atMost)}`;
  return reaches(figure) ? `${text} ok` : `${text} MISSED`;
}

function amount(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return Math.round(value).toLocaleString("en-US");
  return value.toPrecision(3);
}

/** One line about the machine, because a figure without it means nothing. */
export function hardware(): string {
  const cores = cpus();
  const gib = (totalmem() / 2 ** 30).toFixed(0);
  return `${cores.length} × ${cores[0]?.model.trim() ?? "unknown processor"}, ${gib} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}
