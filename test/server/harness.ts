// A real server for tests: PostgreSQL in a schema of its own, HTTP on a free port, the clock worker running on
// a wall clock that the test moves. Every answer is held against the OpenAPI document as it comes in.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { isRefusal, refusalLine, type Refusal } from "../../src/base/refusal.ts";
import type { Ms } from "../../src/base/time.ts";
import type { Post } from "../../src/engine/event.ts";
import { model } from "../../src/loops/index.ts";
import { alarmRoutes } from "../../src/server/alarms/routes.ts";
import { startAlarms } from "../../src/server/alarms/service.ts";
import { loadPermitKey } from "../../src/server/permits/keys.ts";
import { permitRoutes } from "../../src/server/permits/routes.ts";
import type { Api } from "../../src/server/api.ts";
import { buildServer, listen, type ServerOptions } from "../../src/server/app.ts";
import { startClock } from "../../src/server/clock.ts";
import { packResolver, readPackFolder } from "../../src/server/pack-folder.ts";
import type { Packs } from "../../src/engine/pack/types.ts";
import type { Receipt, Store } from "../../src/store/contract.ts";
import { freshSchema } from "../database/stores.ts";
import { COMMAND, FOUNDING } from "./city.ts";

export const START: Ms = Date.UTC(2022, 7, 1, 1);
export const PACK = "cn-covid-9";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

export interface TestServer {
  readonly url: string;
  readonly store: Store;
  /** Operations of the document that have been called so far. */
  readonly called: ReadonlySet<string>;
  now(): Ms;
  /** Moves the wall clock; the clock worker notices by itself. */
  advance(by: Ms): void;
  get<T = never>(path: string): Promise<T>;
  call(method: string, path: string, body?: string | Uint8Array, type?: string): Promise<Answer>;
  /** Sends a command as a post; throws when it is refused. */
  send(actor: Post, type: string, data: object, more?: object): Promise<Receipt>;
  refused(actor: Post, type: string, data: object, more?: object): Promise<Refusal & { readonly status: number }>;
  close(): Promise<void>;
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const packsRead = await readPackFolder(new URL("../../packs/", import.meta.url).pathname);
if (Array.isArray(packsRead)) throw new Error(packsRead.map((refusal) => refusalLine(refusal as Refusal)).join("\n"));
export const packs = packsRead as Packs;

export interface Options {
  readonly replays?: Api["replays"];
  readonly server?: Partial<ServerOptions>;
  /** Found the city of `city.ts` as the live incident `city`. */
  readonly city?: boolean;
}

export async function startTestServer(options: Options = {}): Promise<TestServer> {
  const schema = await freshSchema();
  const store = await schema.open();
  let now = START;
  const api: Api = { store, model, packs, packOf: packResolver(packs), replays: options.replays ?? new Map(), now: () => now };
  const dataDir = mkdtempSync(join(tmpdir(), "firebreak-server-"));
  const alarms = startAlarms({ api, dataDir, env: {}, publicUrl: "http://127.0.0.1", log: silent, everyMs: null });
  const app = await buildServer({ ...api, consoleDir: null, more: [alarmRoutes(alarms), permitRoutes(loadPermitKey(dataDir))], ...options.server });
  const url = `http://127.0.0.1:${await listen(app, "127.0.0.1", 0)}`;
  const clock = startClock({ store, now: () => now, log: silent, everyMs: 20 });
  const conforms = conformance(app.swagger());
  const called = new Set<string>();
  let sent = 0;

  const call: TestServer["call"] = async (method, path, body, type = "application/json") => {
    const response = await fetch(url + path, body === undefined ? { method } : { method, body: Buffer.from(body), headers: { "content-type": type } });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
    const parsed: unknown = isJson ? JSON.parse(text) : text;
    const operation = isJson ? conforms(method, path, response.status, parsed) : null;
    if (operation !== null) called.add(operation);
    return { status: response.status, body: parsed, headers: response.headers };
  };
  const command = (actor: Post, type: string, data: object, more: object = {}): Promise<Answer> =>
    call("POST", "/api/commands", JSON.stringify({ id: `t${++sent}`, type, incident: "city", actor, data, ...more }));

  const server: TestServer = {
    url, store, called, call,
    now: () => now,
    advance: (by) => void (now += by),
    async get<T>(path: string) {
      const answer = await call("GET", path);
      if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body as T;
    },
    async send(actor, type, data, more) {
      const answer = await command(actor, type, data, more);
      if (answer.status !== 200) throw new Error(`${type}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return (answer.body as { receipt: Receipt }).receipt;
    },
    async refused(actor, type, data, more) {
      const answer = await command(actor, type, data, more);
      if (answer.status < 400) throw new Error(`${type} was accepted`);
      return { ...(answer.body as { refusal: Refusal }).refusal, status: answer.status };
    },
    async close() {
      await app.close();
      await clock.stop();
      await alarms.stop();
      await schema.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  if (options.city !== false) await found(server);
  return server;
}

async function found(server: TestServer): Promise<void> {
  const city = { id: "city", title: "Test city", mode: "live", zone: "Asia/Shanghai", city: "city", pack: PACK, commandPost: COMMAND };
  const made = await server.call("POST", "/api/incidents", JSON.stringify(city));
  if (made.status !== 200) throw new Error(JSON.stringify(made.body));
  for (const { type, data } of FOUNDING) await server.send(COMMAND, type, data);
}

type Conforms = (method: string, path: string, status: number, body: unknown) => string | null;

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, unknown>>;
}

/** Throws when an answer has not the shape the document promises for that address and status. */
function conformance(document: object): Conforms {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema({ ...document, $id: "api" });
  const paths = Object.entries((document as { paths: Record<string, Record<string, Operation>> }).paths);
  const patterns = paths.map(([template, operations]) => ({
    template, operations, pattern: new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, "[^/]+").replaceAll(".", "\\.")}$`),
  }));
  const compiled = new Map<string, ValidateFunction>();
  return (method, path, status, body) => {
    const plain = path.split("?")[0]!;
    const found = patterns.find((one) => one.template === plain) ?? patterns.find((one) => one.pattern.test(plain));
    const operation = found?.operations[method.toLowerCase()];
    if (found === undefined || operation === undefined) return null;
    const code = [String(status), `${String(status)[0]}XX`].find((one) => one in operation.responses);
    if (code === undefined) throw new Error(`${method} ${plain} answered ${status}, which the document does not know.`);
    const pointer = `api#/paths/${found.template.replaceAll("/", "~1")}/${method.toLowerCase()}/responses/${code}/content/application~1json/schema`;
    let validate = compiled.get(pointer);
    if (validate === undefined) compiled.set(pointer, (validate = ajv.compile({ $ref: encodeURI(pointer) })));
    if (!validate(body)) throw new Error(`${method} ${plain} ${status} is not as documented: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(body).slice(0, 2000)}`);
    return operation.operationId;
  };
}

export function refusalOf(answer: Answer): Refusal {
  const { refusal } = answer.body as { refusal?: Refusal };
  if (!isRefusal(refusal)) throw new Error(`not a refusal: ${answer.status} ${JSON.stringify(answer.body)}`);
  return refusal;
}
