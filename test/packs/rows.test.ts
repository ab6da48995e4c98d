// Every row of the rules is carried by a pack with the value the rules give: typed by hand, compared with what the
// pack resolves to. What decisions rest on is tried through the engine in vectors.test.ts; this finds a slip of a digit.

import { expect, test } from "vitest";
import { assert } from "../../src/base/refusal.ts";
import type { ListItem } from "../../src/engine/pack/units.ts";
import type { Packs } from "../../src/engine/pack/types.ts";
import { packResolver, readPackFolder } from "../../src/server/pack-folder.ts";
import file from "./rows.json" with { type: "json" };

interface Row { readonly row: string; readonly is: readonly (readonly unknown[])[] }

const read = await readPackFolder(new URL("../../packs/", import.meta.url).pathname);
assert(!Array.isArray(read), JSON.stringify(read));
const packOf = packResolver(read as Packs);
const rows = file.rows as readonly Row[];

/** The value as the rules write it: the ids of a list, and only as many as were typed where the rest is left out. */
function shown(value: unknown, unit: string, wanted: unknown): unknown {
  const plain = unit === "list" ? (value as readonly ListItem[]).map((item) => item.id) : value;
  if (!Array.isArray(wanted) || wanted.at(-1) !== "…" || !Array.isArray(plain)) return plain;
  return [...plain.slice(0, wanted.length - 1), "…"];
}

test("no row is typed twice, and every pack of a disease or edition has rows", () => {
  expect(new Set(rows.map((one) => one.row)).size).toBe(rows.length);
  expect(rows.length).toBeGreaterThan(170);
});

test.each(rows.map((one) => [one.row, one.is] as const))("%s", (_, is) => {
  expect(is.length).toBeGreaterThan(0);
  for (const one of is) {
    const variant = one[0] === "variant";
    const [pack, clause, value] = (variant ? one.slice(1) : one) as [string, string, unknown];
    const stated = packOf(pack)?.clauses[clause];
    expect(stated, `${pack} ${clause}`).toBeDefined();
    if (variant) expect((stated as unknown as { variants: { value: unknown }[] }).variants.map((other) => other.value)).toContain(value);
    else expect([pack, clause, shown(stated!.value, stated!.unit, value)]).toEqual([pack, clause, value]);
    expect(stated!.wording.zh.length * stated!.wording.en.length).toBeGreaterThan(0);
    expect(stated!.provenance.kind).toMatch(/^(source|knowledge|proposal)$/);
  }
});
