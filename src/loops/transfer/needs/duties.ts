/** Whoever plans a journey owes each person the word of it before it begins. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "transfer.inform",
    title: { zh: "转运前告知本人", en: "Tell the person before the journey" },
    clause: "transfer.inform",
    opens: [{ on: "transfer.planned", subject: "contact", due: "data.departAt", asker: { org: "command" }, holder: { org: "actor", actorRole: true } }],
    moves: [
      { on: "transfer.informed", subject: "contact", as: "done" },
      { on: "transfer.cancelled", subject: "contact", as: "lapsed" },
      { on: "contact.ruled_out", subject: "contact", as: "lapsed" },
    ],
    verifiedBy: "sample",
    finding: null,
  },
];
