/** Duties of exit points: somebody there, a fresh list, and an emergency that was turned back brought to care at once. */
import type { DutyRule } from "../../../engine/rule.ts";

const ABOVE = { org: "above:data.org", answers: "command" } as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "gate.relieve",
    title: { zh: "卡口接班人员到位", en: "Relieve the exit point before its shift ends" },
    clause: null,
    opens: [{ on: "gate.cover_ends", subject: "gate", due: "data.until", asker: ABOVE, holder: { org: "data.org" } }],
    moves: [{ on: "gate.staffed", subject: "gate", as: "done" }, { on: "gate.closed", subject: "gate", as: "lapsed" }],
    verifiedBy: "record",
    finding: null,
  },
  {
    kind: "gate.refresh",
    title: { zh: "更新卡口核验名单", en: "Renew the exit point's list" },
    clause: "permit.list-age",
    opens: [{ on: "gate.list_ages", subject: "gate", start: "data.asOf", asker: ABOVE, holder: { org: "data.org" } }],
    moves: [{ on: "gate.list_taken", subject: "gate", as: "done" }, { on: "gate.closed", subject: "gate", as: "lapsed" }],
    verifiedBy: "record",
    finding: null,
  },
  {
    kind: "emergency.mend",
    title: { zh: "立即将被拦急救送医", en: "Bring to care who was turned back in an emergency" },
    clause: "need.urgent",
    opens: [{ on: "emergency.hindered", subject: "passage", asker: ABOVE, holder: { org: "data.org" } }],
    moves: [{ on: "emergency.cared_for", subject: "passage", as: "done" }],
    verifiedBy: "asker",
    finding: "deadline_missed",
    watched: true,
  },
];
