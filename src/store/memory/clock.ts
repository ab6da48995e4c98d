/** The clock over ledgers in memory: what has fallen due, in order, through the same commands as everything. */
import { assert, isRefusal } from "../../base/refusal.ts";
import type { Ms } from "../../base/time.ts";
import { takeDue } from "../due.ts";
import { take, type Ledger, type Neighbours } from "./ledger.ts";

/** Takes every step due in one incident by `now`; returns how many. */
export function runDue(ledger: Ledger, neighbours: Neighbours, sentNow: Ms, limit: number): number {
  const now = Math.max(sentNow, ledger.learned, neighbours.city.learned);
  const { context } = ledger.setting;
  let steps = 0;
  for (let part = takeDue(ledger.ticks, now, limit); part !== null; part = takeDue(ledger.ticks, now, limit)) {
    const head = ledger.events.length;
    const receipt = take(ledger, neighbours, {
      id: `clock:${part.until}:${head}`, type: "clock.tick", incident: context.incident,
      actor: { org: context.commandPost.org, role: "clock" }, data: { duties: part.ids, until: part.until },
    }, now);
    assert(!isRefusal(receipt), "the clock was refused");
    const taken = ledger.events.slice(head).filter((event) => event.cause === undefined).length;
    assert(taken > 0, "the clock found nothing due");
    steps += taken;
  }
  return steps;
}
