/**
 * The HTTP server: takes in JSON, refuses what has not the declared shape before any route sees it, answers
 * with JSON, streams the ledger, serves the console's files and its own OpenAPI document. It decides nothing.
 * Refuses: foreign host names on a loopback address, other content types, unknown fields, oversized bodies.
 */
import { once } from "node:events";
import swagger from "@fastify/swagger";
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { isRefusal, refuse } from "../base/refusal.ts";
import type { TSchema } from "../base/schema.ts";
import { sendRefusal, type Api, type Routes } from "./api.ts";
import { serveConsole } from "./console-files.ts";
import { DUTY_SHAPES } from "./duty-schema.ts";
import { installErrors, refusalError } from "./errors.ts";
import { parseJson } from "./json-text.ts";
import { documentOptions } from "./openapi.ts";
import { ROUTES } from "./routes/index.ts";
import { streamRoutes, type StreamTimes } from "./routes/stream.ts";
import { NAMED } from "./schemas.ts";
import { checkShape, checkText } from "./shape.ts";

export interface ServerOptions extends Api {
  /** Folder of the console's built files; null serves the API alone. */
  readonly consoleDir: string | null;
  /** Groups of routes that need a running service of their own, such as the alarms. */
  readonly more?: readonly Routes[];
  readonly streamTimes?: StreamTimes;
  readonly log?: FastifyBaseLogger;
  /** Host names accepted in requests; null accepts any, for a server that others reach by name. */
  readonly hosts?: readonly string[] | null;
}

/** One command with all its rows of contacts stays far below; files have their own limits. */
export const BODY_LIMIT = 1_000_000;

export const LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    logController: new LogController({ disableRequestLogging: true }),
    // A clerk's half-sent request on a bad line must not hold a connection for ever.
    requestTimeout: 30_000,
    // What is under way is answered first; lines nobody uses are closed at once.
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength: 200 },
    ...(options.log === undefined ? {} : { loggerInstance: options.log }),
  });
  readJsonOurWay(app);
  app.setValidatorCompiler(({ schema, httpPart }) => {
    const inBody = httpPart === "body";
    const check = inBody ? checkShape(schema as TSchema) : checkText(schema as TSchema, httpPart === "querystring" ? "query" : "");
    return (value: unknown) => {
      const refusal = check(value);
      return refusal === null ? { value } : { error: refusalError(refusal) };
    };
  });
  // Answers are checked against their shapes by the tests, not rewritten by them at run time.
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  installErrors(app);
  guard(app, options.hosts === undefined ? LOOPBACK_HOSTS : options.hosts);
  closeInOrder(app);
  for (const shape of [...NAMED, ...DUTY_SHAPES]) app.addSchema(shape);
  await app.register(swagger, documentOptions(options.model));
  await app.register(async (api) => {
    for (const routes of [...ROUTES, streamRoutes(options.streamTimes), ...(options.more ?? [])]) routes(api, options);
  });
  await serveConsole(app, options.consoleDir);
  await app.ready();
  return app;
}

function readJsonOurWay(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) => {
    const parsed = parseJson(body as Buffer, { name: "The request" });
    if (isRefusal(parsed)) done(refusalError(parsed));
    else done(null, parsed.value);
  });
}

const SECURITY_HEADERS = {
  "content-security-policy":
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
};

/**
 * A page of another site can reach a server on this machine by pointing its own name at 127.0.0.1; the host
 * name it then sends gives it away.
 */
function guard(app: FastifyInstance, hosts: readonly string[] | null): void {
  app.addHook("onRequest", (request, reply, next) => {
    reply.headers(SECURITY_HEADERS);
    if (hosts === null || hosts.includes(request.hostname)) next();
    else void sendRefusal(reply, refuse("wrong-host", `This server does not answer to the name “${request.hostname.slice(0, 80)}”.`, { where: "host" }));
  });
}

/** A client that neither reads nor goes away may hold up a stop for no longer than this. */
const GRACE_MS = 5_000;

/** Requests under way are answered, on lines that end with the answer; then nothing holds the server up. */
function closeInOrder(app: FastifyInstance): void {
  let closing = false;
  app.addHook("preClose", async () => {
    closing = true;
    setTimeout(() => app.server.closeAllConnections(), GRACE_MS).unref();
  });
  app.addHook("onSend", (_request, reply, payload, next) => {
    if (closing) reply.header("connection", "close");
    next(null, payload);
  });
}

/** Starts listening; the port really taken is answered, so that 0 can be asked for. */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<number> {
  await app.listen({ host, port });
  if (!app.server.listening) await once(app.server, "listening");
  const address = app.server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}
