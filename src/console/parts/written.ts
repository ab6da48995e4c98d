/**
 * The words people wrote into an event: notes, reasons, what is missing, proofs. Everything else in an event's
 * data is for programs and stays out of the line.
 */
import type { LedgerEvent } from "../api-types.ts";

const WRITTEN = ["note", "reason", "text", "detail", "proof", "what", "how", "decision"] as const;

export function wordsOf(event: Pick<LedgerEvent, "data">): string[] {
  const words: string[] = [];
  for (const field of WRITTEN) {
    const value = event.data[field];
    if (typeof value === "string" && value.trim() !== "") words.push(value);
  }
  for (const field of ["missing", "evidence"]) {
    const value = event.data[field];
    if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string")) words.push(value.join(", "));
  }
  return words;
}
