/** Duties on the way up: a proposed raise decided by who signs, a wide drawing signed by a second person. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "area.decide",
    title: { zh: "对提级建议作出决定", en: "Decide on a proposed raise of level" },
    clause: "area.decide",
    // Asked from when the case was heard of: nobody decides before.
    opens: [{ on: "area.upgrade_proposed", subject: "area", start: "data.asked", asker: { org: "command" }, holder: { org: "data.org", post: "data.signer" } }],
    moves: [
      { on: "area.draw_signed", subject: "area", as: "started" },
      { on: "area.drawn", subject: "area", as: "done" },
      { on: "area.kept", subject: "area", as: "done" },
    ],
    verifiedBy: "asker",
    finding: "deadline_missed",
  },
  {
    kind: "area.countersign",
    title: { zh: "扩大划定的第二人签", en: "Second signature for a wide drawing" },
    clause: "area.countersign",
    opens: [
      { on: "area.draw_signed", subject: "area", asker: { org: "data.signer.org", post: "data.signer" }, holder: { org: "data.second.org", post: "data.second" } },
      { on: "area.drawn", when: { "data.lacksSecond": true }, subject: "area", asker: { org: "data.signer.org", post: "data.signer" }, holder: { org: "data.second.org", post: "data.second" } },
    ],
    moves: [
      { on: "area.drawn", when: { "data.lacksSecond": null }, subject: "area", as: "done" },
      { on: "area.countersigned", subject: "area", as: "done" },
      { on: "area.draw_dropped", subject: "area", as: "done" },
    ],
    verifiedBy: "record",
    finding: "deadline_missed",
  },
];
