/**
 * What every entrance asks of a command before it is decided: a type that is there for people, data of the
 * shape its loop declares, and times that can be. Whether it may be done is the decider's business.
 */
import { refuse, type Refusal } from "../base/refusal.ts";
import { MINUTE, type Ms } from "../base/time.ts";
import type { Command, Model } from "../engine/loop.ts";
import { checkShape, type Check } from "./shape.ts";

/** Clocks of phones differ; beyond this it is a mistake, not a difference. */
export const CLOCK_SKEW: Ms = 5 * MINUTE;

/** Every command's shape, compiled once. Commands of the system itself do not exist for anybody outside. */
export function commandCheck(model: Model): (command: Command, now: Ms) => Refusal | null {
  const shapes = new Map<string, Check>();
  for (const def of model.commands.values()) if (def.internal !== true) shapes.set(def.type, checkShape(def.schema, "data"));
  return (command, now) => {
    const shape = shapes.get(command.type);
    if (shape === undefined) {
      return refuse("unknown-command", `There is no command “${command.type}”.`, { where: "type", fix: "GET /api/model lists the commands." });
    }
    return shape(command.data) ?? upsideDown(command.data, "data", 0) ?? (command.at === undefined ? null : timeRefusal(command.at, now));
  };
}

/** An interval upside down is a mistake wherever it stands, so it is looked for in the whole of the data. */
function upsideDown(value: unknown, place: string, depth: number): Refusal | null {
  if (typeof value !== "object" || value === null || depth > 32) return null;
  const { earliest, latest } = value as { earliest?: unknown; latest?: unknown };
  if (typeof earliest === "number" && typeof latest === "number" && earliest > latest) return intervalRefusal(place);
  const inList = Array.isArray(value);
  for (const [name, inner] of Object.entries(value)) {
    const bad = upsideDown(inner, inList ? `${place}[${name}]` : `${place}.${name}`, depth + 1);
    if (bad !== null) return bad;
  }
  return null;
}

function intervalRefusal(where: string): Refusal {
  return refuse("interval-upside-down", "The earliest bound lies after the latest bound.", { where, fix: "Exchange the two bounds, or give one exact instant." });
}

function timeRefusal(when: NonNullable<Command["at"]>, now: Ms): Refusal | null {
  if (when.earliest > when.latest) return intervalRefusal("at");
  if (when.earliest > now + CLOCK_SKEW) {
    return refuse("time-in-future", "It cannot be recorded as having happened: that time is still to come.", {
      where: "at.earliest", fix: "Give the time it happened, or plan it instead.",
    });
  }
  return null;
}
