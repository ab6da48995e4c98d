/** Duties of the list: doubtful households visited, everybody missing accounted for by name. */
import type { DutyRule, Who } from "../../../engine/rule.ts";

const OWNER: Who = { org: "data.area", post: "data.owner" };

export const duties: readonly DutyRule[] = [
  {
    kind: "household.check",
    title: { zh: "上门核实存疑住户", en: "Visit the household in doubt" },
    clause: "test.door-knock",
    opens: [{ on: "household.doubtful", subject: "doubtful-household", asker: OWNER, holder: { org: "data.org" } }],
    moves: [{ on: "household.checked", subject: "doubtful-household", as: "done" }],
    verifiedBy: "sample",
    finding: null,
  },
  {
    kind: "missing.follow",
    title: { zh: "逐人核实应检未检人员", en: "Account by name for everybody missing" },
    clause: "test.missing.follow",
    opens: [{ on: "missing.listed", subject: "missing-list", asker: OWNER, holder: { org: "data.org" } }],
    moves: [{ on: "missing.followed", subject: "missing-list", as: "done" }],
    verifiedBy: "sample",
    finding: "deadline_missed",
    watched: true,
  },
];
