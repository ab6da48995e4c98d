/**
 * The table a loop's `duties.ts` is written in: which event opens, offers, moves or closes which duty, by
 * which clause. It is data, so that the engine applies it, the auditor re-derives from it, and the screens
 * explain it, each with its own small interpreter. Selectors are strings; see `select.ts` for their grammar.
 */

export interface Text {
  readonly zh: string;
  readonly en: string;
}

export const zhEn = (zh: string, en: string): Text => ({ zh, en });

/**
 * Where an organisation or a reference is found.
 * - `actor`: the acting post's organisation
 * - `data.x.y`: a field of the event
 * - `thing.x`: a field of the subject's state
 * - `above:<selector>`: the organisation above the one selected
 * - `command`: the incident's command
 * - `subject`: the id of the subject itself, when it is an organisation
 */
export type Selector = "actor" | "command" | "subject" | `data.${string}` | `thing.${string}` | `above:${string}`;

/** A post: the organisation selected, and the role that the responsibility map names for `duty` there. */
export interface Who {
  readonly org: Selector;
  /** A whole post found in the event's data; `org` is then only where to look when it is absent. */
  readonly post?: `data.${string}`;
  /** Duty kind looked up in the organisation's map; default the rule's own kind. */
  readonly answers?: string;
  /** Use the acting role itself instead of the map, when the org is the actor's. */
  readonly actorRole?: true;
}

export interface Trigger {
  readonly on: string;
  /** All must hold: `data.x` / `thing.x` selectors compared with a literal; `null` means absent. */
  readonly when?: Readonly<Record<string, string | number | boolean | null>>;
}

/** A kind (`contact`): each `about` of that kind in turn. Or `kind:selector` (`org:data.unit`): that one thing. */
export type SubjectSelector = string;

export interface OpenTrigger extends Trigger {
  readonly subject: SubjectSelector;
  readonly asker: Who;
  /** Who holds it from the start: the actor's own side, or a standing post of the responsibility map. */
  readonly holder: Who;
  /** Passed on at once to somebody who must still accept it (law 2). */
  readonly offer?: Who;
  /** Opens nothing where the map names nobody; by default the incident's command then holds it. */
  readonly onlyIfMapped?: true;
  /** A When in the event's data that starts the clock; default the event's own time. */
  readonly start?: `data.${string}`;
  /** A When in the event's data that is the deadline itself (a planned pick-up); overrides clause length. */
  readonly due?: `data.${string}`;
}

export interface OfferTrigger extends Trigger {
  readonly subject: SubjectSelector;
  /** The sender is always the holder. */
  readonly to: Who;
}

export interface MoveTrigger extends Trigger {
  readonly subject: SubjectSelector;
  /** `accepted`, `started`, `planned`, `looked` by the acting post; `done` by it; `verified` or `rejected` by the counterpart. */
  readonly as: "accepted" | "started" | "planned" | "looked" | "done" | "verified" | "rejected" | "lapsed" | "blocked" | "unblocked";
  /** Only when the acting organisation is this one (the receiving site's own record). */
  readonly by?: Selector;
  /** Only by the very post that holds it (a look by anybody else is not the look owed). */
  readonly byHolder?: true;
  /** For `blocked`: what is missing, a path to a list in the event's data. */
  readonly missing?: `data.${string}`;
}

export interface DutyRule {
  /** `contact.transfer`; also the key in responsibility maps. */
  readonly kind: string;
  readonly title: Text;
  /** Clause whose length is the deadline; null when the duty has no clock of its own. */
  readonly clause: string | null;
  readonly opens: readonly OpenTrigger[];
  readonly offers?: readonly OfferTrigger[];
  readonly moves: readonly MoveTrigger[];
  /** How a `done` is verified: by the asker, by the counterpart's record only, by a sample set by the pack, or by nobody because the record is itself the counterpart's. */
  readonly verifiedBy: "asker" | "counterpart" | "sample" | "record";
  /** Roles named here answer beside the holder for a lapse. */
  readonly alsoAnswers?: readonly Who[];
  /** The finding this duty's lapse makes; null: shown on the board only. */
  readonly finding: string | null;
  /** Events that are the harm this duty should have prevented, about the subject or its group. */
  readonly harm?: readonly string[];
  /** Only a lapse that harm followed is a finding. */
  readonly onlyWithHarm?: true;
  /** Opens its successor when it closes, one period (clause length) after its deadline, while this holds of the subject. */
  readonly repeatsWhile?: Readonly<Record<`thing.${string}`, string | number | boolean | null>>;
  /** While this holds of the subject nothing but the tables' own events ends it: no word of the holder, no withdrawal. */
  readonly byRecordWhile?: Readonly<Record<`thing.${string}`, string | number | boolean | null>>;
  /** Lateness is watched by the guarantor of the unit and the role over the asker (their own duties open). */
  readonly watched?: true;
}
