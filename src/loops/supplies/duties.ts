/** Duties of a confined compound: the first delivery, the daily account, missed households, calls out, failed services. */
import type { DutyRule } from "../../engine/rule.ts";

const GUARANTOR = { org: "data.guarantor.org", post: "data.guarantor" } as const;
const SUPPLY_LEAD = { org: "data.supplyLead.org", post: "data.supplyLead" } as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "supply.first",
    title: { zh: "封控后首次物资配送到户", en: "First delivery to every door of a confined compound" },
    clause: "supply.first",
    opens: [{ on: "compound.confined", subject: "compound", due: "data.firstDelivery", asker: GUARANTOR, holder: SUPPLY_LEAD }],
    moves: [
      { on: "supplies.accounted", when: { "data.complete": true }, subject: "compound", as: "done" },
      { on: "compound.lifted", subject: "compound", as: "lapsed" },
    ],
    verifiedBy: "asker",
    finding: "assigned_tasks_not_done",
    harm: ["crowd.reported"],
  },
  {
    kind: "supply.account",
    title: { zh: "小区物资保障每日逐户核对", en: "Account for a compound's supplies each day, household by household" },
    clause: "supply.account",
    opens: [{ on: "compound.confined", subject: "compound", asker: GUARANTOR, holder: SUPPLY_LEAD }],
    moves: [
      { on: "supplies.accounted", subject: "compound", as: "done" },
      { on: "compound.lifted", subject: "compound", as: "lapsed" },
    ],
    verifiedBy: "sample",
    finding: "assigned_tasks_not_done",
    harm: ["crowd.reported"],
    repeatsWhile: { "thing.confined": true },
    watched: true,
  },
  {
    kind: "supply.unmet",
    title: { zh: "为遗漏住户补送物资", en: "Supply a household that was missed" },
    clause: "need.food",
    opens: [{ on: "household.missed", subject: "household", asker: GUARANTOR, holder: SUPPLY_LEAD }],
    moves: [{ on: "household.supplied", subject: "household", as: "done" }],
    verifiedBy: "asker",
    finding: "deadline_missed",
  },
  {
    kind: "vulnerable.call",
    title: { zh: "每日主动联系重点关爱住户", en: "Call households on the care list each day" },
    clause: "need.ask",
    opens: [{ on: "household.listed", subject: "household", asker: { org: "above:data.org", answers: "command" }, holder: { org: "data.org" } }],
    moves: [
      { on: "household.called", when: { "data.spokeTo": true }, subject: "household", as: "done" },
      { on: "door.knocked", subject: "household", as: "done" },
      { on: "household.unlisted", subject: "household", as: "lapsed" },
    ],
    verifiedBy: "sample",
    finding: "deadline_missed",
    repeatsWhile: { "thing.listed": true },
  },
  {
    kind: "door.knock",
    title: { zh: "联系不上的住户上门探访", en: "Knock where nobody answered" },
    clause: "door.knock",
    opens: [{ on: "household.called", when: { "data.spokeTo": false }, subject: "household", asker: { org: "actor", actorRole: true }, holder: { org: "data.org" } }],
    moves: [
      { on: "door.knocked", subject: "household", as: "done" },
      { on: "household.called", when: { "data.spokeTo": true }, subject: "household", as: "done" },
    ],
    verifiedBy: "sample",
    finding: "deadline_missed",
  },
  {
    kind: "service.restore",
    title: { zh: "恢复水电气暖等民生服务", en: "Restore a livelihood service" },
    clause: "service.restore",
    opens: [{ on: "service.failed", subject: "fault", asker: GUARANTOR, holder: { org: "data.org" }, offer: { org: "data.provider" } }],
    moves: [
      { on: "service.restored", subject: "fault", as: "done" },
      { on: "service.confirmed", subject: "fault", as: "verified" },
      { on: "service.denied", subject: "fault", as: "rejected" },
    ],
    verifiedBy: "counterpart",
    finding: "deadline_missed",
  },
];
