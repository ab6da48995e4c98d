/**
 * The real server in a process of its own, as `firebreak start` runs it but for the console: HTTP, store and
 * clock on the database it is given. Says its port to the bench that forked it, and ends with it.
 */
import { model } from "../../src/loops/index.ts";
import { buildServer, listen } from "../../src/server/app.ts";
import { startClock } from "../../src/server/clock.ts";
import { packResolver } from "../../src/server/pack-folder.ts";
import { openStore } from "./database.ts";
import { shippedPacks } from "./packs.ts";

const [url] = process.argv.slice(2);
if (url === undefined) throw new Error("server-process needs the address of a database.");
const packs = await shippedPacks();
const store = await openStore(url);
const now = (): number => Date.now();
const app = await buildServer({ store, model, packs, packOf: packResolver(packs), replays: new Map(), now, consoleDir: null });
const port = await listen(app, "127.0.0.1", 0);
const clock = startClock({ store, now, log: { info: () => undefined, warn: console.warn, error: console.error } });
process.send?.({ port });

process.on("message", (message) => {
  if (message === "cpu") process.send?.({ cpu: process.cpuUsage(), memory: process.memoryUsage.rss() });
});
process.once("disconnect", async () => {
  await clock.stop();
  await app.close();
  await store.close();
});
