/**
 * The secrets of the alarms: the key pair browsers know this server by, and the secret that answer links are
 * made with. Made at the first start, kept in the data folder where only its owner reads them. Losing them
 * means every browser must subscribe again; nothing else depends on them.
 */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import webpush from "web-push";
import { Outage } from "../../store/outage.ts";
import { loadKeyFile } from "../key-file.ts";

export interface AlarmKeys {
  readonly vapidPublic: string;
  readonly vapidPrivate: string;
  /** Makes answer links and codes. */
  readonly secret: Buffer;
}

function makeText(): string {
  const { publicKey, privateKey } = webpush.generateVAPIDKeys();
  return `${JSON.stringify({ vapidPublic: publicKey, vapidPrivate: privateKey, secret: randomBytes(32).toString("base64url") }, null, 2)}\n`;
}

function parse(text: string): AlarmKeys | null {
  const { vapidPublic, vapidPrivate, secret } = JSON.parse(text) as Record<string, unknown>;
  if (typeof vapidPublic !== "string" || typeof vapidPrivate !== "string" || typeof secret !== "string" || secret.length < 32) return null;
  return { vapidPublic, vapidPrivate, secret: Buffer.from(secret, "base64url") };
}

export function alarmFolder(dataDir: string): string {
  return join(dataDir, "alarms");
}

export function loadKeys(dataDir: string): AlarmKeys {
  return loadKeyFile({
    folder: alarmFolder(dataDir), name: "keys.json", make: makeText, parse,
    spoiled: (file) => new Outage("alarm-keys-spoiled", `The alarm keys in ${file} cannot be read.`, "Delete the file and start again: new keys are made, and browsers must be subscribed once more."),
    unwritable: (folder, code, cause) => new Outage("alarm-keys-unwritable", `The alarm keys cannot be kept in ${folder} (${code}).`, "Make the folder writable for the user Firebreak runs as.", cause),
  });
}
