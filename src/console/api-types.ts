/**
 * What the server answers, as the console reads it: the engine's own shapes where they exist, declared here
 * where only the HTTP API has them. Types alone; nothing here runs.
 */
import type { Zone } from "../base/civil.ts";
import type { Ref } from "../base/ids.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ms, When } from "../base/time.ts";
import type { Duty } from "../engine/duty/duty.ts";
import type { LedgerEvent, Post } from "../engine/event.ts";
import type { Column, Thing } from "../engine/loop.ts";
import type { ResolvedClause } from "../engine/pack/types.ts";
import type { DutyRule, Text } from "../engine/rule.ts";

export type IncidentMode = "live" | "replay" | "drill";

export interface DutyTotals {
  readonly open: number;
  readonly overdue: number;
  readonly blocked: number;
  readonly offered: number;
  /** Done, waiting to be checked by a second party. */
  readonly done: number;
}

export interface Incident {
  readonly id: string;
  readonly title: string;
  readonly mode: IncidentMode;
  readonly zone: Zone;
  readonly city: string;
  readonly pack: string;
  readonly packHash: string;
  readonly commandPost: Post;
  readonly head: number;
}

export interface IncidentDetail extends Incident {
  readonly counts: DutyTotals;
  readonly figures: readonly Figure[];
  /** What "now" is for it: the wall clock when live, the last learned time of a replay or drill. */
  readonly asOf: Ms;
}

export interface DutyCount extends DutyTotals {
  readonly org: string;
  readonly kind: string;
  readonly oldest: Ms | null;
}

export interface DutyPage {
  readonly duties: readonly Duty[];
  readonly next: string | null;
}

export interface EventPage {
  readonly events: readonly LedgerEvent[];
}

/** A command the acting post may send from a page; `why` says what stands in the way. */
export interface Offered {
  readonly type: string;
  readonly title: Text;
  readonly help?: Text;
  readonly schema: JsonSchema;
  /** Field of `data` that takes the thing or duty of the page. */
  readonly field?: string;
  readonly why?: Refusal;
}

export interface Clause extends Omit<ResolvedClause, "pack"> {
  /** The pack the duty cites, with the hash of the version it was created under. */
  readonly pack: { readonly id: string; readonly hash: string; readonly title: Text; readonly statedIn: string };
  /** The pack has changed since: the value shown is today's. */
  readonly changed: boolean;
}

export interface Chain {
  /** Who passed it on to whom, the top first. */
  readonly up: readonly Duty["links"][number][];
  /** The resource duty its block opened above. */
  readonly resource: Duty | null;
  /** The blocked duty this one serves. */
  readonly serves: Duty | null;
}

export interface DutyDetail {
  readonly duty: Duty;
  readonly events: readonly LedgerEvent[];
  /** Seqs of alarms raised before it was known that it had been done in time. */
  readonly raisedBeforeKnown: readonly number[];
  readonly rule: DutyRule | null;
  readonly clause: Clause | null;
  readonly can: readonly Offered[];
  readonly chain: Chain;
}

export interface ThingPage {
  readonly things: readonly Thing[];
  readonly next: string | null;
  readonly columns: readonly Column[];
}

export interface ThingDetail {
  readonly thing: Thing;
  readonly events: readonly LedgerEvent[];
  readonly duties: readonly Duty[];
  readonly can: readonly Offered[];
}

export interface Org {
  readonly id: string;
  readonly name?: Text | string;
  readonly level?: string;
  readonly parent?: string | null;
  readonly posts?: readonly { readonly role: string; readonly name?: Text | string; readonly dutyKinds?: readonly string[] }[];
}

export interface CommandInfo {
  readonly type: string;
  /** Name of the loop it belongs to. */
  readonly loop: string;
  readonly title: Text;
  readonly help?: Text;
  readonly schema: JsonSchema;
  readonly on?: { readonly kind: string; readonly statuses?: readonly string[]; readonly field: string };
}

export interface ModelInfo {
  readonly loops: readonly { readonly name: string; readonly title: Text }[];
  readonly kinds: readonly { readonly kind: string; readonly loop: string; readonly title: Text; readonly scope: "city" | "incident"; readonly columns: readonly Column[] }[];
  readonly commands: readonly CommandInfo[];
  readonly rules: readonly DutyRule[];
  readonly events: Readonly<Record<string, Text>>;
  readonly findings?: Readonly<Record<string, Text>>;
  /** Every kind of duty and standing responsibility, also those no rule opens by itself. */
  readonly duties?: Readonly<Record<string, Text>>;
  readonly roles?: Readonly<Record<string, Text>>;
}

