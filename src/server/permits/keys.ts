/**
 * The secrets permits are made with: an Ed25519 key pair whose public half gates carry, and the secret the codes on
 * paper come from. Made when first needed, kept in the data folder where only its owner reads them. Losing them means
 * every permit under way is issued again and every gate takes a new list; servers of one city share the folder.
 */
import { createHash, createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { paperCode } from "../../loops/movement/permits/token.ts";
import { codeOf, Outage } from "../../store/outage.ts";

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

const OWNER_ONLY = 0o600;

function makeText(): string {
  const { privateKey } = generateKeyPairSync("ed25519");
  const kept = { private: privateKey.export({ type: "pkcs8", format: "der" }).toString("base64url"), secret: randomBytes(32).toString("base64url") };
  return `${JSON.stringify(kept, null, 2)}\n`;
}

/** Puts the finished file in place at once; where two start together, the first one's key stands. */
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

function parse(text: string, file: string): PermitKey {
  try {
    const kept = JSON.parse(text) as Record<string, unknown>;
    const secret = Buffer.from(String(kept["secret"]), "base64url");
    const key = createPrivateKey({ key: Buffer.from(String(kept["private"]), "base64url"), type: "pkcs8", format: "der" });
    const publicKey = createPublicKey(key).export({ format: "jwk" }).x;
    if (key.asymmetricKeyType === "ed25519" && publicKey !== undefined && secret.length === 32) {
      return {
        id: createHash("sha256").update(publicKey).digest("base64url").slice(0, 8), publicKey,
        sign: (signed) => sign(null, Buffer.from(signed, "utf8"), key).toString("base64url"),
        code: (incident, permit) => paperCode(createHmac("sha256", secret).update(JSON.stringify([incident, permit])).digest()),
      };
    }
  } catch {
    // Falls through to the one sentence for every way a file can be spoiled.
  }
  throw new Outage("permit-key-spoiled", `The permit key in ${file} cannot be read.`, "Restore the file from a backup; or delete it and start again, issue the permits under way anew and let every gate take a new list.");
}

export function loadPermitKey(dataDir: string): PermitKey {
  const folder = join(dataDir, "permits");
  const file = join(folder, "key.json");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (statSync(file, { throwIfNoEntry: false }) === undefined) create(file);
    // A backup restored with looser rights is tightened, not trusted.
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, OWNER_ONLY);
    return parse(readFileSync(file, "utf8"), file);
  } catch (error) {
    if (error instanceof Outage) throw error;
    throw new Outage("permit-key-unwritable", `The permit key cannot be kept in ${folder} (${codeOf(error)}).`, "Make the folder writable for the user Firebreak runs as.", error);
  }
}
