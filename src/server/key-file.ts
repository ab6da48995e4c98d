/**
 * A file of secrets in the data folder: made when first needed, whole or not at all, readable by its owner only.
 * Says nothing of what the secrets are for; a file that cannot be read or written is an outage its owner words.
 */
import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeOf, type Outage } from "../store/outage.ts";

const OWNER_ONLY = 0o600;

export interface KeyFile<Keys> {
  readonly folder: string;
  readonly name: string;
  /** A new file's text. */
  readonly make: () => string;
  /** The secrets in a text; null, or an error, where the text holds none. */
  readonly parse: (text: string) => Keys | null;
  readonly spoiled: (file: string) => Outage;
  readonly unwritable: (folder: string, code: string, cause: unknown) => Outage;
}

/** Puts the finished file in place at once; where two start together, the first one's keys stand. */
function create(file: string, text: string): void {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, text, { mode: OWNER_ONLY, flag: "wx" });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function textOf({ folder, make }: Pick<KeyFile<unknown>, "folder" | "make">, file: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (statSync(file, { throwIfNoEntry: false }) === undefined) create(file, make());
  // A backup restored with looser rights is tightened, not trusted.
  if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, OWNER_ONLY);
  return readFileSync(file, "utf8");
}

/** Throws the owner's outage when the file is spoiled or the folder cannot be written. */
export function loadKeyFile<Keys>(asked: KeyFile<Keys>): Keys {
  const file = join(asked.folder, asked.name);
  let text: string;
  try {
    text = textOf(asked, file);
  } catch (error) {
    throw asked.unwritable(asked.folder, codeOf(error), error);
  }
  try {
    const keys = asked.parse(text);
    if (keys !== null) return keys;
  } catch {
    // However it is spoiled, there is one sentence for it.
  }
  throw asked.spoiled(file);
}
