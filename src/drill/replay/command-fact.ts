/**
 * An action of a fact file that is named like a command of the engine is that command, with the fact's `data` as
 * its data: whatever the loops can do, a file can tell. A duty has no number a file could know, so it is named by
 * its kind and what it is about.
 */
import type { Ref } from "../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import type { JsonObject } from "../../engine/event.ts";
import type { Draft } from "../../engine/fact.ts";
import type { CommandDef, Model } from "../../engine/loop.ts";
import type { MemoryState } from "../../engine/memory-state.ts";

/** The command an action names; undefined for a word of the vocabulary, and for what only the system may send. */
export function commandNamed(model: Model, action: string): CommandDef | undefined {
  const command = model.commands.get(action);
  return command?.internal === true ? undefined : command;
}

interface DutyName {
  readonly kind: string;
  readonly about: Ref;
}

function isDutyName(value: unknown): value is DutyName {
  return typeof value === "object" && value !== null && typeof (value as DutyName).kind === "string" && typeof (value as DutyName).about === "string";
}

/** The data as the command's schema will see it: a duty's name stands where its number will. */
export function dataForCheck(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return isDutyName(data["duty"]) ? { ...data, duty: "D1" } : data;
}

/** The command to send; a refusal when it names a duty that never was. */
export function commandDraft(action: string, data: Readonly<Record<string, unknown>>, state: MemoryState): Draft | Refusal {
  const name = data["duty"];
  if (!isDutyName(name)) return { type: action, data: data as JsonObject };
  const duty = dutyNamed(state, name);
  return isRefusal(duty) ? duty : { type: action, data: { ...data, duty } as JsonObject };
}

/** The open one, else the last that was: news of a duty may come when it is closed. */
function dutyNamed(state: MemoryState, { kind, about }: DutyName): string | Refusal {
  const open = state.openDuties(about).find((duty) => duty.kind === kind);
  const one = open ?? [...state.allDuties()].findLast((duty) => duty.kind === kind && duty.subject === about);
  return one?.id ?? refuse("unknown-duty", `No duty ${kind} was ever owed about ${about}.`, { where: "data.duty", fix: "Name a duty that an earlier event of the file opens." });
}
