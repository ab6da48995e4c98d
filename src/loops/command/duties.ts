/** Duties of command: overdue duties looked at, resources answered for one level up. */
import type { DutyRule } from "../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "order.reach",
    title: { zh: "指令无人签收，落实到人", en: "Find who carries the order out there" },
    clause: "push.receipt",
    // Nobody answers for orders at the unit: the order stays with its issuer, and so does finding somebody.
    opens: [{ on: "duty.opened", when: { "data.kind": "order.execute", "data.unreached": true }, subject: "duty:data.duty", asker: { org: "command", answers: "command" }, holder: { org: "data.holder.org", post: "data.holder" } }],
    moves: [
      { on: "duty.offered", subject: "duty:data.duty", as: "done" },
      { on: "duty.done", subject: "duty:data.duty", as: "lapsed" },
      { on: "duty.withdrawn", subject: "duty:data.duty", as: "lapsed" },
      { on: "duty.lapsed", subject: "duty:data.duty", as: "lapsed" },
    ],
    verifiedBy: "record",
    finding: null,
  },
  {
    kind: "guarantor.review",
    title: { zh: "包保责任人每日检查", en: "Guarantor's daily review" },
    clause: "guarantor.review",
    opens: [
      { on: "duty.overdue", when: { "data.watched": true }, subject: "org:data.unit", asker: { org: "command" }, holder: { org: "data.unit" }, onlyIfMapped: true },
      { on: "duty.escalated", when: { "data.watched": true, "data.overdue": true }, subject: "org:data.unit", asker: { org: "command" }, holder: { org: "data.unit" }, onlyIfMapped: true },
    ],
    moves: [{ on: "guarantee.reviewed", subject: "org", as: "done" }],
    verifiedBy: "sample",
    finding: "guarantor_duty_missing",
  },
  {
    kind: "oversight",
    title: { zh: "上级过问逾期任务", en: "Look at the late duty" },
    clause: "oversight.look",
    opens: [{
      on: "duty.overdue", when: { "data.watched": true }, subject: "duty:data.duty",
      asker: { org: "command" }, holder: { org: "data.followerOrg" }, onlyIfMapped: true,
    }],
    moves: [
      { on: "duty.looked", subject: "duty:data.duty", as: "done", byHolder: true },
      { on: "duty.withdrawn", subject: "duty:data.duty", as: "lapsed" },
      { on: "duty.lapsed", subject: "duty:data.duty", as: "lapsed" },
    ],
    verifiedBy: "sample",
    finding: "weak_oversight",
  },
  {
    kind: "resource.provide",
    title: { zh: "解决受阻所缺资源", en: "Provide what a blocked duty lacks" },
    clause: "capacity.answer",
    opens: [{
      on: "duty.blocked", subject: "duty:data.duty",
      asker: { org: "data.holderOrg", post: "data.holder" }, holder: { org: "above:data.holderOrg" },
    }],
    moves: [
      { on: "resource.provided", subject: "duty:data.duty", as: "done" },
      { on: "duty.unblocked", subject: "duty:data.duty", as: "verified" },
      { on: "duty.done", subject: "duty:data.duty", as: "lapsed" },
      { on: "duty.withdrawn", subject: "duty:data.duty", as: "lapsed" },
      { on: "duty.lapsed", subject: "duty:data.duty", as: "lapsed" },
    ],
    verifiedBy: "counterpart",
    finding: "capacity_gap",
  },
];
