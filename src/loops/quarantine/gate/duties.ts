/** Duties before a release: every sample taken early enough, every result in, the way home arranged. A missing test is the authority's lateness. */
import type { DutyRule } from "../../../engine/rule.ts";

const ISSUER = { org: "data.owner.org", post: "data.owner" } as const;
const OVER = [{ on: "person.released", subject: "measure", as: "lapsed" }, { on: "stay.dropped", subject: "measure", as: "lapsed" }] as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "release.sample",
    title: { zh: "期满前采齐解除核验样本", en: "Take every release sample before the end" },
    clause: "test.result.release",
    opens: [{ on: "stay.planned", when: { "data.sampling": true }, subject: "measure", due: "data.sampleBy", asker: ISSUER, holder: { org: "data.org" } }],
    moves: [{ on: "release.sampled", when: { "data.complete": true }, subject: "measure", as: "done" }, ...OVER],
    verifiedBy: "record",
    finding: "deadline_missed",
  },
  {
    kind: "release.gate",
    title: { zh: "期满前出齐解除核验结果", en: "Have the release check complete before the end" },
    clause: "release.gate.by",
    opens: [{ on: "stay.planned", when: { "data.gate": true }, subject: "measure", due: "data.ready", asker: { org: "command" }, holder: ISSUER }],
    moves: [{ on: "release.prepared", subject: "measure", as: "done" }, ...OVER],
    verifiedBy: "record",
    finding: "deadline_missed",
    watched: true,
  },
];
