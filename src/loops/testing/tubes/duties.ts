/** Duties of tubes: each hand in time, results in time by what the sample is for, and the people of a positive pool. */
import type { DutyRule, Who } from "../../../engine/rule.ts";
import { PURPOSES } from "../rounds/views.ts";

const OWNER: Who = { org: "data.org", post: "data.owner" };
const NAMES = { mass: ["大规模检测", "a mass round"], "fever-clinic": ["发热门诊", "a fever clinic"], patients: ["住院门诊", "patients"], voluntary: ["愿检尽检", "people who wish it"], release: ["解除隔离", "a release"] } as const;

const testing: readonly DutyRule[] = PURPOSES.map((purpose) => ({
  kind: `tube.test.${purpose}`,
  title: { zh: `按时出结果（${NAMES[purpose][0]}）`, en: `Result in time (sample for ${NAMES[purpose][1]})` },
  clause: `test.result.${purpose}`,
  opens: [{ on: "tubes.received", when: { "thing.purpose": purpose }, subject: "tube", asker: { org: "command", answers: "command" }, holder: { org: "data.labOrg", answers: "tube.test" } }],
  moves: [{ on: "tube.resulted", subject: "tube", as: "done" }, { on: "tubes.rerouted", subject: "tube", as: "lapsed" }],
  verifiedBy: "record",
  finding: "deadline_missed",
}));

const delivering: readonly DutyRule[] = [
  {
    kind: "tube.pick-up",
    title: { zh: "样本及时起运", en: "Have the tube picked up" },
    clause: "test.sample.to-lab-aim",
    opens: [{ on: "tube.collected", subject: "tube", asker: OWNER, holder: { org: "data.deliverOrg", answers: "tube.deliver" } }],
    moves: [{ on: "tubes.picked_up", subject: "tube", as: "done" }, { on: "tubes.received", subject: "tube", as: "done" }],
    verifiedBy: "record",
    finding: null,
  },
  {
    kind: "tube.deliver",
    title: { zh: "样本及时送检", en: "Bring the tube to the laboratory in time" },
    clause: "test.sample.to-lab",
    opens: [{ on: "tube.collected", subject: "tube", asker: OWNER, holder: { org: "data.deliverOrg" } }],
    moves: [
      { on: "tubes.picked_up", subject: "tube", as: "started" },
      { on: "tubes.received", subject: "tube", as: "verified", by: "data.labOrg" },
      { on: "tubes.received", subject: "tube", as: "done" },
    ],
    verifiedBy: "counterpart",
    finding: "samples_not_sent_in_time",
    watched: true,
  },
];

const answering: readonly DutyRule[] = [
  {
    kind: "tube.report",
    title: { zh: "及时报告检测结果", en: "Report the result" },
    clause: "test.report.within",
    opens: [{ on: "tube.resulted", when: { "data.positive": false }, subject: "tube", asker: OWNER, holder: { org: "data.labOrg", answers: "tube.test" } }],
    moves: [{ on: "tubes.reported", subject: "tube", as: "done" }],
    verifiedBy: "record",
    finding: "deadline_missed",
  },
  {
    kind: "positive.report",
    title: { zh: "阳性结果立即报告", en: "Report the positive result" },
    clause: "report.deadline",
    opens: [{ on: "tube.resulted", when: { "data.positive": true }, subject: "tube", asker: OWNER, holder: { org: "data.labOrg", answers: "tube.test" } }],
    moves: [{ on: "tubes.reported", subject: "tube", as: "done" }],
    verifiedBy: "record",
    finding: "deadline_missed",
    watched: true,
  },
  {
    kind: "tube.resample",
    title: { zh: "无效样本重采", en: "Sample again where the tube was invalid" },
    clause: "test.resample",
    opens: [{ on: "tube.voided", subject: "tube", asker: OWNER, holder: { org: "data.org", answers: "point.sampling" } }],
    moves: [{ on: "tube.resampled", subject: "tube", as: "done" }],
    verifiedBy: "record",
    finding: "deadline_missed",
  },
];

const pools: readonly DutyRule[] = [
  {
    kind: "member.single-sample",
    title: { zh: "混管阳性人员单采", en: "Sample the member of a positive pool singly" },
    clause: "test.pool.single",
    opens: [{ on: "member.held", subject: "pool-member", asker: OWNER, holder: { org: "data.org", answers: "point.sampling" } }],
    moves: [
      { on: "member.sampled", subject: "pool-member", as: "done" },
      { on: "member.cleared", subject: "pool-member", as: "lapsed" },
    ],
    verifiedBy: "record",
    finding: "deadline_missed",
  },
  {
    kind: "member.release",
    title: { zh: "按时解除混管阳性人员管控", en: "End the hold of the member in time" },
    clause: "test.pool.hold",
    opens: [{ on: "member.held", subject: "pool-member", due: "data.holdUntil", asker: OWNER, holder: { org: "data.org", answers: "point.sampling" } }],
    moves: [
      { on: "member.cleared", subject: "pool-member", as: "done" },
      { on: "member.confirmed", subject: "pool-member", as: "lapsed" },
    ],
    verifiedBy: "record",
    finding: "deadline_missed",
    watched: true,
  },
];

export const duties: readonly DutyRule[] = [...delivering, ...testing, ...answering, ...pools];
