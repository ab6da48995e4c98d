/** The order in which acts are offered: what moves the duty on first, what ends it without being done last. */
import type { Offered } from "../api-types.ts";

const ORDER = [
  "duty.accept", "duty.verify", "duty.done", "duty.start", "duty.plan", "duty.progress", "duty.look", "duty.offer", "duty.unblock", "duty.block",
  "duty.take-over", "duty.decline", "duty.reject", "duty.recall", "duty.withdraw",
];

export function inOrder(offered: readonly Offered[]): Offered[] {
  const place = (type: string): number => (ORDER.includes(type) ? ORDER.indexOf(type) : ORDER.indexOf("duty.take-over") - 0.5);
  return offered.toSorted((a, b) => place(a.type) - place(b.type));
}
