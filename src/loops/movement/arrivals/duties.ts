/** The duty towards an arrival from a risk area: the receiving community takes the person on and settles what follows. */
import type { DutyRule } from "../../../engine/rule.ts";

const IMPORTER = { org: "actor", actorRole: true } as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "traveller.settle",
    title: { zh: "落实风险地区来返人员管控", en: "Settle an arrival from a risk area" },
    clause: "arrival.settle",
    opens: [
      { on: "traveller.recorded", when: { "data.matched": true }, subject: "traveller", start: "data.clockFrom", asker: IMPORTER, holder: IMPORTER, offer: { org: "thing.home" } },
      { on: "traveller.rematched", subject: "traveller", start: "data.clockFrom", asker: IMPORTER, holder: IMPORTER, offer: { org: "thing.home" } },
    ],
    offers: [{ on: "traveller.redirected", subject: "traveller", to: { org: "data.home" } }],
    moves: [
      { on: "traveller.settled", subject: "traveller", as: "done" },
      { on: "traveller.cleared", subject: "traveller", as: "lapsed" },
    ],
    verifiedBy: "sample",
    finding: "deadline_missed",
  },
];
