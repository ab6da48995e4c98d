/** Ed25519 signatures by the browser's own cryptography; null where the page is not secure or the browser cannot. */
import { bytesOf } from "../alarms/push.ts";
import type { Holds } from "./device.ts";

export const holds: Holds = async (publicKey, text, signature) => {
  // Missing on pages that are not served securely, whatever the types say.
  const subtle = (crypto as { subtle?: SubtleCrypto }).subtle;
  if (subtle === undefined) return null;
  try {
    const key = await subtle.importKey("raw", bytesOf(publicKey), "Ed25519", false, ["verify"]);
    return await subtle.verify("Ed25519", key, bytesOf(signature), new TextEncoder().encode(text));
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotSupportedError") return null;
    return false;
  }
};
