/** Duties of lots: the temperature read while there are doses, and a decision on what was too warm or too cold. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "medicine.read",
    title: { zh: "按时记录药苗储存温度", en: "Read the temperature of what must be kept cold" },
    clause: "care.cold-reading",
    opens: [{ on: "medicine.received", when: { "data.watched": true }, subject: "medicine-lot", asker: { org: "above:data.org", answers: "command" }, holder: { org: "data.org", answers: "remedy.give" } }],
    moves: [
      { on: "medicine.temperature_read", subject: "medicine-lot", as: "done" },
      { on: "medicine.decided", when: { "data.verdict": "discard" }, subject: "medicine-lot", as: "lapsed" },
      { on: "medicine.taken", when: { "data.dosesLeft": 0 }, subject: "medicine-lot", as: "lapsed" },
      { on: "medicine.counted", when: { "data.doses": 0 }, subject: "medicine-lot", as: "lapsed" },
    ],
    verifiedBy: "sample",
    finding: "deadline_missed",
    harm: ["medicine.excursion"],
    repeatsWhile: { "thing.watched": true },
  },
  {
    kind: "medicine.decide",
    title: { zh: "决定温度超限批次能否再用", en: "Decide on a lot that was out of its temperature" },
    clause: "care.excursion",
    opens: [{ on: "medicine.excursion", subject: "medicine-lot", asker: { org: "data.org", answers: "remedy.give" }, holder: { org: "above:data.org" } }],
    moves: [{ on: "medicine.decided", subject: "medicine-lot", as: "done" }],
    verifiedBy: "record",
    finding: "deadline_missed",
  },
];
