/** Duties of institutions: their numbers returned each day, matters reported up in time, lapses mended. */
import type { DutyRule } from "../../engine/rule.ts";

const ABOVE = { org: "above:data.org", answers: "inspection" } as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "baseline.return",
    title: { zh: "每日报送底数", en: "Return the baseline numbers each day" },
    clause: "baseline.return",
    opens: [{ on: "institution.registered", when: { "data.owesBaseline": true }, subject: "institution", asker: ABOVE, holder: { org: "data.org" } }],
    moves: [
      { on: "baseline.returned", when: { "data.complete": true }, subject: "institution", as: "done" },
      // Whoever came to look has seen that the numbers are not there.
      { on: "inspection.recorded", subject: "institution", as: "looked" },
    ],
    verifiedBy: "sample",
    finding: "baseline_unknown_and_not_reported",
    repeatsWhile: { "thing.owesBaseline": true },
  },
  {
    kind: "matter.report",
    title: { zh: "及时上报重大事项", en: "Report the matter up in time" },
    clause: "matter.report",
    opens: [{ on: "matter.known", subject: "matter", asker: ABOVE, holder: { org: "data.org" } }],
    moves: [{ on: "matter.reported", subject: "matter", as: "done" }],
    verifiedBy: "asker",
    finding: "baseline_unknown_and_not_reported",
  },
  {
    kind: "lapse.mend",
    title: { zh: "整改检查发现的问题", en: "Mend what an inspection found" },
    clause: "lapse.mend",
    opens: [{ on: "lapse.found", subject: "lapse", asker: { org: "actor", actorRole: true }, holder: { org: "data.org" } }],
    moves: [{ on: "lapse.mended", subject: "lapse", as: "done" }],
    verifiedBy: "asker",
    finding: "deadline_missed",
  },
];
