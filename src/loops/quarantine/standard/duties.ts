/** Duties of a site's standard: findings mended, every layer named, the daily check, slots before people crowd, rooms before they run out. */
import type { DutyRule } from "../../../engine/rule.ts";

const SITE_OPEN = { "thing.status": "open" } as const;

/** Findings by how long they may stand; a locked exit may not stand at all. */
function mend(kind: string, clause: string, urgent: boolean, zh: string, en: string): DutyRule {
  return {
    kind,
    title: { zh, en },
    clause,
    opens: [{ on: "site_finding.made", when: { "data.urgent": urgent }, subject: "site-finding", asker: { org: "actor", actorRole: true }, holder: { org: "data.runBy", answers: "site.mend" } }],
    moves: [
      { on: "site_finding.mended", subject: "site-finding", as: "done" },
      { on: "site_finding.cleared", subject: "site-finding", as: "verified" },
      { on: "site_finding.upheld", subject: "site-finding", as: "rejected" },
      { on: "site.closed", subject: "site-finding", as: "lapsed" },
    ],
    verifiedBy: "asker",
    finding: "standard_breached",
  };
}

export const duties: readonly DutyRule[] = [
  mend("site.mend", "site.mend", false, "整改隔离点检查问题", "Mend what an inspection found"),
  mend("site.mend-now", "site.mend-now", true, "立即处置隔离点安全问题", "Mend a danger at the site at once"),
  {
    kind: "site.layers",
    title: { zh: "补齐隔离点五层责任", en: "Name every layer that answers for the site" },
    clause: "site.layers.due",
    opens: [{ on: "site.layers_short", subject: "site", asker: { org: "command" }, holder: { org: "data.runBy", answers: "coordination" } }],
    moves: [{ on: "site.layer_named", when: { "data.complete": true }, subject: "site", as: "done" }, { on: "site.closed", subject: "site", as: "lapsed" }],
    verifiedBy: "record",
    finding: "standard_breached",
  },
  {
    kind: "site.checklist",
    title: { zh: "隔离点每日检查", en: "Daily check of the site" },
    clause: "safe-place.check",
    opens: [{ on: "person.arrived", when: { "thing.assumed": null }, subject: "site", asker: { org: "thing.runBy", answers: "coordination" }, holder: { org: "thing.org", answers: "site.presence" } }],
    moves: [{ on: "site.inspected", when: { "data.checklist": "daily" }, subject: "site", as: "done" }, { on: "site.closed", subject: "site", as: "lapsed" }],
    verifiedBy: "sample",
    finding: "standard_breached",
    repeatsWhile: SITE_OPEN,
  },
  {
    kind: "site.slots",
    title: { zh: "按房间错峰安排就餐、检测和出入", en: "Time meals, tests and movements by room" },
    clause: "site.slots",
    opens: [{ on: "person.arrived", when: { "thing.slotted": null }, subject: "site", asker: { org: "command" }, holder: { org: "thing.runBy" }, onlyIfMapped: true }],
    moves: [{ on: "site.scheduled", subject: "site", as: "done" }, { on: "site.closed", subject: "site", as: "lapsed" }],
    verifiedBy: "sample",
    finding: null,
  },
  {
    kind: "site.ready",
    title: { zh: "储备隔离点按期具备启用条件", en: "Have the site ready on the day promised" },
    clause: null,
    opens: [{ on: "site.staged", when: { "data.dated": true }, subject: "site", due: "data.readyAt", asker: { org: "actor", actorRole: true }, holder: { org: "data.runBy", answers: "coordination" } }],
    moves: [
      { on: "site.staged", when: { "data.stage": "ready" }, subject: "site", as: "done" },
      { on: "site.redated", subject: "site", as: "lapsed" },
      { on: "site.opened", subject: "site", as: "done" },
    ],
    verifiedBy: "asker",
    finding: null,
  },
  {
    kind: "capacity.review",
    title: { zh: "每日核算现有、24小时和72小时房间", en: "Review rooms now, in 24 and 72 hours, every day" },
    clause: "capacity.review",
    opens: [{ on: "site.opened", subject: "capacity-review:data.runBy", asker: { org: "command" }, holder: { org: "data.runBy" }, onlyIfMapped: true }],
    moves: [{ on: "capacity.reviewed", subject: "capacity-review", as: "done" }],
    verifiedBy: "sample",
    finding: null,
    repeatsWhile: { "thing.reviewing": true },
  },
  {
    kind: "capacity.raise",
    title: { zh: "隔离房间告急，向上增援", en: "Find more rooms before there are none" },
    clause: "capacity.answer",
    opens: [{ on: "capacity.low", subject: "capacity-review", asker: { org: "data.org", answers: "coordination" }, holder: { org: "above:data.org", answers: "resource.provide" } }],
    moves: [{ on: "capacity.reviewed", when: { "data.low": false }, subject: "capacity-review", as: "verified", by: "data.org" }],
    verifiedBy: "counterpart",
    finding: null,
  },
];
