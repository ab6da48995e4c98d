/**
 * The OpenAPI 3.1 document, made from the very schemas the routes check and answer with. A committed copy
 * stands in docs/openapi.json; a test fails when the two differ and says how to change it on purpose.
 */
import type { FastifyDynamicSwaggerOptions } from "@fastify/swagger";
import type { Model } from "../engine/loop.ts";

export function documentOptions(model: Model): FastifyDynamicSwaggerOptions {
  return { openapi: HEAD, refResolver, transformObject: (made) => withCommands(made, model) };
}

const HEAD = {
  openapi: "3.1.0",
  info: {
    title: "Firebreak",
    version: "1",
    description:
      "The command system of a city during an outbreak. Times are milliseconds since 1970-01-01T00:00Z; an " +
      "instant is an interval of its earliest and latest bound. Every refusal carries a stable code, a sentence, " +
      "the place in the input and what to do.",
  },
  // Relative, so that the document is right wherever it is served.
  servers: [{ url: "/" }],
  tags: [
    { name: "system", description: "Is it alive, what does it know" },
    { name: "incidents", description: "Ledgers and what is found in them" },
    { name: "ledger", description: "What happened" },
    { name: "duties", description: "What is owed" },
    { name: "things", description: "The state of things" },
    { name: "sheets", description: "Pages written from the ledger: situation, community, hand-over and the like" },
    { name: "packs", description: "The rules in force" },
    { name: "commands", description: "The only way to change anything" },
  ],
};

const refResolver: NonNullable<FastifyDynamicSwaggerOptions["refResolver"]> = {
  buildLocalReference: (json, _base, _fragment, index) => (typeof json["$id"] === "string" ? json["$id"] : `Shape${index}`),
};

type Made = Parameters<NonNullable<FastifyDynamicSwaggerOptions["transformObject"]>>[0];

/** Adds the shape of every command's data, so that the document alone is enough to send one. */
function withCommands(made: Made, model: Model): object {
  if (!("openapiObject" in made)) return made.swaggerObject;
  const document = made.openapiObject as { components?: { schemas?: Record<string, object> } };
  const shapes = Object.fromEntries(
    [...model.commands.values()]
      .filter((command) => command.internal !== true)
      .map((command) => [`data.${command.type}`, { description: `${command.title.en} · ${command.title.zh}`, ...command.schema }]),
  );
  return { ...document, components: { ...document.components, schemas: { ...document.components?.schemas, ...shapes } } };
}
