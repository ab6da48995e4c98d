/**
 * One command in, its events or a refusal out. Finds the decider, turns broken rules into a refusal (an
 * order) or a breach on record (a report), numbers the events, applies them and lets the duty tables react.
 * On a refusal, or when state is missing, nothing has changed.
 */
import { assert, isRefusal, refuse, type Refusal } from "../base/refusal.ts";
import type { Ref } from "../base/ids.ts";
import { at, MINUTE, type When } from "../base/time.ts";
import type { JsonObject, LedgerEvent, NewEvent } from "./event.ts";
import type { Command, Context, Decision, Model, Objection } from "./loop.ts";
import { heardIn, NOTICED } from "./city.ts";
import { closeDone, react, reactToCity, renew, type Pen } from "./react.ts";
import { answering } from "./select.ts";
import { alarmPost } from "./duty/transitions.ts";
import type { State, WorkingState } from "./state.ts";

export type Outcome =
  | { readonly ok: true; readonly events: readonly LedgerEvent[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** How far a sender's clock may be ahead of ours before its time is refused. */
const CLOCK_SKEW = 5 * MINUTE;

/** Longest chain of reactions one command may cause before we call it a loop in the tables. */
const MAX_EVENTS = 200_000;

export function handle(model: Model, state: WorkingState, command: Command, context: Context, positions: Map<string, number>): Outcome {
  const before = new Map(positions);
  state.mark();
  try {
    const decided = decide(model, state, command, { ...context, positions });
    if (isRefusal(decided)) return { ok: false, refusal: decided };
    return { ok: true, events: writeAll(model, state, command, context, positions, decided) };
  } catch (error) {
    state.undo();
    for (const [incident, next] of before) positions.set(incident, next);
    throw error;
  }
}

function decide(model: Model, state: State, command: Command, context: Context): NewEvent[] | Refusal {
  const def = model.commands.get(command.type);
  if (def === undefined) {
    return refuse("unknown-command", `There is no command “${command.type}”.`, { where: "type", fix: "GET /api/model lists the commands." });
  }
  if (command.at !== undefined && command.at.earliest > command.at.latest) {
    return refuse("interval-upside-down", "The earliest bound lies after the latest bound.", { where: "at", fix: "Exchange the two bounds." });
  }
  if (command.at !== undefined && command.at.earliest > context.now + CLOCK_SKEW) {
    return refuse("time-in-future", "It cannot be recorded as having happened: that time is still to come.", {
      where: "at", fix: "Give the time it happened, or plan it instead.",
    });
  }
  for (const [seen, version] of Object.entries(command.expects ?? {})) {
    const current = versionOf(state, seen as Ref);
    if (current !== version) {
      return refuse("version-stale", `${seen} has changed since you looked (version ${current}, you saw ${version}).`, {
        where: `expects.${seen}`, fix: "Look again and decide on what is there now.",
      });
    }
  }
  const decision = def.decide(state, command as Command<never>, context, model);
  if (isRefusal(decision)) return decision;
  return withObjections(state, command, context, decision, command.reported === true || def.record === true);
}

function versionOf(state: State, reference: Ref): number {
  if (reference.startsWith("duty:")) return state.duty(reference.slice(5))?.version ?? 0;
  return state.thing(reference)?.version ?? 0;
}

function withObjections(state: State, command: Command, context: Context, decision: Decision, reported: boolean): NewEvent[] | Refusal {
  const objections = decision.objections ?? [];
  if (objections.length === 0) return [...decision.events];
  if (!reported) {
    const first = objections[0]!.refusal;
    if (objections.length === 1) return first;
    return { ...first, message: objections.map((objection) => objection.refusal.message).join(" ") };
  }
  return [...decision.events, ...objections.map((objection) => breach(state, objection, command, context))];
}

/** A rule broken by something that has already happened: recorded, never refused (law 8). */
function breach(state: State, objection: Objection, command: Command, context: Context): NewEvent {
  const { refusal, about, finding, answers } = objection;
  const roles = answers === undefined ? [] : answering(state, answers.org, answers.duty);
  const answerable = roles.map((role) => ({ org: answers!.org, role }));
  return {
    type: "breach.recorded",
    occurred: occurredOf(command, context),
    about,
    data: {
      code: refusal.code, message: refusal.message, finding, duty: answers?.duty ?? null, ...(refusal.params === undefined ? {} : { params: refusal.params as JsonObject }),
      answerable: answerable as unknown as JsonObject[], subjects: [...about],
      holder: (answerable[0] ?? context.commandPost) as unknown as JsonObject,
      to: alarmPost(state, answers?.org, context) as unknown as JsonObject,
    },
  };
}

/** When the fact occurred; never later than we learned it. */
export function occurredOf(command: Pick<Command, "at">, context: Context): When {
  if (command.at === undefined) return at(context.now);
  if (command.at.latest <= context.now) return command.at;
  return { earliest: Math.min(command.at.earliest, context.now), latest: context.now };
}

function writeAll(model: Model, state: WorkingState, command: Command, context: Context, positions: Map<string, number>, events: readonly NewEvent[]): LedgerEvent[] {
  const written: LedgerEvent[] = [];
  const next = (ledger: string): number => {
    const seq = positions.get(ledger);
    assert(seq !== undefined, `no position for the ledger ${ledger}`);
    return seq;
  };
  const pen: Pen = {
    nextSeq: () => next(context.incident),
    write(event, cause) {
      assert(written.length < MAX_EVENTS, `${command.type} causes events without end`);
      const ledger = event.ledger === "city" ? context.city : context.incident;
      const seq = next(ledger);
      const full: { -readonly [Field in keyof LedgerEvent]: LedgerEvent[Field] } = {
        incident: ledger, seq, type: event.type, occurred: event.occurred, learned: context.now, actor: command.actor,
        about: event.about, data: event.data, command: command.id,
      };
      if (command.by !== undefined) full.by = command.by;
      if (cause === null && command.source !== undefined) full.source = command.source;
      else if (cause?.incident === ledger) full.cause = cause.seq;
      positions.set(ledger, seq + 1);
      state.apply(full);
      written.push(full);
      const reaction = { model, state, context, pen, event: full };
      react(reaction);
      if (full.type === NOTICED) reactToCity(reaction, heardIn(full));
      if (full.type === "duty.done") closeDone(reaction, state.duty(String(full.data["duty"]))!);
      if (full.type === "duty.verified") renew(reaction, state.duty(String(full.data["duty"]))!);
      return full;
    },
  };
  for (const event of events) pen.write(event, null);
  return written;
}
