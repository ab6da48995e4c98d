/** Duties of care: a plan of one's own, looked at each day; discharge without delay; the hand-over to whoever follows on. */
import type { DutyRule, MoveTrigger, Who } from "../../../engine/rule.ts";

const HOSPITAL: Who = { org: "data.hospital", answers: "patient.care" };
const ABOVE: Who = { org: "above:data.hospital", answers: "command" };
const SENDER: Who = { org: "actor", actorRole: true };
/** Whatever is still owed to somebody who has died ends with them. */
const died: MoveTrigger = { on: "patient.died", subject: "patient", as: "lapsed" };
const left: MoveTrigger = { on: "patient.discharged", subject: "patient", as: "lapsed" };

export const duties: readonly DutyRule[] = [
  {
    kind: "care.plan",
    title: { zh: "制定一人一策治疗方案", en: "Set the patient's own plan" },
    clause: "care.plan",
    opens: [{ on: "patient.admitted", subject: "patient", asker: ABOVE, holder: HOSPITAL }],
    moves: [{ on: "patient.plan_set", subject: "patient", as: "done" }, left, died],
    verifiedBy: "sample",
    finding: "deadline_missed",
  },
  {
    kind: "care.review",
    title: { zh: "每日研判治疗方案", en: "Go over the plan" },
    clause: "care.review",
    opens: [{ on: "patient.plan_set", subject: "patient", asker: ABOVE, holder: HOSPITAL }],
    moves: [{ on: "patient.plan_reviewed", subject: "patient", as: "done" }, left, died, { on: "patient.referred", subject: "patient", as: "lapsed" }],
    verifiedBy: "sample",
    finding: "deadline_missed",
    repeatsWhile: { "thing.inCare": true },
  },
  {
    kind: "care.experts",
    title: { zh: "长期阳性患者专家评估", en: "Have experts assess a patient positive for long" },
    clause: "discharge.expert-after",
    opens: [{ on: "patient.admitted", when: { "data.expertsLater": true }, subject: "patient", asker: ABOVE, holder: HOSPITAL }],
    moves: [{ on: "patient.assessed", subject: "patient", as: "done" }, left, died],
    verifiedBy: "sample",
    finding: "deadline_missed",
  },
  {
    kind: "patient.discharge",
    title: { zh: "符合标准的患者及时出院", en: "Discharge a patient who meets the criteria" },
    clause: "care.discharge",
    opens: [{ on: "patient.fit", subject: "patient", asker: ABOVE, holder: HOSPITAL }],
    moves: [{ on: "patient.discharged", subject: "patient", as: "done" }, { on: "patient.unfit", subject: "patient", as: "lapsed" }, died],
    verifiedBy: "sample",
    finding: "deadline_missed",
  },
  {
    kind: "patient.receive",
    title: { zh: "患者交接，由接收机构签收", en: "Hand the patient over; the receiving institution signs" },
    clause: "handover.sign",
    opens: [
      { on: "patient.discharged", when: { "data.handedOver": true }, subject: "patient", asker: SENDER, holder: SENDER, offer: { org: "data.to", answers: "patient.care" } },
      { on: "patient.referred", subject: "patient", asker: SENDER, holder: SENDER, offer: { org: "data.to", answers: "patient.care" } },
    ],
    moves: [{ on: "patient.received", subject: "patient", as: "verified", by: "data.to" }, died],
    verifiedBy: "counterpart",
    finding: "deadline_missed",
  },
  {
    kind: "patient.follow-up",
    title: { zh: "出院后随访", en: "Follow the patient up" },
    clause: null,
    opens: [{ on: "patient.followup_planned", subject: "follow-up", due: "data.due", asker: ABOVE, holder: { org: "data.org", answers: "patient.care" } }],
    moves: [{ on: "patient.followed_up", subject: "follow-up", as: "done" }, { on: "patient.died", subject: "follow-up", as: "lapsed" }],
    verifiedBy: "sample",
    finding: "deadline_missed",
  },
  {
    kind: "observation.end",
    title: { zh: "出院后观察期满即结束", en: "End the observation after discharge on its day" },
    clause: null,
    opens: [{ on: "patient.discharged", when: { "data.observed": true }, subject: "patient", due: "data.observationEnd", asker: ABOVE, holder: { org: "data.observer", answers: "patient.care" } }],
    moves: [{ on: "patient.observation_ended", subject: "patient", as: "done" }, { on: "patient.admitted", subject: "patient", as: "lapsed" }, died],
    verifiedBy: "sample",
    finding: "deadline_missed",
  },
];
