// The process in which the console is bundled, by Vite, from the folder named first into the one named
// second. It builds beside the old bundle and puts the new one in its place at the end, so a failed build
// takes nothing away.

import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { ROOT } from "./step.ts";

const [source, target, digestFile, digest] = process.argv.slice(2);
if (source === undefined || target === undefined || digestFile === undefined || digest === undefined) {
  throw new Error("console-build needs the source folder, the target folder, the digest's file and the digest.");
}
const fresh = `${target}.${process.pid}`;
try {
  await build({
    root: source,
    // The console's own settings: what may be inlined decides whether the server's content policy holds.
    configFile: join(ROOT, "vite.config.ts"),
    logLevel: "warn",
    build: { outDir: fresh, emptyOutDir: true },
  });
  rmSync(target, { recursive: true, force: true });
  renameSync(fresh, target);
  writeFileSync(digestFile, digest);
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
