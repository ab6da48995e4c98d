/**
 * The secrets permits are made with: an Ed25519 key pair whose public half gates carry, and the secret the codes on
 * paper come from. Made when first needed, kept in the data folder where only its owner reads them. Losing them means
 * every permit under way is issued again and every gate takes a new list; servers of one city share the folder.
 */
import { createHash, createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { join } from "node:path";
import { paperCode } from "../../loops/movement/permits/token.ts";
import { Outage } from "../../store/outage.ts";
import { loadKeyFile } from "../key-file.ts";

export interface PermitKey {
  /** Names the key on permits and lists. */
  readonly id: string;
  /** Raw public key, base64url. */
  readonly publicKey: string;
  /** Ed25519 (RFC 8032) over the UTF-8 text, base64url: the same text always has the same signature. */
  sign(text: string): string;
  /** Code on the paper of a permit. */
  code(incident: string, permit: string): string;
}

function makeText(): string {
  const { privateKey } = generateKeyPairSync("ed25519");
  const kept = { private: privateKey.export({ type: "pkcs8", format: "der" }).toString("base64url"), secret: randomBytes(32).toString("base64url") };
  return `${JSON.stringify(kept, null, 2)}\n`;
}

function parse(text: string): PermitKey | null {
  const kept = JSON.parse(text) as Record<string, unknown>;
  const secret = Buffer.from(String(kept["secret"]), "base64url");
  const key = createPrivateKey({ key: Buffer.from(String(kept["private"]), "base64url"), type: "pkcs8", format: "der" });
  const publicKey = createPublicKey(key).export({ format: "jwk" }).x;
  if (key.asymmetricKeyType !== "ed25519" || publicKey === undefined || secret.length !== 32) return null;
  return {
    id: createHash("sha256").update(publicKey).digest("base64url").slice(0, 8), publicKey,
    sign: (signed) => sign(null, Buffer.from(signed, "utf8"), key).toString("base64url"),
    code: (incident, permit) => paperCode(createHmac("sha256", secret).update(JSON.stringify([incident, permit])).digest()),
  };
}

export function loadPermitKey(dataDir: string): PermitKey {
  return loadKeyFile({
    folder: join(dataDir, "permits"), name: "key.json", make: makeText, parse,
    spoiled: (file) => new Outage("permit-key-spoiled", `The permit key in ${file} cannot be read.`, "Restore the file from a backup; or delete it and start again, issue the permits under way anew and let every gate take a new list."),
    unwritable: (folder, code, cause) => new Outage("permit-key-unwritable", `The permit key cannot be kept in ${folder} (${code}).`, "Make the folder writable for the user Firebreak runs as.", cause),
  });
}