/** The part of JSON Schema the forms draw. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly title?: string | Text;
  readonly description?: string | Text;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly (string | number | boolean | null)[];
  readonly const?: string | number | boolean | null;
  readonly anyOf?: readonly JsonSchema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly default?: unknown;
  readonly [keyword: string]: unknown;
}

export interface Receipt {
  readonly command: string;
  readonly events: readonly { readonly incident: string; readonly seq: number; readonly type: string }[];
  readonly repeated: boolean;
}

export interface Means {
  readonly what: readonly string[];
  readonly of: Post;
  readonly askedAt: When;
  readonly answered: When | null;
}

export interface Finding {
  readonly kind: string;
  readonly duty: string;
  readonly clause: string | null;
  readonly holder: Post | null;
  readonly missedBy: readonly Post[];
  readonly due: When | null;
  readonly done: When | null;
  readonly lateHours: readonly [number, number] | null;
  readonly certainty: "certain" | "possible";
  readonly raisedAt: Ms;
  readonly raisedTo: Post | null;
  /** Seqs of the events it rests on. */
  readonly evidence: readonly number[];
  /** Ids those events had where they came from. */
  readonly sources: readonly string[];
  readonly means: readonly Means[];
  readonly status: "found" | "found and stated";
  readonly mark: "raised-before-known" | null;
  readonly subjects: readonly Ref[];
}

export interface Check {
  readonly check: string;
  readonly subject: string;
  readonly value: number | string | readonly [number, number];
  readonly range?: readonly [number, number];
  readonly computation: string;
  readonly assumed: boolean;
  readonly evidence: readonly string[];
}

export interface FindingsAnswer {
  readonly asKnownAt: Ms;
  readonly counterfactual: boolean;
  readonly pack: { readonly id: string; readonly hash: string };
  readonly findings: readonly Finding[];
  readonly checks: readonly Check[];
}

/** How many things of a kind there are, by status, at a position of the ledger. */
export interface Figure {
  readonly kind: string;
  readonly title: Text;
  readonly total: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly atLeast: boolean;
  readonly head: number;
}

export interface SetupProblem {
  /** The tab as it is called in the file. */
  readonly sheet: string;
  readonly row: number | null;
  readonly field: string | null;
  readonly code: string;
  readonly text: Text;
  /** Told only; spoils nothing. */
  readonly note: boolean;
}

export interface SetupGap {
  readonly code: string;
  readonly text: Text;
  readonly org?: string;
  readonly role?: string;
  readonly site?: string;
}

export interface SetupAnswer {
  readonly city: string;
  readonly sent: boolean;
  readonly loaded: Readonly<Record<string, number>>;
  readonly unchanged: Readonly<Record<string, number>>;
  readonly problems: readonly SetupProblem[];
  readonly gaps: readonly SetupGap[];
}

export interface PackHead {
  readonly id: string;
  readonly hash: string;
  readonly title: Text;
  readonly disease: string;
  readonly jurisdiction: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

export interface AlarmRing {
  readonly post: Post;
  readonly who: string | null;
  readonly at: Ms;
  readonly why: string;
  readonly outcomes: readonly { readonly channel: string; readonly result: string; readonly note?: string }[] | null;
}

export interface AlarmCall {
  readonly id: string;
  readonly incident: string;
  /** ringing, answered, unanswered, telling, told */
  readonly status: string;
  readonly rank: string;
  readonly duty: string | null;
  readonly text: Text;
  readonly count: number;
  readonly at: Ms;
  readonly to: Post;
  readonly level: number;
  readonly nextAt: Ms | null;
  readonly rings: readonly AlarmRing[];
  readonly answeredAt: Ms | null;
  readonly answeredBy: Post | null;
}

export interface AlarmsAnswer {
  readonly calls: readonly AlarmCall[];
  readonly channels: readonly { readonly channel: string; readonly configured: boolean; readonly text: Text }[];
  /** Said when nobody can be rung at all. */
  readonly silence: Text | null;
}

export type { Column, Duty, DutyRule, LedgerEvent, Post, Ref, Refusal, Text, Thing, When };
