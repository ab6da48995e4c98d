/**
 * A trial run: one incident in memory, with short ways to send a command as somebody, to let time pass and to
 * look at a duty. Tests and benches stand on it; nothing in it decides anything.
 */
import { assert, isRefusal, type Refusal } from "../base/refusal.ts";
import { at, type Ms, type When } from "../base/time.ts";
import type { Duty } from "./duty/duty.ts";
import type { JsonObject, LedgerEvent, Post } from "./event.ts";
import type { Model } from "./loop.ts";
import { resolvePack } from "./pack/load.ts";
import type { PackFile, ResolvedPack } from "./pack/types.ts";
import { simulate, type Simulation } from "./simulation.ts";

export interface How {
  /** A point, or an interval; now when left out. */
  readonly at?: Ms | When;
  readonly reported?: boolean;
  /** Pseudonym of whoever types it. */
  readonly by?: string;
  readonly expects?: Readonly<Record<`${string}:${string}`, number>>;
}

export interface Trial {
  readonly simulation: Simulation;
  /** The answer, be it events or a refusal. */
  ask(actor: Post, type: string, data: object, how?: How): readonly LedgerEvent[] | Refusal;
  /** Events of a command that must go through. */
  tell(actor: Post, type: string, data: object, how?: How): readonly LedgerEvent[];
  /** Code of the refusal, or `accepted`. */
  code(actor: Post, type: string, data: object, how?: How): string;
  /** Lets time pass, the clock taking every step on the way. */
  wait(length: Ms): void;
  /** The duty of a kind opened last, about a subject where one is named. */
  duty(kind: string, subject?: string): Duty;
  /** Events of a type, in order. */
  said(type: string): LedgerEvent[];
}

/** The pack in the first file, resting on the others. */
export function packOf(...files: readonly unknown[]): ResolvedPack {
  const packs = new Map((files as readonly PackFile[]).map((file) => [file.id, file]));
  const pack = resolvePack((files[0] as PackFile).id, packs);
  assert(!isRefusal(pack), isRefusal(pack) ? pack.message : "");
  return pack;
}

export interface TrialOptions {
  readonly model: Model;
  readonly pack: ResolvedPack;
  readonly start: Ms;
  readonly commandPost: Post;
}

export function tryOut(options: TrialOptions): Trial {
  const simulation = simulate({ ...options, incident: "trial", zone: "Asia/Shanghai" });
  let sent = 0;
  const ask: Trial["ask"] = (actor, type, data, { at: when, ...how } = {}) => simulation.send({
    id: `trial/${++sent}`, type, actor, data: data as JsonObject, ...how, ...(when === undefined ? {} : { at: typeof when === "number" ? at(when) : when }),
  });
  return {
    simulation,
    ask,
    tell(...command) {
      const answer = ask(...command);
      assert(!isRefusal(answer), isRefusal(answer) ? `${command[1]}: ${answer.message} [${answer.code}]` : "");
      return answer;
    },
    code(...command) {
      const answer = ask(...command);
      return isRefusal(answer) ? answer.code : "accepted";
    },
    wait(length) {
      simulation.advance(simulation.now() + length, true);
    },
    duty(kind, subject) {
      const found = [...simulation.state.allDuties()].findLast((duty) => duty.kind === kind && (subject === undefined || duty.subject === subject));
      assert(found !== undefined, `no duty ${kind}`);
      return found;
    },
    said: (type) => simulation.events.filter((event) => event.type === type),
  };
}
