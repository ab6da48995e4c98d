/** Duties of integrity: a person decides on each signal, and every decision that rested on a doubted result is made again. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "integrity.decide",
    title: { zh: "对检测诚信信号作出判断", en: "Decide on the integrity signal" },
    clause: "test.integrity.review",
    opens: [
      { on: "integrity.raised", subject: "integrity-signal", asker: { org: "command", answers: "command" }, holder: { org: "command" } },
      { on: "integrity.appealed", subject: "integrity-signal", asker: { org: "actor", actorRole: true }, holder: { org: "command" } },
    ],
    moves: [{ on: "integrity.decided", subject: "integrity-signal", as: "done" }],
    verifiedBy: "record",
    finding: "deadline_missed",
  },
  {
    kind: "case.look-back",
    title: { zh: "回看病例既往阴性", en: "Look back at the case's negatives" },
    clause: "test.integrity.review",
    opens: [{ on: "case.reported", when: { "data.person": true, "data.class": "confirmed" }, subject: "case", asker: { org: "actor", actorRole: true }, holder: { org: "command", answers: "integrity.decide" }, onlyIfMapped: true }],
    moves: [{ on: "case.looked_back", subject: "case", as: "done" }],
    verifiedBy: "record",
    finding: null,
  },
  {
    kind: "decision.repeat",
    title: { zh: "复检并重新作出决定", en: "Test again and decide again" },
    clause: "test.integrity.repeat",
    opens: [{ on: "decision.to_repeat", subject: "repeat", asker: { org: "command", answers: "command" }, holder: { org: "data.org" } }],
    moves: [{ on: "decision.repeated", subject: "repeat", as: "done" }],
    verifiedBy: "sample",
    finding: "record_falsified",
    watched: true,
  },
];
