/** Duties of a stay: its plan, each test on its day, a second look where what it rests on has changed. */
import type { DutyRule } from "../../../engine/rule.ts";

/** One row for each list of test days, so that every clock cites the one it comes from. */
function test(list: string, kind: string, clause: string, zh: string, en: string): DutyRule {
  return {
    kind,
    title: { zh, en },
    clause,
    opens: [{ on: "test_day.set", when: { "data.list": list }, subject: "test-day", due: "data.due", asker: { org: "data.owner.org", post: "data.owner" }, holder: { org: "data.org", answers: "stay.test" } }],
    moves: [{ on: "test_day.sampled", subject: "test-day", as: "done" }, { on: "test_day.dropped", subject: "test-day", as: "lapsed" }],
    verifiedBy: "sample",
    finding: "deadline_missed",
  };
}

const ISSUER = { org: "data.owner.org", post: "data.owner" } as const;

export const duties: readonly DutyRule[] = [
  test("contact", "stay.test", "contact.test-days", "隔离期间按日检测", "Test on the day the edition says"),
  test("home", "stay.test-home", "contact.test-days.home", "居家期间按日检测", "Test at home on its day"),
  test("secondary", "stay.test-secondary", "secondary.test-days", "次密接按日检测", "Test a secondary contact on its day"),
  test("edition", "stay.test-edition", "edition.transition", "按新版方案检测", "Test on a day of the newly adopted edition"),
  test("catch-up", "stay.test-catch-up", "stay.catch-up", "补测", "Make up a test missed before arrival"),
  {
    kind: "stay.plan",
    title: { zh: "补齐末次暴露并排定隔离期", en: "Name the last exposure and lay the stay down" },
    clause: "stay.plan",
    opens: [{ on: "stay.unplanned", subject: "measure", asker: { org: "command" }, holder: ISSUER }],
    moves: [{ on: "stay.planned", subject: "measure", as: "done" }, { on: "person.released", subject: "measure", as: "lapsed" }],
    verifiedBy: "record",
    finding: null,
  },
  {
    kind: "stay.reconsider",
    title: { zh: "对应密接者阳性，重新判定", en: "Look again at whom the positive contact had met" },
    clause: "decision.correction",
    opens: [{ on: "stay.doubted", subject: "measure", asker: { org: "command" }, holder: ISSUER }],
    moves: [{ on: "contact.reclassified", subject: "measure", as: "done" }, { on: "stay.kept", subject: "measure", as: "done" }, { on: "person.released", subject: "measure", as: "lapsed" }],
    verifiedBy: "asker",
    finding: null,
  },
  {
    kind: "stay.recount",
    title: { zh: "决定是否重新计算隔离期", en: "Decide whether the stay is counted again" },
    clause: "decision.correction",
    opens: [{ on: "stay.recount_proposed", subject: "measure", asker: { org: "command" }, holder: ISSUER }],
    moves: [
      { on: "measure.extended", subject: "measure", as: "done" },
      { on: "stay.recount_declined", subject: "measure", as: "done" },
      { on: "person.released", subject: "measure", as: "lapsed" },
    ],
    verifiedBy: "asker",
    finding: null,
  },
];
