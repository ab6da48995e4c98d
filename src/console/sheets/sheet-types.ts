/** What the server answers about sheets, and the addresses they are asked for and shown at. */
import type { Post, Text, When } from "../api-types.ts";
import { withQuery } from "../data/http.ts";
import { incidentPath } from "../duty/path.ts";

export interface SheetName {
  readonly name: string;
  /** Name of the loop it belongs to. */
  readonly loop: string;
  readonly title: Text;
  /** Kind of thing it is about; null for the incident as a whole. */
  readonly about: string | null;
}

export interface SheetRow {
  readonly key: string;
  readonly title: Text | string;
  readonly value: number | string | null;
  readonly refs: readonly string[];
  readonly post?: Post;
  readonly when?: When;
}

export interface SheetBlock {
  readonly key: string;
  readonly title: Text;
  readonly rows: readonly SheetRow[];
}

export interface SheetAnswer {
  readonly sheet: string;
  readonly title: Text;
  readonly about: string | null;
  readonly asOf: number;
  readonly cutoff: { readonly incident: number; readonly city: number };
  readonly blocks: readonly SheetBlock[];
}

export interface SheetGroup {
  readonly loop: string;
  readonly title: Text;
  readonly sheets: readonly SheetName[];
}

/** The menu: sheets under the titles of their loops, in the order of the model; a loop nobody has named keeps its name. */
export function groupsOf(sheets: readonly SheetName[], loops: readonly { readonly name: string; readonly title: Text }[]): SheetGroup[] {
  const titles = new Map(loops.map(({ name, title }) => [name, title]));
  return [...new Set([...titles.keys(), ...sheets.map(({ loop }) => loop)])]
    .map((loop) => ({ loop, title: titles.get(loop) ?? { zh: loop, en: loop }, sheets: sheets.filter((sheet) => sheet.loop === loop) }))
    .filter((group) => group.sheets.length > 0);
}

export function sheetsPath(incident: string, name?: string, about?: string): string {
  const base = `${incidentPath(incident)}/sheets`;
  return name === undefined ? base : withQuery(`${base}/${encodeURIComponent(name)}`, { about: about ?? null });
}

/** The numbers of a sheet by their names: what a brief freezes. Words and missing values are no figures. */
export function figuresOf(sheet: Pick<SheetAnswer, "blocks">): Record<string, number> {
  return Object.fromEntries(sheet.blocks.flatMap(({ key: block, rows }) => rows.flatMap(({ key, value }) => (typeof value === "number" ? [[`${block}/${key}`, value] as const] : []))));
}

/** The lists of a hand-over as they are written down: what each row was counted from, by bare ids. */
export function listsOf(sheet: Pick<SheetAnswer, "blocks">): Record<string, readonly string[]> {
  return Object.fromEntries(sheet.blocks.flatMap(({ rows }) => rows.map(({ key, refs }) => [key, refs.map((ref) => ref.slice(ref.indexOf(":") + 1))] as const)));
}
