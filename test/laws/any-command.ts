// Any command at all, filled in from its own schema: a new loop is tried by the random histories from the day it
// is in the model. Fields are filled with things that exist where their name or pattern says of what kind.

import { Value } from "typebox/value";
import { DAY, HOUR } from "../../src/base/time.ts";
import type { JsonObject } from "../../src/engine/event.ts";
import { model } from "../../src/loops/index.ts";
import { ROLES } from "./city.ts";
import type { Drafted, Picker, Scene } from "./scene.ts";

interface Shape {
  readonly type?: string;
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly patternProperties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Field names that mean an organisation, whatever loop they are in. */
const ORGS: ReadonlySet<string> = new Set(["org", "to", "unit", "units", "runBy", "group", "home", "parent", "lab", "from", "area"]);
const COMMANDS = [...model.commands.values()].filter(({ internal, type }) => internal !== true && !type.startsWith("duty."));

function named(scene: Scene, pick: Picker, field: string, pattern: string): string {
  const kind = /^\^([a-z-]+):/.exec(pattern)?.[1];
  const wanted = kind ?? (model.kinds.has(field) ? field : field.replace(/s$/, ""));
  const there = [...scene.state.allThings()].filter(({ ref }) => ref.startsWith(`${wanted}:`)).map(({ ref }) => ref);
  const found = there.length > 0 && pick.number(8) > 0 ? pick(there)! : `${wanted}:X${pick.number(3)}`;
  if (kind !== undefined) return found;
  if (ORGS.has(field) && wanted !== field) return pick(scene.city.orgs)!;
  if (field === "role" || field === "deputy" || field === "roles") return pick(ROLES)!;
  if (field === "duty") return pick([...scene.state.allDuties()])?.id ?? "D1";
  if (pattern.includes("\\d{4}-")) return "2021-09-22";
  return model.kinds.has(wanted) ? found.slice(wanted.length + 1) : field === "person" || field === "persons" ? `P${pick.number(6)}` : `X${pick.number(4)}`;
}

function fill(scene: Scene, pick: Picker, field: string, shape: Shape): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.anyOf !== undefined) return fill(scene, pick, field, pick(shape.anyOf)!);
  switch (shape.type) {
    case "string": return named(scene, pick, field, shape.pattern ?? "");
    case "boolean": return pick.number(2) === 0;
    case "integer":
    case "number": return Math.min(shape.maximum ?? Infinity, (shape.minimum ?? 0) + pick.number(4));
    case "array": return Array.from({ length: Math.max(shape.minItems ?? 0, pick.number(3)) }, () => fill(scene, pick, field, shape.items ?? {}));
    case "object": return filled(scene, pick, field, shape);
    default: return null;
  }
}

function filled(scene: Scene, pick: Picker, field: string, { properties, patternProperties, required = [] }: Shape): unknown {
  if (properties === undefined) {
    const inner = Object.values(patternProperties ?? {})[0];
    return inner === undefined || pick.number(2) === 0 ? {} : { [`P${pick.number(6)}`]: fill(scene, pick, field, inner) };
  }
  if (Object.keys(properties).join() === "earliest,latest") {
    const earliest = scene.now + pick.number(12) * DAY - 2 * DAY;
    return { earliest, latest: earliest + pick.number(3) * HOUR };
  }
  const given = Object.entries(properties).filter(([name]) => required.includes(name) || pick.number(3) > 0);
  return Object.fromEntries(given.map(([name, inner]) => [name, fill(scene, pick, name, inner)]));
}

/** A command of any loop that its schema takes, or null where the draw does not make one. */
export function anyCommand(scene: Scene, pick: Picker): Drafted | null {
  const { type, schema } = pick(COMMANDS)!;
  const data = filled(scene, pick, "", schema as unknown as Shape);
  return Value.Check(schema, data) ? { type, data: data as JsonObject, actor: { org: pick(scene.city.orgs)!, role: pick(ROLES)! } } : null;
}
