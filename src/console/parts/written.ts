/**
 * The words people wrote into an event: notes, reasons, proofs; and what they named as missing. Everything else in
 * an event's data is for programs and stays out of the line.
 */
import type { LedgerEvent, Refusal } from "../api-types.ts";

const WRITTEN = ["note", "reason", "text", "detail", "proof", "what", "how", "decision"] as const;
/** An alarm repeats the words of what it is about; they are said there. */
const ALARM = /^duty\.(reminded|warned|overdue|offer_expired|follow_up_silent|escalated)$/;

export function wordsOf(event: Pick<LedgerEvent, "type" | "data">): string[] {
  if (ALARM.test(event.type)) return [];
  const words: string[] = [];
  for (const field of WRITTEN) {
    const value = event.data[field];
    if (typeof value === "string" && value.trim() !== "") words.push(value);
  }
  const evidence = event.data["evidence"];
  if (Array.isArray(evidence) && evidence.length > 0 && evidence.every((one) => typeof one === "string")) words.push(evidence.join(", "));
  return words;
}

/** The rule a breach broke: its stable code and the sentence recorded with it. */
export function breachOf(event: Pick<LedgerEvent, "type" | "data">): Pick<Refusal, "code" | "message" | "params"> | null {
  if (event.type !== "breach.recorded") return null;
  const { code, message, params } = event.data;
  if (typeof code !== "string" || typeof message !== "string") return null;
  return { code, message, ...(typeof params === "object" && params !== null ? { params: params as NonNullable<Refusal["params"]> } : {}) };
}

/** Kinds of means, or free words. */
export function missingIn(event: Pick<LedgerEvent, "type" | "data">): readonly string[] {
  const missing = event.data["missing"];
  return !ALARM.test(event.type) && Array.isArray(missing) && missing.every((one) => typeof one === "string") ? missing : [];
}
