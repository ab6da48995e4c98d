/** Duties to somebody at home: a check each day, service at the door for who may not go out, symptoms answered, papers completed. */
import type { DutyRule } from "../../../engine/rule.ts";

const ISSUER = { org: "data.owner.org", post: "data.owner" } as const;
const OVER = { on: "person.released", subject: "measure", as: "lapsed" } as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "home.begin",
    title: { zh: "社区接手居家管理", en: "Community takes the stay at home on" },
    clause: "handover.sign",
    opens: [{ on: "home.announced", subject: "measure", start: "data.begins", asker: { org: "command" }, holder: { org: "actor", actorRole: true }, offer: { org: "data.org" } }],
    moves: [{ on: "home.started", subject: "measure", as: "verified", by: "data.org" }, OVER],
    verifiedBy: "counterpart",
    finding: "deadline_missed",
  },
  {
    kind: "home.check",
    title: { zh: "居家人员每日健康监测", en: "Check on the person at home every day" },
    clause: "home.check",
    opens: [{ on: "home.started", subject: "measure", asker: ISSUER, holder: { org: "data.org" } }],
    moves: [{ on: "home.checked", subject: "measure", as: "done" }, OVER],
    verifiedBy: "sample",
    finding: "deadline_missed",
    repeatsWhile: { "thing.atHome": true },
  },
  {
    kind: "home.door",
    title: { zh: "足不出户、上门服务", en: "Service at the door of who may not go out" },
    clause: "home.door",
    opens: [{ on: "home.started", when: { "data.confined": true }, subject: "measure", asker: ISSUER, holder: { org: "data.org", post: "data.support" } }],
    moves: [{ on: "home.served", subject: "measure", as: "done" }, OVER],
    verifiedBy: "sample",
    finding: "deadline_missed",
    repeatsWhile: { "thing.atHome": true },
  },
  {
    kind: "home.symptoms",
    title: { zh: "居家人员症状处置", en: "Answer symptoms at home" },
    clause: "need.urgent",
    opens: [{ on: "home.symptoms", subject: "measure", asker: ISSUER, holder: { org: "data.org", answers: "home.check" } }],
    moves: [{ on: "home.symptoms_answered", subject: "measure", as: "done" }, OVER],
    verifiedBy: "asker",
    finding: "deadline_missed",
  },
  {
    kind: "home.complete-exit",
    title: { zh: "补全紧急外出就医手续", en: "Complete the papers of an emergency way out" },
    clause: "measure.complete",
    opens: [{ on: "home.left", when: { "data.complete": false }, subject: "measure", asker: ISSUER, holder: { org: "data.org", answers: "home.check" } }],
    moves: [{ on: "home.exit_completed", subject: "measure", as: "done" }, OVER],
    verifiedBy: "record",
    finding: null,
  },
];
