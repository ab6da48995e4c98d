// A server process of its own, made to be killed: opens the store and sends command after command, telling its
// parent of each one acknowledged. Arguments: address, incident, and a number that tells its lives apart.

import { isRefusal } from "../../src/base/refusal.ts";
import { model } from "../../src/loops/index.ts";
import { openPostgresStore } from "../../src/store/postgres/store.ts";
import { found, later, packs } from "./town.ts";

const [url = "", incident = "", life = ""] = process.argv.slice(2);
const store = await openPostgresStore(url, { model, packs });
if (isRefusal(store)) throw new Error(store.message);
await Promise.all(Array.from({ length: 8 }, async (_, sender) => {
  for (let n = 0; n < 5000; n++) {
    const id = `L${life}-${sender}-${n}`;
    const receipt = await store.submit(found(incident, id, {}, { id }), later(1));
    if (isRefusal(receipt)) throw new Error(receipt.message);
    process.send!(id);
  }
}));
