/** Duties of quarantine sites and measures: staff, waste, counts, exits, sister sites, support, release. */
import type { DutyRule } from "../../engine/rule.ts";

const SITE_OPEN = { "thing.status": "open" } as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "site.staff",
    title: { zh: "隔离点管理人员到位", en: "Fill the posts before or on arrival" },
    clause: "site.staff.due",
    opens: [{ on: "site.understaffed", subject: "site", asker: { org: "command" }, holder: { org: "data.runBy" } }],
    moves: [{ on: "site.posts_filled", when: { "data.complete": true }, subject: "site", as: "done" }],
    verifiedBy: "record",
    finding: "site_opened_without_staff",
    harm: ["person.left_room"],
  },
  {
    kind: "site.waste",
    title: { zh: "隔离点垃圾清运", en: "Remove quarantine-site waste" },
    clause: "site.waste",
    opens: [{ on: "person.arrived", when: { "thing.wastePlanned": true }, subject: "site", asker: { org: "command" }, holder: { org: "thing.runBy" } }],
    moves: [{ on: "waste.collected", subject: "site", as: "done" }, { on: "site.closed", subject: "site", as: "lapsed" }],
    verifiedBy: "sample",
    finding: "waste_removal_late",
    repeatsWhile: SITE_OPEN,
  },
  {
    kind: "site.head-count",
    title: { zh: "每日人数清点", en: "Daily head count" },
    clause: "site.head-count",
    opens: [{ on: "person.arrived", subject: "site", asker: { org: "thing.runBy", answers: "coordination" }, holder: { org: "thing.org", answers: "site.presence" } }],
    moves: [{ on: "heads.counted", subject: "site", as: "done" }, { on: "site.closed", subject: "site", as: "lapsed" }],
    verifiedBy: "sample",
    finding: null,
    repeatsWhile: SITE_OPEN,
  },
  {
    kind: "exit.respond",
    title: { zh: "处置擅离房间", en: "Answer a room exit" },
    clause: "room-exit.response",
    opens: [{ on: "person.left_room", subject: "site", asker: { org: "thing.runBy", answers: "coordination" }, holder: { org: "thing.org", answers: "site.presence" } }],
    moves: [{ on: "person.returned", subject: "site", as: "done" }, { on: "site.closed", subject: "site", as: "lapsed" }],
    verifiedBy: "asker",
    finding: null,
  },
  {
    kind: "sister-check",
    title: { zh: "举一反三：同组隔离点立即同查", en: "Make the same check at sister sites" },
    clause: "sister-check",
    opens: [{ on: "person.left_room", subject: "org:data.group", asker: { org: "command" }, holder: { org: "data.group" } }],
    moves: [{ on: "sites.checked", subject: "org", as: "done" }],
    verifiedBy: "sample",
    finding: "lesson_not_spread",
    harm: ["person.left_room"],
    onlyWithHarm: true,
  },
  {
    kind: "measure.support",
    title: { zh: "保障被隔离人员生活与就医", en: "Support the confined person" },
    clause: "need.food",
    opens: ["measure.ordered", "measure.completed"].map((on) => (
      { on, when: { "data.supportNamed": true, "data.supportAccepted": null }, subject: "measure", asker: { org: "actor", actorRole: true }, holder: { org: "actor", actorRole: true }, offer: { org: "actor", post: "data.support" } }
    )),
    moves: [{ on: "measure.support_accepted", subject: "measure", as: "verified" }, { on: "person.released", subject: "measure", as: "lapsed" }],
    verifiedBy: "counterpart",
    finding: null,
  },
  {
    kind: "measure.complete",
    title: { zh: "补全隔离决定", en: "Complete the quarantine decision" },
    clause: "measure.complete",
    opens: [{ on: "measure.ordered", when: { "data.complete": false }, subject: "measure", asker: { org: "command" }, holder: { org: "actor", actorRole: true } }],
    moves: [
      // Only the last of what was missing completes it, whichever record brings it.
      ...["measure.completed", "measure.support_accepted", "measure.extended"].map((on) => ({ on, when: { "data.complete": true }, subject: "measure", as: "done" } as const)),
      { on: "person.released", subject: "measure", as: "lapsed" },
    ],
    verifiedBy: "asker",
    finding: null,
    byRecordWhile: { "thing.complete": false },
  },
  {
    kind: "person.release",
    title: { zh: "按期解除隔离", en: "Release the person on time" },
    clause: "release.overdue",
    opens: [
      { on: "measure.ordered", when: { "data.endKnown": true }, subject: "measure", due: "data.end", asker: { org: "actor", actorRole: true }, holder: { org: "actor", actorRole: true } },
      { on: "measure.completed", when: { "data.endKnown": true }, subject: "measure", due: "data.end", asker: { org: "actor", actorRole: true }, holder: { org: "actor", actorRole: true } },
      { on: "measure.extended", subject: "measure", due: "data.end", asker: { org: "actor", actorRole: true }, holder: { org: "actor", actorRole: true } },
      // A new edition moves the end, not the authority that has to keep it.
      { on: "measure.shortened", subject: "measure", due: "data.end", asker: { org: "data.owner.org", post: "data.owner" }, holder: { org: "data.owner.org", post: "data.owner" } },
    ],
    moves: [{ on: "release.prepared", subject: "measure", as: "planned" }, { on: "homeward.planned", subject: "measure", as: "planned" }, { on: "person.released", subject: "measure", as: "done" }],
    verifiedBy: "asker",
    finding: "deadline_missed",
    watched: true,
    byRecordWhile: { "thing.endedAt": null },
  },
];
