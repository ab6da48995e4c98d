/**
 * What a loop gives the engine: its kinds of thing with their folds, its commands with their shapes, and its
 * duty table. A model is all loops put together; it is built once, at start, and is plain data.
 */
import type { TSchema } from "../base/schema.ts";
import type { Zone } from "../base/civil.ts";
import type { Ref } from "../base/ids.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ms, When } from "../base/time.ts";
import type { JsonObject, LedgerEvent, NewEvent, Post } from "./event.ts";
import type { ResolvedPack } from "./pack/types.ts";
import type { DutyRule, Text } from "./rule.ts";
import type { Sheet } from "./sheet.ts";
import type { State } from "./state.ts";
import type { Thing, ThingState } from "./thing.ts";

export type { Thing, ThingState };

/** A list column: a path into the state and how to show and index it. At most twelve a kind. */
export interface Column {
  readonly key: string;
  readonly title: Text;
  readonly type: "text" | "number" | "ref" | "when" | "boolean" | "post";
}

export interface Kind {
  readonly kind: string;
  readonly title: Text;
  /** Things of a city (rooms, vehicles, organisations) are shared by its incidents. */
  readonly scope: "city" | "incident";
  readonly columns: readonly Column[];
  /** Pure; returns the same object when the event changes nothing. */
  readonly fold: (state: ThingState | undefined, event: LedgerEvent, ref: Ref) => ThingState | undefined;
}

export interface Context {
  readonly incident: string;
  /** The ledger that holds rooms, vehicles, organisations; the incident itself for replays and drills. */
  readonly city: string;
  /** The clock of the system that decides: wall clock live, simulated in replays and drills. */
  readonly now: Ms;
  readonly pack: ResolvedPack;
  readonly zone: Zone;
  /** Who holds what nobody was named for. */
  readonly commandPost: Post;
  /** Next number of each ledger, known while a command is decided: nobody has seen a number that is not there yet. */
  readonly positions?: ReadonlyMap<string, number>;
}

export interface Command<Data = JsonObject> {
  /** Chosen by the sender; retried with the same body it has one effect (law 14). */
  readonly id: string;
  readonly type: string;
  readonly incident: string;
  readonly actor: Post;
  readonly by?: string;
  /** When it happened; default now. */
  readonly at?: When;
  readonly data: Data;
  /** Versions the sender saw; a newer one refuses the command. */
  readonly expects?: Readonly<Record<Ref, number>>;
  /** A report that something happened: recorded even when it breaks a rule, the breach noted (law 8). */
  readonly reported?: boolean;
  readonly source?: string;
}

export interface Decision {
  readonly events: readonly NewEvent[];
  /** Rules broken: refuse an order, become a breach on record for a report. */
  readonly objections?: readonly Objection[];
}

export interface Objection {
  readonly refusal: Refusal;
  readonly about: readonly Ref[];
  /** The finding kind the breach makes when it is reported rather than ordered; null: board only. */
  readonly finding: string | null;
  /** Duty kind whose map names who answers for it, and at which organisation. */
  readonly answers?: { readonly duty: string; readonly org: string };
}

/** Pure. The model is for what the tables say about a duty; most deciders need only the first three. */
export type Decide = (state: State, command: Command<never>, context: Context, model: Model) => Decision | Refusal;

export interface CommandDef {
  readonly type: string;
  readonly title: Text;
  readonly help?: Text;
  /** JSON schema of `data`, drawn as a form and checked at every entrance. */
  readonly schema: TSchema;
  readonly decide: Decide;
  /** Things to load first; everything else is loaded when a decider asks for it. */
  readonly needs?: (data: JsonObject) => readonly Ref[];
  /** Kind of thing whose page offers it, and in which states. */
  readonly on?: { readonly kind: string; readonly statuses?: readonly string[]; readonly field: string };
  /** Only the system itself may send it. */
  readonly internal?: true;
  /** By its nature a report of what happened, whoever sends it: a broken rule goes on record and refuses nothing. */
  readonly record?: true;
}

export interface Loop {
  readonly name: string;
  readonly title: Text;
  /** Event types this loop writes, with what they mean, for readers and the auditor. */
  readonly events: Readonly<Record<string, Text>>;
  readonly kinds: readonly Kind[];
  readonly commands: readonly CommandDef[];
  readonly duties: readonly DutyRule[];
  /** Keys of the responsibility map that are no duty of their own: being in charge, following up. */
  readonly standing?: Readonly<Record<string, Text>>;
  /** Pages people work from: the lists and figures of this loop, written from the ledger when asked for. */
  readonly sheets?: readonly Sheet[];
}

export interface Model {
  readonly loops: readonly Loop[];
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly commands: ReadonlyMap<string, CommandDef>;
  readonly rules: ReadonlyMap<string, DutyRule>;
  readonly eventTypes: ReadonlyMap<string, Text>;
  /** Everything a post can answer for: duties and standing responsibilities, with their names. */
  readonly answerable: ReadonlyMap<string, Text>;
  /** Rules with a trigger on the event type, so that an event touches only the rules that read it. */
  readonly rulesOn: ReadonlyMap<string, readonly DutyRule[]>;
  readonly sheets: ReadonlyMap<string, Sheet>;
}
