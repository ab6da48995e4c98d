/**
 * Which devices ring for which post, kept in a file of the data folder: a device's address is a secret of its
 * owner and must be forgettable, so it has no place in the ledger. Refuses addresses that are no push service.
 */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { refuse, type Refusal } from "../../base/refusal.ts";
import type { Post } from "../../engine/event.ts";
import { codeOf, Outage } from "../../store/outage.ts";
import { alarmFolder } from "./keys.ts";

export interface Device {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
  readonly post: Post;
  /** Staff sign of its owner; null for a phone the post shares. */
  readonly who: string | null;
}

export interface Devices {
  add(device: Device): Promise<Refusal | null>;
  remove(endpoint: string): Promise<void>;
  /** The devices to ring when this person is on watch for the post; null: whoever holds it. */
  of(post: Post, who: string | null): readonly Device[];
  count(): number;
}

export interface DeviceOptions {
  readonly dataDir: string;
  /** Takes plain addresses of this machine as well; for tests, where the push service is one. */
  readonly allowLoopback?: boolean;
}

const MOST_OF_A_POST = 20;
const MOST = 20_000;

function checkDevice({ endpoint, keys }: Device, allowLoopback: boolean): Refusal | null {
  const bad = (where: string, what: string): Refusal => refuse("bad-device", what, { where, fix: "Subscribe once more in the browser." });
  const url = URL.parse(endpoint);
  const loopback = url !== null && url.protocol === "http:" && url.hostname === "127.0.0.1";
  if (url === null || endpoint.length > 1000 || !(url.protocol === "https:" || (allowLoopback && loopback)) || url.username !== "") {
    return bad("subscription.endpoint", "This is not the address of a push service.");
  }
  // An uncompressed point of P-256, and sixteen random bytes (RFC 8291).
  const point = Buffer.from(keys.p256dh, "base64url");
  if (point.length !== 65 || point[0] !== 4) return bad("subscription.keys.p256dh", "The device's key is broken.");
  if (Buffer.from(keys.auth, "base64url").length !== 16) return bad("subscription.keys.auth", "The device's secret is broken.");
  return null;
}

function read(file: string): Device[] {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Device[];
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw new Outage("devices-spoiled", `The list of push devices in ${file} cannot be read.`, "Delete the file; devices must be subscribed once more.", error);
  }
}

export function openDevices({ dataDir, allowLoopback = false }: DeviceOptions): Devices {
  const folder = alarmFolder(dataDir);
  const file = join(folder, "devices.json");
  const devices = new Map(read(file).map((device) => [device.endpoint, device]));
  let writing = Promise.resolve();

  const save = (): Promise<void> => {
    const text = JSON.stringify([...devices.values()], null, 1);
    writing = writing.catch(() => undefined).then(async () => {
      const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(draft, text, { mode: 0o600 });
      await rename(draft, file);
    });
    return writing;
  };

  const of = (post: Post, who: string | null): readonly Device[] =>
    [...devices.values()].filter((device) => device.post.org === post.org && device.post.role === post.role && (who === null || device.who === null || device.who === who));

  return {
    async add(device) {
      const refusal = checkDevice(device, allowLoopback);
      if (refusal !== null) return refusal;
      if (!devices.has(device.endpoint) && (of(device.post, null).length >= MOST_OF_A_POST || devices.size >= MOST)) {
        return refuse("too-many-devices", "This post has as many devices as it may have.", { fix: "Unsubscribe one that is no longer used." });
      }
      devices.set(device.endpoint, device);
      await save();
      return null;
    },
    async remove(endpoint) {
      if (devices.delete(endpoint)) await save();
    },
    of,
    count: () => devices.size,
  };
}
