/**
 * The one way to change anything. A command is checked against the shape its loop declares, its time against
 * the clock, and then decided by the store; what comes back is a receipt or a refusal, never half of each.
 */
import { Type, type Static } from "../../base/schema.ts";
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import type { Ms } from "../../base/time.ts";
import type { Command } from "../../engine/loop.ts";
import type { Incident, Receipt as ReceiptType } from "../../store/contract.ts";
import { actingCheck, type ActingCheck } from "../acting.ts";
import { sendRefusal, statusOf, type Api, type Routes } from "../api.ts";
import { commandCheck } from "../command-check.ts";
import { link, Ms as MsSchema, Open, orNull, Receipt, Refusal as RefusalSchema } from "../schemas.ts";
import { answers, closed, Name, unknownIncident } from "./answers.ts";

const PostIn = Type.Object({ org: Name, role: Name }, closed);

const CommandBody = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 120, pattern: "^[\\x21-\\x7e]+$", description: "Chosen by the sender; sent again with the same body it has one effect" }),
    type: Type.String({ minLength: 1, maxLength: 80 }),
    incident: Name,
    actor: PostIn,
    by: Type.Optional(Name),
    at: Type.Optional(Type.Object({ earliest: MsSchema, latest: MsSchema }, { ...closed, description: "When it happened; default now" })),
    data: Open,
    expects: Type.Optional(
      Type.Unsafe<Record<string, number>>({ type: "object", maxProperties: 100, additionalProperties: { type: "integer", minimum: 0 }, description: "Versions the sender saw" }),
    ),
    reported: Type.Optional(Type.Boolean({ description: "A report that something happened: recorded even when it breaks a rule" })),
    source: Type.Optional(Name),
  },
  closed,
);

const BatchBody = Type.Object({ commands: Type.Array(CommandBody, { minItems: 1, maxItems: 500 }), allOrNothing: Type.Literal(false) }, closed);

const Row = Type.Object({ id: Type.String(), status: Type.Integer(), receipt: orNull(link(Receipt)), refusal: orNull(link(RefusalSchema)) }, closed);

export const commandRoutes: Routes = (app, api) => {
  const gate: Gate = { check: commandCheck(api.model), incidents: new Map(), acting: actingCheck(api) };

  app.post<{ Body: Static<typeof CommandBody> }>(
    "/api/commands",
    {
      schema: {
        operationId: "sendCommand",
        summary: "Send one command; GET /api/model lists the types with the schema of their data",
        tags: ["commands"],
        body: CommandBody,
        response: answers(Type.Object({ receipt: link(Receipt) }, closed)),
      },
    },
    async (request, reply) => {
      const result = await send(api, gate, request.body as Command);
      return isRefusal(result) ? sendRefusal(reply, result) : { receipt: result };
    },
  );

  app.post<{ Body: Static<typeof BatchBody> }>(
    "/api/commands/batch",
    {
      bodyLimit: 5_000_000,
      schema: {
        operationId: "sendCommands",
        summary: "Send many commands; each is accepted or refused by itself, in the order given",
        tags: ["commands"],
        body: BatchBody,
        response: answers(Type.Object({ rows: Type.Array(Row) }, closed)),
      },
    },
    async (request) => {
      const commands = request.body.commands as readonly Command[];
      const results = await sendAll(api, gate, commands);
      return { rows: results.map((result, index) => rowOf(commands[index]!.id, result)) };
    },
  );
};

function rowOf(id: string, result: ReceiptType | Refusal): Static<typeof Row> {
  return isRefusal(result) ? { id, status: statusOf(result), receipt: null, refusal: result } : { id, status: 200, receipt: result as Static<typeof Receipt>, refusal: null };
}

interface Gate {
  readonly check: (command: Command, now: Ms) => Refusal | null;
  readonly acting: ActingCheck;
  /** What is asked of it never changes (mode, city, command); asking with every command would cost a query each. */
  readonly incidents: Map<string, Incident>;
}

/** The refusal at the door, or null: the command may go to the store. */
async function door(api: Api, gate: Gate, command: Command, now: Ms): Promise<Refusal | null> {
  const bad = gate.check(command, now);
  if (bad !== null) return bad;
  const incident = gate.incidents.get(command.incident) ?? (await api.store.incident(command.incident));
  if (incident === undefined) return unknownIncident(command.incident);
  gate.incidents.set(command.incident, incident);
  if (incident.mode === "replay") {
    return refuse("replay-is-closed", "A replay shows what happened and takes no commands.", { where: "incident", fix: "Send it to a live incident or a drill." });
  }
  return gate.acting(incident, command.actor);
}

async function send(api: Api, gate: Gate, command: Command): Promise<ReceiptType | Refusal> {
  const now = api.now();
  return (await door(api, gate, command, now)) ?? api.store.submit(command, now);
}

/**
 * One after the other: a row may rest on the row before it, and commands under way together are decided in
 * whatever order suits the store. Many rows that belong together are one command with many rows.
 */
async function sendAll(api: Api, gate: Gate, commands: readonly Command[]): Promise<readonly (ReceiptType | Refusal)[]> {
  const results: (ReceiptType | Refusal)[] = [];
  for (const command of commands) results.push(await send(api, gate, command));
  return results;
}
