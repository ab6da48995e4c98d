/**
 * Duties of a static management: three services to be accepted, a second signature where it is wide, calls to who
 * depends on care, its end. The first delivery and the daily account are its compounds' own duties, of supplies.
 */
import type { DutyRule } from "../../../engine/rule.ts";

const ISSUER = { org: "actor", actorRole: true } as const;
const AREA_COMMAND = { org: "above:data.org", answers: "command" } as const;

function service(part: "supply" | "medical" | "hotline", zh: string, en: string): DutyRule {
  return {
    kind: `closure.${part}`,
    title: { zh, en },
    clause: "push.receipt",
    opens: [{ on: "closure.ordered", subject: "closure", asker: ISSUER, holder: ISSUER, offer: { org: "actor", post: `data.${part}` } }],
    moves: [{ on: `closure.${part}_accepted`, subject: "closure", as: "verified" }, { on: "closure.ended", subject: "closure", as: "lapsed" }],
    verifiedBy: "counterpart",
    finding: null,
  };
}

export const duties: readonly DutyRule[] = [
  service("supply", "静态管理：签收物资保障", "Static management: take on supplies"),
  service("medical", "静态管理：签收就医保障", "Static management: take on medical care"),
  service("hotline", "静态管理：签收热线保障", "Static management: take on the hotline"),
  {
    kind: "closure.countersign",
    title: { zh: "大范围静态管理的第二人签", en: "Second signature for a wide static management" },
    clause: "area.countersign",
    opens: [{ on: "closure.ordered", when: { "data.wide": true }, subject: "closure", asker: ISSUER, holder: { org: "data.second.org", post: "data.second" } }],
    moves: [{ on: "closure.countersigned", subject: "closure", as: "done" }, { on: "closure.ended", subject: "closure", as: "lapsed" }],
    verifiedBy: "record",
    finding: "deadline_missed",
  },
  {
    kind: "closure.call",
    title: { zh: "联系需照护居民", en: "Call residents who depend on care" },
    clause: "need.ask",
    opens: [{ on: "closure.took_effect", subject: "closure", start: "data.since", asker: AREA_COMMAND, holder: { org: "data.hotline.org", post: "data.hotline" } }],
    moves: [{ on: "closure.called", subject: "closure", as: "done" }, { on: "closure.ended", subject: "closure", as: "lapsed" }],
    verifiedBy: "asker",
    finding: "assigned_tasks_not_done",
  },
  {
    kind: "closure.end",
    title: { zh: "按期结束静态管理", en: "End the static management on time" },
    clause: "release.overdue",
    opens: [{ on: "closure.took_effect", subject: "closure", start: "data.end", asker: AREA_COMMAND, holder: { org: "data.issuer.org", post: "data.issuer" } }],
    moves: [{ on: "closure.ended", subject: "closure", as: "done" }],
    verifiedBy: "asker",
    finding: "deadline_missed",
    watched: true,
  },
];
