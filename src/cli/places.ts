/** Where things lie in a checkout, and where an installation keeps its data. */
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const PACKS = join(ROOT, "packs");
export const SCENARIOS = join(ROOT, "scenarios");
export const CONSOLE = join(ROOT, "dist", "console");

/** A folder of packs beside those shipped: asked for, or from the environment. */
export function ownPacks(words: { readonly values: Readonly<Record<string, string | boolean | undefined>> } | null, env: NodeJS.ProcessEnv): string | undefined {
  const asked = words?.values["packs"];
  return typeof asked === "string" ? asked : env["FIREBREAK_PACKS"];
}

/** The data folder: asked for, from the environment, or beside the code. */
export function dataDirOf(asked: string | undefined, env: NodeJS.ProcessEnv): string {
  return resolve(asked ?? env["FIREBREAK_DATA"] ?? join(ROOT, "data"));
}
