/**
 * Aligned columns for a terminal. Chinese characters take two cells, so widths are counted in cells; the last
 * column is wrapped to the terminal instead of being cut.
 */

/** Characters a terminal draws two cells wide: East Asian Wide and Fullwidth (Unicode UAX 11), by block. */
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

export function cells(text: string): number {
  let count = 0;
  for (const character of text) count += WIDE.test(character) ? 2 : 1;
  return count;
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - cells(text)));
}

/** Breaks at spaces where there are any, and anywhere between wide characters. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(/[^\s\u2e80-\uffef]+\s*|[\u2e80-\uffef]\s*|\s+/gu) ?? []) {
    if (line !== "" && cells(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

export function table(head: readonly string[], rows: readonly (readonly string[])[], width = 120): string[] {
  const last = head.length - 1;
  const widths = head.map((title, column) => Math.max(cells(title), ...rows.map((row) => cells(row[column] ?? ""))));
  const before = widths.slice(0, last).reduce((sum, one) => sum + one + 2, 0);
  const room = Math.max(20, width - before);
  const draw = (row: readonly string[]): string[] => {
    const lead = row.slice(0, last).map((cell, column) => pad(cell, widths[column]!)).join("  ");
    return wrap(row[last] ?? "", room).map((part, index) => `${index === 0 ? lead : " ".repeat(cells(lead))}${last === 0 ? "" : "  "}${part}`.trimEnd());
  };
  const rule = widths.map((one, column) => "─".repeat(column === last ? Math.min(one, room) : one)).join("  ");
  return [...draw(head), rule, ...rows.flatMap(draw)];
}
