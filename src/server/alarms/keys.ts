/**
 * The secrets of the alarms: the key pair browsers know this server by, and the secret that answer links are
 * made with. Made at the first start, kept in the data folder where only its owner reads them. Losing them
 * means every browser must subscribe again; nothing else depends on them.
 */
import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import webpush from "web-push";
import { codeOf, Outage } from "../../store/outage.ts";

export interface AlarmKeys {
  readonly vapidPublic: string;
  readonly vapidPrivate: string;
  /** Makes answer links and codes. */
  readonly secret: Buffer;
}

const OWNER_ONLY = 0o600;

function makeText(): string {
  const { publicKey, privateKey } = webpush.generateVAPIDKeys();
  return `${JSON.stringify({ vapidPublic: publicKey, vapidPrivate: privateKey, secret: randomBytes(32).toString("base64url") }, null, 2)}\n`;
}

/** Puts the finished file in place at once; where two start together, the first one's keys stand. */
function create(file: string): void {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, makeText(), { mode: OWNER_ONLY, flag: "wx" });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function parse(text: string, file: string): AlarmKeys {
  try {
    const { vapidPublic, vapidPrivate, secret } = JSON.parse(text) as Record<string, unknown>;
    if (typeof vapidPublic === "string" && typeof vapidPrivate === "string" && typeof secret === "string" && secret.length >= 32) {
      return { vapidPublic, vapidPrivate, secret: Buffer.from(secret, "base64url") };
    }
  } catch {
    // Falls through to the one sentence for every way a file can be spoiled.
  }
  throw new Outage("alarm-keys-spoiled", `The alarm keys in ${file} cannot be read.`, "Delete the file and start again: new keys are made, and browsers must be subscribed once more.");
}

export function alarmFolder(dataDir: string): string {
  return join(dataDir, "alarms");
}

export function loadKeys(dataDir: string): AlarmKeys {
  const folder = alarmFolder(dataDir);
  const file = join(folder, "keys.json");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (statSync(file, { throwIfNoEntry: false }) === undefined) create(file);
    // A backup restored with looser rights is tightened, not trusted.
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, OWNER_ONLY);
    return parse(readFileSync(file, "utf8"), file);
  } catch (error) {
    if (error instanceof Outage) throw error;
    throw new Outage("alarm-keys-unwritable", `The alarm keys cannot be kept in ${folder} (${codeOf(error)}).`, "Make the folder writable for the user Firebreak runs as.", error);
  }
}
