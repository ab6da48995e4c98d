// The schema file that editors and authorities use is the schema the program checks with. After a change of
// shape, write it anew with `vitest run -u src/engine/pack/schema.test.ts` and read the difference.
import { expect, test } from "vitest";
import { PACK_SCHEMA } from "./schema.ts";

test("packs/schema.json is what schema.ts says", async () => {
  await expect(`${JSON.stringify(PACK_SCHEMA, null, 2)}\n`).toMatchFileSnapshot("../../../packs/schema.json");
});
