/** The duty of a data pull: what was asked for is deleted by its day, and somebody else has seen it gone. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "data-pull.delete",
    title: { zh: "按期删除调取的数据", en: "Delete the data that were asked for" },
    clause: null,
    opens: [{ on: "data-pull.asked", subject: "data-pull", due: "data.deleteBy", asker: { org: "above:actor", answers: "command" }, holder: { org: "actor", actorRole: true } }],
    moves: [{ on: "data-pull.deleted", subject: "data-pull", as: "done" }],
    verifiedBy: "asker",
    finding: "deadline_missed",
  },
];
