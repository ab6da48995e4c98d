/**
 * What the acting post may do on a page, and why not where it may not: the deciders themselves are asked, with
 * stand-in words in the fields still to be filled, on the state as it is now. Nothing is written.
 */
import { kindOf } from "../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../base/refusal.ts";
import { Type, type Static, type TSchema } from "../base/schema.ts";
import type { Ms } from "../base/time.ts";
import type { Duty } from "../engine/duty/duty.ts";
import type { JsonObject, Post } from "../engine/event.ts";
import type { Command, CommandDef, Context, Model, Thing } from "../engine/loop.ts";
import { createState, type MemoryState } from "../engine/memory-state.ts";
import { Missing, type Wanted } from "../engine/state.ts";
import type { Incident } from "../store/contract.ts";
import type { Api } from "./api.ts";
import { link, Open, Refusal as RefusalShape, Text } from "./schemas.ts";

export const Offered = Type.Object(
  {
    type: Type.String(),
    title: link(Text),
    help: Type.Optional(link(Text)),
    schema: Open,
    field: Type.Optional(Type.String({ description: "Field of `data` that takes the thing or duty of the page" })),
    why: Type.Optional(link(RefusalShape)),
  },
  { additionalProperties: false },
);

export type OfferedType = Static<typeof Offered>;

function told(def: CommandDef, why: Refusal | null): OfferedType {
  return {
    type: def.type,
    title: def.title,
    ...(def.help === undefined ? {} : { help: def.help }),
    schema: def.schema as unknown as Record<string, unknown>,
    ...(def.on === undefined ? {} : { field: def.on.field }),
    ...(why === null ? {} : { why }),
  };
}

function commandsOn(model: Model, kind: string): CommandDef[] {
  return [...model.commands.values()].filter((def) => def.internal !== true && def.on?.kind === kind);
}

/** Nobody acts, nothing is offered: the page then asks who is acting. */
export async function offeredOnDuty(api: Api, incident: Incident, duty: Duty, actor: Post | null, now: Ms): Promise<readonly OfferedType[]> {
  if (actor === null || incident.mode === "replay") return [];
  const pack = api.packOf(incident.pack, incident.packHash);
  if (pack === undefined) return [];
  const context: Context = { incident: incident.id, city: incident.city, now, pack, zone: incident.zone, commandPost: incident.commandPost };
  const state = createState(api.model, { partial: true });
  state.putDuty(duty);
  const offered: OfferedType[] = [];
  for (const def of commandsOn(api.model, "duty")) {
    const field = def.on!.field;
    const data = { ...standIns(def.schema, duty), [field]: duty.id } as JsonObject;
    const command: Command = { id: "preview", type: def.type, incident: incident.id, actor, data };
    offered.push(told(def, await objection(api, incident, state, def, command, context)));
  }
  return offered;
}

export function offeredOnThing(model: Model, incident: Incident, thing: Thing): readonly OfferedType[] {
  if (incident.mode === "replay") return [];
  return commandsOn(model, kindOf(thing.ref)).map((def) => {
    const { statuses } = def.on!;
    const fits = statuses === undefined || statuses.includes(thing.state.status);
    return told(def, fits ? null : refuse("wrong-status", `It is “${thing.state.status}”, and this is for: ${statuses.join(", ")}.`, { params: { status: thing.state.status } }));
  });
}

async function objection(api: Api, incident: Incident, state: MemoryState, def: CommandDef, command: Command, context: Context): Promise<Refusal | null> {
  for (;;) {
    try {
      const decision = def.decide(state, command as Command<never>, context, api.model);
      // A complaint about a stand-in word says nothing about the person who will fill the field.
      if (isRefusal(decision)) return decision.where?.startsWith("data.") === true && decision.where !== `data.${def.on!.field}` ? null : decision;
      return decision.objections?.[0]?.refusal ?? null;
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      await load(api, incident, state, error.wanted);
    }
  }
}

async function load(api: Api, incident: Incident, state: MemoryState, wanted: Wanted): Promise<void> {
  const { store, model } = api;
  const ledgerOf = (kind: string): string => (model.kinds.get(kind)?.scope === "city" ? incident.city : incident.id);
  if (wanted.what === "thing") {
    const thing = await store.thing(ledgerOf(kindOf(wanted.ref)), wanted.ref);
    if (thing !== undefined) state.putThing(thing);
  } else if (wanted.what === "duty") {
    const duty = await store.duty(incident.id, wanted.id);
    if (duty !== undefined) state.putDuty(duty);
  } else if (wanted.what === "open-duties") {
    for (const duty of await store.duties({ incident: incident.id, subject: wanted.subject, open: true, limit: 1000 })) state.putDuty(duty);
  } else {
    const where = { [wanted.column]: wanted.value };
    for (const thing of await store.things({ incident: ledgerOf(wanted.kind), kind: wanted.kind, where, limit: 1000 })) state.putThing(thing);
  }
  state.loaded(wanted);
}

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** The least a form could hold: required fields only. A post is the holder's own, the one post surely real. */
function standIns(schema: TSchema, duty: Duty): Record<string, unknown> {
  const { properties = {}, required = [] } = schema as Schema;
  const value = (field: Schema): unknown => {
    if (field.properties !== undefined && "org" in field.properties && "role" in field.properties) return duty.holder;
    if (field.type === "array") return ["…"];
    if (field.type === "object") return standIns(field as TSchema, duty);
    return field.type === "integer" || field.type === "number" ? 0 : field.type === "boolean" ? true : "…";
  };
  return Object.fromEntries(required.map((name) => [name, value(properties[name] ?? {})]));
}

