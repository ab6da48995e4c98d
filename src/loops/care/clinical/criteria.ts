/**
 * Whether a patient meets the criteria for discharge of the clinical protocol in force. What can be counted (days
 * without fever, tests and the time between them) is counted from what was recorded, not believed from a tick.
 */
import type { When } from "../../../base/time.ts";
import { applies, count, lengthMs, list, valueOf } from "../../../engine/pack/clause.ts";
import type { ResolvedPack } from "../../../engine/pack/types.ts";

export interface TestResult {
  readonly at: When;
  readonly result: "negative" | "positive";
  readonly ct?: number;
}

export interface Checked {
  /** Ids of the criteria a clinician found met. */
  readonly met: readonly string[];
  readonly tests?: readonly TestResult[];
  readonly feverFreeSince?: When;
}

/** The criteria of the pack in force that can be counted, and with what. */
const COUNTED = { temperature: "discharge.temperature-days", "two-negatives": "discharge.tests" } as const;

/** Tests that meet the value asked, after the last one that does not, each surely the gap after the one before. */
function enoughTests(pack: ResolvedPack, tests: readonly TestResult[]): boolean {
  const limit = applies(pack, "discharge.ct") ? Number(valueOf(pack, "discharge.ct")) : null;
  const passes = (test: TestResult): boolean => test.result === "negative" || (limit !== null && test.ct !== undefined && test.ct >= limit);
  const inOrder = [...tests].sort((a, b) => a.at.latest - b.at.latest);
  const since = inOrder.slice(inOrder.findLastIndex((test) => !passes(test)) + 1);
  const gap = applies(pack, "discharge.test-gap") ? lengthMs(pack, "discharge.test-gap") : 0;
  let counted = 0;
  let last: When | null = null;
  for (const { at } of since) {
    if (last !== null && at.earliest - last.latest < gap) continue;
    counted += 1;
    last = at;
  }
  return counted >= count(pack, "discharge.tests");
}

/** Criteria still lacking, by id; null where the rules in force have no list and the clinician judges. */
export function lackingFor(pack: ResolvedPack, checked: Checked, now: When): string[] | null {
  if (!applies(pack, "discharge.criteria")) return null;
  return list(pack, "discharge.criteria").filter((criterion) => {
    const clause = COUNTED[criterion as keyof typeof COUNTED];
    if (clause === undefined || !applies(pack, clause)) return !checked.met.includes(criterion);
    if (criterion === "two-negatives") return !enoughTests(pack, checked.tests ?? []);
    return checked.feverFreeSince === undefined || now.earliest - checked.feverFreeSince.latest < lengthMs(pack, clause);
  });
}
