/** How a pack's content hash is written for people: its first sixteen hexadecimal digits. */

export function shortHash(hash: string): string {
  return hash.replace(/^(sha256:[0-9a-f]{16})[0-9a-f]*$/, "$1");
}
