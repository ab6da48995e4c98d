/** Whether the server is alive, what its model knows, and its own document. */
import { Type } from "../../base/schema.ts";
import type { Routes } from "../api.ts";
import { FINDING_TITLES } from "../finding-titles.ts";
import { Anything, Column, link, Ms, Open, Text, words } from "../schemas.ts";
import { answers, closed } from "./answers.ts";

const Health = Type.Object({ ok: Type.Literal(true), now: Ms, incidents: Type.Integer() }, closed);

const KindInfo = Type.Object({ kind: Type.String(), loop: Type.String(), title: link(Text), scope: words("city", "incident"), columns: Type.Array(link(Column)) }, closed);

export const CommandInfo = Type.Object(
  {
    type: Type.String(),
    loop: Type.String(),
    title: link(Text),
    help: Type.Optional(link(Text)),
    schema: Open,
    on: Type.Optional(Type.Object({ kind: Type.String(), statuses: Type.Optional(Type.Array(Type.String())), field: Type.String() }, closed)),
  },
  closed,
);

const ModelInfo = Type.Object(
  {
    loops: Type.Array(Type.Object({ name: Type.String(), title: link(Text) }, closed)),
    kinds: Type.Array(KindInfo),
    commands: Type.Array(CommandInfo),
    rules: Type.Array(Open),
    events: Type.Unsafe<Record<string, unknown>>({ type: "object", additionalProperties: link(Text) }),
    duties: Type.Unsafe<Record<string, unknown>>({ type: "object", additionalProperties: link(Text), description: "Kinds of duty and standing responsibilities" }),
    findings: Type.Unsafe<Record<string, unknown>>({ type: "object", additionalProperties: link(Text), description: "Kinds of finding" }),
  },
  closed,
);

export const systemRoutes: Routes = (app, api) => {
  app.get(
    "/api/health",
    { schema: { operationId: "health", summary: "Answers when server and database answer", tags: ["system"], response: answers(Health) } },
    async () => ({ ok: true, now: api.now(), incidents: (await api.store.incidents()).length }),
  );

  // The model never changes while the server runs: written out once.
  const { model } = api;
  const told = {
    loops: model.loops.map(({ name, title }) => ({ name, title })),
    kinds: model.loops.flatMap((loop) => loop.kinds.map(({ kind, title, scope, columns }) => ({ kind, loop: loop.name, title, scope, columns }))),
    commands: model.loops.flatMap((loop) => loop.commands
      .filter((command) => command.internal !== true)
      .map(({ type, title, help, schema, on }) => ({ type, loop: loop.name, title, ...(help === undefined ? {} : { help }), schema, ...(on === undefined ? {} : { on }) }))),
    rules: [...model.rules.values()],
    events: Object.fromEntries(model.eventTypes),
    duties: Object.fromEntries(model.answerable),
    findings: FINDING_TITLES,
  };
  app.get(
    "/api/model",
    {
      schema: {
        operationId: "model",
        summary: "Kinds with their columns, commands with the schema of their data, duty rules, event types",
        tags: ["system"],
        response: answers(ModelInfo),
      },
    },
    async () => told,
  );

  app.get(
    "/api/openapi.json",
    { schema: { operationId: "openapi", summary: "This document", tags: ["system"], response: answers(Anything) } },
    async () => app.swagger(),
  );
};
