/** Kinds of a watch that is signed for and of presence, and the shift hand-over as the ledger writes it. */
import { idOf } from "../../../base/ids.ts";
import type { Ms } from "../../../base/time.ts";
import { isOpen, type Duty } from "../../../engine/duty/duty.ts";
import type { Post } from "../../../engine/event.ts";
import type { Kind } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { Thing } from "../../../engine/thing.ts";
import { HANDED, type Lists } from "./events.ts";
import { foldPresence, foldWatch, type Written } from "./watch.ts";

const POST = [{ key: "org", title: zhEn("单位", "Organisation"), type: "text" as const }, { key: "role", title: zhEn("岗位", "Role"), type: "text" as const }];

export const kinds: readonly Kind[] = [
  {
    kind: "watch", title: zhEn("当班", "Watch"), scope: "city", fold: foldWatch as Kind["fold"],
    columns: [...POST, { key: "who", title: zhEn("值守人代号", "Who"), type: "text" }, { key: "since", title: zhEn("自", "Since"), type: "when" }, { key: "until", title: zhEn("至", "Until"), type: "when" }],
  },
  {
    kind: "presence", title: zhEn("在岗查核", "Presence"), scope: "incident", fold: foldPresence as Kind["fold"],
    columns: [...POST, { key: "deputy", title: zhEn("副职", "Deputy"), type: "post" }, { key: "askedAt", title: zhEn("查岗时间", "Asked"), type: "when" }],
  },
];

/** Whether a duty is this organisation's to hand on to its next watch: held, offered to it, or followed up from it. */
function concerns(duty: Duty, org: string): boolean {
  return duty.holder.org === org || duty.offer?.to.org === org || duty.links.some((link) => link.post.org === org);
}

/**
 * The hand-over of an organisation's watch, from what the ledger holds: duties still open, those blocked, those due
 * within `horizon`, promises not kept, calls nobody answered. Nobody has to remember anything; who writes it adds a note.
 */
export function handoverLists(org: string, duties: Iterable<Duty>, things: readonly Thing[], now: Ms, horizon: Ms): Lists {
  const mine = [...duties].filter((duty) => isOpen(duty) && concerns(duty, org));
  const of = (wanted: (duty: Duty) => boolean): string[] => mine.filter(wanted).map((duty) => duty.id);
  const ids = (kind: string, wanted: (thing: Thing) => boolean): string[] => things.filter((thing) => thing.ref.startsWith(`${kind}:`) && wanted(thing)).map((thing) => idOf(thing.ref));
  return {
    open: of(() => true),
    blocked: of((duty) => duty.status === "blocked"),
    dueSoon: of((duty) => duty.done === null && duty.due !== null && duty.due.earliest <= now + horizon),
    promises: ids("promise", ({ state }) => state.status !== "confirmed" && state.status !== "kept" && (state["holder"] as Post | undefined)?.org === org),
    calls: ids("call", ({ state }) => state.status === "unanswered" && (state["to"] as Post | undefined)?.org === org),
  };
}

export interface Amiss {
  readonly list: keyof Lists;
  readonly id: string;
  /** On the ledger and not in what was written, or the other way round. */
  readonly what: "left-out" | "made-up";
}

/** What a written hand-over leaves out of, or adds to, what the ledger held at its position. */
export function amiss(written: Pick<Written, "lists">, drawn: Lists): Amiss[] {
  return HANDED.flatMap((list) => {
    const [said, held] = [new Set(written.lists[list]), new Set(drawn[list])];
    return [
      ...drawn[list].filter((id) => !said.has(id)).map((id) => ({ list, id, what: "left-out" as const })),
      ...written.lists[list].filter((id) => !held.has(id)).map((id) => ({ list, id, what: "made-up" as const })),
    ];
  });
}
